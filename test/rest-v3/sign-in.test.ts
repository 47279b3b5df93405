import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sm2 } from 'sm-crypto-v2'
import type { Application } from '#domain/tenancy/application/application.ts'
import { codesIn } from '../kit/codes.ts'
import { managementToken, registerPerson, sealed, send } from '../kit/people.ts'
import { openPost } from '../kit/post.ts'
import { ask } from '../kit/rest.ts'
import { codeOf, enrol } from '../kit/second-factor.ts'
import { addApplication } from '../kit/tenant.ts'
import { ok, refusedAs, type V3Answer, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let server: Application
let page: Application
let stranger: Application
before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  const { domain } = world.app
  const { pool } = world.tenant
  server = await addApplication(domain, pool, { identifier: 'server', settings: { accessTokenLifetime: 1234 } })
  page = await addApplication(domain, pool, {
    identifier: 'page',
    settings: { tokenEndpointAuthMethod: 'none', idTokenAlgorithm: 'RS256' },
  })
  stranger = await addApplication(domain, pool, { identifier: 'stranger', settings: { firstParty: false } })
})

const v3 = v3In(() => world)
const { mailCode, textCode } = codesIn(
  () => world,
  () => post,
)

interface Tokens {
  scope: string
  access_token: string
  id_token: string
  refresh_token?: string
  token_type: string
  expire_in: number
}

const as = ({ id, secret }: Application) => ({ client_id: id, client_secret: secret })
const at = (application: Application) => ({ tenant: { ...world.tenant, application } })

/** Signs in as an application that shows its secret in the body. */
function signIn(passwordPayload: object, more: object = {}, application = server): Promise<V3Answer> {
  return v3('POST signin', { connection: 'PASSWORD', passwordPayload, ...as(application), ...more }, at(application))
}

async function oidc(path: string, form: Record<string, string>, application = server) {
  const body = new URLSearchParams({ ...form, ...as(application) })
  const answer = await fetch(`${world.origin}/oidc${path}`, { method: 'POST', body })
  const text = await answer.text()
  return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> }
}

async function userinfo(token: string) {
  const answer = await fetch(`${world.origin}/oidc/me`, { headers: { authorization: `Bearer ${token}` } })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

const claimsOf = (jwt: string) => JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString())

