import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { type Code, say } from '@menshen/contract/errors'
import { setPool } from '../../kit/entry.ts'
import { managementToken, type Person, registerPerson, sealed, send } from '../../kit/people.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, type Outcome, refused, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

const nobody = '0'.repeat(24)

/** What the cases below start from: two pools, a person in each, and the owner's token of the first. */
interface Ground {
  world: World
  other: Tenant
  person: Person
  stranger: Person
  manager: string
}

let ground: Ground

before(async () => {
  const world = await newWorld()
  // The protocol's own words for 2029 know six characters only.
  await setPool(world, { passwordMinLength: 6 })
  const other = await world.addTenant('other')
  const person = await registerPerson(world)
  const stranger = await registerPerson(world, { tenant: other })
  ground = { world, other, person, stranger, manager: await managementToken(world) }
})

type Case = [
  code: Code,
  what: string,
  provoke: (ground: Ground, speaking: Speaking) => Promise<Outcome>,
  variant?: string,
]

const credentials = (g: Ground, change: object = {}) => ({
  input: { username: g.person.username, password: sealed(g.world, g.person.password), ...change },
})

const cases: Case[] = [
  [1000, 'an operation that is not built', notBuilt, 'notBuilt'],
  [
    1001,
    'a person lists the people of the pool',
    (g, s) => send(g.world, 'users', {}, { token: g.person.token, ...s }),
  ],
  [
    1001,
    'a person creates a person',
    (g, s) => send(g.world, 'createUser', { userInfo: { username: 'x' } }, { token: g.person.token, ...s }),
  ],
  [
    1001,
    'a wrong pool secret',
    (g, s) => send(g.world, 'accessToken', { userPoolId: g.other.pool.id, secret: 'guess' }, s),
  ],
  [
    2003,
    'signing in with what is no e-mail',
    (g, s) => send(g.world, 'loginByEmail', { input: { email: 'nonsense', password: 'x' } }, s),
  ],
  [
    2003,
    'registering with what is no e-mail',
    (g, s) => send(g.world, 'registerByEmail', { input: { email: 'a@b', password: 'x' } }, s),
  ],
  [
    2004,
    'signing in as nobody',
    (g, s) => send(g.world, 'loginByUsername', credentials(g, { username: 'nobody at all' }), s),
  ],
  [
    2004,
    'changing nobody',
    (g, s) => send(g.world, 'updateUser', { id: nobody, input: { nickname: 'x' } }, { token: g.manager, ...s }),
  ],
  [
    2004,
    'changing a person of another pool',
    (g, s) => send(g.world, 'updateUser', { id: g.stranger.id, input: { nickname: 'x' } }, { token: g.manager, ...s }),
  ],
  [
    2006,
    'a wrong password',
    (g, s) => send(g.world, 'loginByUsername', credentials(g, { password: sealed(g.world, 'wrong') }), s),
  ],
  [
    2006,
    'a person who has no password',
    async (g, s) => {
      const username = 'no password'
      await send(g.world, 'createUser', { userInfo: { username } }, { token: g.manager })
      return send(g.world, 'loginByUsername', credentials(g, { username }), s)
    },
  ],
  [
    2011,
    'an unknown application',
    (g, s) =>
      send(g.world, 'loginByUsername', credentials(g), { ...s, tenant: null, headers: { 'x-authing-app-id': nobody } }),
  ],
  [
    2016,
    'a password that is not encrypted',
    (g, s) => send(g.world, 'loginByUsername', credentials(g, { password: 'plain text' }), s),
  ],
  [
    2016,
    'a password of the right length that does not decrypt',
    (g, s) =>
      send(
        g.world,
        'registerByUsername',
        { input: { username: 'new', password: Buffer.alloc(256, 255).toString('base64') } },
        s,
      ),
  ],
  [
    2018,
    'a person confirms the own e-mail',
    (g, s) => send(g.world, 'updateUser', { input: { emailVerified: true } }, { token: g.person.token, ...s }),
  ],
  [2020, 'reading a profile without a token', (g, s) => send(g.world, 'user', {}, s)],
  [2020, 'listing people without a token', (g, s) => send(g.world, 'users', {}, s)],
  [
    2026,
    'registering a username twice, in other letters',
    (g, s) =>
      send(
        g.world,
        'registerByUsername',
        { input: { username: g.person.username.toUpperCase(), password: sealed(g.world, 'plain-gate1') } },
        s,
      ),
  ],
  [
    2026,
    'creating a person twice',
    (g, s) => send(g.world, 'createUser', { userInfo: { username: g.person.username } }, { token: g.manager, ...s }),
    'create',
  ],
  [
    2028,
    'creating a person without any identifier',
    (g, s) => send(g.world, 'createUser', { userInfo: { nickname: 'x' } }, { token: g.manager, ...s }),
  ],
  [
    2029,
    'a password of five characters',
    (g, s) =>
      send(g.world, 'registerByUsername', { input: { username: 'weak', password: sealed(g.world, '12345') } }, s),
  ],
  [
    2030,
    'asking for 81 people',
    (g, s) => send(g.world, 'userBatch', { ids: Array(81).fill(nobody) }, { token: g.manager, ...s }),
  ],
  [
    2032,
    'registering without a password',
    (g, s) => send(g.world, 'registerByUsername', { input: { username: 'bare', password: '' } }, s),
  ],
  [
    2034,
    'taking the username of another',
    async (g, s) => {
      const second = await registerPerson(g.world)
      return send(g.world, 'updateUser', { input: { username: g.person.username } }, { token: second.token, ...s })
    },
  ],
  [
    2036,
    "a token of one pool in another's",
    (g, s) => send(g.world, 'user', {}, { tenant: g.other, token: g.person.token, ...s }),
  ],
  [
    2036,
    "a management token of one pool in another's",
    (g, s) => send(g.world, 'users', {}, { tenant: g.other, token: g.manager, ...s }),
  ],
  [
    2101,
    'signing in without saying where',
    (g, s) => send(g.world, 'loginByUsername', credentials(g), { ...s, tenant: null }),
  ],
  [
    2200,
    'giving a person the e-mail of another',
    async (g, s) => {
      await send(g.world, 'createUser', { userInfo: { email: 'taken@example.com' } }, { token: g.manager })
      return send(
        g.world,
        'updateUser',
        { id: g.person.id, input: { email: 'Taken@example.com' } },
        { token: g.manager, ...s },
      )
    },
  ],
  [
    2202,
    'a person changes another',
    async (g, s) =>
      send(
        g.world,
        'updateUser',
        { id: (await registerPerson(g.world)).id, input: { nickname: 'x' } },
        { token: g.person.token, ...s },
      ),
  ],
  [
    2204,
    'creating a person with what is no e-mail',
    (g, s) => send(g.world, 'createUser', { userInfo: { email: 'nonsense' } }, { token: g.manager, ...s }),
  ],
  [2207, 'a token that is none', (g, s) => send(g.world, 'user', {}, { token: 'abc', ...s })],
  [
    2207,
    'a token that was altered',
    (g, s) => send(g.world, 'user', {}, { token: `${g.person.token.slice(0, -4)}AAAA`, ...s }),
  ],
  [
    2209,
    'a person deletes a person',
    (g, s) => send(g.world, 'deleteUser', { id: g.stranger.id }, { token: g.person.token, ...s }),
  ],
  [2210, 'deleting nobody', (g, s) => send(g.world, 'deleteUser', { id: nobody }, { token: g.manager, ...s })],
  [
    2210,
    'deleting a person of another pool',
    (g, s) => send(g.world, 'deleteUsers', { ids: [g.stranger.id] }, { token: g.manager, ...s }),
  ],
  [
    2211,
    'signing in without a username',
    (g, s) => send(g.world, 'loginByUsername', credentials(g, { username: ' ' }), s),
  ],
  [
    2224,
    'an unknown user pool',
    (g, s) =>
      send(g.world, 'loginByUsername', credentials(g), {
        ...s,
        tenant: null,
        headers: { 'x-authing-userpool-id': nobody },
      }),
  ],
  [
    2224,
    'a secret for an unknown user pool',
    (g, s) => send(g.world, 'accessToken', { userPoolId: nobody, secret: 'x' }, s),
  ],
  [
    2225,
    'a person changes the own e-mail through the profile',
    (g, s) => send(g.world, 'updateUser', { input: { email: 'new@example.com' } }, { token: g.person.token, ...s }),
  ],
  [
    2226,
    'a person changes the own phone through the profile',
    (g, s) => send(g.world, 'updateUser', { input: { phone: '13800138000' } }, { token: g.person.token, ...s }),
  ],
]

