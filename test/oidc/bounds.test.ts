// How far a code, a token and a client's word reach, and no further.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { before, test } from 'node:test'
import type { User } from '#domain/people/user/user.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { Browser } from './browser.ts'
import { authorizeAddress, me, post, redeem, refresh, signIn, signInOffline } from './client.ts'
import { callback, type House, openHouse } from './house.ts'

let house: House
let pool: UserPool
let shop: Application
let user: User & { password: string }
before(async () => {
  house = await openHouse()
  pool = await house.addPool()
  shop = await house.addApplication(pool)
  user = await house.addUser(pool)
})

async function codeFor(application: Application, more: Record<string, string | undefined> = {}): Promise<string> {
  const address = authorizeAddress(house, application, more)
  const back = await new Browser(house).signIn(address, user.email ?? '', user.password)
  return back.searchParams.get('code') ?? ''
}

test('a code is good for a minute, and then for nothing', async () => {
  const code = await codeFor(shop)
  const kept = `FROM oidc_artifact WHERE kind = 'AuthorizationCode' AND account_id = '${user.id}'`
  const { rows } = await house.database.pool.query(
    `SELECT bool_and(expires_at <= now() + interval '1 minute') AS soon, count(*) > 0 AS any ${kept}`,
  )
  assert.deepEqual(rows, [{ soon: true, any: true }])
  await house.database.pool.query(
    `UPDATE oidc_artifact SET expires_at = now() - interval '1 second',
       payload = payload || jsonb_build_object('exp', extract(epoch FROM now())::int - 1)
     WHERE kind = 'AuthorizationCode' AND account_id = '${user.id}'`,
  )
  assert.equal((await redeem(house, shop, code)).body.error, 'invalid_grant')
})

test('a verifier without a challenge, or the other way round, is refused', async () => {
  const bare = await codeFor(shop, { code_challenge: undefined, code_challenge_method: undefined })
  assert.equal((await redeem(house, shop, bare)).body.error, 'invalid_grant')
  const form = { grant_type: 'authorization_code', redirect_uri: callback }
  const again = await codeFor(shop, { code_challenge: undefined, code_challenge_method: undefined })
  assert.equal((await post(house, '/token', { ...form, code: again }, shop)).status, 200)
  const proven = await codeFor(shop)
  assert.equal((await post(house, '/token', { ...form, code: proven }, shop)).body.error, 'invalid_grant')
})

test('there is no grant for passwords and no answer without a code, whatever is asked for', async () => {
  const address = `${house.issuer}/.well-known/openid-configuration`
  const told = (await (await fetch(address)).json()) as Record<string, string[]>
  assert.deepEqual(told.response_types_supported, ['code'])
  for (const grant of ['password', 'implicit']) assert.ok(!told.grant_types_supported?.includes(grant), grant)
  const person = { username: user.email ?? '', password: user.password }
  for (const grant_type of ['password', 'implicit', 'urn:ietf:params:oauth:grant-type:device_code']) {
    const { status, body } = await post(house, '/token', { grant_type, ...person }, shop)
    assert.deepEqual([status, body.error], [400, 'unsupported_grant_type'], grant_type)
  }
  for (const response_type of ['token', 'id_token', 'code token', 'code id_token', 'none']) {
    const answer = await new Browser(house).go(authorizeAddress(house, shop, { response_type, nonce: 'x' }))
    const back = answer.headers.get('location') ?? ''
    assert.match(back, /unsupported_response_type/, response_type)
    assert.doesNotMatch(back, /token=/)
  }
})

test('a refresh asks for no more than was agreed to, and gets no more', async () => {
  const { tokens } = await signInOffline(house, shop, user)
  const asked = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' }
  const { body } = await post(house, '/token', { ...asked, scope: 'openid offline_access email phone' }, shop)
  assert.equal(body.error, 'invalid_scope')
  const less = await post(house, '/token', { ...asked, scope: 'openid' }, shop)
  assert.equal(less.body.scope, 'openid')
  assert.equal((await refresh(house, shop, tokens.refresh_token)).body.scope, tokens.scope)
})

test('a secret is taken from the form and the header, never from the address', async () => {
  const query = new URLSearchParams({ client_id: shop.id, client_secret: shop.secret })
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  const answer = await fetch(`${house.issuer}/token?${query}`, { method: 'POST', body })
  assert.ok([400, 401].includes(answer.status))
  assert.doesNotMatch(await answer.text(), /access_token/)
})

