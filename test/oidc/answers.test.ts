// Statuses, headers and bodies that clients of the protocol rely on.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { Browser } from './browser.ts'
import { authorizeAddress, signIn, signInOffline } from './client.ts'
import { callback, type House, openHouse } from './house.ts'

let house: House
let pool: UserPool
let shop: Application
const grantTypes = ['authorization_code', 'refresh_token', 'client_credentials']
const machine = 'grant_type=client_credentials'
before(async () => {
  house = await openHouse()
  pool = await house.addPool()
  shop = await house.addApplication(pool, { settings: { grantTypes } })
})

async function send(path: string, body: string, headers: Record<string, string> = {}) {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(house.issuer + path, { method: 'POST', body, headers: { ...type, ...headers } })
  const told = (await answer.json()) as Record<string, unknown>
  return {
    status: answer.status,
    headers: answer.headers,
    body: told,
    challenge: answer.headers.get('www-authenticate'),
  }
}
const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` })
const secretOf = ({ id, secret }: Application) => `client_id=${id}&client_secret=${secret}`

test('who proves nothing is invalid_client with a challenge, however it was tried', async () => {
  const tries: [body: string, headers?: Record<string, string>][] = [
    [`client_id=${shop.id}&client_secret=wrong`],
    ['', basic(shop.id, 'wrong')],
    ['', { authorization: 'Basic ???' }],
    ['', { authorization: `Basic ${btoa('no colon')}` }],
    ['', { authorization: `Basic ${btoa(`${shop.id}:%zz`)}` }],
    ['', { authorization: `Basic ${btoa(`${shop.id}:`)}` }],
    ['', { authorization: 'Digest x' }],
    [''],
    ['client_id=nobody'],
  ]
  for (const path of ['/token', '/token/introspection', '/token/revocation', '/TOKEN', '/token/'])
    for (const [proof, headers] of tries) {
      const { status, body, challenge } = await send(path, `${machine}&token=x&${proof}`, headers)
      assert.deepEqual([status, body.error], [401, 'invalid_client'], `${path} ${proof} ${JSON.stringify(headers)}`)
      assert.match(challenge ?? '', /^Basic realm="http/)
    }
})

test('a grant that the client may not use is unauthorized_client', async () => {
  const people = await house.addApplication(pool)
  const { status, body } = await send('/token', `${machine}&${secretOf(people)}`)
  assert.deepEqual([status, body.error], [400, 'unauthorized_client'])
})

test('revocation answers an empty object, whatever became of the token', async () => {
  const { tokens } = await signIn(house, shop, await house.addUser(pool))
  for (const token of [tokens.access_token, tokens.access_token, 'unknown']) {
    const { status, headers, body } = await send('/token/revocation', `token=${token}&${secretOf(shop)}`)
    assert.deepEqual([status, body], [200, {}])
    assert.match(headers.get('content-type') ?? '', /^application\/json/)
  }
})

test('a machine without scopes is told of none', async () => {
  for (const path of ['/token', '/token?'])
    assert.equal('scope' in (await send(path, `${machine}&${secretOf(shop)}`)).body, false)
})

test('another method than an address takes is 405 and names those that it takes', async () => {
  const asked: [method: string, path: string, allow: RegExp][] = [
    ['GET', '/token', /^POST/],
    ['PUT', '/token', /^POST/],
    ['DELETE', '/me', /GET.*POST/],
    ['GET', '/token/introspection', /^POST/],
    ['GET', '/token/revocation', /^POST/],
    ['POST', '/.well-known/jwks.json', /^GET/],
    ['POST', '/.well-known/openid-configuration', /^GET/],
    ['PUT', '/auth', /GET/],
    ['GET', '/session/end/confirm', /POST/],
  ]
  for (const [method, path, allow] of asked) {
    const answer = await fetch(house.issuer + path, { method })
    assert.equal(answer.status, 405, path)
    assert.match(answer.headers.get('allow') ?? '', allow)
  }
  assert.equal((await fetch(`${house.issuer}/nowhere`)).status, 404)
})

test('a resource is refused, not ignored', async () => {
  const back = new URL(
    (await new Browser(house).go(authorizeAddress(house, shop, { resource: 'https://api.example.com' }))).headers.get(
      'location',
    ) ?? '',
  )
  assert.equal(back.origin + back.pathname, callback)
  assert.equal(back.searchParams.get('error'), 'invalid_target')
  const { status, body } = await send('/token', `${machine}&resource=https://api.example.com&${secretOf(shop)}`)
  assert.deepEqual([status, body.error], [400, 'invalid_target'])
})

test('a request object is refused in the way that it asks to be answered', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const ask = (mode: string | undefined, more = {}) => {
    const request = `${part({ alg: 'none' })}.${part({ client_id: shop.id, response_mode: mode })}.`
    return new Browser(house).go(authorizeAddress(house, shop, { request, ...more }))
  }
  const form = await (await ask('form_post')).text()
  assert.match(form, /name="error" value="request_not_supported"/)
  assert.ok(form.includes(`action="${callback}"`))
  for (const [mode, more] of [
    ['fragment'],
    ['query'],
    [undefined],
    ['evil'],
    ['form_post', { response_mode: 'query' }],
  ] as const) {
    const back = new URL((await ask(mode, more)).headers.get('location') ?? '')
    const said = mode === 'fragment' ? new URLSearchParams(back.hash.slice(1)) : back.searchParams
    assert.deepEqual([back.origin + back.pathname, said.get('error')], [callback, 'request_not_supported'])
  }
})

