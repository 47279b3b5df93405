import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sendUdf } from '../kit/custom-data.ts'
import { managementToken } from '../kit/people.ts'
import { ask } from '../kit/rest.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string
const ids: string[] = []

const call = v3In(
  () => world,
  () => ({ token: manager }),
)

interface Person {
  userId: string
  status: string
  username: string | null
  customData?: Record<string, unknown>
  identities?: { identityId: string }[]
  departmentIds?: string[]
  statusChangedAt: string | null
}
interface List {
  totalCount: number
  list: Person[]
}

const create = async (userInfo: object, params = {}) =>
  accepted<{ id: string }>(await ask(world, 'POST /api/v2/users', { token: manager }, { userInfo, params })).id

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  const speaking = { token: manager }
  accepted(await sendUdf(world, 'setUdf', { key: 'size', dataType: 'NUMBER', label: 'Size' }, speaking))
  for (let n = 0; n < 12; n++)
    ids.push(
      await create(
        { username: `ada${n}`, email: `ada${n}@example.com`, nickname: n % 2 ? 'odd' : 'even' },
        { size: n },
      ),
    )
})

const listed = async (body: object) => ok<List>(await call('POST list-users', body))
const names = ({ list }: List) => list.map(({ username }) => username)

describe('one person', () => {
  test('is read by any of their names, with as much as is asked for', async () => {
    const plain = ok<Person>(await call(`GET get-user?userId=${ids[3]}`))
    assert.deepEqual(
      [plain.userId, plain.username, plain.status, plain.customData],
      [ids[3], 'ada3', 'Activated', undefined],
    )
    const query =
      'userId=ADA3@example.com&userIdType=email&withCustomData=true&withIdentities=true&withDepartmentIds=true'
    const whole = ok<Person>(await call(`GET get-user?${query}`))
    assert.equal(whole.userId, ids[3])
    assert.deepEqual([whole.customData, whole.identities, whole.departmentIds], [{ size: 3 }, [], []])
  })

  test('is refused when nobody is called so, and without a name', async () => {
    refusedAs(await call(`GET get-user?userId=${'0'.repeat(24)}`), 404, 2004)
    refusedAs(await call('GET get-user'), 400, 2231)
    refusedAs(await call('GET get-user?userId='), 400, 2231)
  })
})

describe('several people', () => {
  test('are read in the order asked for, in every way of writing lists, without who is not there', async () => {
    const [one, two] = [ids[1], ids[2]] as [string, string]
    const queries = [
      `userIds=${two}&userIds=${one}`,
      `userIds[]=${two}&userIds[]=${one}`,
      `userIds=${two},${one}`,
      `userIds=${encodeURIComponent(`[${two}, ${one}]`)}`,
      `userIds=${two}&userIds=${one}&userIds=nobody&userIds=${two}`,
    ]
    for (const query of queries) {
      const people = ok<Person[]>(await call(`GET get-user-batch?${query}`))
      assert.deepEqual(
        people.map(({ userId }) => userId),
        [two, one],
        query,
      )
    }
    const named = ok<Person[]>(
      // As programs in Python print a flag.
      await call('GET get-user-batch?userIds=ada5&userIds=ADA4&userIdType=username&withCustomData=True'),
    )
    assert.deepEqual(
      named.map(({ customData }) => customData),
      [{ size: 5 }, { size: 4 }],
    )
  })

  test('are refused without a name', async () => {
    for (const query of ['', '?userIds=', '?userIds[]='])
      assert.equal((await call(`GET get-user-batch${query}`)).statusCode, 400)
  })
})

