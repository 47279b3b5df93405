import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sendUdf } from '../kit/custom-data.ts'
import { managementToken, registerPerson } from '../kit/people.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let token: string
let root: string
const v3 = v3In(
  () => world,
  () => ({ token }),
)

interface Department {
  organizationCode: string
  departmentId: string
  name: string
  code: string | null
  parentDepartmentId: string | null
  parentDepartmentCode: string | null
  leaderUserIds: string[]
  membersCount: number
  hasChildren: boolean
  status: boolean
  description: string | null
  customData?: object
  i18n?: unknown
}

const organizationCode = 'works'
const create = async (name: string, more: object = {}) =>
  ok<Department>(await v3('POST create-department', { organizationCode, name, parentDepartmentId: 'root', ...more }))
const update = (departmentId: string, change: object) =>
  v3('POST update-department', { organizationCode, departmentId, ...change })
const at = (line: string, departmentId: string, more = '') =>
  v3(`GET ${line}?organizationCode=works&departmentId=${encodeURIComponent(departmentId)}${more}`)
const read = async (departmentId: string, more = '') => ok<Department>(await at('get-department', departmentId, more))
interface List {
  totalCount: number
  list: Department[]
}
const names = (departments: Department[]) => departments.map(({ name }) => name)

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  const made = await v3('POST create-organization', { organizationName: 'Works', organizationCode })
  root = ok<{ departmentId: string }>(made).departmentId
  const field = { targetType: 'NODE', key: 'floor', dataType: 'NUMBER', label: 'Floor' }
  accepted(await sendUdf(world, 'setUdf', field, { token }))
})

test('a department is made, and read by its id, its code and an id of the pool', async () => {
  const made = await create('Sales', {
    code: 'sales',
    openDepartmentId: 'erp:7',
    description: 'Sells',
    i18n: { name: { 'zh-CN': { enabled: true, value: '销售' } } },
    customData: { floor: 3 },
    metadata: {},
  })
  assert.deepEqual([made.parentDepartmentId, made.parentDepartmentCode, made.status], [root, organizationCode, true])
  assert.deepEqual(made.i18n, { name: { 'zh-CN': { enabled: true, value: '销售' } } })
  assert.deepEqual(await read(made.departmentId), made)
  assert.deepEqual(await read('sales', '&departmentIdType=code'), made)
  assert.deepEqual(await read('erp:7', '&departmentIdType=open_department_id'), made)
  assert.deepEqual(ok(await v3('GET get-department?organizationCode=works&departmentCode=sales')), made)
  assert.deepEqual(ok(await v3('GET get-department?departmentCode=sales')), made)
  assert.deepEqual(ok(await v3('GET get-department?departmentId=erp:7&departmentIdType=open_department_id')), made)
  assert.deepEqual(ok(await v3(`GET get-department-by-id?departmentId=${made.departmentId}`)), made)
  assert.deepEqual((await read('sales', '&departmentIdType=code&withCustomData=true')).customData, { floor: 3 })
  const top = await read('root')
  assert.deepEqual([top.departmentId, top.hasChildren, top.parentDepartmentId], [root, true, null])
  assert.equal((await read(root)).departmentId, root)
  // Taken in this organisation, and free in another one.
  const again = { organizationCode, name: 'Again' }
  refusedAs(await v3('POST create-department', { ...again, code: 'sales' }), 409, 409)
  refusedAs(await v3('POST create-department', { ...again, openDepartmentId: 'erp:7' }), 409, 409)
  ok(await v3('POST create-organization', { organizationName: 'Second', organizationCode: 'second' }))
  const second = { organizationCode: 'second', name: 'Same', code: 'sales', openDepartmentId: 'erp:7' }
  ok(await v3('POST create-department', second))
  for (const query of ['departmentCode=sales', 'departmentId=erp:7&departmentIdType=open_department_id'])
    refusedAs(await v3(`GET get-department?${query}`), 400, 400)
  // Nobody's department of another organisation.
  const elsewhere = await v3(`GET get-department?organizationCode=second&departmentId=${made.departmentId}`)
  refusedAs(elsewhere, 404, 404)
})

