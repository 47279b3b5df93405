import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, type Person, registerPerson } from '../kit/people.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let token: string
const v3 = v3In(
  () => world,
  () => ({ token }),
)

const organizationCode = 'works'
const ids: Record<string, string> = {}

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  ok(await v3('POST create-organization', { organizationName: 'Works', organizationCode }))
  for (const [code, parentDepartmentId] of [
    ['sales', 'root'],
    ['export', 'sales'],
    ['plant', 'root'],
  ]) {
    const made = { organizationCode, name: `The ${code}`, code, parentDepartmentId, departmentIdType: 'code' }
    ids[code as string] = ok<{ departmentId: string }>(await v3('POST create-department', made)).departmentId
  }
})

const key = (code: string) => ({ organizationCode, departmentId: code, departmentIdType: 'code' })
const ask = (line: string, code: string, more: object = {}) =>
  v3(`GET ${line}?${new URLSearchParams({ ...key(code), ...more } as Record<string, string>)}`)
const put = (code: string, userIds: string[]) => v3('POST add-department-members', { ...key(code), userIds })
const take = (code: string, userIds: string[]) => v3('POST remove-department-members', { ...key(code), userIds })
interface People {
  totalCount: number
  list: { userId: string; departmentIds?: string[] }[]
}
const members = async (code: string, more: object = {}) => ok<People>(await ask('list-department-members', code, more))
const who = ({ list }: People) => list.map(({ userId }) => userId)

test('people are put into a department, told in each order, searched and taken out', async () => {
  const first = await registerPerson(world)
  const second = await registerPerson(world)
  const third = await registerPerson(world)
  assert.deepEqual(ok(await put('sales', [second.id])), { success: true })
  ok(await put('sales', [first.id]))
  ok(await put('export', [third.id, first.id]))
  assert.deepEqual(who(await members('sales')), [first.id, second.id])
  assert.deepEqual(who(await members('sales', { orderBy: 'Asc' })), [second.id, first.id])
  assert.deepEqual(who(await members('sales', { sortBy: 'userId' })), [first.id, second.id].sort().reverse())
  assert.deepEqual(who(await members('sales', { sortBy: 'updatedAt', orderBy: 'Asc' })), [first.id, second.id])
  assert.deepEqual(await members('sales', { page: 2, limit: 1 }).then(who), [second.id])
  assert.equal((await members('sales', { page: 2, limit: 1 })).totalCount, 2)
  const all = await members('sales', { includeChildrenDepartments: true, withDepartmentIds: true })
  assert.deepEqual([all.totalCount, who(all).sort()], [3, [first.id, second.id, third.id].sort()])
  // Who joined last comes first, once.
  assert.equal(who(all).at(-1), second.id)
  const [own] = all.list.filter(({ userId }) => userId === first.id)
  assert.deepEqual(own?.departmentIds, [ids.sales, ids.export])
  assert.deepEqual(ok<string[]>(await ask('list-department-member-ids', 'sales')), [first.id, second.id].sort())

  const found = async (text: string, more: object = {}) =>
    ok<People>(await ask('search-department-members', 'sales', { keywords: text, ...more }))
  assert.deepEqual(who(await found(first.username)), [first.id])
  assert.equal((await found(third.username)).totalCount, 0)
  assert.deepEqual(who(await found(third.username, { includeChildrenDepartments: true })), [third.id])
  refusedAs(await ask('search-department-members', 'sales', { keywords: ' ' }), 400, 2014)

  const isIn = async (userId: string, more: object = {}) =>
    ok<{ inDepartment: boolean }>(await ask('is-user-in-department', 'sales', { userId, ...more })).inDepartment
  assert.deepEqual([await isIn(first.id), await isIn(third.id)], [true, false])
  assert.equal(await isIn(third.id, { includeChildrenDepartments: true }), true)
  refusedAs(await ask('is-user-in-department', 'sales', { userId: 'nobody' }), 404, 2004)

  ok(await take('sales', [first.id, third.id]))
  assert.deepEqual(who(await members('sales')), [second.id])
})

test('whoever is put into a department again leads it as before, and wrong lists change nothing', async () => {
  const leader = await registerPerson(world)
  const plain = await registerPerson(world)
  ok(await v3('POST update-department', { ...key('plant'), leaderUserIds: [leader.id] }))
  ok(await put('plant', [leader.id, plain.id]))
  const { leaderUserIds } = ok<{ leaderUserIds: string[] }>(await ask('get-department', 'plant'))
  assert.deepEqual(leaderUserIds, [leader.id])
  const stranger = await registerPerson(world)
  refusedAs(await put('plant', [stranger.id, 'nobody']), 404, 2004)
  refusedAs(await put('plant', []), 400, 400)
  refusedAs(
    await put(
      'plant',
      Array(1_001)
        .fill(0)
        .map((_, n) => `n${n}`),
    ),
    400,
    400,
  )
  refusedAs(await v3('POST add-department-members', { ...key('plant'), userIds: 'all' }), 400, 400)
  refusedAs(await v3('POST add-department-members', key('plant')), 400, 2231)
  assert.equal((await members('plant')).totalCount, 2)
  for (const more of [{ limit: 51 }, { page: 0 }, { sortBy: 'colour' }, { includeChildrenDepartments: 'perhaps' }])
    refusedAs(await ask('list-department-members', 'plant', more), 400, 400)
  // People of another pool are nobody here.
  const other = await world.addTenant('other')
  const foreigner = await registerPerson(world, { tenant: other })
  refusedAs(await put('plant', [foreigner.id]), 404, 2004)
})

