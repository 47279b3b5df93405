import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { poolSweep, throwAwayDeletedPools } from '#domain/account/pool/delete.ts'
import { insertFile } from '#domain/people/file/stored-file-store.ts'
import { fileSweep } from '#domain/people/file/sweep.ts'
import { inBothLanguages } from '../../kit/entry.ts'
import { managementToken, registerPerson, sealed, send } from '../../kit/people.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

interface Pool {
  id: string
  name: string
  domain: string
  secret: string
  ownerId: string
  userpoolTypes: { code: string; name: string }[]
}

const fields = 'id name domain description secret jwtSecret ownerId userpoolTypes { code name }'
const documents = {
  create: `mutation ($name: String!, $domain: String!, $description: String, $userpoolTypes: [String!]) {
    createUserpool(name: $name, domain: $domain, description: $description, userpoolTypes: $userpoolTypes) { ${fields} } }`,
  list: `query ($page: Int, $limit: Int, $sortBy: SortByEnum) {
    userpools(page: $page, limit: $limit, sortBy: $sortBy) { totalCount list { ${fields} } } }`,
  remove: 'mutation { deleteUserpool { code message } }',
  rename: 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id name } }',
}

let world: World
let operator: string
let ownerId: string
let counter = 0
const fresh = (what: string) => `${what}${++counter}`

/** Says something in the root pool: to it, unless a tenant is named. */
function say(document: keyof typeof documents, variables: object, speaking: Speaking = {}): Promise<Outcome> {
  return graphql(world.origin, documents[document], variables, speaking)
}

async function tokenOf(pool: { id: string; secret: string }): Promise<string> {
  const query =
    'query ($id: String!, $secret: String!) { accessToken(userPoolId: $id, secret: $secret) { accessToken } }'
  const outcome = await graphql(world.origin, query, { id: pool.id, secret: pool.secret })
  return accepted<{ accessToken: string }>(outcome).accessToken
}

async function create(name: string, domain = fresh('made'), more: object = {}): Promise<Pool> {
  return accepted<Pool>(await say('create', { name, domain, ...more }, { token: operator }))
}

/** Nobody registers there: the operator makes people. */
async function personOfRoot(): Promise<{ id: string; token: string }> {
  const headers = { 'x-authing-userpool-id': world.bootstrap.rootUserPoolId }
  const input = { username: fresh('person'), password: sealed(world, 'correct horse') }
  accepted(await send(world, 'createUser', { userInfo: input }, { tenant: null, token: operator }))
  return accepted(await send(world, 'loginByUsername', { input }, { tenant: null, headers }))
}

before(async () => {
  world = await newWorld()
  const { rootUserPoolId: id, rootUserPoolSecret: secret } = world.bootstrap
  operator = await tokenOf({ id, secret })
  const found = await graphql(world.origin, '{ userpool { ownerId } }', {}, { token: operator })
  ownerId = accepted<{ ownerId: string }>(found).ownerId
})

describe('createUserpool', () => {
  test('makes a pool that somebody can sign up in and that its own secret opens', async () => {
    const name = fresh('Shop ')
    const pool = await create(name, 'Shop-One', { description: 'd', userpoolTypes: ['web', 'mobile', 'web'] })
    assert.deepEqual([pool.name, pool.domain, pool.ownerId], [name, 'shop-one', ownerId])
    assert.deepEqual(pool.userpoolTypes.map(({ code }) => code).sort(), ['mobile', 'web'])
    const token = await tokenOf(pool)
    const listed = accepted<{ totalCount: number; list: { id: string; identifier: string; name: string }[] }>(
      await rest(world.origin, 'GET', '/api/v2/applications', undefined, { token }),
    )
    assert.equal(listed.totalCount, 1)
    assert.deepEqual([listed.list[0]?.identifier, listed.list[0]?.name], ['shop-one', name])
    const headers = { 'x-authing-app-id': listed.list[0]?.id as string }
    const input = { username: 'first', password: sealed(world, 'correct horse') }
    accepted(await send(world, 'registerByUsername', { input }, { tenant: null, headers }))
    refused(await send(world, 'loginByUsername', { input }), 2004)
  })

  test('gives the application another name when some pool has one of that', async () => {
    const pool = await create(fresh('n'), 'first-app')
    const found = await world.app.domain.unit.reader
      .selectFrom('application')
      .select('identifier')
      .where('user_pool_id', '=', pool.id)
      .executeTakeFirstOrThrow()
    assert.match(found.identifier, /^first-app-[0-9a-f]{8}$/)
  })

  test('refuses names, domains, descriptions and types that cannot be, and makes nothing', async () => {
    const taken = await create(fresh('taken '), 'taken-domain')
    const wrong: [2007 | 2008 | 2009 | 2013 | 2024 | 3829 | 400, object][] = [
      [2007, { name: '  ', domain: 'a1' }],
      [400, { name: 'a', domain: 'a_b' }],
      [3829, { name: 'a', domain: 'console' }],
      [2013, { name: 'a', domain: 'a1', description: '\u0000' }],
      [2024, { name: 'a', domain: 'a1', description: 'x'.repeat(141) }],
      [2009, { name: 'a', domain: 'a1', userpoolTypes: ['nope'] }],
      [2008, { name: taken.name, domain: 'a1' }],
      [3829, { name: 'a', domain: taken.domain }],
    ]
    const count = async () => accepted<{ totalCount: number }>(await say('list', {}, { token: operator })).totalCount
    const before = await count()
    for (const [code, input] of wrong)
      for (const outcome of await inBothLanguages(world, (speaking) =>
        say('create', input, { ...speaking, token: operator }),
      ))
        refused(outcome, code)
    assert.equal(await count(), before)
  })

  test('of two who ask at once for one name or one domain, one gets it', async () => {
    const name = fresh('race ')
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => say('create', { name, domain: fresh('r') }, { token: operator })),
    )
    assert.deepEqual(outcomes.map(({ code }) => code).sort(), [200, 2008, 2008])
    const domain = fresh('race')
    const others = await Promise.all(
      [1, 2, 3].map(() => say('create', { name: fresh('x'), domain }, { token: operator })),
    )
    assert.deepEqual(others.map(({ code }) => code).sort(), [200, 3829, 3829])
  })

  test('a rename onto another pool of the owner is 2008, onto a stranger’s is none', async () => {
    const one = await create(fresh('one '))
    const two = await create(fresh('two '))
    const token = await tokenOf(two)
    refused(await say('rename', { input: { name: one.name } }, { token }), 2008)
    const stranger = await world.addTenant(fresh('stranger'))
    accepted(await say('rename', { input: { name: one.name } }, { token: await managementToken(world, stranger) }))
  })
})

