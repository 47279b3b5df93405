import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sm2 } from 'sm-crypto-v2'
import { codesIn } from '../kit/codes.ts'
import { freshEmail, freshPhone } from '../kit/fresh.ts'
import { isSignedIn, managementToken, registerPerson, sealed, send, signedInAs } from '../kit/people.ts'
import { openPost } from '../kit/post.ts'
import { personWithApp, setMfa, signIn } from '../kit/second-factor.ts'
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

const v3 = v3In(
  () => world,
  () => ({ tenant: world.tenant }),
)
const { mailCode, textCode } = codesIn(
  () => world,
  () => post,
)

const verify = (body: object, token: string) => v3('POST verify-delete-account-request', body, { token })
const byPassword = (password: string, passwordEncryptType?: string) => ({
  verifyMethod: 'PASSWORD',
  passwordPayload: { password, passwordEncryptType },
})
const step = (answer: Awaited<ReturnType<typeof v3>>) => {
  const { deleteAccountToken, tokenExpiresIn } = ok<{ deleteAccountToken: string; tokenExpiresIn: number }>(answer)
  assert.equal(tokenExpiresIn, 300)
  return { deleteAccountToken }
}

async function exists(id: string): Promise<boolean> {
  const { rowCount } = await world.database.pool.query('SELECT FROM user_account WHERE id = $1', [id])
  return rowCount === 1
}

test('an account is deleted in two steps by who knows the password, however it is sent', async () => {
  const encrypted = {
    none: (text: string) => text,
    rsa: (text: string) => sealed(world, text),
    sm2: (text: string) => sm2.doEncrypt(text, world.app.domain.ports.keys.transport.sm2.publicHex, 1),
  }
  for (const [type, seal] of Object.entries(encrypted)) {
    const { id, token, password } = await registerPerson(world)
    world.passSeconds(301)
    refusedAs(await verify(byPassword(seal('no horse'), type), token), 400, 2006)
    const begun = step(await verify(byPassword(seal(password), type), token))
    assert.equal(await exists(id), true)
    const both = await Promise.all([
      v3('POST delete-account', begun, { token }),
      v3('POST delete-account', begun, { token }),
    ])
    assert.deepEqual(
      both.filter(({ statusCode }) => statusCode === 200).map(({ data }) => data),
      [{ success: true }],
    )
    assert.deepEqual([await exists(id), await isSignedIn(world, token)], [false, false])
  }
})

test('or by who reads a mail or a text to an address of the account', async () => {
  const [email, phone] = [freshEmail(), freshPhone()]
  const make = async () => {
    const { id } = accepted<{ id: string }>(
      await send(world, 'createUser', { userInfo: { email, phone } }, { token: manager }),
    )
    return { id, token: await signedInAs(world, id) }
  }
  const first = await make()
  const mailed = { passCode: await mailCode(email, 'DELETE_ACCOUNT_VERIFY_CODE') }
  const mail = (payload: object) => ({ verifyMethod: 'EMAIL_PASSCODE', emailPassCodePayload: payload })
  refusedAs(await verify(mail({ ...mailed, email: freshEmail() }), first.token), 400, 2037)
  refusedAs(await verify(mail({ passCode: '000000' }), first.token), 400, 2001)
  ok(
    await v3('POST delete-account', step(await verify(mail({ ...mailed, email }), first.token)), {
      token: first.token,
    }),
  )
  assert.equal(await exists(first.id), false)
  const second = await make()
  const texted = { phoneNumber: phone, passCode: await textCode(phone, 'SCENE_TYPE_DELETE_ACCOUNT') }
  const text = (payload: object) => ({ verifyMethod: 'PHONE_PASSCODE', phonePassCodePayload: payload })
  refusedAs(await verify(text({ ...texted, phoneNumber: freshPhone() }), second.token), 400, 2038)
  ok(await v3('POST delete-account', step(await verify(text(texted), second.token)), { token: second.token }))
  assert.equal(await exists(second.id), false)
})

test('the second step is for the session of the first, in time', async () => {
  const { id, token, password, ...person } = await registerPerson(world)
  const begun = step(await verify(byPassword(password), token))
  const again = accepted<{ token: string }>(await signIn(world, { ...person, password })).token
  const { token: stranger } = await registerPerson(world)
  for (const other of [again, stranger]) refusedAs(await v3('POST delete-account', begun, { token: other }), 400, 400)
  refusedAs(await v3('POST delete-account', begun), 401, 2020)
  refusedAs(await v3('POST delete-account', {}, { token }), 400, 2231)
  world.passSeconds(301)
  refusedAs(await v3('POST delete-account', begun, { token }), 400, 400)
  assert.equal(await exists(id), true)
})

test('nothing goes with a password alone where the account has a second factor', async () => {
  const person = await personWithApp(world)
  await setMfa(world, { policy: 'off' })
  const { token } = accepted<{ token: string }>(await signIn(world, person))
  refusedAs(await verify(byPassword(person.password), token), 403, 6004)
})

test('what the method needs has to be there, and no other proof stands in', async () => {
  const { token, password } = await registerPerson(world)
  refusedAs(await verify({ verifyMethod: 'PASSWORD' }, token), 400, 400)
  refusedAs(await verify({}, token), 400, 2231)
  refusedAs(await verify({ ...byPassword(password), verifyMethod: 'EMAIL_PASSCODE' }, token), 400, 400)
  const mail = { verifyMethod: 'EMAIL_PASSCODE', emailPassCodePayload: { passCode: '123456' } }
  refusedAs(await verify(mail, token), 400, 2001)
})
