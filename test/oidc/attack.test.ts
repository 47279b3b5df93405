import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { before, test } from 'node:test'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { plainAddress } from '#surface/hosted/view/failure.ts'
import { escapeHtml } from '#surface/hosted/view/html.ts'
import { Browser } from './browser.ts'
import { authorizeAddress, me, post, redeem, refresh, signIn, signInOffline } from './client.ts'
import { callback, type House, openHouse } from './house.ts'

let house: House
let pool: UserPool
let shop: Application
let user: Awaited<ReturnType<House['addUser']>>
before(async () => {
  house = await openHouse()
  pool = await house.addPool()
  shop = await house.addApplication(pool, { settings: { idTokenAlgorithm: 'RS256' } })
  user = await house.addUser(pool)
})

const wrongRedirects = [
  'http://127.0.0.1:9@evil.example/callback',
  'http://a@b@127.0.0.1:9/callback',
  'http://127.0.0.1:9\\@evil.example/callback',
  'http://127.0.0.1:9/callback/..;/evil',
  'http://127.0.0.1:9/callback/../evil',
  'http://127.0.0.1:9/%2e%2e/callback',
  'http://127.0.0.1:9/call%62ack',
  'http://127.0.0.1:9/callback\t',
  ' http://127.0.0.1:9/callback',
  'http://127.0.0.1:9/Callback',
  'HTTP://127.0.0.1:9/callback',
  'http://127.0.0.1:99/callback',
  'http://127.0.0.1/callback',
  'http://127.0.0.1.:9/callback',
  'http://127。0。0。1:9/callback',
  'http://localhost:9/callback',
  'http://[::1]:9/callback',
  'http://127.0.0.1:9/callback#x',
  'http://127.0.0.1:9/callback?x=1',
  'http://127.0.0.1:9/callback/',
  'http://user:pw@127.0.0.1:9/callback',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'data:text/html,x',
  '//evil.example',
  'https://evil.example',
  'http://127.0.0.1:9/callback,https://evil.example',
  'http://127.0.0.1:9/callback&redirect_uri=https://evil.example',
  '',
  'null',
]

for (const redirect of wrongRedirects)
  test(`a redirect address that is not registered gets a page: ${JSON.stringify(redirect)}`, async () => {
    const answer = await new Browser(house).go(authorizeAddress(house, shop, { redirect_uri: redirect }))
    const page = await answer.text()
    assert.equal(answer.headers.get('location'), null)
    // An empty one counts as not given, and then the only registered address is used; anything else is a page.
    assert.equal(answer.status, 400)
    nothingLeadsTo(page, /evil|alert\(1\)/)
    // Its developer sees which application it was and which address it sent, as text.
    assert.ok(page.includes(`<dd>${shop.name}</dd>`))
    if (redirect) assert.ok(page.includes(`<dd>${escapeHtml(plainAddress(redirect))}</dd>`), page)
  })

/** Addresses of a request may stand in the text of a page and nowhere else in it. */
function nothingLeadsTo(page: string, place: RegExp): void {
  for (const [tag] of page.matchAll(/<[^>]*>/g)) assert.doesNotMatch(tag, place)
}

test('a redirect address given twice, an unknown client, a NUL: no redirect', async () => {
  const twice = `${authorizeAddress(house, shop)}&redirect_uri=https%3A%2F%2Fevil.example`
  const unknown = authorizeAddress(house, { ...shop, id: 'f'.repeat(24) })
  const strange = authorizeAddress(house, { ...shop, id: 'https://evil.example' })
  for (const address of [twice, unknown, strange, authorizeAddress(house, shop, { state: 'a\0b' })]) {
    const answer = await new Browser(house).go(address)
    assert.equal(answer.status, 400, address)
    assert.equal(answer.headers.get('location'), null)
    assert.doesNotMatch(await answer.text(), /evil/)
  }
})

test('signing out never redirects to an address that is not registered', async () => {
  const { browser, tokens } = await signIn(house, shop, user)
  const out = new URL(`${house.issuer}/session/end`)
  out.searchParams.set('id_token_hint', tokens.id_token)
  out.searchParams.set('post_logout_redirect_uri', 'https://evil.example')
  const answer = await browser.go(out.href, { headers: { accept: 'text/html' } })
  assert.equal(answer.status, 400)
  assert.equal(answer.headers.get('location'), null)
  const page = await answer.text()
  nothingLeadsTo(page, /evil/)
  assert.ok(page.includes('<dd>https://evil.example</dd>'))
  assert.equal(await me(house, tokens.access_token), 200)
})

