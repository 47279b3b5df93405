import assert from 'node:assert/strict'
import { get } from 'node:http'
import { before, test } from 'node:test'
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { readToken } from '#domain/entry/session/read-token.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { Browser } from './browser.ts'
import { authorizeAddress, me, post, redeem, signIn } from './client.ts'
import { type House, openHouse } from './house.ts'

let house: House
let pool: UserPool
let shop: Application
before(async () => {
  house = await openHouse()
  pool = await house.addPool()
  const settings = {
    grantTypes: ['authorization_code', 'client_credentials'],
    machineScopes: ['order:read', 'order:write'],
  }
  shop = await house.addApplication(pool, { settings })
})

const machine = { grant_type: 'client_credentials', scope: 'order:read other:write' }

test('discovery names the paths that clients have built in, under the address that was asked', async () => {
  const at = async (origin: string) =>
    (await (await fetch(`${origin}/oidc/.well-known/openid-configuration`)).json()) as Record<string, unknown>
  const told = await at(house.origin)
  const expected = {
    issuer: '',
    authorization_endpoint: '/auth',
    token_endpoint: '/token',
    userinfo_endpoint: '/me',
    end_session_endpoint: '/session/end',
    jwks_uri: '/.well-known/jwks.json',
    introspection_endpoint: '/token/introspection',
    revocation_endpoint: '/token/revocation',
  }
  for (const [name, path] of Object.entries(expected)) assert.equal(told[name], house.issuer + path)
  assert.deepEqual(told.response_types_supported, ['code'])
  assert.deepEqual(told.code_challenge_methods_supported, ['S256'])
  const local = house.origin.replace('127.0.0.1', 'localhost')
  assert.equal((await at(local)).token_endpoint, `${local}/oidc/token`)
})

test('a machine gets a token for the scopes that it may have, and hears which it may not', async () => {
  const { status, body } = await post(house, '/token', machine, shop)
  assert.equal(status, 200)
  assert.equal(body.scope, 'order:read')
  assert.equal(body.rejected_scope, 'other:write')
  assert.equal(body.token_type, 'Bearer')
  const token = body.access_token ?? ''
  assert.equal(decodeProtectedHeader(token).typ, 'at+jwt')
  const keys = createRemoteJWKSet(new URL(`${house.issuer}/.well-known/jwks.json`))
  const published = (await (await fetch(`${house.issuer}/.well-known/jwks.json`)).json()) as { keys: object[] }
  for (const key of published.keys) for (const part of ['d', 'p', 'q', 'k']) assert.ok(!(part in key))
  const { payload } = await jwtVerify(token, keys, { issuer: house.issuer, audience: shop.id })
  assert.deepEqual([payload.sub, payload.client_id, payload.userpool_id], [shop.id, shop.id, pool.id])
  assert.equal(await me(house, token), 401)
})

test('the secret may come in the header or in the form, and must be right', async () => {
  const basic = (secret: string) => `Basic ${Buffer.from(`${shop.id}:${secret}`).toString('base64')}`
  const ask = async (secret: string) => {
    const init = { method: 'POST', body: new URLSearchParams(machine), headers: { authorization: basic(secret) } }
    const answer = await fetch(`${house.issuer}/token`, init)
    return { status: answer.status, body: (await answer.json()) as object }
  }
  assert.equal((await ask(shop.secret)).status, 200)
  assert.deepEqual(await ask('wrong'), {
    status: 401,
    body: { error: 'invalid_client', error_description: 'client authentication failed' },
  })
  assert.equal((await post(house, '/token', machine, { ...shop, secret: 'wrong' })).status, 401)
  const stranger = await house.addApplication(pool)
  assert.equal((await post(house, '/token', machine, stranger)).body.error, 'unauthorized_client')
})

