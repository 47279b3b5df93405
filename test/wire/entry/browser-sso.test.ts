import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { actOnPage, openBrowser, setPool } from '../../kit/entry.ts'
import { note } from '../../kit/evidence.ts'
import { pressButton } from '../../kit/form.ts'
import { type Person, registerPerson } from '../../kit/people.ts'
import { ask } from '../../kit/rest.ts'
import { addApplication, type Tenant } from '../../kit/tenant.ts'
import { accepted } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import type { Browser } from '../../oidc/browser.ts'

let world: World
let other: Tenant
const home = 'https://shop.example.com'
const bye = `${home}/bye?from=menshen`
let shop: string

before(async () => {
  world = await newWorld()
  other = await world.addTenant('other')
  // Of an app's own address, too, whose origin is that of every page that hides its own.
  const uris = { redirectUris: [`${home}/callback`, 'com.example.shop:/callback'], logoutRedirectUris: [bye] }
  shop = (await addApplication(world.app.domain, world.tenant.pool, { identifier: 'shop', ...uris })).id
})

async function signedIn(): Promise<{ browser: Browser; person: Person }> {
  const [person, browser] = [await registerPerson(world), openBrowser(world)]
  const { location } = accepted<{ location: string }>(
    await actOnPage(world, 'sign-in', { account: person.username, password: person.password }, {}, browser),
  )
  await browser.follow(location)
  return { browser, person }
}

interface Probe {
  session: { _id: string; cookie: { userId: string; appId: string } } | null
  userInfo: { id: string; token: string | null } | null
}

/** `origin`: of the page that asks; null where nothing says so. */
async function probe(
  browser: Browser,
  { origin = home, appId = shop }: { origin?: string | null; appId?: string } = {},
) {
  const headers = { 'x-authing-app-id': appId, ...(origin && { origin }) }
  const answer = await browser.go('/cas/session', { headers })
  assert.equal(answer.status, 200)
  return (await answer.json()) as Probe
}

const nobody = { session: null, userInfo: null }

test('a page of the application learns who is signed in in its browser, where the pool has switched that on', async () => {
  const { browser, person } = await signedIn()
  assert.deepEqual(await probe(browser), nobody)
  await setPool(world, { appSsoEnabled: true })
  const here = await probe(browser, { origin: home })
  assert.deepEqual([here.userInfo?.id, here.userInfo?.token], [person.id, null])
  assert.deepEqual([here.session?.cookie.userId, here.session?.cookie.appId], [person.id, shop])
  assert.equal((await probe(browser, { origin: world.origin })).userInfo?.id, person.id)
  assert.deepEqual(await probe(browser, { origin: null }), nobody)
  note('operation', 'GET /cas/session', 'REST V2')
  assert.deepEqual(await probe(browser, { origin: 'https://evil.example.com' }), nobody)
  assert.deepEqual(await probe(browser, { origin: 'null' }), nobody)
  assert.deepEqual(await probe(browser, { appId: other.application.id }), nobody)
  assert.deepEqual(await probe(browser, { appId: 'nonsense' }), nobody)
  assert.deepEqual(await probe(openBrowser(world)), nobody)
  accepted(await ask(world, 'POST /api/v2/users/me/sessions/end-others', { token: person.token }))
  assert.deepEqual(await probe(browser), nobody)
})

const leave = (browser: Browser, query: { redirect_uri?: string; app_id?: string }) =>
  browser.go(`/login/profile/logout?${new URLSearchParams(query)}`)

const isHere = async (browser: Browser) => (await probe(browser)).session !== null

test('leaving goes to an address that is registered to the letter, and to no other', async () => {
  await setPool(world, { appSsoEnabled: true })
  const { browser } = await signedIn()
  for (const address of [
    'https://evil.example.com',
    `${bye}&more`,
    home,
    `${home}/bye`,
    `//evil.example.com`,
    'javascript:alert(1)',
    `${home}@evil.example.com/`,
  ])
    for (const more of [{}, { app_id: shop }]) {
      const answer = await leave(browser, { redirect_uri: address, ...more })
      assert.equal(answer.status, 400, address)
      assert.equal(answer.headers.get('location'), null)
      // The page names the address to the developer who has to register it, as text: nothing leads there.
      const page = await answer.text()
      assert.doesNotMatch(page, /<[^>]*(evil|javascript:)/i)
      assert.doesNotMatch(`${answer.headers.get('content-security-policy')}`, /evil/)
    }
  assert.ok(await isHere(browser), 'nobody was signed out')
  const page = await leave(browser, { redirect_uri: bye })
  assert.match(page.headers.get('content-security-policy') ?? '', /form-action 'self' https:\/\/shop\.example\.com/)
  assert.ok(await isHere(browser), 'looking at the page signs nobody out')
  const answer = await pressButton(browser, page, { logout: 'yes' })
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, bye])
  note('operation', 'GET /login/profile/logout', 'REST V2')
  assert.equal(await isHere(browser), false)
})

