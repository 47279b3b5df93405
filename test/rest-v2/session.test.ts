import assert from 'node:assert/strict'
import { test } from 'node:test'
import { registerPerson, sealed } from '../kit/people.ts'
import { accepted, refused } from '../kit/wire.ts'
import { openTestDoor } from './open-door.ts'

const door = await openTestDoor()

type UserWithToken = {
  id: string
  token: string | null
  username: string | null
  email: string | null
  loginsCount: number
}
const seal = (password: string) => sealed(door.world, password)

async function statusOf(token: string | undefined) {
  const { headers } = await fetch(`${door.origin}/api/v2/.well-known`)
  assert.ok(headers)
  const response = await fetch(`${door.origin}/api/v2/users/login/check-status`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-authing-lang': 'en-US' },
    body: JSON.stringify({ token }),
  })
  return (await response.json()) as {
    code: number
    message: string
    status: boolean
    exp: number | null
    data: { id: string } | null
  }
}

test('registering by e-mail and by username, in the form of the mobile clients', async () => {
  const byEmail = await door.ask('POST /api/v2/register/email', {
    email: 'Mobile@Example.com',
    password: seal('plain-gate1'),
    forceLogin: true,
    profile: { nickname: 'Mo', browser: 'x' },
  })
  const user = accepted<UserWithToken & { nickname: string }>(byEmail)
  assert.deepEqual([user.email, user.nickname, user.loginsCount], ['mobile@example.com', 'Mo', 1])
  assert.equal((await statusOf(user.token ?? '')).status, true)
  const silent = accepted<UserWithToken>(
    await door.ask('POST /api/v2/register/username', { username: 'silent', password: seal('plain-gate1') }),
  )
  assert.deepEqual([silent.username, silent.token, silent.loginsCount], ['silent', null, 0])
})

test('registering in the form of the login component, which looks at statusCode', async () => {
  const email = await door.ask('POST /api/v2/register-email', {
    account: 'guard@example.com',
    password: seal('plain-gate1'),
    generateToken: true,
    forceLogin: false,
  })
  assert.equal(email.statusCode, 200)
  const user = accepted<UserWithToken>(email)
  assert.equal(user.loginsCount, 0)
  assert.equal(typeof user.token, 'string')
  accepted(await door.ask('POST /api/v2/register-username', { account: 'guard', password: seal('plain-gate1') }))
})

test('registering is refused for what is wrong with it', async () => {
  const register = (path: string, body: object) => door.ask(`POST /api/v2/${path}`, body)
  refused(await register('register/email', { password: seal('plain-gate1') }), 2231)
  refused(await register('register/email', { email: 'nonsense', password: seal('plain-gate1') }), 2003)
  refused(await register('register/email', { email: 'a@example.com' }), 2032)
  refused(await register('register/email', { email: 'a@example.com', password: 'plain' }), 2016)
  refused(await register('register/email', { email: 'a@example.com', password: seal('short') }), 2029)
  refused(await register('register/username', { username: door.person.username, password: seal('plain-gate1') }), 2026)
  const typed = await door.ask('POST /api/v2/register/username', { username: 7, password: 'x' }, { lang: 'en-US' })
  assert.deepEqual([typed.code, typed.message], [400, 'Bad request: username must be a text'])
  const profile = await door.ask(
    'POST /api/v2/register/username',
    { username: 'a', password: 'x', profile: 'x' },
    { lang: 'en-US' },
  )
  assert.equal(profile.message, 'Bad request: profile must be an object')
  refused(await door.ask('POST /api/v2/register/username', { username: 'a', password: 'x' }, { tenant: null }), 2101)
})

test('signing in by account, whichever identifier that is', async () => {
  const { username, password, id } = door.person
  const user = accepted<UserWithToken>(
    await door.ask('POST /api/v2/login/account', { account: username, password: seal(password) }),
  )
  assert.equal(user.id, id)
  assert.equal((await statusOf(user.token ?? '')).data?.id, id)
  refused(await door.ask('POST /api/v2/login/account', { account: username }), 2231)
  refused(await door.ask('POST /api/v2/login/account', { account: username, password: seal('wrong') }), 2006)
  refused(await door.ask('POST /api/v2/login/account', { account: 'nobody', password: seal('wrong') }), 2004)
  refused(await door.ask('POST /api/v2/login/account', { account: username, password: 'plain' }), 2016)
  refused(
    await door.ask(
      'POST /api/v2/login/account',
      { account: username, password: seal(password) },
      { tenant: door.other },
    ),
    2004,
  )
})