test('a code works once, and the second use takes the tokens back', async () => {
  const { code, tokens } = await signIn(house, shop, user)
  assert.equal(await me(house, tokens.access_token), 200)
  assert.equal((await redeem(house, shop, code)).body.error, 'invalid_grant')
  assert.equal(await me(house, tokens.access_token), 401)
})

test('of several redemptions of one code at once exactly one wins', async () => {
  const back = await new Browser(house).signIn(authorizeAddress(house, shop), user.email ?? '', user.password)
  const code = back.searchParams.get('code') ?? ''
  const answers = await Promise.all([1, 2, 3, 4].map(() => redeem(house, shop, code)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400, 400])
})

test('a code is bound to its client, its redirect address and its verifier', async () => {
  const forum = await house.addApplication(pool)
  const begin = async () => {
    const back = await new Browser(house).signIn(authorizeAddress(house, shop), user.email ?? '', user.password)
    return { grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '', redirect_uri: callback }
  }
  const right = { code_verifier: (await import('./client.ts')).verifier }
  assert.equal((await post(house, '/token', { ...(await begin()), ...right }, forum)).body.error, 'invalid_grant')
  assert.equal((await post(house, '/token', await begin(), shop)).body.error, 'invalid_grant')
  assert.equal(
    (await post(house, '/token', { ...(await begin()), code_verifier: 'x'.repeat(43) }, shop)).body.error,
    'invalid_grant',
  )
  const moved = { ...(await begin()), ...right, redirect_uri: `${callback}/` }
  assert.equal((await post(house, '/token', moved, shop)).body.error, 'invalid_grant')
})

test('a public client must bring a challenge, and not in the clear', async () => {
  const open = await house.addApplication(pool, { settings: { tokenEndpointAuthMethod: 'none' } })
  for (const more of [
    { code_challenge: undefined, code_challenge_method: undefined },
    { code_challenge_method: 'plain' },
  ]) {
    const answer = await new Browser(house).go(authorizeAddress(house, open, more))
    const back = new URL(answer.headers.get('location') ?? '')
    assert.equal(back.searchParams.get('error'), 'invalid_request')
  }
  const implicit = await new Browser(house).go(authorizeAddress(house, open, { response_type: 'token' }))
  assert.match(implicit.headers.get('location') ?? '', /unsupported_response_type/)
})

const encode = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

test('forged access tokens are refused', async () => {
  const { tokens } = await signIn(house, shop, user)
  const [head = '', body = '', signature = ''] = tokens.access_token.split('.')
  const header = JSON.parse(Buffer.from(head, 'base64url').toString())
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString())
  const { keys } = house.domain.ports
  const rsa = keys.signing('RS256').publicKey
  const secrets = [
    rsa.export({ type: 'spki', format: 'pem' }),
    rsa.export({ type: 'spki', format: 'der' }),
    JSON.stringify(rsa.export({ format: 'jwk' })),
    shop.secret,
  ]
  const hmac = secrets.map((secret) => {
    const signed = `${encode({ ...header, alg: 'HS256' })}.${body}`
    return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
  })
  const forged = [
    ...hmac,
    `${encode({ ...header, alg: 'none' })}.${body}.`,
    `${encode({ ...header, alg: 'NONE' })}.${body}.${signature}`,
    `${head}.${body}.`,
    `${encode({ ...header, alg: 'ES256', kid: keys.signing('ES256').kid })}.${body}.${encode('\0'.repeat(64))}`,
    `${encode({ ...header, alg: 'EdDSA' })}.${body}.${signature}`,
    `${encode({ ...header, kid: keys.signing('EdDSA').kid })}.${body}.${signature}`,
    `${encode({ ...header, kid: '../../etc/passwd' })}.${body}.${signature}`,
    `${encode({ ...header, kid: "' OR 1=1 --" })}.${body}.${signature}`,
    `${encode({ ...header, crit: ['x'] })}.${body}.${signature}`,
    `${head}.${encode({ ...claims, sub: 'other' })}.${signature}`,
    tokens.id_token,
    `${tokens.access_token}x`,
    'x',
    'a.b.c',
    `${head}.${body}`,
  ]
  for (const token of forged) assert.equal(await me(house, token), 401, token)
  assert.equal(await me(house, tokens.access_token), 200)
  const hint = new URL(`${house.issuer}/session/end`)
  hint.searchParams.set('id_token_hint', tokens.access_token)
  assert.equal((await new Browser(house).go(hint.href)).status, 400)
})

