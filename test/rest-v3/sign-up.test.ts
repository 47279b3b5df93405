import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { codesIn } from '../kit/codes.ts'
import { setPool } from '../kit/entry.ts'
import { sealed } from '../kit/people.ts'
import { openPost } from '../kit/post.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
})

const v3 = v3In(() => world)
const { mailCode, textCode } = codesIn(
  () => world,
  () => post,
)

type Person = Record<string, unknown>
const password = 'correct horse'
const withPassword = (payload: object, more: object = {}) =>
  v3('POST signup', { connection: 'PASSWORD', passwordPayload: { password, ...payload }, ...more })
const withCode = (payload: object, more: object = {}) =>
  v3('POST signup', { connection: 'PASSCODE', passCodePayload: payload, ...more })

async function signIn(passwordPayload: object) {
  const { id, secret } = world.tenant.application
  return v3('POST signin', { connection: 'PASSWORD', passwordPayload, client_id: id, client_secret: secret })
}

test('a person registers with a password, with what else is known, and signs in', async () => {
  const profile = { nickname: 'Ada', gender: 'F', company: 'Analytical', city: 'London' }
  const answer = await withPassword({ username: 'ada' }, { profile })
  const made = ok<Person>(answer)
  assert.equal(answer.message, '')
  assert.deepEqual([made.username, made.nickname, made.gender, made.city], ['ada', 'Ada', 'F', 'London'])
  assert.deepEqual([made.status, made.loginsCount, made.userSourceType], ['Activated', 0, 'register'])
  ok(await signIn({ username: 'ada', password }))
  const sent = { password: sealed(world, password), email: 'Grace@Example.com' }
  const grace = ok<Person>(await withPassword(sent, { options: { passwordEncryptType: 'rsa' } }))
  assert.deepEqual([grace.email, grace.emailVerified], ['grace@example.com', false])
  ok(await signIn({ email: 'grace@example.com', password }))
  assert.equal(
    ok<Person>(await withPassword({ username: 'both', email: 'both@example.com' })).email,
    'both@example.com',
  )
})

test('a person registers with a code, and chooses a password for later', async () => {
  const email = 'linus@example.com'
  const passCode = await mailCode(email, 'REGISTER_VERIFY_CODE')
  refusedAs(await withCode({ email, passCode: '000000' }), 400, 2001)
  const made = ok<Person>(await withCode({ email, passCode }, { options: { passwordForPhonePassCode: password } }))
  assert.deepEqual([made.email, made.emailVerified], [email, true])
  ok(await signIn({ email, password }))
  refusedAs(await withCode({ email, passCode }), 400, 2001)
  const texted = { phone: '13800138000', passCode: await textCode('13800138000', 'SCENE_TYPE_REGISTER') }
  const other = { connection: 'PASSCODE', passcodePayload: texted }
  assert.equal(ok<Person>(await v3('POST signup', other)).phoneVerified, true)
})

test('codes prove the addresses of the profile, and a wrong one makes no account', async () => {
  const [email, phone] = ['kay@example.com', '13800138001']
  const codes = {
    emailPassCodeForInformationCompletion: await mailCode(email, 'INFORMATION_COMPLETION_VERIFY_CODE'),
    phonePassCodeForInformationCompletion: await textCode(phone, 'SCENE_TYPE_COMPLETE_PHONE'),
  }
  const profile = { email, phone }
  const wrong = { ...codes, phonePassCodeForInformationCompletion: '000000' }
  refusedAs(await withPassword({ username: 'kay' }, { profile, options: wrong }), 400, 2001)
  refusedAs(await withPassword({ username: 'kay' }, { options: codes }), 400, 400)
  // A wrong one costs a try, and a right one that came with it stays good.
  const made = ok<Person>(await withPassword({ username: 'kay' }, { profile, options: codes }))
  assert.deepEqual([made.emailVerified, made.phoneVerified], [true, true])
  refusedAs(
    await withPassword({ username: 'kay2' }, { profile: { email: 'k2@example.com' }, options: codes }),
    400,
    400,
  )
})

test('what cannot be registered is refused', async () => {
  ok(await withPassword({ username: 'taken' }))
  refusedAs(await withPassword({ username: 'taken' }), 409, 2026)
  refusedAs(await withPassword({ username: 'weak', password: '1' }), 400, 2029)
  refusedAs(await withPassword({ email: 'no address' }), 400, 2003)
  refusedAs(await withPassword({}), 400, 2231)
  refusedAs(await withPassword({ username: 'a\u0000b' }), 400, 400)
  refusedAs(await withPassword({ username: 'x', colour: 'red' }), 400, 400)
  refusedAs(await withPassword({ username: 'x' }, { profile: { photo: 'nothing' } }), 400, 400)
  refusedAs(await withPassword({ username: 'x' }, { profile: { customData: { nothing: 'of it' } } }), 400, 400)
  refusedAs(await v3('POST signup', { connection: 'LDAP' }), 400, 400)
  refusedAs(await v3('POST signup', { connection: 'PASSCODE' }), 400, 2231)
  await setPool(world, { registerDisabled: true })
  refusedAs(await withPassword({ username: 'late' }), 403, 2031)
  await setPool(world, { registerDisabled: false })
})
