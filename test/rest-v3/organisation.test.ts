import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../kit/people.ts'
import { ask } from '../kit/rest.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let token: string
const v3 = v3In(
  () => world,
  () => ({ token }),
)

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

interface Organisation {
  organizationCode: string
  organizationName: string
  departmentId: string
  openDepartmentId: string | null
  description: string | null
  hasChildren: boolean
  membersCount: number
  leaderUserIds: string[]
  tenantId: string | null
  i18n?: unknown
}

const create = async (body: object) => ok<Organisation>(await v3('POST create-organization', body))
const read = async (code: string, more = '') =>
  ok<Organisation>(await v3(`GET get-organization?organizationCode=${code}${more}`))
const list = async (query: string) => ok<{ totalCount: number; list: Organisation[] }>(await v3(`GET ${query}`))
const codes = (page: { list: Organisation[] }) => page.list.map(({ organizationCode }) => organizationCode)

test('an organisation is made under a code of its own, read, changed and deleted by it', async () => {
  const label = { enabled: false, value: 'Works' }
  const made = await create({
    metadata: {},
    organizationName: 'Steel works',
    organizationCode: 'steel',
    openDepartmentId: 'erp-1',
    description: 'Makes steel',
    i18n: { organizationName: { 'en-US': label, 'ja-JP': { enabled: true, value: '製鉄所' } } },
  })
  assert.deepEqual(await read('steel'), made)
  assert.deepEqual(
    [made.organizationName, made.openDepartmentId, made.description],
    ['Steel works', 'erp-1', 'Makes steel'],
  )
  assert.deepEqual([made.hasChildren, made.membersCount, made.leaderUserIds, made.tenantId], [false, 0, [], null])
  assert.deepEqual(made.i18n, { organizationName: { 'en-US': label, 'ja-JP': { enabled: true, value: '製鉄所' } } })

  const { id } = await registerPerson(world)
  const change = {
    organizationCode: 'steel',
    organizationNewCode: 'iron',
    organizationName: 'Iron',
    leaderUserIds: [id],
  }
  ok(await v3('POST update-organization', change))
  refusedAs(await v3('GET get-organization?organizationCode=steel'), 404, 404)
  const changed = await read('iron')
  assert.deepEqual([changed.organizationName, changed.leaderUserIds, changed.membersCount], ['Iron', [id], 1])
  assert.deepEqual(changed.i18n, made.i18n)
  ok(await v3('POST update-organization', { organizationCode: 'iron', organizationNewCode: '', leaderUserIds: [] }))
  assert.deepEqual([(await read('iron')).leaderUserIds, (await read('iron')).membersCount], [[], 1])

  assert.deepEqual(ok(await v3('POST delete-organization', { organizationCode: 'iron' })), { success: true })
  refusedAs(await v3('GET get-organization?organizationCode=iron'), 404, 404)
})

test('a code is made where none is given, and what can be none is refused', async () => {
  const made = await create({ organizationName: 'Nameless', organizationCode: '' })
  assert.match(made.organizationCode, /^\w+$/)
  assert.equal((await read(made.organizationCode)).departmentId, made.departmentId)
  const organizationName = 'Refused'
  for (const organizationCode of ['额！ ', ' ', 'x'.repeat(100), 'a b'])
    refusedAs(await v3('POST create-organization', { organizationName, organizationCode }), 400, 400)
  for (const organizationNewCode of ['额！ ', ' ', 'x'.repeat(100)])
    refusedAs(
      await v3('POST update-organization', { organizationCode: made.organizationCode, organizationNewCode }),
      400,
      400,
    )
  refusedAs(await v3('POST create-organization', { organizationCode: 'noname' }), 400, 2231)
  refusedAs(await v3('POST create-organization', { organizationName, metadata: { colour: 1 } }), 400, 400)
  refusedAs(await v3('POST create-organization', { organizationName, postIdList: ['a'] }), 400, 400)
  refusedAs(await v3('POST create-organization', { organizationName, openDepartmentId: 'a\0b' }), 400, 400)
  refusedAs(
    await v3('POST create-organization', { organizationName, i18n: { organizationName: { xx: {} } } }),
    400,
    400,
  )
})