test('actions of the sign-in page are only taken from that page', async () => {
  const browser = new Browser(house)
  const page = await browser.open(authorizeAddress(house, shop))
  const body = { account: user.email, password: user.password }
  assert.equal((await browser.act({ ...page, csrf: 'x' }, 'sign-in', body)).code, 1001)
  assert.equal((await browser.act(page, 'sign-in', body, { origin: 'https://evil.example' })).code, 1001)
  assert.equal((await browser.act(page, 'sign-in', body, { 'sec-fetch-site': 'cross-site' })).code, 1001)
  assert.equal(
    (await browser.act(page, 'sign-in', body, { 'content-type': 'application/x-www-form-urlencoded' })).code,
    415,
  )
  assert.equal((await browser.act(page, 'consent', { accept: true })).code, 400)
  const stranger = new Browser(house)
  assert.equal((await stranger.act(page, 'sign-in', body)).status, 410)
  assert.equal((await browser.act(page, 'sign-in', { ...body, password: 'wrong' })).code, 2006)
  assert.equal((await browser.act(page, 'sign-in', { account: 'a\0b', password: 'x' })).code, 400)
  assert.equal((await browser.act(page, 'sign-in', body)).code, 200)
})

test('the sign-in page allows nothing inline and no frame', async () => {
  const answer = await new Browser(house).follow(authorizeAddress(house, shop))
  const policy = answer.headers.get('content-security-policy') ?? ''
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
  ])
    assert.ok(policy.includes(part), part)
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
  for (const path of ['/assets/../package.json', '/assets/..%2f..%2fpackage.json', '/assets/nothing.js'])
    assert.equal((await fetch(house.origin + path)).status, 404)
})

test('an address in another spelling is the same address, with all that is looked at there', async () => {
  const { browser, tokens } = await signIn(house, shop, user)
  const spell = (address: string, as: string) => address.replace('/oidc/auth?', `/oidc/${as}?`)
  for (const as of ['AUTH', 'auth/', 'Auth/']) {
    const silent = await browser.go(spell(authorizeAddress(house, shop, { prompt: 'none' }), as))
    assert.ok(new URL(silent.headers.get('location') ?? '').searchParams.get('code'), as)
    const resource = authorizeAddress(house, shop, { resource: 'https://api.example', response_mode: 'banana' })
    assert.match(
      (await browser.go(spell(resource, as))).headers.get('location') ?? '',
      /error=invalid_(target|request)/,
    )
    const form = { client_id: shop.id, id_token_hint: tokens.id_token }
    const posted = await browser.go(`/oidc/${as}`, { method: 'POST', body: new URLSearchParams(form) })
    assert.deepEqual([posted.status, /sealed_hint=/.test(posted.headers.get('location') ?? '')], [303, true], as)
  }
  for (const path of ['/TOKEN', '/token/', '/Token']) {
    const asked = { grant_type: 'client_credentials', resource: 'https://api.example' }
    assert.equal((await post(house, path, asked, shop)).body.error, 'invalid_target', path)
  }
  for (const path of ['/token/Introspection', '/TOKEN/introspection/'])
    assert.equal((await post(house, path, { token: tokens.access_token }, shop)).body.active, true, path)
})

test('a question mark in a value cuts nothing off, whatever a request asks for beside it', async () => {
  const { browser } = await signIn(house, shop, user)
  const claims = encodeURIComponent('{"id_token":{"acr":{"value":"1"}}}')
  for (const more of ['', '&response_mode=banana', `&claims=${claims}`, '&sealed_hint=x']) {
    const bare = authorizeAddress(house, shop, { state: undefined, client_id: undefined })
    const answer = await browser.go(`${bare}&prompt=none&state=a?b/c${more}&client_id=${shop.id}`)
    const at = new URL(answer.headers.get('location') ?? assert.fail(more))
    assert.equal(at.searchParams.get('state'), 'a?b/c', more)
    assert.equal(at.searchParams.has('code'), !more.includes('banana'), more)
  }
})

test('nothing that is stored can be presented', async () => {
  const { tokens, code } = await signInOffline(house, shop, user)
  const { rows } = await house.database.pool.query('SELECT row_to_json(a)::text AS text FROM oidc_artifact a')
  const all = rows.map((row: { text: string }) => row.text).join('\n')
  for (const secret of [tokens.refresh_token ?? '', code, tokens.access_token, tokens.id_token])
    assert.ok(!all.includes(secret))
  assert.equal((await refresh(house, shop, tokens.refresh_token)).status, 200)
})

test('nothing of all this was unforeseen', () => assert.deepEqual(house.errors, []))
