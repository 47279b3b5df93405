// Identity tokens as hints: whom they hold a request to, whom they spare a question, and where they must not be written.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { decodeJwt } from 'jose'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { Browser } from './browser.ts'
import { authorizeAddress, me, signIn } from './client.ts'
import { type House, openHouse } from './house.ts'

let house: House
let pool: UserPool
before(async () => {
  house = await openHouse()
  pool = await house.addPool()
})

async function setting() {
  const shop = await house.addApplication(pool, {
    logoutRedirectUris: ['com.example.app:/bye', 'https://a.example/bye'],
  })
  const [one, other] = [await house.addUser(pool), await house.addUser(pool)]
  return { shop, one, other, hint: (await signIn(house, shop, one)).tokens.id_token }
}

test('nobody but the hinted person gets a code, whoever signs in on the page', async () => {
  const { shop, one, other, hint } = await setting()
  for (const prompt of [undefined, 'login']) {
    const asked = authorizeAddress(house, shop, { id_token_hint: hint, prompt })
    const back = await new Browser(house).signIn(asked, other.email ?? '', other.password)
    assert.deepEqual([back.searchParams.get('code'), back.searchParams.get('error')], [null, 'login_required'])
    assert.equal(back.searchParams.get('state'), 'state')
    const right = await new Browser(house).signIn(asked, one.email ?? '', one.password)
    assert.ok(right.searchParams.get('code'))
  }
})

test('a posted hint stands in no address, and holds all the same', async () => {
  const { shop, one, other, hint } = await setting()
  const asked = new URL(authorizeAddress(house, shop, { id_token_hint: hint }))
  const browser = new Browser(house)
  const first = await browser.go(asked.origin + asked.pathname, { method: 'POST', body: asked.searchParams })
  const address = first.headers.get('location') ?? ''
  assert.equal(first.status, 303)
  assert.ok(!address.includes(hint) && !address.includes('id_token_hint') && address.includes(shop.id))
  const back = await browser.signIn(address, other.email ?? '', other.password)
  assert.equal(back.searchParams.get('error'), 'login_required')

  const { browser: signedIn, tokens } = await signIn(house, shop, one)
  const form = new URLSearchParams({ id_token_hint: tokens.id_token })
  const out = await signedIn.go('/oidc/session/end', { method: 'POST', body: form })
  const next = out.headers.get('location') ?? ''
  assert.ok(!next.includes(tokens.id_token) && !next.includes(tokens.id_token.split('.')[1] ?? ''))
  const said = await signedIn.follow(next)
  assert.equal(said.status, 200)
  assert.equal(await me(house, tokens.access_token), 401)
})

test('a sealed hint that was altered, or is nobody’s, counts for nothing: the person is asked', async () => {
  const { shop, one } = await setting()
  const { browser, tokens } = await signIn(house, shop, one)
  const form = new URLSearchParams({ id_token_hint: tokens.id_token })
  const out = await browser.go('/oidc/session/end', { method: 'POST', body: form })
  const address = out.headers.get('location') ?? ''
  for (const bad of [
    ...['A', 'AA', 'AAA', '=', '.'].map((more) => address + more),
    address.replace(/sealed_hint=.{4}/, 'sealed_hint=AAAA'),
    '/oidc/session/end?sealed_hint=x',
  ])
    assert.equal((await browser.follow(bad)).status < 500, true)
  assert.equal(await me(house, tokens.access_token), 200)
})

test('an identity token of another session of the same person signs nobody out unasked', async () => {
  const { shop, one, hint } = await setting()
  const { browser, tokens } = await signIn(house, shop, one)
  assert.notEqual(decodeJwt(hint).sid, decodeJwt(tokens.id_token).sid)
  const page = await browser.go(`/oidc/session/end?id_token_hint=${hint}`)
  assert.equal(page.status, 200)
  assert.match(await page.text(), /op\.logoutForm/)
  assert.equal(await me(house, tokens.access_token), 200)
  await browser.follow(`/oidc/session/end?id_token_hint=${tokens.id_token}`)
  assert.equal(await me(house, tokens.access_token), 401)
})

test('signing out of a program leads back to its own scheme', async () => {
  const { shop, one } = await setting()
  const policyFor = async (uri: string) => {
    const { browser } = await signIn(house, shop, one)
    const query = new URLSearchParams({ client_id: shop.id, post_logout_redirect_uri: uri })
    const page = await browser.go(`/oidc/session/end?${query}`)
    return page.headers.get('content-security-policy') ?? ''
  }
  assert.match(await policyFor('com.example.app:/bye'), /form-action 'self' com\.example\.app:(;|$)/)
  assert.match(await policyFor('https://a.example/bye'), /form-action 'self' https:\/\/a\.example(;|$)/)
})
