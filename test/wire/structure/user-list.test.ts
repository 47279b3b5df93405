import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { managementToken, send } from '../../kit/people.ts'
import { accepted, graphql, refused, rest } from '../../kit/wire.ts'
import { newWorld } from '../../kit/world.ts'

interface People {
  totalCount: number
  list: { id: string; username: string }[]
}

const users =
  'query ($page: Int, $limit: Int, $sortBy: SortByEnum, $excludeUsersInOrg: Boolean) { users(page: $page, limit: $limit, sortBy: $sortBy, excludeUsersInOrg: $excludeUsersInOrg) { totalCount list { id username } } }'
const searchUser = `query ($query: String!, $fields: [String], $page: Int, $limit: Int, $departmentOpts: [SearchUserDepartmentOpt], $groupOpts: [SearchUserGroupOpt], $roleOpts: [SearchUserRoleOpt]) {
  searchUser(query: $query, fields: $fields, page: $page, limit: $limit, departmentOpts: $departmentOpts, groupOpts: $groupOpts, roleOpts: $roleOpts) { totalCount list { id username } } }`

suite('lists of people', async () => {
  const world = await newWorld()
  const { origin, tenant, database } = world
  const token = await managementToken(world)
  const speaking = { tenant, token, lang: 'en-US' }
  const ask = async (document: string, variables: object) =>
    accepted<People>(await graphql(origin, document, variables, speaking))
  const names = ({ list }: People) => list.map(({ username }) => username)
  const poolId = tenant.pool.id
  /** Past the program, as an import of an operator's: no client waits for it, so it may take as long as the machine needs. */
  async function load(statement: string, values: unknown[]): Promise<void> {
    const client = await database.pool.connect()
    await client.query('BEGIN; SET LOCAL statement_timeout = 0')
    await client.query(statement, values)
    await client.query('COMMIT')
    client.release()
  }

  // More than the sample of newest people that a search looks at first; past the bulk, so that the index has to find them.
  const before = (await ask(users, {})).totalCount
  const crowd = 5_000
  await load(
    `INSERT INTO user_account (user_pool_id, id, username, username_key, email, email_key, profile, created_at, updated_at)
     SELECT $1, lpad(to_hex(i), 24, '0'), 'crowd' || i, 'crowd' || i, 'crowd' || i || '@example.com', 'crowd' || i || '@example.com',
       jsonb_build_object('nickname', CASE WHEN i <= 3 THEN '欧阳锋 Müller' WHEN i % 2 = 0 THEN 'even' ELSE 'odd' END), at, at
     FROM generate_series(1, $2::int) AS i, LATERAL (SELECT timestamptz '2020-01-01' + i * interval '1 minute' AS at) AS joined`,
    [poolId, crowd],
  )
  const total = before + crowd

  test('what was loaded past the program is counted', async () => {
    assert.equal((await ask(users, {})).totalCount, total)
  })

  test('a page far down shows the same as one read from the other end', async () => {
    const down = await ask(users, { page: 90, limit: 50, sortBy: 'CREATEDAT_ASC' })
    assert.deepEqual(
      names(down),
      Array.from({ length: 50 }, (_, at) => `crowd${4451 + at}`),
    )
    const last = await ask(users, { page: Math.ceil(total / 50), limit: 50 })
    assert.equal(names(last).at(-1), 'crowd1')
    assert.equal(last.list.length, total % 50 || 50)
    assert.deepEqual((await ask(users, { page: 1_000, limit: 50 })).list, [])
  })

  test('creating, deleting and leaving at once keep the count exact', async () => {
    const made = await Promise.all(
      Array.from({ length: 24 }, (_, at) =>
        send(world, 'createUser', { userInfo: { username: `burst${at}` } }, { token }),
      ),
    )
    const ids = made.map((outcome) => accepted<{ id: string }>(outcome).id)
    assert.equal((await ask(users, {})).totalCount, total + 24)
    await Promise.all(ids.map((id) => send(world, 'deleteUser', { id }, { token })))
    const { rows } = await database.pool.query(
      'SELECT (SELECT sum(people) FROM user_count WHERE user_pool_id = $1) = count(*) AS exact FROM user_account WHERE user_pool_id = $1',
      [poolId],
    )
    assert.deepEqual(rows, [{ exact: true }])
  })

  test('who has left is counted among the archived, and no more when let in again', async () => {
    const archived = 'query { archivedUsers { totalCount list { id } } }'
    const id = '000000000000000000000001'
    accepted(await rest(origin, 'POST', `/api/v2/users/${id}/archive`, {}, speaking))
    assert.equal((await ask(archived, {})).totalCount, 1)
    accepted(await rest(origin, 'POST', `/api/v2/users/${id}/activate`, {}, speaking))
    assert.equal((await ask(archived, {})).totalCount, 0)
  })

  test('a search finds what few have, in any case and in Chinese, and counts them exactly', async () => {
    assert.deepEqual(names(await ask(searchUser, { query: 'CROWD4321' })), ['crowd4321'])
    for (const query of ['欧阳', '阳锋', '锋', 'mÜll'])
      assert.deepEqual(names(await ask(searchUser, { query })), ['crowd3', 'crowd2', 'crowd1'], query)
    const nothing = await ask(searchUser, { query: '西门吹雪' })
    assert.deepEqual(nothing, { totalCount: 0, list: [] })
  })

  test('it looks in the fields that are asked for', async () => {
    assert.equal((await ask(searchUser, { query: 'crowd7', fields: ['nickname'] })).totalCount, 0)
    assert.deepEqual(names(await ask(searchUser, { query: '00000000000000000000000a', fields: ['id'] })), ['crowd10'])
    assert.deepEqual(names(await ask(searchUser, { query: '100%', fields: ['username'] })), [])
  })

  test('of what many have it shows the newest, page by page, and never promises more than there are', async () => {
    const first = await ask(searchUser, { query: 'even', limit: 50 })
    assert.equal(names(first)[0], 'crowd5000')
    const deep = await ask(searchUser, { query: 'even', page: 49, limit: 50 })
    assert.deepEqual([deep.list.length, names(deep)[0]], [50, 'crowd200'])
    const even = crowd / 2 - 1
    for (const { totalCount } of [first, deep]) assert.ok(totalCount > 50 && totalCount <= even, String(totalCount))
    assert.equal((await ask(searchUser, { query: 'even', page: 50, limit: 50 })).totalCount, even)
  })

  test('one letter finds too', async () => {
    assert.deepEqual(names(await ask(searchUser, { query: 'v', limit: 1, fields: ['nickname'] })), ['crowd5000'])
  })

  test('it can be narrowed to groups, roles and departments', async () => {
    const manage = (document: string, variables: object) => graphql(origin, document, variables, speaking)
    const ids = ['00000000000000000000000a', '000000000000000000000014']
    const [code] = ['narrow']
    accepted(await manage('mutation ($code: String!) { createGroup(code: $code, name: $code) { code } }', { code }))
    accepted(
      await manage(
        'mutation ($code: String!, $ids: [String!]!) { addUserToGroup(code: $code, userIds: $ids) { code } }',
        {
          code,
          ids,
        },
      ),
    )
    accepted(await manage('mutation ($code: String!) { createRole(code: $code) { code } }', { code }))
    accepted(
      await manage(
        'mutation ($code: String!, $ids: [String!]) { assignRole(roleCode: $code, userIds: $ids) { code } }',
        {
          code,
          ids: [ids[0]],
        },
      ),
    )
    const group = { groupOpts: [{ code }] }
    assert.deepEqual(names(await ask(searchUser, { query: 'crowd', ...group })), ['crowd20', 'crowd10'])
    const both = await ask(searchUser, { query: 'crowd', ...group, roleOpts: [{ code }] })
    assert.deepEqual(both, { totalCount: 1, list: [{ id: ids[0], username: 'crowd10' }] })
    assert.equal((await ask(searchUser, { query: 'crowd', groupOpts: [{ code: 'nobody' }] })).totalCount, 0)
    const org = accepted<{ rootNode: { id: string } }>(
      await manage('mutation ($name: String!) { createOrg(name: $name) { rootNode { id } } }', { name: 'Narrow' }),
    )
    const node = { nodeId: org.rootNode.id, ids }
    accepted(
      await manage(
        'mutation ($nodeId: String, $ids: [String!]!) { addMember(nodeId: $nodeId, userIds: $ids) { id } }',
        node,
      ),
    )
    const departmentOpts = [{ departmentId: org.rootNode.id, includeChildrenDepartments: true }]
    assert.deepEqual(names(await ask(searchUser, { query: 'CROWD2', departmentOpts })), ['crowd20'])
    const outside = await ask(users, { excludeUsersInOrg: true, sortBy: 'CREATEDAT_ASC', limit: 20 })
    assert.equal(outside.totalCount, total - 2)
    assert.ok(!names(outside).includes('crowd10') && names(outside).includes('crowd11'))
  })

  test('2014 and 2015: nothing to look for, no such field', async () => {
    for (const query of ['', '   ', 'x'.repeat(101)])
      refused(await graphql(origin, searchUser, { query }, speaking), 2014)
    refused(await graphql(origin, searchUser, { query: 'a', fields: ['shoeSize'] }, speaking), 2015)
    refused(await rest(origin, 'POST', '/api/v2/users/filter', { filter: [['shoeSize', 'EQ', 'a']] }, speaking), 2015)
    for (const filter of [
      'all',
      [['username', 'LIKE', 'a']],
      [['username', 'GT', 'a']],
      [['username', 'EQ', null]],
      [['createdAt', 'GT', '0000-01-01']],
      [['createdAt', 'LT', '-271821-04-20T00:00:00Z']],
      [['createdAt', 'IN', ['2020-01-01', '+275760-09-13T00:00:00Z']]],
      [1],
    ])
      refused(await rest(origin, 'POST', '/api/v2/users/filter', { filter }, speaking), 2014)
    refused(await rest(origin, 'POST', '/api/v2/users/filter', {}, { tenant }), 2020)
  })

  test('a filter: by each kind of field, all conditions at once', async () => {
    const filter = async (...conditions: unknown[]) =>
      accepted<People>(
        await rest(origin, 'POST', '/api/v2/users/filter', { filter: conditions, page: 1, limit: 3 }, speaking),
      )
    assert.deepEqual(names(await filter(['username', 'EQ', 'CROWD12'])), ['crowd12'])
    assert.deepEqual(names(await filter(['nickname', 'CONTAINS', '欧阳'])), ['crowd3', 'crowd2', 'crowd1'])
    assert.equal((await filter(['nickname', 'EQ', 'odd'], ['username', 'SW', 'crowd4'])).totalCount, 555)
    assert.deepEqual(names(await filter({ field: 'createdAt', operator: 'LESSER', value: '2020-01-01T00:02:30Z' })), [
      'crowd2',
      'crowd1',
    ])
    assert.deepEqual(names(await filter(['id', 'IN', ['000000000000000000000005', '0']])), ['crowd5'])
    assert.equal((await filter(['email', 'NOT_NULL', null], ['openid', 'IS_NULL', null])).totalCount, crowd)
    assert.equal((await filter(['blocked', 'EQ', true])).totalCount, 0)
    assert.deepEqual(names(await filter([{ type: 'OtherFields', value: 'group' }, 'EQ', { id: 'narrow' }])), [
      'crowd20',
      'crowd10',
    ])
    assert.equal((await filter()).totalCount, total)
  })

  test('a text of everybody who was there before the newest is found, newest first, page by page', async () => {
    const grown = await world.addTenant('grown')
    // An import of people who have nothing of it in their texts, on top of the others.
    await load(
      `INSERT INTO user_account (user_pool_id, id, username, username_key, created_at, updated_at)
       SELECT $1, lpad(to_hex(i), 24, '0'), name || i, name || i, at, at
       FROM generate_series(1, 20700) AS i, LATERAL (SELECT CASE WHEN i <= 600 THEN 'veteran' ELSE 'imported' END AS name,
         timestamptz '2020-01-01' + i * interval '1 minute' AS at) AS joined`,
      [grown.pool.id],
    )
    const asking = { tenant: grown, token: await managementToken(world, grown) }
    const found = async (page: number) =>
      accepted<People>(await graphql(origin, searchUser, { query: 'veteran', page, limit: 50 }, asking))
    for (const page of [1, 12]) {
      const { list, totalCount } = await found(page)
      assert.deepEqual(
        list.map(({ username }) => username),
        Array.from({ length: 50 }, (_, at) => `veteran${600 - (page - 1) * 50 - at}`),
      )
      assert.ok(totalCount >= page * 50 && totalCount <= 600, `${totalCount}`)
    }
    assert.deepEqual((await found(13)).list, [])
  })
})