test('no two organisations have one code, also when both are made at once', async () => {
  const outcomes = await Promise.all(
    ['a', 'b', 'c'].map((organizationName) =>
      v3('POST create-organization', { organizationName, organizationCode: 'once' }),
    ),
  )
  assert.deepEqual(outcomes.map(({ statusCode }) => statusCode).sort(), [200, 409, 409])
  await create({ organizationName: 'Other', organizationCode: 'other' })
  refusedAs(await v3('POST update-organization', { organizationCode: 'other', organizationNewCode: 'once' }), 409, 409)
  const root = { organizationCode: 'other', departmentId: 'root', code: 'once' }
  refusedAs(await v3('POST update-department', root), 409, 409)
})

test('an organisation that there is not is refused, and so is what cannot be one', async () => {
  for (const code of ['nowhere', '', '额！ ']) {
    refusedAs(await v3(`GET get-organization?organizationCode=${encodeURIComponent(code)}`), 404, 404)
    refusedAs(await v3('POST delete-organization', { organizationCode: code }), 404, 404)
  }
  refusedAs(await v3(`GET get-organization?organizationCode=${'x'.repeat(100)}`), 400, 400)
  refusedAs(await v3('POST delete-organization', { organizationCode: 'x'.repeat(100) }), 400, 400)
  refusedAs(await v3('POST delete-organization', {}), 400, 2231)
})

test('organisations are listed, found by text, by status and by tenant, with how many there are', async () => {
  const other = await world.addTenant('listing')
  const speaking = { tenant: other, token: await managementToken(world, other) }
  const there = async (line: string, body?: unknown) => v3(line, body, speaking)
  const made: Organisation[] = []
  for (const name of ['first_50%', 'second', 'third'])
    made.push(
      ok(await there('POST create-organization', { organizationName: name, organizationCode: name.slice(0, 5) })),
    )
  const page = async (query: string) =>
    ok<{ totalCount: number; list: Organisation[] }>(await there(`GET list-organizations?${query}`))
  assert.deepEqual(codes(await page('')), ['third', 'secon', 'first'])
  assert.deepEqual(codes(await page('page=2&limit=2')), ['first'])
  assert.equal((await page('page=2&limit=2')).totalCount, 3)
  assert.equal((await page('fetchAll=true&limit=1')).list.length, 3)
  for (const query of ['page=-1', 'limit=-1', 'limit=100', 'page=x'])
    for (const line of ['list-organizations?', 'search-organizations?keywords=a&'])
      refusedAs(await there(`GET ${line}${query}`), 400, 400)

  const off = { rootNodeId: made[1]?.departmentId, status: false }
  assert.deepEqual(ok(await there('POST update-organization-status', off)), { success: true })
  assert.deepEqual(codes(await page('status=false')), ['secon'])
  assert.deepEqual(codes(await page('status=true')), ['third', 'first'])
  ok(await there('POST update-organization-status', { ...off, status: 'true' }))
  assert.equal((await page('status=true')).totalCount, 3)
  refusedAs(await there('POST update-organization-status', { ...off, status: 'perhaps' }), 400, 400)
  refusedAs(await there('POST update-organization-status', { rootNodeId: 'nobody', status: true }), 404, 404)

  const search = async (keywords: string) =>
    ok<{ totalCount: number; list: Organisation[] }>(
      await there(`GET search-organizations?keywords=${encodeURIComponent(keywords)}`),
    )
  assert.deepEqual(codes(await search('SECO')), ['secon'])
  assert.deepEqual(codes(await search('_50%')), ['first'])
  assert.equal((await search('nothing like it')).totalCount, 0)
  refusedAs(await there('GET search-organizations?keywords='), 400, 2231)
  refusedAs(await there('GET search-organizations?keywords=%20'), 400, 400)

  assert.deepEqual(
    ok<Organisation[]>(
      await there(
        'GET get-organization-batch?organizationCodeList[]=first&organizationCodeList[]=nobody&organizationCodeList[]=third',
      ),
    ).map(({ organizationCode }) => organizationCode),
    ['first', 'third'],
  )
  refusedAs(await there('GET get-organization-batch'), 400, 2231)
  // Another pool knows none of them.
  refusedAs(await v3('GET get-organization?organizationCode=third'), 404, 404)
  refusedAs(await v3('POST update-organization-status', off), 404, 404)
})