test('a password gives tokens that every endpoint of OpenID Connect takes', async () => {
  const { id, username, password } = await registerPerson(world)
  const answer = await signIn({ username, password }, { options: { scope: 'openid profile username offline_access' } })
  const tokens = ok<Tokens>(answer)
  assert.equal(answer.message, '')
  assert.deepEqual([tokens.token_type, tokens.expire_in], ['Bearer', 1234])
  assert.match(tokens.scope, /openid profile/)
  const told = claimsOf(tokens.id_token)
  assert.deepEqual([told.sub, told.aud, told.acr, told.amr], [id, server.id, '1', ['pwd']])
  assert.equal((await userinfo(tokens.access_token)).body.sub, id)
  const seen = (await oidc('/token/introspection', { token: tokens.access_token })).body
  assert.deepEqual([seen.active, seen.sub, seen.client_id], [true, id, server.id])
  const refreshed = await oidc('/token', { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' })
  assert.equal(refreshed.status, 200)
  assert.equal((await userinfo(String(refreshed.body.access_token))).body.sub, id)
  assert.equal((await oidc('/token/revocation', { token: tokens.access_token })).status, 200)
  assert.equal((await userinfo(tokens.access_token)).status, 401)
})

test('a refresh token of offline access outlasts the session, and none is given that nobody asked for', async () => {
  const { username, password } = await registerPerson(world)
  const offline = ok<Tokens>(await signIn({ username, password }, { options: { scope: 'openid offline_access' } }))
  const plain = ok<Tokens>(await signIn({ username, password }))
  assert.equal(plain.refresh_token, undefined)
  assert.equal(plain.scope, 'openid profile')
  const speaking = { ...at(server), token: plain.access_token }
  accepted(await ask(world, 'GET /api/v2/logout', speaking))
  assert.equal((await userinfo(plain.access_token)).status, 401)
  const again = await oidc('/token', { grant_type: 'refresh_token', refresh_token: offline.refresh_token ?? '' })
  assert.equal(again.status, 200)
})

test('who signed in by it acts for themselves with the access token, in that application alone', async () => {
  const { username, password } = await registerPerson(world)
  const scope = { options: { scope: 'openid offline_access' } }
  const { access_token: token, refresh_token } = ok<Tokens>(await signIn({ account: username, password }, scope))
  const change = { oldPassword: sealed(world, password), newPassword: sealed(world, 'a better horse 77') }
  refusedAs(await v3('GET get-identities', undefined, { ...at(page), token }), 403, 1001)
  const refreshed = await oidc('/token', { grant_type: 'refresh_token', refresh_token: refresh_token ?? '' })
  const later = { ...at(server), token: String(refreshed.body.access_token) }
  accepted(await ask(world, 'POST /api/v2/password/update', later, change))
  // What came from the sign-in page lets an application know its person, and no more: see `test/oidc`.
})

test('an application shows its secret in the header or in the body, and one that has none its id', async () => {
  const { username, password } = await registerPerson(world)
  const body = { connection: 'PASSWORD', passwordPayload: { username, password } }
  const basic = (id: string, secret: string) => ({
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
  })
  ok(await v3('POST signin', body, { tenant: null, ...basic(server.id, server.secret) }))
  ok(await v3('POST signin', { ...body, client_id: server.id }, { ...at(server), ...basic(server.id, server.secret) }))
  ok(await v3('POST signin', { ...body, ...as(server) }, { tenant: null }))
  ok(await v3('POST signin', body, at(page)))
  ok(await v3('POST signin', { ...body, client_id: page.id }, { tenant: null }))
  refusedAs(await v3('POST signin', body, at(server)), 401, 6131)
  refusedAs(
    await v3('POST signin', { ...body, client_id: server.id, client_secret: page.secret }, at(server)),
    401,
    6131,
  )
  refusedAs(await v3('POST signin', { ...body, client_id: page.id, client_secret: 'wrong' }, at(page)), 401, 6131)
  refusedAs(await v3('POST signin', body, { ...at(server), ...basic(server.id, 'wrong') }), 401, 6131)
  refusedAs(await v3('POST signin', { ...body, ...as(page) }, at(server)), 400, 400)
  refusedAs(await v3('POST signin', { ...body, ...as(server) }, basic(server.id, server.secret)), 400, 400)
  refusedAs(await v3('POST signin', body, { tenant: null, headers: { authorization: 'Basic !!' } }), 400, 400)
  refusedAs(await v3('POST signin', { ...body, client_id: 'f'.repeat(24) }, { tenant: null }), 404, 2011)
  refusedAs(await v3('POST signin', body, { tenant: null }), 400, 2101)
  // Others ask people on the sign-in page.
  refusedAs(await v3('POST signin', { ...body, ...as(stranger) }, at(stranger)), 403, 1001)
})

test('people of another pool are nobody here, and so is who was locked', async () => {
  const other = await world.addTenant('elsewhere')
  const { username, password } = await registerPerson(world, { tenant: other })
  refusedAs(await signIn({ username, password }), 404, 2004)
  const locked = await registerPerson(world)
  const manager = await managementToken(world)
  const input = { id: locked.id, input: { blocked: true } }
  accepted(await send(world, 'updateUser', input, { token: manager }))
  refusedAs(await signIn({ username: locked.username, password: locked.password }), 403, 2005)
})

test('passwords come plain, or encrypted under either key', async () => {
  const { username, password } = await registerPerson(world)
  const { sm2: keys } = world.app.domain.ports.keys.transport
  const rsa = { options: { passwordEncryptType: 'rsa' } }
  ok(await signIn({ username, password: sealed(world, password) }, rsa))
  const ciphertext = sm2.doEncrypt(password, keys.publicHex, 1)
  ok(await signIn({ username, password: ciphertext }, { options: { passwordEncryptType: 'sm2' } }))
  ok(await signIn({ username, password }, { options: { passwordEncryptType: 'none' } }))
  refusedAs(await signIn({ username, password }, rsa), 400, 2016)
  refusedAs(await signIn({ username, password: 'wrong horse' }), 400, 2006)
})

test('a code by mail or text signs in, and makes an account where that was asked for', async () => {
  const email = 'ada@example.com'
  const by = (payload: object, more: object = {}) =>
    v3('POST signin', { connection: 'PASSCODE', ...payload, ...as(server), ...more }, at(server))
  const asked = { options: { autoRegister: true, scope: 'openid email' } }
  const mailed = { email, passCode: await mailCode(email, 'LOGIN_VERIFY_CODE') }
  refusedAs(await by({ passCodePayload: { ...mailed, passCode: '000000' } }, asked), 400, 2001)
  refusedAs(await by({ passCodePayload: mailed }), 404, 2004)
  const made = ok<Tokens>(await by({ passCodePayload: mailed }, asked))
  assert.equal(claimsOf(made.id_token).email, email)
  const texted = { phone: '13800138000', passCode: await textCode('13800138000', 'SCENE_TYPE_LOGIN') }
  ok(await by({ passcodePayload: texted }, { options: { autoRegister: true } }))
  refusedAs(await by({ passCodePayload: texted }), 400, 2001)
  refusedAs(await by({}), 400, 2231)
  refusedAs(await by({ passCodePayload: { passCode: '123456' } }), 400, 2231)
})

test('what is asked for in no form that is known is refused by name', async () => {
  const { username, password } = await registerPerson(world)
  const who = { username, password }
  refusedAs(await signIn({ password }), 400, 2231)
  refusedAs(await signIn({ ...who, email: 'x@example.com' }), 400, 400)
  refusedAs(await signIn({ ...who, colour: 'red' }), 400, 400)
  refusedAs(await signIn(who, { connection: 'SMOKE' }), 400, 400)
  refusedAs(await signIn(who, { connection: 'LDAP' }), 501, 1000)
  refusedAs(await signIn(who, { connection: 'AD' }), 501, 1000)
  refusedAs(await signIn(who, { options: { tenantId: 'f'.repeat(24) } }), 501, 1000)
  for (const scope of ['profile', 'openid "', 'openid\u00e9'])
    refusedAs(await signIn(who, { options: { scope } }), 400, 400)
  refusedAs(await signIn({ ...who, username: 'a\u0000b' }), 400, 400)
  refusedAs(await signIn(who, { options: { clientIp: 'nowhere' } }), 400, 400)
  // Empty values say nothing.
  const empty = {
    scope: '',
    clientIp: null,
    tenantId: '',
    captchaCode: '',
    passwordEncryptType: null,
    customData: null,
  }
  const tokens = ok<Tokens>(await signIn({ ...who, email: '', phone: null }, { options: empty }))
  assert.equal(tokens.scope, 'openid profile')
  assert.equal(ok<Tokens>(await signIn(who, { options: { scope: 'openid made-up' } })).scope, 'openid')
})

test('after wrong passwords the image of get-captcha-code is asked for, by its token', async () => {
  const tenant = await world.addTenant('guarded')
  const { username, password } = await registerPerson(world, { tenant })
  const { secret, id } = tenant.application
  const enter = (guess: string, options: object = {}) =>
    v3(
      'POST signin',
      {
        connection: 'PASSWORD',
        passwordPayload: { username, password: guess },
        options,
        client_id: id,
        client_secret: secret,
      },
      { tenant },
    )
  for (let i = 0; i < 3; i++) refusedAs(await enter('wrong'), 400, 2006)
  const { limit } = tenant.pool.settings.loginFailCheck
  for (let i = 3; i < limit; i++) await enter('wrong')
  refusedAs(await enter(password), 403, 2000)
  const image = ok<{ captchaToken: string; captchaCodeSvg: string }>(
    await v3('GET get-captcha-code', undefined, { tenant }),
  )
  assert.match(image.captchaCodeSvg, /^<svg/)
  refusedAs(await enter(password, { captchaToken: image.captchaToken, captchaCode: 'zzzz' }), 400, 2001)
})

test('a second factor is asked for as elsewhere, and its verification gives the tokens', async () => {
  const person = await registerPerson(world)
  const app = await enrol(world, person.token)
  const who = { username: person.username, password: person.password }
  const asked = async () => {
    const answer = await signIn(who, { options: { scope: 'openid offline_access' } })
    refusedAs(answer, 403, 1635)
    return (answer.data as { mfaToken: string }).mfaToken
  }
  world.passSeconds(31)
  const token = await asked()
  const seen = await fetch(`${world.origin}/mfa/token/introspection`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
  })
  const standing = (await seen.json()) as Record<string, unknown>
  assert.deepEqual([standing.active, standing.userId, standing.userPoolId], [true, person.id, world.tenant.pool.id])
  assert.equal(Number(standing.exp) - Number(standing.iat), 300)
  const speaking = { ...at(server), token }
  refusedAs(await v3('POST mfa-totp-verify', { totp: '000000' }, speaking), 400, 6001)
  const shown = ok<{ verified: boolean; tokenSet: Tokens }>(
    await v3('POST mfa-totp-verify', { totp: codeOf(world, app) }, speaking),
  )
  assert.equal(shown.verified, true)
  assert.equal(shown.tokenSet.scope, 'openid offline_access')
  const told = claimsOf(shown.tokenSet.id_token)
  assert.deepEqual([told.acr, told.sub], ['2', person.id])
  assert.equal((await userinfo(shown.tokenSet.access_token)).body.sub, person.id)
  refusedAs(await v3('POST mfa-totp-verify', { totp: codeOf(world, app) }, speaking), 401, 2206)
  const spent = await fetch(`${world.origin}/mfa/token/introspection`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
  })
  assert.deepEqual(await spent.json(), { active: false })
  // By the operations of the generation before as well.
  world.passSeconds(31)
  const again = { ...at(server), token: await asked() }
  const passed = await ask(world, 'POST /api/v2/applications/mfa/totp/verify', again, { totp: codeOf(world, app) })
  const { tokenSet } = accepted<{ tokenSet: Tokens }>(passed)
  assert.equal((await userinfo(tokenSet.access_token)).body.sub, person.id)
})
