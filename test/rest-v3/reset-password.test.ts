import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sm2 } from 'sm-crypto-v2'
import { codesIn } from '../kit/codes.ts'
import { setPool } from '../kit/entry.ts'
import { freshEmail, freshPhone, otherThan } from '../kit/fresh.ts'
import { isSignedIn, managementToken, sealed, send, signedInAs } from '../kit/people.ts'
import { openPost } from '../kit/post.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
})

// The application alone says where: nobody is signed in.
const v3 = v3In(
  () => world,
  () => ({ tenant: world.tenant }),
)
const { mailCode, textCode } = codesIn(
  () => world,
  () => post,
)

async function addPerson(identifiers: { email?: string; phone?: string }) {
  const userInfo = { ...identifiers, password: sealed(world, 'correct horse') }
  const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token: manager }))
  return { id, token: await signedInAs(world, id) }
}

const byMail = (email: string, passCode: string) =>
  v3('POST verify-reset-password-request', {
    verifyMethod: 'EMAIL_PASSCODE',
    emailPassCodePayload: { email, passCode },
  })

const byText = (phoneNumber: string, passCode: string) =>
  v3('POST verify-reset-password-request', {
    verifyMethod: 'PHONE_PASSCODE',
    phonePassCodePayload: { phoneNumber, phoneCountryCode: '+86', passCode },
  })

interface Begun {
  passwordResetToken: string
  tokenExpiresIn: number
}

const enter = (email: string, password: string) =>
  send(world, 'loginByEmail', { input: { email, password: sealed(world, password) } })

test('a password is reset in two steps by who reads the mail: once, and every session ends', async () => {
  const email = freshEmail()
  const { token } = await addPerson({ email })
  const code = await mailCode(email, 'RESET_PASSWORD')
  refusedAs(await byMail(email, otherThan(code)), 400, 2001)
  const begun = ok<Begun>(await byMail(email, code))
  assert.equal(begun.tokenExpiresIn, 600)
  refusedAs(await byMail(email, code), 400, 2001)
  const { passwordResetToken } = begun
  refusedAs(await v3('POST reset-password', { passwordResetToken, password: 'x' }), 400, 2029)
  const reset = (password: string) => v3('POST reset-password', { passwordResetToken, password })
  const both = await Promise.all([reset('a first new horse'), reset('a second new horse')])
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [200, 400])
  assert.equal(await isSignedIn(world, token), false)
  assert.ok((await post.mailbox.next(email)).subject)
  accepted(await enter(email, both[0]?.statusCode === 200 ? 'a first new horse' : 'a second new horse'))
  refusedAs(await reset('a third new horse'), 400, 2019)
})

test('or by who holds the phone; the password comes encrypted as well', async () => {
  const [email, phone] = [freshEmail(), freshPhone()]
  await addPerson({ email, phone })
  const sealedWays = {
    rsa: (text: string) => sealed(world, text),
    sm2: (text: string) => sm2.doEncrypt(text, world.app.domain.ports.keys.transport.sm2.publicHex, 1),
  }
  for (const [type, seal] of Object.entries(sealedWays)) {
    const { passwordResetToken } = ok<Begun>(await byText(phone, await textCode(phone, 'SCENE_TYPE_RESET')))
    const password = seal(`a new horse by ${type}`)
    const body = { passwordResetToken, password, passwordEncryptType: type }
    assert.deepEqual(ok(await v3('POST reset-password', body)), { success: true })
    accepted(await enter(email, `a new horse by ${type}`))
  }
})

test('an address that nobody has is not told from one that somebody has', async () => {
  const email = freshEmail()
  await addPerson({ email })
  for (const hideAccountExistence of [false, true]) {
    await setPool(world, { hideAccountExistence })
    const [known, unknown] = [await byMail(email, '123450'), await byMail(freshEmail(), '123450')]
    for (const answer of [known, unknown]) refusedAs(answer, 400, 2001)
    assert.equal(known.message, unknown.message)
    refusedAs(await byText(freshPhone(), '123450'), 400, 2001)
  }
})

test('a token is good in time, in its pool, and for a password alone', async () => {
  const email = freshEmail()
  const { token } = await addPerson({ email })
  const { passwordResetToken } = ok<Begun>(await byMail(email, await mailCode(email, 'RESET_PASSWORD')))
  const password = 'a good new horse'
  const elsewhere = await world.addTenant('elsewhere')
  refusedAs(await v3('POST reset-password', { passwordResetToken, password }, { tenant: elsewhere }), 400, 2019)
  refusedAs(await v3('POST delete-account', { deleteAccountToken: passwordResetToken }, { token }), 400, 400)
  refusedAs(await v3('POST update-email', { updateEmailToken: passwordResetToken }, { token }), 400, 400)
  refusedAs(await v3('POST reset-password', { password }), 400, 2231)
  refusedAs(await v3('POST reset-password', { passwordResetToken: 'x\0', password }), 400, 400)
  world.passSeconds(601)
  refusedAs(await v3('POST reset-password', { passwordResetToken, password }), 400, 2300)
})

test('what the method needs has to be there', async () => {
  const line = 'POST verify-reset-password-request'
  refusedAs(await v3(line, { verifyMethod: 'EMAIL_PASSCODE' }), 400, 400)
  refusedAs(await v3(line, { verifyMethod: 'PHONE_PASSCODE', phonePassCodePayload: { passCode: '1' } }), 400, 2231)
  refusedAs(await v3(line, { verifyMethod: 'PASSWORD' }), 400, 400)
  refusedAs(await v3(line, { verifyMethod: 'EMAIL_PASSCODE', emailPassCodePayload: { passCode: '123456' } }), 400, 2028)
  refusedAs(await byMail('no address', '123456'), 400, 2028)
})
