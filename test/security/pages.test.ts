// What a browser is told about our pages, and what it may be talked into sending to them.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Asking } from '../kit/light-fetch.ts'
import { type Person, registerPerson } from '../kit/people.ts'
import { addApplication } from '../kit/tenant.ts'
import { newWorld, type World } from '../kit/world.ts'
import { Browser } from '../oidc/browser.ts'
import { ownChecks } from '../walls/known.ts'
import { compose } from '../walls/operation.ts'
import { allOperations } from '../walls/operations.ts'
import { plainValue } from '../walls/plain-values.ts'
import { type Route, routesOf } from './routes.ts'

const elsewhere = 'https://evil.example'
const operations = await allOperations(plainValue)

let world: World
let person: Person
let routes: Route[]
let name: string

before(async () => {
  world = await newWorld()
  person = await registerPerson(world)
  const redirectUris = [`${world.origin}/welcome`]
  const { identifier } = await addApplication(world.app.domain, world.tenant.pool, {
    identifier: 'centre',
    redirectUris,
  })
  name = identifier
  // The same path with another name for its parameter is the same route.
  const shape = ({ method, path }: Route) => `${method} ${path.replace(/:\w+/g, ':')}`
  const open = new Set(operations.map(({ name }) => name.replace(/:\w+/g, ':')))
  routes = routesOf(world).filter(
    (route) =>
      !open.has(shape(route)) &&
      !/^\/(api\/v[23]|graphql|assets|oauth|cas-idp|connections\/enterprise)\b/.test(route.path) &&
      route.path !== '/*',
  )
})

/** Where the page of a route can really be seen. */
const addressOf = (path: string, uid: string) =>
  path.replace('/interaction/:uid', `/interaction/${uid}`).replace(':application', name).replace(':section', 'security')

async function openSignIn() {
  const browser = new Browser(world)
  const page = await browser.open(`${world.origin}/sign-in/${name}`)
  return { browser, page }
}

async function openCentre() {
  const browser = new Browser(world)
  const page = await browser.open(`${world.origin}/u/${name}`)
  const done = await browser.act(page, 'sign-in', { account: person.username, password: person.password })
  assert.equal(done.code, 200, done.message)
  const centre = await browser.open(done.data.location)
  assert.ok(centre.csrf)
  return { browser, page: centre }
}

test('every page says that nobody may frame it, keep it, or put a script into it', async () => {
  const { browser, page } = await openSignIn()
  const seen = []
  for (const { method, path } of [
    ...routes,
    { method: 'GET', path: '/nowhere' },
    { method: 'GET', path: '/oidc/auth' },
  ]) {
    if (method !== 'GET') continue
    const answer = await browser.go(addressOf(path, page.uid))
    const html = await answer.text()
    if (!answer.headers.get('content-type')?.includes('text/html')) continue
    seen.push(path)
    const policy = answer.headers.get('content-security-policy') ?? ''
    assert.match(policy, /frame-ancestors 'none'/, path)
    assert.match(policy, /default-src 'none'/, path)
    assert.match(policy, /base-uri 'none'/, path)
    assert.doesNotMatch(policy, /unsafe|\*/, path)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff', path)
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer', path)
    assert.match(answer.headers.get('cache-control') ?? '', /no-store|no-cache/, path)
    assert.doesNotMatch(html, /\son\w+=|javascript:/i, path)
    assert.equal(answer.headers.get('access-control-allow-origin'), null, path)
  }
  for (const path of [
    '/',
    '/reset-password',
    '/verify-email',
    '/undo-linking',
    '/interaction/:uid',
    '/login/profile/logout',
    '/oidc/auth',
  ])
    assert.ok(seen.includes(path), `${path} is a page`)
})