test('an application of another pool learns nothing of a token and takes nothing back', async () => {
  const { tokens } = await signIn(house, shop, user)
  const stranger = await house.addApplication(await house.addPool())
  for (const token of [tokens.access_token, tokens.id_token])
    assert.deepEqual((await post(house, '/token/introspection', { token }, stranger)).body, { active: false })
  await post(house, '/token/revocation', { token: tokens.access_token }, stranger)
  assert.equal(await me(house, tokens.access_token), 200)
  const unsigned = await post(house, '/token/introspection', { token: tokens.access_token })
  assert.deepEqual([unsigned.status, unsigned.body.error], [401, 'invalid_client'])
})

test('a token brings no key, no address of a key and no packing of its own', async () => {
  const { tokens } = await signIn(house, shop, user)
  const [head = '', body = '', signature = ''] = tokens.access_token.split('.')
  const header = JSON.parse(Buffer.from(head, 'base64url').toString())
  const encode = (value: unknown) =>
    Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
  const own = { kty: 'oct', k: encode('a key of the attacker’s own') }
  const signed = (more: object) => {
    const text = `${encode({ ...header, alg: 'HS256', ...more })}.${body}`
    return `${text}.${createHmac('sha256', 'a key of the attacker’s own').update(text).digest('base64url')}`
  }
  const elsewhere = 'http://127.0.0.1:9/keys'
  const forged = [
    ...[{ jwk: own }, { jku: elsewhere }, { x5u: elsewhere }, { x5c: ['AAAA'] }].map(signed),
    ...['a\0b', 'x'.repeat(8_000), '__proto__', ['a'], { a: 1 }, null].map(
      (kid) => `${encode({ ...header, kid })}.${body}.${signature}`,
    ),
    // Which of the two counts depends on who reads.
    `${encode(JSON.stringify(header).replace('{', '{"alg":"none",'))}.${body}.${signature}`,
    `${head}.${encode(`{"sub":"other",${Buffer.from(body, 'base64url').toString().slice(1)}`)}.${signature}`,
    // RFC 7516: five parts; to unpack or to derive a key is more work than to send it.
    `${encode({ alg: 'dir', enc: 'A128GCM', zip: 'DEF' })}..${encode('x')}.${encode('y'.repeat(2_000))}.${encode('z')}`,
    `${encode({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2 ** 31, p2s: 'AAAA' })}.AAAA.AAAA.AAAA.AAAA`,
  ]
  for (const token of forged) assert.equal(await me(house, token), 401, token.slice(0, 200))
  assert.equal(await me(house, tokens.access_token), 200)
})

test('nothing of all this was unforeseen', () => assert.deepEqual(house.errors, []))

test('what is longer than any application asks is refused at every spelling of the address, and nothing of it is kept', async () => {
  const kept = async () => (await house.database.pool.query('SELECT FROM oidc_artifact')).rowCount
  const before = await kept()
  const state = 'x'.repeat(8_200)
  const [path = '', query = ''] = String(authorizeAddress(house, shop, { state })).split('?')
  const end = `${house.issuer}/session/end`
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const [spelt, asked] of [
    [path, query],
    [`${path}/`, query],
    [path.replace(/auth$/, 'AUTH'), query],
    [end, new URLSearchParams({ client_id: shop.id, state }).toString()],
    [`${end}/`, new URLSearchParams({ state }).toString()],
  ] as const)
    for (const ask of [
      () => fetch(`${spelt}?${asked}`, { redirect: 'manual' }),
      () => fetch(spelt, { method: 'POST', redirect: 'manual', headers: form, body: asked }),
    ]) {
      const answer = await ask()
      const { error } = (await answer.json()) as { error: string }
      assert.deepEqual([answer.status, error], [400, 'invalid_request'])
    }
  assert.equal(await kept(), before)
  assert.ok(await codeFor(shop, { state: 'x'.repeat(4_000) }))
})

test('who is nobody and asks to sign out leaves something behind for an hour, and not for as long as a session lasts', async () => {
  await (await fetch(`${house.issuer}/session/end?client_id=${shop.id}`)).text()
  const { rows } = await house.database.pool.query(
    `SELECT count(*)::int AS found, bool_and(expires_at <= now() + interval '1 hour') AS soon
     FROM oidc_artifact WHERE kind = 'Session' AND account_id IS NULL`,
  )
  assert.deepEqual([rows[0].found > 0, rows[0].soon], [true, true])
})