interface Membership {
  departmentId: string
  organizationCode: string
  name: string
  code: string
  isRoot: boolean
  isLeader: boolean
  isMainDepartment: boolean
  departmentNamePath?: string[]
  departmentCodePath?: string[]
}
interface Memberships {
  totalCount: number
  list: Membership[]
}

const departmentsOf = async (userId: string, more: object = {}) =>
  ok<Memberships>(
    await v3(`GET get-user-departments?${new URLSearchParams({ userId, ...more } as Record<string, string>)}`),
  )
const codesOf = ({ list }: Memberships) => list.map(({ code }) => code)
const set = (userId: string, departments: object[], more: object = {}) =>
  v3('POST set-user-departments', { userId, departments, ...more })

test('a person is in the departments that were set, and in no others', async () => {
  const { id, username } = await registerPerson(world)
  ok(await put('plant', [id]))
  const sales = { departmentId: ids.sales, isLeader: true, isMainDepartment: true }
  ok(await set(id, [sales, { departmentId: ids.export }]))
  const told = await departmentsOf(id, { sortBy: 'DepartmemtCode', orderBy: 'Asc', withDepartmentPaths: true })
  assert.deepEqual([told.totalCount, codesOf(told)], [2, ['export', 'sales']])
  assert.deepEqual(
    told.list.map(({ isLeader }) => isLeader),
    [false, true],
  )
  assert.deepEqual(
    told.list.map(({ isMainDepartment }) => isMainDepartment),
    [false, true],
  )
  assert.deepEqual(told.list[0]?.departmentNamePath, ['Works', 'The sales', 'The export'])
  assert.deepEqual(told.list[0]?.departmentCodePath, ['works', 'sales', 'export'])
  assert.deepEqual([told.list[0]?.organizationCode, told.list[0]?.isRoot], [organizationCode, false])

  // What is not said stays; the later of two for one department counts.
  ok(
    await set(username, [{ departmentId: ids.export }, { departmentId: ids.sales }], {
      options: { userIdType: 'username' },
    }),
  )
  const kept = await departmentsOf(username, { userIdType: 'username', sortBy: 'DepartmentName', orderBy: 'Desc' })
  assert.deepEqual(codesOf(kept), ['sales', 'export'])
  assert.deepEqual([kept.list[0]?.isLeader, kept.list[0]?.isMainDepartment], [true, true])
  ok(
    await set(id, [
      { ...sales, isLeader: false, isMainDepartment: false },
      { departmentId: ids.plant, isLeader: true },
    ]),
  )
  const changed = await departmentsOf(id, { sortBy: 'DepartmemtCode', orderBy: 'Asc', limit: 1, page: 2 })
  assert.deepEqual([changed.totalCount, codesOf(changed)], [2, ['sales']])
  assert.deepEqual([changed.list[0]?.isLeader, changed.list[0]?.isMainDepartment], [false, false])
  ok(await set(id, []))
  assert.equal((await departmentsOf(id)).totalCount, 0)
})

test('what is wrong with a list of departments is refused, and changes nothing', async () => {
  const { id } = await registerPerson(world)
  ok(await set(id, [{ departmentId: ids.sales }]))
  for (const departmentId of ['nobody', '', ' ', 'x'.repeat(100)])
    refusedAs(await set(id, [{ departmentId: ids.plant }, { departmentId }]), 404, 404)
  const isMainDepartment = true
  const twice = [ids.sales, ids.plant].map((departmentId) => ({ departmentId, isMainDepartment }))
  refusedAs(await set(id, twice), 400, 400)
  refusedAs(await set(id, ['sales'] as unknown as object[]), 400, 400)
  refusedAs(await set(id, [{ departmentId: ids.sales, colour: 'red' }]), 400, 400)
  refusedAs(await set('nobody', [{ departmentId: ids.sales }]), 404, 2004)
  assert.deepEqual(codesOf(await departmentsOf(id)), ['sales'])
  refusedAs(await v3('GET get-user-departments?userId=nobody'), 404, 2004)
  refusedAs(await v3('GET get-user-departments?userId='), 400, 2231)
})

test('two main departments that are chosen at once leave one', async () => {
  const { id } = await registerPerson(world)
  const both = (main?: string) =>
    [ids.sales, ids.plant].map((departmentId) => ({ departmentId, isMainDepartment: departmentId === main }))
  const outcomes = await Promise.all([ids.sales, ids.plant, ids.sales].map((main) => set(id, both(main))))
  for (const outcome of outcomes) ok(outcome)
  const { list } = await departmentsOf(id)
  assert.equal(list.filter(({ isMainDepartment }) => isMainDepartment).length, 1)
})

test('people list their own departments', async () => {
  const person: Person = await registerPerson(world)
  ok(await set(person.id, [{ departmentId: ids.export, isMainDepartment: true }]))
  const speaking = { token: person.token }
  const own = ok<Memberships>(await v3('GET get-my-department-list?sortBy=DepartmentName', undefined, speaking))
  assert.deepEqual([own.totalCount, codesOf(own), own.list[0]?.isMainDepartment], [1, ['export'], true])
  refusedAs(await v3('GET get-my-department-list', undefined, { token: '' }), 401, 2020)
  // Of nobody else.
  refusedAs(await v3(`GET get-user-departments?userId=${person.id}`, undefined, speaking), 403, 1001)
})