describe('another site can press nothing', () => {
  const forgeries: [string, (csrf: string, origin: string) => Asking][] = [
    ['a page of another site', (csrf) => json({ 'x-menshen-csrf': csrf, origin: elsewhere })],
    [
      'another site, by what the browser says',
      (csrf) => json({ 'x-menshen-csrf': csrf, 'sec-fetch-site': 'cross-site' }),
    ],
    ['no proof', (_csrf, origin) => json({ origin })],
    ['a proof that is none', (_csrf, origin) => json({ 'x-menshen-csrf': 'x'.repeat(43), origin })],
    ['a form', () => ({ method: 'POST', body: new URLSearchParams({ accept: 'true' }) })],
    [
      'a form that says it is text',
      () => ({ method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"a":1}' }),
    ],
  ]
  const json = (headers: Record<string, string>): Asking => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{}',
  })

  test('on any page that takes something', async () => {
    // Plain forms answer with a page: see `mail.test`, `undo-linking.test` and `browser-sso.test` in `test/wire`.
    const forms = ['/verify-email', '/undo-linking', '/login/profile/logout']
    const taking = routes.filter(
      ({ method, path }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method) && !forms.includes(path),
    )
    assert.ok(taking.length > 40)
    const at = { interaction: await openSignIn(), u: await openCentre() }
    const done = []
    for (const { method, path } of taking) {
      const { browser, page } = path.startsWith('/u/') ? at.u : at.interaction
      for (const [what, forge] of forgeries) {
        const answer = await browser.go(addressOf(path, page.uid), { ...forge(page.csrf, world.origin), method })
        const { code } = (await answer.json()) as { code: number }
        // What says that it takes no such method has taken nothing.
        const isRefused = [1001, 415, 400].includes(code) || (answer.status === 405 && answer.headers.has('allow'))
        if (!isRefused) done.push(`${method} ${path}: ${what}: ${code}`)
        assert.equal(answer.headers.get('access-control-allow-origin'), null, path)
      }
    }
    assert.deepEqual(done, [])
  })

  test('and no cookie opens an operation that pages of every origin may call', async () => {
    const { browser } = await openCentre()
    const asking = operations.filter(({ name, admits }) => !(name in ownChecks) && !admits.has('anyone'))
    for (const operation of asking) {
      const needed = operation.fields.filter(({ required }) => required)
      const { method, path, body } = operation.encode(compose(needed, plainValue))
      if (!path.startsWith('/api/') || body instanceof FormData) continue
      const answer = await browser.go(path, {
        method,
        headers: {
          origin: elsewhere,
          'content-type': 'application/json',
          'x-authing-app-id': world.tenant.application.id,
        },
        ...(method !== 'GET' && { body: JSON.stringify(body) }),
      })
      const { code } = (await answer.json()) as { code: number }
      assert.equal(code, 2020, operation.name)
    }
  })
})

test('a session of one pool opens no centre of another', async () => {
  const { browser, page } = await openCentre()
  const other = await world.addTenant('another')
  const redirectUris = [`${world.origin}/welcome`]
  const centre = await addApplication(world.app.domain, other.pool, { identifier: 'another-centre', redirectUris })
  for (const { method, path } of routes.filter(
    (one) => one.method !== 'HEAD' && one.path.startsWith('/u/:application/'),
  )) {
    const address = path.replace(':application', centre.identifier).replace(':section', 'security')
    const headers = { 'content-type': 'application/json', 'x-menshen-csrf': page.csrf, origin: world.origin }
    const answer = await browser.go(address, method === 'GET' ? {} : { method, headers, body: '{}' })
    const text = await answer.text()
    assert.ok(!text.includes(person.id) && !text.includes(person.username), path)
    if (method === 'POST') assert.equal(JSON.parse(text).code, 410, path)
  }
})

/** Ways to write an address that leads elsewhere. */
const leads = [
  elsewhere,
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://evil.example\\@127.0.0.1',
  '/%09/evil.example',
  '/\t/evil.example',
  'https://127.0.0.1@evil.example',
  'http://127.0.0.1.evil.example',
  'https://evil.example#127.0.0.1',
]
const names = [
  'redirect_uri',
  'post_logout_redirect_uri',
  'redirect',
  'returnTo',
  'return_to',
  'next',
  'url',
  'target',
  'app_url',
  'continue',
  'service',
  'RelayState',
]

test('no page leads anywhere that nobody registered', async () => {
  const { browser, page } = await openSignIn()
  const led = []
  const places = [
    ...routes,
    { method: 'GET', path: '/oidc/session/end' },
    { method: 'GET', path: '/logout' },
    { method: 'GET', path: '/oidc/auth' },
  ]
  for (const { method, path } of places) {
    if (method !== 'GET') continue
    for (const lead of leads) {
      const query = new URLSearchParams(Object.fromEntries(names.map((one) => [one, lead])))
      query.set('app_id', world.tenant.application.id)
      query.set('client_id', world.tenant.application.id)
      query.set('response_type', 'code')
      const answer = await browser.go(`${addressOf(path, page.uid)}?${query}`)
      const location = answer.headers.get('location')
      const text = await answer.text()
      if (location && !new URL(location, world.origin).href.startsWith(`${world.origin}/`))
        led.push(`${path} -> ${location}`)
      if (/(href|action|content)="?[^">]*evil\.example/.test(text)) led.push(`${path} shows ${lead}`)
    }
  }
  assert.deepEqual(led, [])
})

test('nothing that is asked for becomes a header, and no host that is named becomes an address', async () => {
  const { browser, page } = await openSignIn()
  const split = 'x\r\nx-injected: 1\r\nset-cookie: evil=1'
  const asked = ['state', 'ui_locales', 'app_id', 'format', 'token', 'lang', ...names]
  for (const { method, path } of [
    ...routes,
    { method: 'GET', path: '/oidc/auth' },
    { method: 'GET', path: '/api/v2/qrcode/image' },
  ]) {
    if (method !== 'GET') continue
    const query = new URLSearchParams(Object.fromEntries(asked.map((one) => [one, split])))
    const headers = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', 'x-original-url': '/evil' }
    const answer = await browser.go(`${addressOf(path, page.uid)}?${query}`, { headers })
    assert.equal(answer.headers.get('x-injected'), null, path)
    assert.ok(!answer.headers.getSetCookie().some((line) => line.startsWith('evil=')), path)
    assert.doesNotMatch(`${answer.headers.get('location')} ${await answer.text()}`, /https?:\/\/evil\.example/, path)
  }
})