test('a form that does not say it is one is read all the same; a parameter given twice is refused', async () => {
  const form = new URLSearchParams({ ...machine, client_id: shop.id, client_secret: shop.secret }).toString()
  const send = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${house.issuer}/token`, { method: 'POST', body: Buffer.from(body), headers })
  assert.equal((await send(form)).status, 200)
  assert.equal((await send(form, { 'content-type': 'application/json' })).status, 200)
  assert.equal((await send(`${form}&scope=x`)).status, 400)
  assert.equal((await send('x'.repeat(70_000))).status, 413)
})

test('introspection and revocation of a machine token, for its own client only', async () => {
  const other = await house.addApplication(pool, { settings: { firstParty: false } })
  const token = (await post(house, '/token', machine, shop)).body.access_token ?? ''
  const look = async (by = shop) => (await post(house, '/token/introspection', { token }, by)).body
  const seen = await look()
  assert.deepEqual(
    [seen.active, seen.client_id, seen.aud, seen.scope, seen.iss],
    [true, shop.id, shop.id, 'order:read', house.issuer],
  )
  assert.deepEqual(await look(other), { active: false })
  assert.equal((await post(house, '/token/introspection', { token })).status, 401)
  assert.deepEqual((await post(house, '/token/introspection', { token: 'x' }, shop)).body, { active: false })
  assert.equal((await post(house, '/token/revocation', { token }, other)).status, 200)
  assert.equal((await look()).active, true)
  assert.equal((await post(house, '/token/revocation', { token }, shop)).status, 200)
  assert.deepEqual(await look(), { active: false })
})

test('revoking a person’s access token ends it at once', async () => {
  const user = await house.addUser(pool)
  const { tokens } = await signIn(house, shop, user)
  const { body } = await post(house, '/token/introspection', { token: tokens.access_token }, shop)
  assert.deepEqual([body.active, body.sub, body.sid], [true, user.id, decodeJwt(tokens.access_token).sid])
  assert.deepEqual((await post(house, '/token/introspection', { token: tokens.id_token }, shop)).body, {
    active: false,
  })
  assert.equal((await post(house, '/token/revocation', { token: tokens.access_token }, shop)).status, 200)
  assert.equal(await me(house, tokens.access_token), 401)
})

test('an application that is not ours asks for consent, once', async () => {
  const strange = await house.addApplication(pool, { settings: { firstParty: false } })
  const user = await house.addUser(pool)
  const browser = new Browser(house)
  const page = await browser.open(authorizeAddress(house, strange))
  const { data } = await browser.act(page, 'sign-in', { account: user.username, password: user.password })
  const consent = await browser.open(data.location)
  assert.equal(consent.screen, 'consent')
  const asked = consent.consent as { scopes: { name: string }[]; account: { detail: string }; redirectHost: string }
  assert.deepEqual(
    asked.scopes.map(({ name }) => name),
    ['openid', 'profile', 'email'],
  )
  assert.deepEqual([asked.account.detail, asked.redirectHost], [user.email, '127.0.0.1:9'])
  const done = await browser.act(consent, 'consent', { accept: true })
  const back = await browser.follow(done.data.location)
  const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const { status, body } = await redeem(house, strange, code)
  assert.equal(status, 200)
  const past = readToken(house.domain.ports, body.access_token ?? '', new Date())
  await assert.rejects(past, { code: 1001 }, 'consent to three scopes is no leave to use every operation')
  const again = await browser.follow(authorizeAddress(house, strange, { prompt: 'none' }))
  assert.match(again.headers.get('location') ?? '', /code=/)
})

test('who says no goes back to the application with access_denied', async () => {
  const browser = new Browser(house)
  const page = await browser.open(authorizeAddress(house, shop))
  const { data } = await browser.act(page, 'cancel', {})
  const back = await browser.follow(data.location)
  assert.match(back.headers.get('location') ?? '', /error=access_denied.*state=state/)
})

test('signing up signs in; closed registration is 2031', async () => {
  const browser = new Browser(house)
  const page = await browser.open(authorizeAddress(house, shop))
  const form = { method: 'email', email: 'new@example.com', password: 'correct horse 1' }
  const { code, data } = await browser.act(page, 'sign-up', form)
  assert.equal(code, 200)
  const back = await browser.follow(data.location)
  const { body } = await redeem(house, shop, new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '')
  assert.equal(decodeJwt(body.id_token ?? '').email, 'new@example.com')
  const second = new Browser(house)
  const again = await second.act(await second.open(authorizeAddress(house, shop)), 'sign-up', form)
  assert.equal(again.code, 2026)
})

test('a revoked access token is no user token either', async () => {
  const { tokens } = await signIn(house, shop, await house.addUser(pool))
  const read = () => readToken(house.domain.ports, tokens.access_token, new Date())
  assert.equal((await read()).caller.kind, 'user')
  await post(house, '/token/revocation', { token: tokens.access_token }, shop)
  await assert.rejects(read, { code: 2206 })
})

test('an authorization request may come as a form', async () => {
  const [address = '', query = ''] = authorizeAddress(house, shop).split('?')
  const answer = await new Browser(house).go(address, { method: 'POST', body: new URLSearchParams(query) })
  assert.equal(answer.status, 303)
  assert.equal((await new Browser(house).open(answer.headers.get('location') ?? '')).screen, 'sign-in')
})

test('a page of another address may not read answers with a token; the application’s own may', async () => {
  const ask = (origin: string) =>
    fetch(`${house.issuer}/me`, { headers: { origin, authorization: `Bearer ${tokens.access_token}` } })
  const { tokens } = await signIn(house, shop, await house.addUser(pool))
  assert.equal((await ask('http://127.0.0.1:9')).headers.get('access-control-allow-origin'), 'http://127.0.0.1:9')
  const stranger = await ask('https://evil.example')
  assert.equal(stranger.headers.get('access-control-allow-origin'), null)
  assert.equal(stranger.status, 400)
})

test('behind TLS every address is https and the session cookie is bound to the host', async (t) => {
  const { publicUrl } = house.addresses
  t.after(() => Object.assign(house.addresses, { publicUrl, anyLoopback: true }))
  Object.assign(house.addresses, { publicUrl: 'https://id.example.com', anyLoopback: false })
  const ask = (path: string) =>
    new Promise<{ headers: Record<string, unknown>; body: string }>((resolve) => {
      get(house.origin + path, { headers: { host: 'id.example.com' } }, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(chunks).toString() }))
      })
    })
  const told = await ask('/oidc/.well-known/openid-configuration')
  assert.equal(JSON.parse(told.body).issuer, 'https://id.example.com/oidc')
  assert.match(String(told.headers['strict-transport-security']), /max-age/)
  const begun = await ask(authorizeAddress(house, shop).slice(house.origin.length))
  for (const cookie of begun.headers['set-cookie'] as string[]) assert.match(cookie, /; secure; httponly/i)
  const asked = await ask(`/oidc/session/end?client_id=${shop.id}`)
  assert.match(String(asked.headers['set-cookie']), /__Host-menshen_session_[0-9a-f]{24}=.*path=\/;.*secure/)
})

test('nothing of all this was unforeseen', () => assert.deepEqual(house.errors, []))

test('wrong secrets are counted by where they come from, at every path that takes one, and hold up nobody who has the right one', async () => {
  const own = await house.addPool()
  const settings = { grantTypes: ['authorization_code', 'client_credentials'], machineScopes: ['order:read'] }
  const client = await house.addApplication(own, { settings })
  const stranger = { ...client, secret: 'f'.repeat(32) }
  const ask: [string, Record<string, string>][] = [
    ['/token', { grant_type: 'client_credentials' }],
    ['/token/introspection', { token: 'x' }],
    ['/token/revocation', { token: 'x' }],
  ]
  const statuses: number[] = []
  for (let n = 0; n < 33; n++) {
    const [path, body] = ask[n % 3] as (typeof ask)[0]
    statuses.push((await post(house, path, body, stranger)).status)
  }
  assert.deepEqual([...new Set(statuses.slice(0, 30))], [401])
  assert.deepEqual(statuses.slice(30), [429, 429, 429])
  assert.equal((await post(house, '/token', { grant_type: 'client_credentials' }, client)).status, 200)
  const elsewhere = await post(house, '/token', machine, { ...shop, secret: 'f'.repeat(32) })
  assert.equal(elsewhere.status, 401)
})