describe('who may make and list pools', () => {
  test('2020 nobody, 1001 the secret of another pool, its people, and people of the root pool who own none', async () => {
    const person = await registerPerson(world)
    const manager = await managementToken(world)
    const rootPerson = await personOfRoot()
    for (const [document, variables] of [
      ['create', { name: 'x', domain: 'xx' }],
      ['list', {}],
    ] as const) {
      refused(await say(document, variables), 2020)
      for (const token of [person.token, manager, rootPerson.token])
        refused(await say(document, variables, { token }), 1001)
      refused(await say(document, variables, { token: operator, tenant: world.tenant }), 2036)
    }
  })

  test('a person of the root pool who owns one makes more, and lists those and no others', async () => {
    const person = await personOfRoot()
    const { unit } = world.app.domain
    const given = await create(fresh('given '))
    await unit.write(({ tx }) =>
      tx.updateTable('user_pool').set({ owner_id: person.id }).where('id', '=', given.id).execute(),
    )
    const made = accepted<Pool>(
      await say('create', { name: fresh('own '), domain: fresh('own') }, { token: person.token }),
    )
    assert.equal(made.ownerId, person.id)
    const listed = accepted<{ totalCount: number; list: Pool[] }>(await say('list', {}, { token: person.token }))
    assert.equal(listed.totalCount, 2)
    assert.deepEqual(listed.list.map(({ id }) => id).sort(), [made.id, given.id].sort())
  })

  test('the operator sees every pool, in pages, in the order asked for', async () => {
    const all = accepted<{ totalCount: number; list: Pool[] }>(
      await say('list', { limit: 50, sortBy: 'CREATEDAT_ASC' }, { token: operator }),
    )
    assert.ok(all.list.some(({ id }) => id === world.bootstrap.rootUserPoolId))
    assert.equal(all.list.length, all.totalCount)
    const ids = all.list.map(({ id }) => id)
    const page = accepted<{ list: Pool[] }>(
      await say('list', { page: 2, limit: 2, sortBy: 'CREATEDAT_ASC' }, { token: operator }),
    )
    assert.deepEqual(
      page.list.map(({ id }) => id),
      ids.slice(2, 4),
    )
    accepted(await say('rename', { input: { description: 'newest change' } }, { token: operator }))
    const changed = accepted<{ list: Pool[] }>(
      await say('list', { limit: 1, sortBy: 'UPDATEDAT_DESC' }, { token: operator }),
    )
    assert.equal(changed.list[0]?.id, world.bootstrap.rootUserPoolId)
  })
})

test('the types of pools are there for everybody, in both languages', async () => {
  const ask = (lang: string) =>
    graphql(world.origin, '{ userpoolTypes { code name description image sdks } }', {}, { lang })
  const zh = accepted<{ code: string; name: string; sdks: string[] }[]>(await ask('zh-CN'))
  const en = accepted<{ code: string; name: string; sdks: string[] }[]>(await ask('en-US'))
  assert.deepEqual(
    zh.map(({ code }) => code),
    en.map(({ code }) => code),
  )
  assert.notEqual(zh[0]?.name, en[0]?.name)
})

