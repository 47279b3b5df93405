import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sm2 } from 'sm-crypto-v2'
import { sendUdf } from '../kit/custom-data.ts'
import { freshEmail } from '../kit/fresh.ts'
import { isSignedIn, managementToken, registerPerson, sealed, send, signedInAs } from '../kit/people.ts'
import { enrol } from '../kit/second-factor.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  for (const [key, userEditable] of [
    ['hobby', true],
    ['grade', false],
  ] as const) {
    const field = { key, dataType: 'STRING', label: key, options: JSON.stringify({ userEditable }) }
    accepted(await sendUdf(world, 'setUdf', field, { tenant: world.tenant, token: manager }))
  }
})

const v3 = v3In(
  () => world,
  () => ({ tenant: world.tenant }),
)
interface Self {
  userId: string
  username: string
  name: string | null
  gender: string
  customData?: Record<string, unknown>
  identities?: unknown[]
  departmentIds?: string[]
}

const signIn = (username: string, password: string) =>
  send(world, 'loginByUsername', { input: { username, password: sealed(world, password) } })

/** A password as a client sends it that says how. */
const ways = {
  none: (password: string) => ({ password, type: undefined }),
  rsa: (password: string) => ({ password: sealed(world, password), type: 'rsa' }),
  sm2: (password: string) => ({
    password: sm2.doEncrypt(password, world.app.domain.ports.keys.transport.sm2.publicHex, 1),
    type: 'sm2',
  }),
} as const

test('people read themselves, with as much as they ask for', async () => {
  const { id, token, username } = await registerPerson(world)
  const brief = ok<Self>(await v3('GET get-profile', undefined, { token }))
  assert.deepEqual(
    [brief.userId, brief.username, brief.customData, brief.identities],
    [id, username, undefined, undefined],
  )
  const asked = 'GET get-profile?withCustomData=true&withIdentities=true&withDepartmentIds=true'
  const whole = ok<Self>(await v3(asked, undefined, { token }))
  assert.deepEqual([whole.customData, whole.identities, whole.departmentIds], [{}, [], []])
  assert.doesNotMatch(JSON.stringify(whole), /secret|hash|"password"/i)
  refusedAs(await v3('GET get-profile'), 401, 2020)
  refusedAs(await v3('GET get-profile', undefined, { token: manager }), 403, 1001)
})

test('people change their profile and their own custom fields, all of it or nothing', async () => {
  const { token } = await registerPerson(world)
  const update = (body: object) => v3('POST update-profile', body, { token })
  const changed = ok<Self>(await update({ name: 'Ann', gender: 'F', photo: '', customData: { hobby: 'go' } }))
  assert.deepEqual([changed.name, changed.gender, changed.customData], ['Ann', 'F', { hobby: 'go' }])
  refusedAs(await update({ name: 'Bob', customData: { grade: 'A' } }), 403, 2018)
  refusedAs(await update({ name: 'Bob', customData: { unknown: 'A' } }), 400, 400)
  refusedAs(await update({ name: 'Bob', customData: 'go' }), 400, 400)
  refusedAs(
    await update({ name: 'Bob', customData: Object.fromEntries([...Array(1001)].map((_, at) => [at, 1])) }),
    400,
    400,
  )
  const now = ok<Self>(await v3('GET get-profile?withCustomData=true', undefined, { token }))
  assert.deepEqual([now.name, now.customData], ['Ann', { hobby: 'go' }])
  assert.deepEqual(ok<Self>(await update({ customData: { hobby: null } })).customData, {})
})

test('what is not theirs to say of themselves, or is none of it, is refused by name', async () => {
  const { token } = await registerPerson(world)
  const update = (body: object) => v3('POST update-profile', body, { token })
  refusedAs(await update({ externalId: 'x' }), 403, 2018)
  refusedAs(await update({ email: freshEmail() }), 400, 400)
  refusedAs(await update({ identityNumber: '11010519491231002X' }), 400, 400)
  refusedAs(await update({ status: 'Activated' }), 400, 400)
  refusedAs(await update({ gender: 'X' }), 400, 400)
  refusedAs(await update({ name: 'x'.repeat(1001) }), 400, 400)
  refusedAs(await update({ name: 'a\0b' }), 400, 400)
  refusedAs(await update({ name: { first: 'Ann' } }), 400, 400)
  const other = await registerPerson(world)
  refusedAs(await update({ username: other.username }), 409, 2034)
  world.passSeconds(301)
  refusedAs(await update({ username: 'another-name' }), 403, 6127)
  ok(await update({ nickname: null, externalId: null, identityNumber: null }))
})

