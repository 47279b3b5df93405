// Every page that says something did not go: why in its title, and one button that leads on.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Application } from '#domain/tenancy/application/application.ts'
import { type Cause, failureWords } from '#surface/hosted/view/failure.ts'
import { addApplication } from '../../kit/tenant.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let shop: Application
let machine: Application
before(async () => {
  world = await newWorld()
  const { app, tenant } = world
  const redirectUris = ['https://shop.example/callback']
  shop = await addApplication(app.domain, tenant.pool, { identifier: 'shop', redirectUris })
  machine = await addApplication(app.domain, tenant.pool, { identifier: 'machine', redirectUris: [] })
})

async function open(path: string, language = 'en') {
  const headers = { 'accept-language': language, accept: 'text/html' }
  const answer = await fetch(new URL(path, world.origin), { headers, redirect: 'manual' })
  const page = await answer.text()
  const buttons = [...page.matchAll(/<a class="button button-main" href="([^"]*)">([^<]*)<\/a>/g)]
  return {
    status: answer.status,
    page,
    title: /<h1>([^<]*)<\/h1>/.exec(page)?.[1],
    buttons: buttons.map(([, address, label]) => ({ address, label })),
  }
}

const authorize = (changes: Record<string, string>) => {
  const asked = { client_id: shop.id, redirect_uri: 'https://shop.example/callback', response_type: 'code' }
  return `/oidc/auth?${new URLSearchParams({ ...asked, scope: 'openid', ...changes })}`
}

const uid = 'x'.repeat(43)
const gone = () => `${world.tenant.pool.id}.${'x'.repeat(43)}`
const home = { address: '/', label: 'Go to the home page' }
const back = { address: 'https://shop.example', label: 'Back to shop' }
const first = () => ({ address: `/sign-in/${world.tenant.application.id}`, label: 'Sign in' })

const cases: [string, () => string, Cause, () => object][] = [
  ['an address without a page', () => '/nothing/here', 'nowhere', () => home],
  [
    'a document that is not there',
    () => '/docs/nothing',
    'no-document',
    () => ({ address: '/docs', label: 'Open the documentation' }),
  ],
  [
    'the folder of the guides',
    () => '/docs/guides',
    'no-document',
    () => ({ address: '/docs', label: 'Open the documentation' }),
  ],
  ['an application that is not there', () => '/sign-in/nobody', 'unknown-application', () => home],
  ['an application without redirect addresses', () => `/sign-in/${machine.id}`, 'no-redirect-address', () => home],
  ['an unknown client', () => authorize({ client_id: 'f'.repeat(24) }), 'unknown-client', () => home],
  [
    'a redirect address that is not registered',
    () => authorize({ redirect_uri: 'https://shop.example/other' }),
    'redirect-address',
    () => back,
  ],
  [
    'the same when leaving',
    () => `/oidc/session/end?client_id=${shop.id}&post_logout_redirect_uri=https://shop.example/out`,
    'redirect-address',
    () => back,
  ],
  [
    'the same by the older way out',
    () => `/login/profile/logout?app_id=${shop.id}&redirect_uri=https://shop.example/out`,
    'redirect-address',
    () => back,
  ],
  ['a sign-in that is over', () => `/interaction/${uid}`, 'expired', () => home],
  [
    'a sign-in of a known application that is over',
    () => `/interaction/${uid}?application=${shop.id}`,
    'expired',
    () => back,
  ],
  [
    'a sign-in link in another browser',
    () => `/interaction/${uid}?application=${shop.id}&link=${gone()}`,
    'link-elsewhere',
    () => back,
  ],
  ['a link to a password that was used', () => `/reset-password?token=${gone()}`, 'reset-link', first],
  ['a link to a password that is none', () => '/reset-password?token=x', 'reset-link', () => home],
  ['an outbox without its key', () => '/outbox', 'outbox-closed', () => ({ address: '/u/admin', label: 'Sign in' })],
  ['an account page that is not there', () => '/u/nobody', 'no-account-page', () => home],
  [
    'the end of a sign-in that nobody began',
    () => '/u/~signed-in',
    'not-signed-in',
    () => ({ address: '/u', label: 'Sign in' }),
  ],
  ['the same for the trial', () => '/welcome', 'shown-once', first],
  ['a trial that was cancelled', () => '/welcome?error=access_denied&state=x', 'cancelled', first],
]

for (const [name, path, cause, way] of cases)
  test(`${name}: the page says why and leads on by one button`, async () => {
    const { status, page, title, buttons } = await open(path())
    assert.ok(status >= 400 || cause === 'reset-link', `${status}`)
    assert.equal(title, failureWords['en-US'][cause].title)
    assert.ok(page.includes(`<title>${title} · Menshen</title>`))
    assert.deepEqual(buttons, [way()])
    const chinese = await open(path(), 'zh')
    assert.equal(chinese.title, failureWords['zh-CN'][cause].title)
    assert.match(chinese.buttons[0]?.label ?? '', /\p{Script=Han}/u)
  })

test('a redirect address that is not registered is shown to the developer, as text that leads nowhere', async () => {
  const sent = 'https://evil.example/"><a href=x>\u202e now call 555'
  const { page } = await open(authorize({ redirect_uri: sent }))
  assert.ok(page.includes('<dd>shop</dd>'))
  assert.ok(page.includes('<dd>https://evil.example/&quot;&gt;&lt;a%20href=x&gt;%E2%80%AE%20now%20call%20555</dd>'))
  for (const [tag] of page.matchAll(/<[^>]*>/g)) assert.doesNotMatch(tag, /evil|href=x/)
})

test('an unknown application gets nothing of its request shown', async () => {
  const { page } = await open(authorize({ client_id: 'f'.repeat(24), redirect_uri: 'https://evil.example/cb' }))
  assert.doesNotMatch(page, /evil|ffffff/)
})

test('nobody can make a page lead to an address that no application registered', async () => {
  for (const query of [
    'application=https://evil.example',
    'application=x&link=//evil.example',
    'application=a&application=b',
  ])
    assert.deepEqual((await open(`/interaction/${uid}?${query}`)).buttons, [home])
})