describe('deleteUserpool', () => {
  test('never deletes the root pool, and only with the pool’s own management token', async () => {
    refused(await say('remove', {}, { token: operator }), 1001)
    refused(await say('remove', {}), 2020)
    const person = await registerPerson(world)
    refused(await say('remove', {}, { token: person.token }), 1001)
    accepted(await say('list', {}, { token: operator }))
  })

  test('takes everything with it: at once for everybody, and every row a little later', async () => {
    const pool = await create(fresh('doomed '), 'doomed')
    const token = await tokenOf(pool)
    const { list } = accepted<{ list: { id: string; identifier: string }[] }>(
      await rest(world.origin, 'GET', '/api/v2/applications', undefined, { token }),
    )
    const tenant = { application: { id: list[0]?.id } } as Tenant
    const people = []
    for (let i = 0; i < 3; i++) people.push(await registerPerson(world, { tenant }))
    refused(
      await send(
        world,
        'loginByUsername',
        { input: { username: people[0]?.username, password: sealed(world, 'no') } },
        { tenant },
      ),
      2006,
    )
    await rest(world.origin, 'POST', '/api/v2/env', { key: 'a', value: 1 }, { token })
    const { unit } = world.app.domain
    const artifact = {
      kind: 'Session',
      key: Buffer.from('doomed'),
      user_pool_id: pool.id,
      payload: '{}',
      expires_at: new Date(Date.now() + 1e9),
    }
    await unit.write(({ tx }) => tx.insertInto('oidc_artifact').values(artifact).execute())

    assert.equal(accepted<{ code: number }>(await say('remove', {}, { token })).code, 200)
    refused(await say('rename', { input: { name: 'x' } }, { token }), 2207)
    refused(await send(world, 'user', {}, { tenant: null, token: people[0]?.token }), 2207)
    refused(
      await send(world, 'loginByUsername', { input: { username: 'x', password: sealed(world, 'x') } }, { tenant }),
      2011,
    )
    refused(
      await graphql(world.origin, 'query ($id: String!) { accessToken(userPoolId: $id, secret: "x") { exp } }', {
        id: pool.id,
      }),
      2224,
    )
    const shown = accepted<{ list: Pool[] }>(await say('list', { limit: 50 }, { token: operator }))
    assert.ok(!shown.list.some(({ id }) => id === pool.id))
    const again = await create(pool.name, 'doomed')
    assert.notEqual(again.id, pool.id)

    await throwAwayDeletedPools(unit, new Date())
    for (const table of await tenantTables()) {
      const { rows } = await world.database.pool.query(
        `SELECT count(*)::int AS n FROM ${table} WHERE user_pool_id = $1`,
        [pool.id],
      )
      assert.equal(rows[0].n, 0, table)
    }
    const { rows } = await world.database.pool.query('SELECT id FROM user_pool WHERE id = $1', [pool.id])
    assert.deepEqual(rows, [])
    accepted(await say('rename', { input: { description: 'still here' } }, { token: await tokenOf(again) }))
  })

  test('a pool that has files waits until those are deleted', async () => {
    const pool = await create(fresh('files '))
    const { unit } = world.app.domain
    const file = { userPoolId: pool.id, name: 'avatar/a.png', ownerId: null, byteCount: 1, deleteAfter: null }
    await unit.write(({ tx }) => insertFile(tx, file, new Date()))
    accepted(await say('remove', {}, { token: await tokenOf(pool) }))
    assert.equal(await throwAwayDeletedPools(unit, new Date()), 0)
    const storage = { deleted: [] as string[] }
    const { domain } = world.app
    const { files } = domain.ports
    const noting = { ...files.storage, delete: async (name: string) => void storage.deleted.push(name) }
    await fileSweep.batch(
      { ...domain, ports: { ...domain.ports, files: { ...files, storage: noting } } },
      new Date(Date.now() + 120_000),
    )
    assert.ok(storage.deleted.includes(`${pool.id}/avatar/a.png`))
    assert.equal(await throwAwayDeletedPools(unit, new Date()), 1)
  })

  test('more rows than one small transaction takes', async () => {
    const pool = await create(fresh('large '))
    const token = await tokenOf(pool)
    await world.database.pool.query(
      `INSERT INTO limit_window (user_pool_id, key, hit_at, hits, refused, expires_at)
       SELECT $1, n::text::bytea, '{}', '{}', false, now() + interval '1 day' FROM generate_series(1, 1201) AS n`,
      [pool.id],
    )
    accepted(await say('remove', {}, { token }))
    const left = async () => {
      const count = 'SELECT count(*)::int AS n FROM limit_window WHERE user_pool_id = $1'
      return (await world.database.pool.query<{ n: number }>(count, [pool.id])).rows[0]?.n ?? 0
    }
    const { domain } = world.app
    const stopped = await poolSweep.batch(domain, new Date(), async () => (await left()) > 300)
    assert.deepEqual(stopped, { gone: 0, more: true }, 'a process that stops leaves the rest to another')
    assert.ok((await left()) > 0)
    const done = await poolSweep.batch(domain, new Date(), async () => true)
    assert.deepEqual(done, { gone: 1, more: false })
    assert.equal(await left(), 0)
  })
})

async function tenantTables(): Promise<string[]> {
  const { rows } = await world.database.pool.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'user_pool_id' AND table_schema = 'public'",
  )
  assert.ok(rows.length > 20)
  return rows.map(({ name }) => name)
}