test('everything of a department is changed at once, or nothing', async () => {
  const { id } = await registerPerson(world)
  const from = await create('From', { code: 'from' })
  const to = await create('To', { code: 'to', openDepartmentId: 'to-1' })
  const moved = await create('Moved', { parentDepartmentId: from.departmentId, code: 'moved' })
  const below = await create('Below', { parentDepartmentId: 'moved', departmentIdType: 'code' })
  assert.equal(below.parentDepartmentId, moved.departmentId)
  const change = {
    name: 'Has moved',
    description: 'New',
    code: 'has-moved',
    status: false,
    leaderUserIds: [id],
    customData: { floor: 9 },
    parentDepartmentId: to.departmentId,
    i18n: { name: { 'en-US': { enabled: true, value: 'Moved' } } },
  }
  refusedAs(await update(moved.departmentId, { ...change, leaderUserIds: [id, 'nobody'] }), 404, 2004)
  refusedAs(await update(moved.departmentId, { ...change, customData: { ceiling: 1 } }), 400, 400)
  assert.deepEqual(await read(moved.departmentId), { ...moved, hasChildren: true })
  const changed = ok<Department>(await update(moved.departmentId, change))
  assert.deepEqual(await read(moved.departmentId), changed)
  assert.deepEqual([changed.name, changed.description, changed.code], ['Has moved', 'New', 'has-moved'])
  assert.deepEqual([changed.status, changed.leaderUserIds, changed.membersCount], [false, [id], 1])
  assert.equal(changed.parentDepartmentCode, 'to')
  assert.deepEqual((await read(moved.departmentId, '&withCustomData=true')).customData, { floor: 9 })
  const all = ok<List>(await at('get-all-departments', to.departmentId))
  assert.deepEqual([all.totalCount, names(all.list)], [2, ['Has moved', 'Below']])

  refusedAs(await update(moved.departmentId, { parentDepartmentId: below.departmentId }), 400, 400)
  refusedAs(await update(moved.departmentId, { parentDepartmentId: 'nobody' }), 404, 404)
  refusedAs(await update('root', { parentDepartmentId: to.departmentId }), 400, 400)
  ok(await update('root', { parentDepartmentId: 'root', description: 'At the top' }))
  ok(await update('has-moved', { departmentIdType: 'code', parentDepartmentId: 'root', leaderUserIds: [] }))
  const back = await read(moved.departmentId)
  assert.deepEqual([back.parentDepartmentId, back.leaderUserIds, back.membersCount], [root, [], 1])
  for (const code of ['额！ ', ' ', 'x'.repeat(100)]) refusedAs(await update(moved.departmentId, { code }), 400, 400)
})

test('what stands below, above and beside is told', async () => {
  const above = await create('Above')
  const parentDepartmentId = above.departmentId
  const real = await create('Real', { parentDepartmentId })
  const virtual = await create('Virtual', { parentDepartmentId, isVirtualNode: true })
  const off = await create('Off', { parentDepartmentId })
  ok(await v3('POST update-department-status', { departmentId: off.departmentId, status: false }))
  const children = async (more = '') => {
    const { totalCount, list } = ok<List>(await at('list-children-departments', parentDepartmentId, more))
    assert.equal(totalCount, list.length)
    return names(list).sort()
  }
  assert.deepEqual(await children(), ['Off', 'Real', 'Virtual'])
  assert.deepEqual(await children('&status=true'), ['Real', 'Virtual'])
  assert.deepEqual(await children('&status=false'), ['Off'])
  assert.deepEqual(await children('&excludeVirtualNode=true'), ['Off', 'Real'])
  assert.deepEqual(await children('&onlyVirtualNode=true'), ['Virtual'])
  assert.equal(ok<Department>(await at('get-parent-department', virtual.departmentId)).departmentId, parentDepartmentId)
  assert.equal(ok(await at('get-parent-department', 'root')), null)
  const all = ok<List>(await v3('GET get-all-departments?organizationCode=works'))
  assert.ok(names(all.list).includes('Real') && !names(all.list).includes('Works'))
  refusedAs(await v3('POST update-department-status', { departmentId: 'nobody', status: true }), 404, 404)
  refusedAs(await v3('POST update-department-status', { departmentId: real.departmentId }), 400, 2231)
  // The organisation is not any department.
  const status = { rootNodeId: real.departmentId, status: true }
  refusedAs(await v3('POST update-organization-status', status), 404, 404)
})