test('the login status is told flat and never refused', async () => {
  const good = await statusOf(door.person.token)
  assert.deepEqual([good.code, good.status, good.message, good.data?.id], [200, true, 'Logged in', door.person.id])
  assert.deepEqual(Object.keys(good).sort(), ['code', 'data', 'exp', 'iat', 'message', 'status'])
  const bad = await statusOf('rubbish')
  assert.deepEqual([bad.code, bad.status, bad.exp, bad.data], [2207, false, null, null])
  assert.equal((await statusOf(undefined)).code, 2020)
})

test('a token is renewed within its session', async () => {
  const user = accepted<UserWithToken>(
    await door.ask('POST /api/v2/users/refresh-token', {}, { token: door.person.token }),
  )
  assert.equal(user.id, door.person.id)
  assert.equal((await statusOf(user.token ?? '')).status, true)
  refused(await door.ask('POST /api/v2/users/refresh-token', {}), 2020)
  refused(await door.manage('POST /api/v2/users/refresh-token', {}), 2231)
})

test('a token is validated to its claims, unwrapped', async () => {
  const validate = async (query: string) => (await fetch(`${door.origin}/api/v2/oidc/validate_token?${query}`)).json()
  const claims = (await validate(`id_token=${door.person.token}`)) as { sub: string; aud: string; code?: number }
  assert.deepEqual([claims.sub, claims.aud, claims.code], [door.person.id, door.world.tenant.application.id, undefined])
  assert.equal(((await validate(`access_token=${door.person.token}`)) as { sub: string }).sub, door.person.id)
  refused(await door.ask('GET /api/v2/oidc/validate_token?id_token=rubbish'), 400)
  refused(await door.ask(`GET /api/v2/oidc/validate_token?id_token=${door.manager}`), 400)
  refused(await door.ask('GET /api/v2/oidc/validate_token'), 2231)
})

test('the pool secret is exchanged for a management token', async () => {
  const { pool } = door.world.tenant
  const path = `GET /api/v2/userpools/accessToken?userPoolId=${pool.id}`
  const exchanged = accepted<{ accessToken: string; exp: number; iat: number }>(
    await door.ask(`${path}&secret=${pool.secret}`, undefined, { tenant: null }),
  )
  assert.ok(exchanged.exp > exchanged.iat)
  accepted(await door.ask('GET /api/v2/userpools/detail', undefined, { token: exchanged.accessToken, tenant: null }))
  refused(await door.ask(`${path}&secret=guess`), 1001)
  refused(await door.ask(`GET /api/v2/userpools/accessToken?userPoolId=${'0'.repeat(24)}&secret=x`), 2224)
  refused(await door.ask(path), 2231)
})

test('signing out ends the session of the token, and is never refused', async () => {
  for (const path of [
    `/api/v2/logout?app_id=${door.world.tenant.application.id}`,
    '/logout?appId=nonsense&deviceId=current',
  ]) {
    const { token } = await registerPerson(door.world)
    assert.equal((await statusOf(token)).status, true)
    accepted(await door.ask(`GET ${path}`, undefined, { token }))
    assert.equal((await statusOf(token)).code, 2206)
    accepted(await door.ask(`GET ${path}`, undefined, { token }))
    accepted(await door.ask(`GET ${path}`, undefined, { token: 'rubbish' }))
    accepted(await door.ask(`GET ${path}`))
    accepted(await door.ask(`GET ${path}`, undefined, { tenant: null, headers: { 'x-authing-app-id': 'stale' } }))
  }
  assert.ok(door.endedBrowsers.includes(door.world.tenant.application.id))
  assert.ok(door.endedBrowsers.includes('nonsense'))
})

test('an administrator signs somebody out of one application, or of another pool nobody', async () => {
  const { token, id } = await registerPerson(door.world)
  const appId = door.world.tenant.application.id
  refused(await door.ask(`GET /logout?userId=${id}`), 2020)
  refused(await door.ask(`GET /logout?userId=${id}`, undefined, { token: door.person.token }), 1001)
  accepted(await door.ask(`GET /logout?userId=${id}`, undefined, { token: door.otherManager, tenant: door.other }))
  accepted(await door.manage(`GET /logout?userId=${id}&appId=${door.other.application.id}`))
  assert.equal((await statusOf(token)).status, true)
  accepted(await door.manage(`GET /logout?userId=${id}&appId=${appId}`))
  assert.equal((await statusOf(token)).code, 2206)
})

test('nothing secret is logged', () => {
  const { pool } = door.world.tenant
  const lines = door.logged.join('\n')
  for (const secret of [pool.secret, door.person.token, door.manager, 'plain-gate1']) assert.ok(!lines.includes(secret))
})
