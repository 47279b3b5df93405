import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inBothLanguages } from '../../kit/entry.ts'
import { freshPhone } from '../../kit/fresh.ts'
import { sealed, send } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { accepted, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

const password = 'correct horse'
let world: World
let post: Awaited<ReturnType<typeof openPost>>
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
})

type Someone = {
  id: string
  emailVerified: boolean
  phoneVerified: boolean
  phone: string
  email: string
  token: string
}

const ask = (path: string, body: object, speaking: Speaking = {}) =>
  rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant: world.tenant, ...speaking })

async function textTo(phone: string, scene: string): Promise<string> {
  accepted(await ask('sms/send', { phone, scene }))
  return codeIn(post.phones.last(`+86${phone}`))
}

async function provePhone(phone: string, scene = 'SCENE_TYPE_COMPLETE_PHONE'): Promise<string> {
  const phoneCode = await textTo(phone, scene)
  const proof = accepted<{ valid: boolean; phoneToken: string }>(await ask('sms/preCheckCode', { phone, phoneCode }))
  assert.equal(proof.valid, true)
  return proof.phoneToken
}

function register(phone: string, phoneToken: string | undefined, speaking: Speaking = {}, more: object = {}) {
  const body = { account: `prover${++counter}`, password: sealed(world, password), profile: { phone }, phoneToken }
  return ask('register-username', { ...body, ...more }, speaking)
}

test('a phone number that was proven while registering is verified, any other is not', async () => {
  const phone = freshPhone()
  const proven = accepted<Someone>(await register(phone, await provePhone(phone)))
  assert.deepEqual([proven.phone, proven.phoneVerified], [phone, true])
  const other = freshPhone()
  assert.equal(accepted<Someone>(await register(other, undefined)).phoneVerified, false)
})

test('so is an e-mail address, and through GraphQL', async () => {
  const email = `prover${++counter}@example.com`
  accepted(await ask('email/send', { email, scene: 'INFORMATION_COMPLETION_VERIFY_CODE' }))
  const emailCode = codeIn(await post.mailbox.next(email))
  const { emailToken } = accepted<{ emailToken: string }>(await ask('email/preCheckCode', { email, emailCode }))
  const input = { username: `prover${++counter}`, password: sealed(world, password), profile: { email }, emailToken }
  const { id } = accepted<Someone>(await send(world, 'registerByUsername', { input: { ...input, forceLogin: true } }))
  const { rows } = await world.database.pool.query('SELECT email_verified FROM user_account WHERE id = $1', [id])
  assert.equal(rows[0].email_verified, true)
})

test('a token is good for one address, once, for ten minutes', async () => {
  const phone = freshPhone()
  const phoneToken = await provePhone(phone, 'SCENE_TYPE_REGISTER')
  const elsewhere = freshPhone()
  for (const outcome of await inBothLanguages(world, (speaking) => register(elsewhere, phoneToken, speaking)))
    refused(outcome, 2001)
  refused(await register(phone, `${phoneToken}x`), 2001)
  // A refusal gives the token back.
  accepted(await register(phone, phoneToken))
  refused(await register(phone, phoneToken), 2035)
  const late = freshPhone()
  const lateToken = await provePhone(late)
  world.passSeconds(601)
  refused(await register(late, lateToken), 2300)
})

test('a wrong code gives no token, and neither does one that was sent for signing in', async () => {
  const phone = freshPhone()
  const phoneCode = await textTo(phone, 'SCENE_TYPE_LOGIN')
  refused(await ask('sms/preCheckCode', { phone, phoneCode }), 2001)
  for (const outcome of await inBothLanguages(world, (speaking) =>
    ask('sms/preCheckCode', { phone, phoneCode: '000000' }, speaking),
  ))
    refused(outcome, 2001)
  refused(await ask('sms/preCheckCode', { phone: 'none', phoneCode }), 2028)
  refused(await ask('email/preCheckCode', { email: 'none', emailCode: '1234' }), 2204)
  refused(await ask('email/preCheckCode', { email: 'a@example.com' }), 2231)
})

test('register-phone: a phone number and a password', async () => {
  const phone = freshPhone()
  const body = { account: phone, phoneCountryCode: '+86', password: sealed(world, password), generateToken: true }
  const user = accepted<Someone>(await ask('register-phone', body))
  assert.deepEqual([user.phone, user.phoneVerified], [phone, false])
  assert.ok(user.token)
  const input = { phone, password: sealed(world, password) }
  assert.equal(accepted<Someone>(await send(world, 'loginByPhonePassword', { input })).id, user.id)
  refused(await ask('register-phone', body), 2026)
  refused(await ask('register-phone', { ...body, account: 'no number' }), 2028)
  refused(await ask('register-phone', { ...body, account: freshPhone(), password: '' }), 2032)
})