test('an organisation of a tenant is that of no other one', async () => {
  const { id: tenantId } = accepted<{ id: string }>(
    await ask(world, 'POST /api/v2/tenant', { token }, { name: 'company', appIds: world.tenant.application.id }),
  )
  const made = await create({ organizationName: 'Of a company', organizationCode: 'company', tenantId })
  assert.equal(made.tenantId, tenantId)
  assert.equal((await read('company', `&tenantId=${tenantId}`)).departmentId, made.departmentId)
  refusedAs(await v3('GET get-organization?organizationCode=company&tenantId=another'), 404, 404)
  assert.deepEqual(codes(await list(`list-organizations?tenantId=${tenantId}`)), ['company'])
  assert.equal((await list('list-organizations?tenantId=another')).totalCount, 0)
  refusedAs(await v3('POST create-organization', { organizationName: 'x', tenantId: 'another' }), 404, 404)
})

test('an organisation that has no code, and those that share one, as clients of the generation before make them', async () => {
  const old = async (name: string, code?: string) =>
    accepted<{ id: string; rootNode: { id: string } }>(await ask(world, 'POST /api/v2/orgs', { token }, { name, code }))
  const nameless = await old('Without a code')
  assert.equal((await read(nameless.id)).departmentId, nameless.rootNode.id)
  assert.equal((await read(nameless.id)).organizationCode, nameless.id)
  await old('One', 'shared')
  await old('Two', 'shared')
  refusedAs(await v3('GET get-organization?organizationCode=shared'), 400, 400)
})

test('only managers may', async () => {
  const person = await registerPerson(world)
  refusedAs(await v3('GET list-organizations', undefined, { token: person.token }), 403, 1001)
})

test('a tree of names makes what is missing of it, and nothing twice', async () => {
  interface Grown {
    addDepartment: number
    updateDepartment: number
  }
  const grow = async (body: object) => {
    const { addDepartment, updateDepartment } = ok<Grown>(await v3('POST create-department-tree', body))
    return [addDepartment, updateDepartment]
  }
  const leaf = { name: 'Leaf' }
  assert.deepEqual(await grow({ name: 'Tree', children: [{ name: 'Branch', children: [leaf, leaf] }, 'Twig'] }), [4, 0])
  assert.deepEqual(await grow({ name: 'Tree', children: [{ name: 'Branch', children: [leaf, 'New'] }] }), [1, 3])
  assert.deepEqual(await grow({ name: 'Tree', children: null }), [0, 1])
  const { list: found } = await list('search-organizations?keywords=Tree')
  assert.equal(found.length, 1)
  const all = await v3(`GET get-all-departments?organizationCode=${found[0]?.organizationCode}`)
  const { list: departments } = ok<{ list: { name: string }[] }>(all)
  assert.deepEqual(departments.map(({ name }) => name).sort(), ['Branch', 'Leaf', 'New', 'Twig'])
  const deep = (levels: number): object => (levels === 0 ? leaf : { name: 'x', children: [deep(levels - 1)] })
  for (const children of ['x', [7], [{}], [' '], [{ name: 'x', colour: 1 }], Array(1_000).fill('x'), [deep(300)]])
    refusedAs(await v3('POST create-department-tree', { name: 'Wrong', children }), 400, 400)
  refusedAs(await v3('POST create-department-tree', { name: 'Wrong', members: [{ username: 'x' }] }), 400, 400)
  assert.equal((await list('search-organizations?keywords=Wrong')).totalCount, 0)
})