test('an application’s address is not another’s, and a pool’s not another pool’s', async () => {
  const { browser } = await signedIn()
  assert.equal((await leave(browser, { redirect_uri: bye, app_id: world.tenant.application.id })).status, 400)
  assert.equal((await leave(browser, { redirect_uri: bye, app_id: other.application.id })).status, 400)
  assert.equal((await leave(openBrowser(world), { redirect_uri: bye })).status, 400, 'no pool is known')
  assert.equal((await leave(openBrowser(world), { redirect_uri: bye, app_id: shop })).status, 302)
})

test('who is not signed in leaves at once, and who changes their mind stays', async () => {
  await setPool(world, { appSsoEnabled: true })
  const gone = await leave(openBrowser(world), { redirect_uri: bye, app_id: shop })
  assert.deepEqual([gone.status, gone.headers.get('location')], [302, bye])
  const { browser } = await signedIn()
  const stays = await pressButton(browser, await leave(browser, { redirect_uri: bye }))
  assert.deepEqual([stays.status, stays.headers.get('location')], [303, bye])
  assert.ok(await isHere(browser))
})

test('no page of another site signs anybody out, by a link, a picture or a form', async () => {
  await setPool(world, { appSsoEnabled: true })
  const { browser } = await signedIn()
  const page = await leave(browser, {})
  assert.equal(
    (await pressButton(browser, page, { logout: 'yes' }, { origin: 'https://evil.example.com' })).status,
    403,
  )
  const other = await signedIn()
  for (const more of [
    { csrf: 'x'.repeat(43) },
    { csrf: /name="csrf" value="([^"]+)"/.exec(await (await leave(other.browser, {})).text())?.[1] ?? '' },
  ])
    assert.equal((await pressButton(browser, await leave(browser, {}), { logout: 'yes', ...more })).status, 403)
  const crossSite = { 'sec-fetch-site': 'cross-site' }
  for (const headers of [
    { ...crossSite, 'sec-fetch-mode': 'navigate', accept: 'text/html' },
    { ...crossSite, 'sec-fetch-mode': 'no-cors' },
    { ...crossSite, 'sec-fetch-mode': 'cors' },
  ])
    for (const path of [`/api/v2/logout?app_id=${shop}`, `/logout?appId=${shop}`, '/login/profile/logout'])
      await browser.go(path, { headers })
  assert.ok(await isHere(browser))
})

test('leaving without an address shows a page, signed in or not', async () => {
  await setPool(world, { appSsoEnabled: true })
  const { browser } = await signedIn()
  for (const one of [browser, openBrowser(world)]) {
    const answer = await leave(one, {})
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-security-policy') ?? '', /default-src/)
  }
  assert.equal((await pressButton(browser, await leave(browser, {}), { logout: 'yes' })).status, 200)
  assert.equal(await isHere(browser), false)
})

test('signing out of an application’s browser by either form of the protocol ends the session in it', async () => {
  await setPool(world, { appSsoEnabled: true })
  for (const path of [`/api/v2/logout?app_id=${shop}`, `/logout?appId=${shop}&deviceId=current`]) {
    const { browser } = await signedIn()
    assert.ok(await isHere(browser))
    assert.equal((await browser.go(path)).status, 200)
    assert.equal(await isHere(browser), false)
  }
})

test('nobody is there who came by a way that the application has closed', async () => {
  const { browser, person } = await signedIn()
  const asked = { identifier: 'no-passwords', redirectUris: [`${home}/callback`] }
  const closed = { usernamePasswordEnabled: false, emailPasswordEnabled: false, phonePasswordEnabled: false }
  const [taking, refusing] = [asked, { ...asked, identifier: 'closed', settings: closed }]
  const { domain } = world.app
  const ids = [
    await addApplication(domain, world.tenant.pool, taking),
    await addApplication(domain, world.tenant.pool, refusing),
  ]
  await setPool(world, { appSsoEnabled: true })
  assert.equal((await probe(browser, { appId: ids[0]?.id ?? '' })).userInfo?.id, person.id)
  assert.deepEqual(await probe(browser, { appId: ids[1]?.id ?? '' }), nobody)
})
