// The owner of the platform gets in with what the first start gave, and nobody else does. Nothing here is read from the database.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { makeOutboxKey } from '#domain/proof/admin-message/outbox.ts'
import { equipRootPool } from '#domain/top/installation/equip-root-pool.ts'
import { followAddress } from '#domain/top/installation/follow-address.ts'
import { managementToken, sealed } from '../../kit/people.ts'
import { ask } from '../../kit/rest.ts'
import { accepted, graphql, type Outcome, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'

let world: World
before(async () => {
  world = await newWorld()
})

/** From the home page on, as somebody who has just read the terminal. */
async function signInAsOwner(of = world): Promise<{ browser: Browser; arrived: URL }> {
  const browser = new Browser(of)
  const home = await (await browser.go('/', { headers: { 'accept-language': 'en' } })).text()
  const [, address] = /href="([^"]+)"><strong>Owner/.exec(home) ?? assert.fail(home)
  const { ownerEmail, ownerPassword } = of.bootstrap
  return { browser, arrived: await browser.signIn(address as string, ownerEmail, ownerPassword) }
}

async function ownerToken(): Promise<string> {
  const { rootUserPoolId, ownerEmail, ownerPassword } = world.bootstrap
  const input = { email: ownerEmail, password: sealed(world, ownerPassword) }
  const query = 'mutation ($input: LoginByEmailInput!) { loginByEmail(input: $input) { token } }'
  const headers = { 'x-authing-userpool-id': rootUserPoolId }
  return accepted<{ token: string }>(await graphql(world.origin, query, { input }, { headers })).token
}

describe('what the first start gave', () => {
  test('leads from the home page to the owner’s own account', async () => {
    const { browser, arrived } = await signInAsOwner()
    assert.equal(arrived.pathname, '/u/admin')
    assert.match(await (await browser.go('/u/admin')).text(), /owner@example\.com/)
  })

  test('makes a second pool, by the secret of the root pool and by the owner, in which somebody signs up', async () => {
    const { rootUserPoolId: id, rootUserPoolSecret: secret } = world.bootstrap
    const query =
      'query ($id: String!, $secret: String!) { accessToken(userPoolId: $id, secret: $secret) { accessToken } }'
    const { accessToken } = accepted<{ accessToken: string }>(await graphql(world.origin, query, { id, secret }))
    for (const [domain, token] of [
      ['by-secret', accessToken],
      ['by-owner', await ownerToken()],
    ] as const) {
      const create = 'mutation ($n: String!) { createUserpool(name: $n, domain: $n) { id secret } }'
      const pool = accepted<{ id: string }>(await graphql(world.origin, create, { n: domain }, { token }))
      const body = { username: 'first', password: sealed(world, 'correct horse') }
      const headers = { 'x-authing-userpool-id': pool.id }
      accepted(await rest(world.origin, 'POST', '/api/v2/register/username', body, { headers }))
    }
  })
})

describe('strangers', () => {
  const registering: Record<string, () => Promise<Outcome>> = {
    'GraphQL V2': () => {
      const input = { email: 'stranger@example.com', password: sealed(world, 'correct horse') }
      const query = 'mutation ($input: RegisterByEmailInput!) { registerByEmail(input: $input) { id } }'
      return graphql(world.origin, query, { input }, { headers: inRoot() })
    },
    'REST V2': () => {
      const body = { username: 'stranger', password: sealed(world, 'correct horse') }
      return rest(world.origin, 'POST', '/api/v2/register/username', body, { headers: inRoot() })
    },
    'the hosted page': async () => {
      const browser = new Browser(world)
      const page = await browser.open('/u/admin')
      const body = { method: 'username', username: 'stranger', password: 'correct horse' }
      return { ...(await browser.act(page, 'sign-up', body)), door: 'hosted page' }
    },
    'a code that would register': () =>
      rest(
        world.origin,
        'POST',
        '/api/v2/sms/send',
        { phone: '13900000000', scene: 'SCENE_TYPE_REGISTER' },
        { headers: inRoot() },
      ),
    'a sign-in that would register': () => {
      const body = { account: 'stranger', password: sealed(world, 'correct horse'), autoRegister: true }
      return rest(world.origin, 'POST', '/api/v2/login/account', body, { headers: inRoot() })
    },
  }
  const inRoot = () => ({ 'x-authing-userpool-id': world.bootstrap.rootUserPoolId })

  for (const [door, register] of Object.entries(registering))
    test(`do not register in the root pool: ${door}`, async () => refused(await register(), 2031))
})