test('departments are searched by text, by conditions and in an order', async () => {
  for (const name of ['North 1', 'North 2', 'South_1']) await create(name, { code: name.replace(' ', '-') })
  const search = async (line: string, body: object) =>
    names(ok<Department[]>(await v3(`POST ${line}`, { organizationCode, ...body })))
  assert.deepEqual(await search('search-departments', { keywords: 'nORTH' }), ['North 2', 'North 1'])
  assert.deepEqual(await search('search-departments', { keywords: 'h_1' }), ['South_1'])
  const found = (advancedFilter: object[], more: object = {}) =>
    search('search-departments-list', { advancedFilter, ...more })
  const north = { field: 'name', operator: 'CONTAINS', value: 'north' }
  const sort = [{ field: 'name', order: 'asc' }]
  assert.deepEqual(await found([north], { sort }), ['North 1', 'North 2'])
  assert.deepEqual(await found([north], { sortBy: 'createdAt', orderBy: 'ASC', limit: 1, page: 2 }), ['North 2'])
  assert.deepEqual(await found([{ field: 'code', operator: 'EQUAL', value: 'North-1' }]), ['North 1'])
  assert.deepEqual(await found([{ field: 'name', operator: 'IN', value: ['South_1', 'x'] }]), ['South_1'])
  const time = (operator: string, value: unknown) => ({ field: 'createdAt', operator, value })
  const hour = 3_600_000
  const [past, future] = [Date.now() - hour, Date.now() + hour]
  assert.deepEqual(await found([north, time('BETWEEN', [past, future])], { sort }), ['North 1', 'North 2'])
  assert.deepEqual(await found([north, time('GREATER', future)]), [])
  assert.deepEqual(await found([north, time('LESSER', String(past))]), [])
  for (const wrong of [
    { field: 'colour', operator: 'EQUAL', value: 'x' },
    { field: 'name', operator: 'GREATER', value: 'x' },
    { field: 'name', operator: 'IN', value: 'x' },
    { field: 'name', operator: 'EQUAL', value: 7 },
    { field: 'name', operator: 'EQUAL', value: 'a\0b' },
    { field: 'name', operator: 'EQUAL' },
    time('BETWEEN', [past]),
    time('EQUAL', 'yesterday'),
    time('EQUAL', 1e300),
  ])
    refusedAs(await v3('POST search-departments-list', { organizationCode, advancedFilter: [wrong] }), 400, 400)
  refusedAs(await v3('POST search-departments', { organizationCode, keywords: ' ' }), 400, 400)
})

test('a department goes with all below it, and the one at the top only with its organisation', async () => {
  const gone = await create('Gone', { code: 'gone' })
  const below = await create('Gone too', { parentDepartmentId: gone.departmentId })
  const key = { organizationCode, departmentId: 'gone', departmentIdType: 'code' }
  assert.deepEqual(ok(await v3('POST delete-department', key)), { success: true })
  refusedAs(await at('get-department', below.departmentId), 404, 404)
  refusedAs(await v3('POST delete-department', key), 404, 404)
  refusedAs(await v3('POST delete-department', { organizationCode, departmentId: 'root' }), 400, 400)
})

test('an organisation that there is not, or that cannot be one, is refused wherever it is named', async () => {
  const departmentId = root
  const asked = [
    ['GET get-department', {}],
    ['GET get-parent-department', {}],
    ['GET list-children-departments', {}],
    ['GET list-department-members', {}],
    ['GET list-department-member-ids', {}],
    ['GET search-department-members', { keywords: 'a' }],
    ['GET is-user-in-department', { userId: 'somebody' }],
    ['POST search-departments', { keywords: 'a' }],
    ['POST delete-department', {}],
    ['POST add-department-members', { userIds: ['somebody'] }],
    ['POST remove-department-members', { userIds: ['somebody'] }],
    ['POST create-department', { name: 'x' }],
    ['POST update-department', {}],
  ] as const
  for (const [line, more] of asked) {
    const send = (organizationCode: string) => {
      const { departmentId: _, ...rest } = { departmentId, ...more }
      const isSearch = line === 'POST search-departments'
      const isNew = line === 'POST create-department'
      const sent = { ...rest, ...(!isSearch && !isNew && { departmentId }), organizationCode }
      return line.startsWith('GET')
        ? v3(`${line}?${new URLSearchParams(sent as Record<string, string>)}`)
        : v3(line, sent)
    }
    for (const code of ['nowhere', '']) refusedAs(await send(code), 404, 404)
    refusedAs(await send('x'.repeat(100)), 400, 400)
    refusedAs(
      await send(' '),
      line === 'POST create-department' ? 400 : 404,
      line === 'POST create-department' ? 400 : 404,
    )
  }
  for (const name of ['nobody', '', ' ', 'a'.repeat(200)]) refusedAs(await at('get-department', name), 404, 404)
  refusedAs(await at('get-department', 'x', '&departmentIdType=sync_relation'), 400, 400)
  refusedAs(await at('get-department', 'a\0b'), 400, 400)
})

test('another pool neither sees nor changes any of it', async () => {
  const other = await world.addTenant('other')
  const there = { tenant: other, token: await managementToken(world, other) }
  refusedAs(await v3(`GET get-department-by-id?departmentId=${root}`, undefined, there), 404, 404)
  refusedAs(await v3('POST update-department-status', { departmentId: root, status: false }, there), 404, 404)
  ok(await v3('POST create-organization', { organizationName: 'Theirs', organizationCode: 'theirs' }, there))
  const key = { organizationCode: 'theirs', departmentId: root }
  refusedAs(await v3('POST delete-department', key, there), 404, 404)
  refusedAs(await v3('POST update-department', { ...key, name: 'Mine' }, there), 404, 404)
  const child = { organizationCode: 'theirs', name: 'x', parentDepartmentId: root }
  refusedAs(await v3('POST create-department', child, there), 404, 404)
})