function notBuilt({ world }: Ground, speaking: Speaking): Promise<Outcome> {
  return graphql(world.origin, 'query { templateCode }', {}, { tenant: world.tenant, ...speaking })
}

/** Everything that a refused request might have changed. */
async function snapshot({ world }: Ground): Promise<string> {
  const { rows } = await world.database.pool.query(
    'SELECT (SELECT json_agg(u ORDER BY id) FROM user_account u) AS people, (SELECT count(*) FROM session) AS sessions, (SELECT json_agg(p ORDER BY user_id) FROM user_password p) AS passwords',
  )
  return JSON.stringify(rows)
}

describe('a refusal by GraphQL V2', () => {
  for (const [code, what, provoke, variant] of cases) {
    test(`${code}: ${what}`, async () => {
      const chinese = await provoke(ground, { lang: 'zh-CN' })
      refused(chinese, code)
      const before = await snapshot(ground)
      const english = await provoke(ground, { lang: 'en-US' })
      refused(english, code)
      if (!what.includes('another')) assert.equal(await snapshot(ground), before, 'nothing has changed')
      const values = { operation: 'templateCode' }
      assert.equal(chinese.message, say(code, 'zh-CN', { variant, values }))
      assert.equal(english.message, say(code, 'en-US', { variant, values }))
    })
  }
})

describe('being locked', () => {
  test('2005: the right password does not help, and tokens held before are dead', async () => {
    const { world, manager } = ground
    const person = await registerPerson(world)
    const lock = (blocked: boolean) =>
      send(world, 'updateUser', { id: person.id, input: { blocked } }, { token: manager })
    accepted(await lock(true))
    refused(
      await send(world, 'loginByUsername', {
        input: { username: person.username, password: sealed(world, person.password) },
      }),
      2005,
    )
    refused(await send(world, 'user', {}, { token: person.token }), 2206)
    accepted(await lock(false))
    accepted(
      await send(world, 'loginByUsername', {
        input: { username: person.username, password: sealed(world, person.password) },
      }),
    )
  })
})

describe('a token grows old', () => {
  test('2206: after its lifetime, for people and for management', async () => {
    const world = await newWorld()
    const person = await registerPerson(world)
    const manager = await managementToken(world)
    world.passSeconds(1_209_599 - 30)
    accepted(await send(world, 'user', {}, { token: person.token }))
    world.passSeconds(31)
    refused(await send(world, 'user', {}, { token: person.token }), 2206)
    accepted(await send(world, 'users', {}, { token: manager }))
    world.passSeconds(1_296_000)
    refused(await send(world, 'users', {}, { token: manager }), 2206)
  })
})