test('an installation that was begun without is given the owner’s sign-in once, and closed to strangers with it', async () => {
  const older = await newWorld()
  const { pool } = older.database
  const root = older.bootstrap.rootUserPoolId
  await pool.query('DELETE FROM application WHERE user_pool_id = $1', [root])
  await pool.query(`UPDATE user_pool SET settings = '{}' WHERE id = $1`, [root])
  const equipped = await Promise.all([1, 2].map(() => equipRootPool(older.app.domain, [older.origin])))
  assert.equal(new Set(equipped.map((made) => made?.application.id)).size, 1)
  assert.equal((await signInAsOwner(older)).arrived.pathname, '/u/admin')
  const headers = { 'x-authing-userpool-id': root }
  const body = { username: 'stranger', password: sealed(older, 'correct horse') }
  const register = () => rest(older.origin, 'POST', '/api/v2/register/username', body, { headers })
  refused(await register(), 2031)
  // What the owner says afterwards stays said.
  const open = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
  const { rootUserPoolId: id, rootUserPoolSecret: secret } = older.bootstrap
  const query =
    'query ($id: String!, $secret: String!) { accessToken(userPoolId: $id, secret: $secret) { accessToken } }'
  const { accessToken: token } = accepted<{ accessToken: string }>(await graphql(older.origin, query, { id, secret }))
  accepted(await graphql(older.origin, open, { input: { registerDisabled: false } }, { token }))
  await equipRootPool(older.app.domain, [older.origin])
  accepted(await register())
})

describe('the outbox', () => {
  test('is read by the key of the start, in any browser, until the day is over', async () => {
    const key = await makeOutboxKey(world.app.domain)
    for (const browser of [new Browser(world), new Browser(world)]) {
      assert.equal((await browser.go('/outbox')).status, 403)
      assert.equal((await browser.go(`/outbox?key=${key}`)).status, 303)
      assert.equal((await browser.go('/outbox')).status, 200)
    }
    world.passSeconds(86_401)
    assert.equal((await new Browser(world).go(`/outbox?key=${key}`)).status, 403)
    for (const wrong of ['', 'x', `${key}x`, `${world.bootstrap.rootUserPoolId}.${'x'.repeat(43)}`])
      assert.equal((await new Browser(world).go(`/outbox?key=${wrong}`)).status, 403)
  })

  test('is read by the owner who has signed in, and by nobody else of any pool', async () => {
    const { browser } = await signInAsOwner()
    assert.equal((await browser.go('/outbox')).status, 200)
    const other = new Browser(world)
    const page = await other.open(`/u/${world.tenant.application.identifier}`)
    const body = { method: 'username', username: 'reader', password: 'correct horse' }
    const done = await other.act(page, 'sign-up', body)
    assert.equal(done.code, 200, done.message)
    await other.follow(done.data.location)
    assert.equal((await other.go('/outbox')).status, 403)
  })
})

describe('the home page', () => {
  const versionsOf = async (of: World) => {
    const answer = await fetch(`${of.origin}/api/v3/system`)
    return ((await answer.json()) as { version: Record<string, string> }).version
  }
  const open = async (of: World, language: string) =>
    (await fetch(of.origin, { headers: { 'accept-language': language } })).text()

  test('in production leads the owner in, and tells strangers neither versions nor ids', async () => {
    const production = await newWorld({ production: true })
    for (const language of ['en', 'zh-CN']) {
      const page = await open(production, language)
      assert.match(page, /href="\/u\/admin"/)
      const { userPoolId, appId, rootUserPoolId } = production.bootstrap
      for (const told of ['PostgreSQL', 'Menshen test', userPoolId, appId, rootUserPoolId])
        assert.ok(!page.includes(told), told)
    }
    assert.deepEqual(await versionsOf(production), { server: '', console: '', login: '' })
    assert.equal((await versionsOf(world)).server, 'test')
  })

  test('elsewhere shows what a newcomer pastes', async () => {
    const page = await open(world, 'en')
    for (const told of ['PostgreSQL', world.bootstrap.appId, '/u/admin']) assert.ok(page.includes(told), told)
  })
})

describe('a server that moves to another address', () => {
  const addressesOf = async (id: string) => {
    const found = await world.app.domain.ports.cached.application(id)
    return [found?.redirectUris, found?.logoutRedirectUris]
  }
  const at = (...origins: string[]) => [
    origins.map((origin) => `${origin}/welcome`),
    origins.map((origin) => `${origin}/`),
  ]
  const move = (...origins: string[]) => followAddress(world.app.domain, world.made.root.application, origins)

  test('takes along the applications that the first start made, again and again, while nobody edits them', async () => {
    const [first, root] = [world.made.application, world.made.root.application]
    const before = await addressesOf(first.id)
    assert.deepEqual(await move(world.origin), [])
    assert.deepEqual(await addressesOf(first.id), before)
    for (const origin of ['https://id.example.com', 'https://login.example.com']) {
      assert.deepEqual(await move(origin), [])
      for (const { id } of [first, root]) assert.deepEqual(await addressesOf(id), at(origin))
    }
    // A server that somebody tries on their own machine leaves them to those who use them.
    assert.deepEqual((await move('http://localhost:3000')).sort(), [first.name, root.name].sort())
    assert.deepEqual(await addressesOf(first.id), at('https://login.example.com'))
  })

  test('names the one that somebody has edited, and leaves it alone; one that leads elsewhere is nobody’s business', async () => {
    const { id, name } = world.made.application
    const token = await managementToken(world)
    const edit = (body: object) => ask(world, `PUT /api/v2/applications/${id}`, { token }, body)
    accepted(await edit({ description: 'edited' }))
    assert.deepEqual(await move('https://third.example.com'), [name])
    assert.deepEqual(await addressesOf(id), at('https://login.example.com'))
    accepted(await edit({ redirectUris: ['https://shop.example.com/callback'] }))
    assert.deepEqual(await move('https://fourth.example.com'), [])
  })
})