describe('the list', () => {
  test('goes by pages, the newest first or as asked for, with an exact count', async () => {
    const first = await listed({ options: { pagination: { page: 1, limit: 5 } } })
    assert.deepEqual([first.totalCount, names(first)], [12, ['ada11', 'ada10', 'ada9', 'ada8', 'ada7']])
    const last = await listed({
      options: { pagination: { page: 3, limit: 5 }, sort: [{ field: 'createdAt', order: 'asc' }] },
    })
    assert.deepEqual([last.totalCount, names(last)], [12, ['ada10', 'ada11']])
    assert.equal((await listed({})).list.length, 10)
    const old = ok<List>(await call('GET list-users?page=2&limit=10&withCustomData=true'))
    assert.deepEqual([old.totalCount, names(old), old.list[0]?.customData], [12, ['ada1', 'ada0'], { size: 1 }])
  })

  test('is narrowed by a text, by conditions and by both', async () => {
    const found = await listed({ keywords: 'ADA1', options: { fuzzySearchOn: ['username'] } })
    assert.deepEqual([found.totalCount, names(found)], [3, ['ada11', 'ada10', 'ada1']])
    const even = [{ field: 'nickname', operator: 'EQUAL', value: 'even' }]
    assert.deepEqual(names(await listed({ advancedFilter: even, options: { pagination: { limit: 2 } } })), [
      'ada10',
      'ada8',
    ])
    assert.deepEqual(names(await listed({ keywords: 'ada1', advancedFilter: even })), ['ada10'])
    const between = [{ field: 'size', operator: 'BETWEEN', value: [3, 5] }]
    const sized = await listed({ advancedFilter: between, options: { sort: [{ field: 'createdAt', order: 'asc' }] } })
    assert.deepEqual([sized.totalCount, names(sized)], [3, ['ada3', 'ada4', 'ada5']])
    const some = [{ field: 'userId', operator: 'IN', value: [ids[0], ids[9]] }]
    assert.deepEqual(names(await listed({ advancedFilter: some })), ['ada9', 'ada0'])
  })

  test('of a status has whom this door tells so, a locked account among the suspended', async () => {
    accepted(await ask(world, `POST /api/v2/users/${ids[0]}`, { token: manager }, { blocked: true }))
    accepted(await ask(world, `POST /api/v2/users/${ids[1]}/suspend`, { token: manager }, {}))
    const suspended = ok<List>(await call('GET list-users?status=Suspended'))
    assert.deepEqual(
      suspended.list.map(({ userId, status }) => [userId, status]),
      [
        [ids[1], 'Suspended'],
        [ids[0], 'Suspended'],
      ],
    )
    assert.equal(ok<List>(await call('GET list-users?status=Activated')).totalCount, 10)
    assert.equal(ok<List>(await call('GET list-users?status=Deactivated')).totalCount, 0)
    const filtered = await listed({ advancedFilter: [{ field: 'status', operator: 'EQUAL', value: 'Suspended' }] })
    assert.equal(filtered.totalCount, 2)
    accepted(await ask(world, `POST /api/v2/users/${ids[0]}`, { token: manager }, { blocked: false }))
    accepted(await ask(world, `POST /api/v2/users/${ids[1]}/activate`, { token: manager }, {}))
  })

  test('of a time has who was changed within it', async () => {
    const since = Date.now() - 60_000
    assert.equal(ok<List>(await call(`GET list-users?updatedAtStart=${since}`)).totalCount, 12)
    assert.equal(ok<List>(await call(`GET list-users?updatedAtEnd=${since}`)).totalCount, 0)
  })

  test('is narrowed to departments with what is below, and to roles of a namespace', async () => {
    const speaking = { token: manager }
    const org = accepted<{ id: string }>(await ask(world, 'POST /api/v2/orgs', speaking, { name: 'Acme' }))
    const add = async (body: object) =>
      accepted<{ id: string }>(await ask(world, `POST /api/v2/orgs/${org.id}/nodes`, speaking, body)).id
    const above = await add({ name: 'Above' })
    const below = await add({ name: 'Below', parentNodeId: above })
    accepted(await ask(world, `POST /api/v2/orgs/nodes/${above}/members`, speaking, { userIds: [ids[2]] }))
    accepted(await ask(world, `POST /api/v2/orgs/nodes/${below}/members`, speaking, { userIds: [ids[4], ids[5]] }))
    const within = (more: object = {}) => ({
      field: 'department',
      operator: 'IN',
      value: [{ departmentId: above, ...more }],
    })
    assert.deepEqual(names(await listed({ advancedFilter: [within()] })), ['ada2'])
    const all = [within({ includeChildrenDepartments: true })]
    assert.deepEqual(names(await listed({ advancedFilter: all })), ['ada5', 'ada4', 'ada2'])
    assert.deepEqual(names(await listed({ keywords: 'ada5', advancedFilter: all })), ['ada5'])
    accepted(await ask(world, 'POST /api/v2/roles', speaking, { code: 'reader' }))
    accepted(await ask(world, `POST /api/v2/users/${ids[4]}/roles`, speaking, { list: ['reader'] }))
    const role = { field: 'role', operator: 'IN', value: [{ namespaceCode: 'default', code: 'reader' }] }
    assert.deepEqual(names(await listed({ advancedFilter: [role, ...all] })), ['ada4'])
    for (const value of [[{ departmentId: 'root' }], [{ departmentIdType: 'code', departmentId: 'x' }], [{}]])
      refusedAs(await call('POST list-users', { advancedFilter: [{ ...within(), value }] }), 400, 2014)
    refusedAs(await call('POST list-users', { advancedFilter: [role, role] }), 400, 2014)
  })

  test('refuses what no page, order, field or condition can be', async () => {
    for (const query of ['page=0', 'limit=51', 'limit=0', 'page=x', 'status=Gone', 'updatedAtStart=x'])
      refusedAs(await call(`GET list-users?${query}`), 400, 400)
    refusedAs(await call('POST list-users', { options: { pagination: { limit: 51 } } }), 400, 400)
    refusedAs(await call('POST list-users', { options: { sort: [{ field: 'email', order: 'asc' }] } }), 400, 400)
    refusedAs(
      await call('POST list-users', { keywords: 'ada', options: { sort: [{ field: 'createdAt', order: 'asc' }] } }),
      400,
      400,
    )
    refusedAs(await call('POST list-users', { searchQuery: { match: {} } }), 400, 400)
    refusedAs(await call('POST list-users', { keywords: 'ada', options: { fuzzySearchOn: ['website'] } }), 400, 2015)
    refusedAs(
      await call('POST list-users', { advancedFilter: [{ field: 'nothing', operator: 'EQUAL', value: '1' }] }),
      400,
      2015,
    )
    refusedAs(
      await call('POST list-users', { advancedFilter: [{ field: 'nickname', operator: 'LIKE', value: '1' }] }),
      400,
      400,
    )
    refusedAs(
      await call('POST list-users', { advancedFilter: [{ field: 'size', operator: 'BETWEEN', value: [1] }] }),
      400,
      2014,
    )
  })

  test('is of the own pool, and for administrators', async () => {
    const other = await world.addTenant('readers')
    const token = await managementToken(world, other)
    assert.equal(ok<List>(await call('POST list-users', {}, { tenant: other, token })).totalCount, 0)
    refusedAs(await call('POST list-users', {}, { token: '' }), 401, 2020)
  })
})