test('people learn how well their account is kept', async () => {
  const { id, token } = await registerPerson(world)
  const level = async () => ok<Record<string, unknown>>(await v3('GET get-security-info', undefined, { token }))
  const before = await level()
  assert.deepEqual(
    [before.passwordSet, before.mfaEnrolled, before.emailBinded, before.phoneBinded],
    [true, false, false, false],
  )
  await enrol(world, token)
  const after = await level()
  assert.deepEqual([after.mfaEnrolled, Number(after.securityScore) > Number(before.securityScore)], [true, true])
  const { id: bare } = accepted<{ id: string }>(
    await send(world, 'createUser', { userInfo: { email: freshEmail() } }, { token: manager }),
  )
  const info = ok<object>(await v3('GET get-security-info', undefined, { token: await signedInAs(world, bare) }))
  assert.ok(!('passwordSecurityLevel' in info) && id !== bare)
})

for (const way of ['none', 'rsa', 'sm2'] as const)
  test(`passwords are sent by ${way}`, async () => {
    const { token, username, password } = await registerPerson(world)
    const other = accepted<{ token: string }>(await signIn(username, password)).token
    const as = ways[way]
    const { type: passwordEncryptType } = as('')
    const check = (text: string, more: object = {}) =>
      v3('POST validate-password', { password: as(text).password, passwordEncryptType, ...more }, { token })
    assert.deepEqual(ok(await check(password)), { valid: true })
    assert.deepEqual(ok(await check('no horse')), { valid: false })
    assert.deepEqual(ok(await check(password, { username })), { valid: true })
    const change = (oldPassword: string | undefined, newPassword: string) => {
      const old = oldPassword && as(oldPassword).password
      const body = { oldPassword: old, newPassword: as(newPassword).password, passwordEncryptType }
      return v3('POST update-password', body, { token })
    }
    refusedAs(await change('no horse', 'a good new horse'), 400, 2203)
    refusedAs(await change(undefined, 'a good new horse'), 400, 2201)
    refusedAs(await change(password, 'x'), 400, 2029)
    ok(await change(password, 'a good new horse'))
    assert.deepEqual([await isSignedIn(world, token), await isSignedIn(world, other)], [true, false])
    accepted(await signIn(username, 'a good new horse'))
  })

test('a password that does not decrypt, or of somebody else, is not looked at', async () => {
  const { token, password } = await registerPerson(world)
  const other = await registerPerson(world)
  const check = (body: object) => v3('POST validate-password', body, { token })
  refusedAs(await check({ password, passwordEncryptType: 'rsa' }), 400, 2016)
  refusedAs(await check({ password, passwordEncryptType: 'sm2' }), 400, 2016)
  refusedAs(await check({ password, passwordEncryptType: 'md5' }), 400, 400)
  refusedAs(await check({}), 400, 2231)
  for (const whose of [{ username: other.username }, { email: freshEmail() }, { phone: '13800000000' }])
    refusedAs(await check({ password: other.password, ...whose }), 403, 2202)
  for (let guess = 0; guess < 10; guess++)
    assert.deepEqual(ok(await check({ password: `guess ${guess}` })), { valid: false })
  refusedAs(await check({ password }), 429, 429)
  refusedAs(
    await v3('POST update-password', { newPassword: 'another horse', oldPassword: password }, { token }),
    429,
    429,
  )
})

test('a token of a reset is no old password', async () => {
  const { token } = await registerPerson(world)
  const body = { newPassword: 'another horse', passwordResetToken: 'x' }
  refusedAs(await v3('POST update-password', body, { token }), 400, 400)
})