test('prompts for another or a new account open the page, the one for a new account at the registration', async () => {
  const user = await house.addUser(pool)
  const { browser } = await signIn(house, shop, user)
  const open = (more: Record<string, string>) => browser.open(authorizeAddress(house, shop, more))
  const choose = await open({ prompt: 'select_account' })
  assert.deepEqual([choose.screen, choose.loginHint], ['sign-in', user.email])
  assert.equal((await open({ prompt: 'login' })).loginHint, user.email)
  assert.equal((await open({ prompt: 'login', login_hint: 'other' })).loginHint, 'other')
  assert.equal((await open({ prompt: 'create' })).screen, 'sign-up')
  assert.equal(
    (await new Browser(house).open(authorizeAddress(house, shop, { screen_hint: 'signup' }))).screen,
    'sign-up',
  )
  const back = new URL(
    (await browser.go(authorizeAddress(house, shop, { prompt: 'none select_account' }))).headers.get('location') ?? '',
  )
  assert.equal(back.searchParams.get('error'), 'invalid_request')
})

test('discovery says how clients prove themselves, which prompts, languages and classes there are, at both addresses', async () => {
  const at = async (path: string) => (await fetch(house.origin + path)).json() as Promise<Record<string, unknown>>
  const told = await at('/oidc/.well-known/openid-configuration')
  assert.deepEqual(told.introspection_endpoint_auth_methods_supported, ['client_secret_basic', 'client_secret_post'])
  assert.deepEqual(told.revocation_endpoint_auth_methods_supported, [
    'client_secret_basic',
    'client_secret_post',
    'none',
  ])
  assert.deepEqual(told.acr_values_supported, ['1', '2'])
  assert.deepEqual(told.prompt_values_supported, ['none', 'login', 'consent', 'select_account', 'create'])
  assert.deepEqual(told.ui_locales_supported, ['zh-CN', 'en-US'])
  assert.deepEqual(await at('/.well-known/oauth-authorization-server/oidc'), told)
})

test('a public client is not told about tokens, not even its own', async () => {
  const page = await house.addApplication(pool, { settings: { tokenEndpointAuthMethod: 'none' } })
  const { tokens } = await signInOffline(house, page, await house.addUser(pool))
  for (const token of [tokens.access_token, tokens.refresh_token, 'unknown']) {
    const { status, body, challenge } = await send('/token/introspection', `token=${token}&client_id=${page.id}`)
    assert.deepEqual([status, body.error, body.active], [401, 'invalid_client', undefined])
    assert.match(challenge ?? '', /^Basic /)
  }
})

test('an API of ours is told about the access tokens of its pool, and nobody else about those of others', async () => {
  const page = await house.addApplication(pool, { settings: { tokenEndpointAuthMethod: 'none' } })
  const stranger = await house.addApplication(pool, { settings: { firstParty: false } })
  const elsewhere = await house.addApplication(await house.addPool())
  const user = await house.addUser(pool)
  const { tokens } = await signInOffline(house, page, user)
  const isActive = async (asker: Application, token = '') =>
    (await send('/token/introspection', `token=${token}&${secretOf(asker)}`)).body.active
  assert.equal(await isActive(shop, tokens.access_token), true)
  const told = (await send('/token/introspection', `token=${tokens.access_token}&${secretOf(shop)}`)).body
  assert.deepEqual([told.sub, told.client_id, told.aud], [user.id, page.id, page.id])
  assert.equal(await isActive(shop, tokens.refresh_token), false)
  assert.equal(await isActive(stranger, tokens.access_token), false)
  assert.equal(await isActive(elsewhere, tokens.access_token), false)
  // Being told is not being allowed to end.
  await send('/token/revocation', `token=${tokens.access_token}&${secretOf(shop)}`)
  assert.equal(await isActive(shop, tokens.access_token), true)
})

test('a right secret is good from a program that sends an origin; pages read the answer only where they are allowed to', async () => {
  const allowed = 'capacitor://localhost'
  const app = await house.addApplication(pool, { settings: { grantTypes, allowedOrigins: [allowed] } })
  const ask = (origin: string, secret = app.secret) =>
    send('/token', `${machine}&client_id=${app.id}&client_secret=${secret}`, { origin })
  for (const origin of ['file://', 'http://127.0.0.1:9', 'https://evil.example', 'null']) {
    const { status, headers } = await ask(origin)
    assert.deepEqual([status, headers.get('access-control-allow-origin')], [200, null], origin)
    assert.equal((await ask(origin, 'wrong')).status, 401)
  }
  assert.equal((await ask(allowed)).headers.get('access-control-allow-origin'), allowed)
  const settings = { tokenEndpointAuthMethod: 'none' as const, allowedOrigins: [allowed] }
  const page = await house.addApplication(pool, { settings })
  const { tokens } = await signIn(house, page, await house.addUser(pool))
  const authorization = `Bearer ${tokens.access_token}`
  const userInformation = (origin: string) => fetch(`${house.issuer}/me`, { headers: { authorization, origin } })
  assert.equal((await userInformation(allowed)).headers.get('access-control-allow-origin'), allowed)
  assert.equal((await userInformation('https://evil.example')).status, 400)
})