test('who is archived is listed with since when, and whether a name is taken is told', async () => {
  const id = await create({ username: 'gone', phone: '13800009999', externalId: 'X-9' })
  accepted(await ask(world, `POST /api/v2/users/${id}/archive`, { token: manager }, {}))
  const resigned = await create({ username: 'left' })
  ok(await call('POST resign-user', { userId: resigned }))
  const { totalCount, list } = ok<{ totalCount: number; list: { userId: string; archivedAt: string }[] }>(
    await call(`GET list-archived-users?startAt=${Math.floor(Date.now() / 1000) - 60}`),
  )
  assert.deepEqual([totalCount, list[0]?.userId], [1, id])
  assert.equal(ok<Person>(await call(`GET get-user?userId=${id}`)).statusChangedAt, list[0]?.archivedAt)
  assert.equal(ok<List>(await call(`GET list-archived-users?startAt=${Date.now() + 60_000}`)).totalCount, 0)
  for (const query of ['page=0', 'limit=51', 'limit=a', 'startAt=999999999999999'])
    refusedAs(await call(`GET list-archived-users?${query}`), 400, 400)

  for (const taken of [
    { username: 'GONE' },
    { phone: '+8613800009999' },
    { externalId: 'X-9' },
    { email: 'ADA1@example.com' },
  ])
    assert.deepEqual(ok(await call('POST is-user-exists', taken)), { exists: true })
  assert.deepEqual(ok(await call('POST is-user-exists', { username: 'nobody' })), { exists: false })
  refusedAs(await call('POST is-user-exists', {}), 400, 2231)
  refusedAs(await call('POST is-user-exists', { username: 'gone' }, { token: '' }), 401, 2020)
})

test('people are deleted by any of their names, all or nobody', async () => {
  const [one, two] = [await create({ username: 'del1' }), await create({ username: 'del2' })]
  refusedAs(await call('POST delete-users-batch', { userIds: [one, 'nobody'] }), 404, 2004)
  refusedAs(await call('POST delete-users-batch', { userIds: [] }), 400, 400)
  refusedAs(await call('POST delete-users-batch', {}), 400, 2231)
  assert.deepEqual(
    ok(await call('POST delete-users-batch', { userIds: ['del1', 'DEL2'], options: { userIdType: 'username' } })),
    { success: true },
  )
  for (const userId of [one, two]) refusedAs(await call(`GET get-user?userId=${userId}`), 404, 2004)
})
