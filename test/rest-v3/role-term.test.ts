import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { cleanUp } from '../kit/clean-up.ts'
import { managementToken, type Person, registerPerson } from '../kit/people.ts'
import { sdk } from '../kit/sdk.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted, graphql } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { managementClient } from '../sdk/clients.ts'

interface Page<Item> {
  totalCount: number
  list: Item[]
}

interface Assigned {
  totalCount: number
  data: { targetType: string; targetIdentifier: string; status: string; enableTime?: number; endTime?: number }[]
}

let world: World
let manager: string
let client: InstanceType<typeof sdk.ManagementClient>
let counter = 0

const call = v3In(
  () => world,
  () => ({ token: manager }),
)
const now = () => world.app.domain.clock().getTime()
const user = ({ id }: Person) => ({ targetType: 'USER', targetIdentifier: id })

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  client = managementClient(world)
})

/** A role that permits something, by its code. */
async function newRole(parent?: string): Promise<string> {
  const code = `role${++counter}`
  const create = 'mutation ($code: String!, $parent: String) { createRole(code: $code, parent: $parent) { code } }'
  accepted(await graphql(world.origin, create, { code, parent }, { tenant: world.tenant, token: manager }))
  const opts = [{ targetType: sdk.PolicyAssignmentTargetType.Role, targetIdentifier: code, actions: ['go'] }]
  await client.acl.authorizeResource({ namespace: 'default', resource: `door:${code}`, opts })
  return code
}

const decision =
  'query ($userId: String!, $resource: String!) { isActionAllowed(userId: $userId, resource: $resource, action: "go") }'

/** What whoever has the role may do, and whether they are told to have it: the same, whoever is asked. */
async function has({ id }: Person, code: string): Promise<boolean> {
  const asked = { userId: id, resource: `door:${code}` }
  const may = accepted<boolean>(await graphql(world.origin, decision, asked, { tenant: world.tenant, token: manager }))
  const { list } = ok<Page<{ code: string }>>(await call(`GET get-user-roles?userId=${id}`))
  assert.equal(
    list.some((role) => role.code === code),
    may,
  )
  const any = ok<{ hasAnyRole: boolean }>(await call('POST has-any-role', { userId: id, roles: [{ code }] }))
  assert.equal(any.hasAnyRole, may)
  return may
}

describe('a role that is given for a time', () => {
  test('is had within it, by everybody to whom it comes, and thrown away after it', async () => {
    const code = await newRole()
    const [ann, bob, cleo] = [await registerPerson(world), await registerPerson(world), await registerPerson(world)]
    await client.groups.create(code, 'Crew')
    await client.groups.addUsers(code, [bob.id])
    const { rootNode } = await client.org.create(code, code, code)
    await client.org.addMembers(rootNode.id, [cleo.id])
    const targets = [
      user(ann),
      { targetType: 'GROUP', targetIdentifier: code },
      { targetType: 'DEPARTMENT', targetIdentifier: rootNode.id },
    ]
    const [enableTime, endTime] = [now() + 60_000, String(now() + 120_000)]
    ok(await call('POST assign-role', { code, targets, enableTime, endTime }))
    const each = async () => [await has(ann, code), await has(bob, code), await has(cleo, code)]
    const counted = async (line: string) => ok<Page<unknown>>(await call(`GET ${line}?code=${code}`)).totalCount
    const assigned = async () => ok<Assigned>(await call(`GET list-role-assignments?roleCode=${code}`))

    assert.deepEqual(await each(), [false, false, false])
    assert.deepEqual([await counted('list-role-members'), await counted('list-role-departments')], [0, 0])
    const early = await assigned()
    assert.equal(early.totalCount, 3)
    assert.deepEqual(
      early.data.map(({ targetType, status, enableTime: from, endTime: until }) => [targetType, status, from, until]),
      ['ORG', 'GROUP', 'USER'].map((type) => [type, 'DISABLE', enableTime, Number(endTime)]),
    )
    world.passSeconds(61)
    assert.deepEqual(await each(), [true, true, true])
    assert.deepEqual([await counted('list-role-members'), await counted('list-role-departments')], [1, 1])
    assert.deepEqual(
      (await assigned()).data.map(({ status }) => status),
      ['ENABLE', 'ENABLE', 'ENABLE'],
    )
    world.passSeconds(60)
    assert.deepEqual(await each(), [false, false, false])
    assert.deepEqual([await counted('list-role-members'), (await assigned()).totalCount], [0, 0])
    await cleanUp(world.app.domain)
    assert.deepEqual([await counted('list-role-members'), (await assigned()).totalCount], [0, 0])
  })

  test('is had for good once it is given again without one', async () => {
    const code = await newRole()
    const person = await registerPerson(world)
    ok(await call('POST assign-role', { code, targets: [user(person)], endTime: now() + 30_000 }))
    ok(await call('POST assign-role', { code, targets: [user(person)], endTime: null, enableTime: '' }))
    world.passSeconds(31)
    assert.equal(await has(person, code), true)
    const { data } = ok<Assigned>(await call(`GET list-role-assignments?roleCode=${code}`))
    assert.deepEqual([data.length, data[0]?.status, data[0]?.endTime], [1, 'ENABLE', undefined])
  })

  test('is refused for a time that cannot be', async () => {
    const code = await newRole()
    const person = await registerPerson(world)
    const assign = (term: object) => call('POST assign-role', { code, targets: [user(person)], ...term })
    for (const endTime of [now() - 1, 'tomorrow', '-1', 1e300, 1.5, '9'.repeat(15)])
      refusedAs(await assign({ endTime }), 400, 400)
    refusedAs(await assign({ enableTime: now() + 60_000, endTime: now() + 60_000 - 1 }), 400, 400)
    refusedAs(await assign({ enableTime: {} }), 400, 400)
    assert.equal(await has(person, code), false)
  })
})

describe('a role that is switched off', () => {
  test('permits nothing, by itself or to whom it hands down, until it is on again', async () => {
    const parent = await newRole()
    const child = await newRole(parent)
    const person = await registerPerson(world)
    ok(await call('POST assign-role', { code: child, targets: [user(person)] }))
    const may = async (code: string) => {
      const asked = { userId: person.id, resource: `door:${code}` }
      return accepted<boolean>(await graphql(world.origin, decision, asked, { tenant: world.tenant, token: manager }))
    }
    assert.deepEqual([await may(child), await may(parent)], [true, true])
    ok(await call('POST update-role', { code: parent, status: 'DISABLE' }))
    assert.deepEqual([await may(child), await may(parent)], [true, false])
    ok(await call('POST update-role', { code: child, status: 'DISABLE' }))
    ok(await call('POST update-role', { code: parent, status: 'ENABLE' }))
    assert.deepEqual([await may(child), await may(parent)], [false, false])
    assert.equal(await has(person, child), false)
    assert.equal(ok<Page<unknown>>(await call(`GET list-role-members?code=${child}`)).totalCount, 1)
    ok(await call('POST update-role', { code: child, status: 'ENABLE' }))
    assert.deepEqual([await may(child), await may(parent)], [true, true])
  })

  test('is off by itself from a moment on, and stays what it is where nothing is said', async () => {
    const person = await registerPerson(world)
    const code = await newRole()
    ok(await call('POST assign-role', { code, targets: [user(person)] }))
    const get = async () => ok<{ status: string; disableTime?: number }>(await call(`GET get-role?code=${code}`))
    const disableTime = now() + 60_000
    ok(await call('POST update-role', { code, disableTime: String(disableTime) }))
    ok(await call('POST update-role', { code, name: 'Guard', disableTime: null, status: 'ENABLE' }))
    assert.deepEqual([(await get()).status, (await get()).disableTime], ['ENABLE', disableTime])
    assert.equal(await has(person, code), true)
    world.passSeconds(61)
    assert.equal((await get()).status, 'DISABLE')
    assert.equal(await has(person, code), false)
    ok(await call('POST update-role', { code, status: 'ENABLE' }))
    assert.deepEqual([(await get()).status, (await get()).disableTime], ['ENABLE', undefined])
    assert.equal(await has(person, code), true)
    ok(await call('POST update-role', { code, disableTime: now() + 60_000 }))
    ok(await call('POST update-role', { code, disableTime: 0 }))
    assert.equal((await get()).disableTime, undefined)
    refusedAs(await call('POST update-role', { code, disableTime: now() - 1 }), 400, 400)
  })
})

test('what a role was given to is told by page, by kind and by name', async () => {
  const code = await newRole()
  const people = [await registerPerson(world), await registerPerson(world), await registerPerson(world)]
  await client.groups.create(`g${code}`, 'Rowers')
  const group = { targetType: 'GROUP', targetIdentifier: `g${code}` }
  ok(await call('POST assign-role', { code, targets: [...people.map(user), group] }))
  const list = async (query: string) => ok<Assigned>(await call(`GET list-role-assignments?roleCode=${code}&${query}`))
  const ids = people
    .map(({ id }) => id)
    .sort()
    .reverse()
  assert.deepEqual(
    (await list('targetType=USER')).data.map((one) => one.targetIdentifier),
    ids,
  )
  const second = await list('page=2&limit=2')
  assert.deepEqual([second.totalCount, second.data.map((one) => one.targetIdentifier)], [4, ids.slice(1)])
  assert.deepEqual((await list('targetType[]=GROUP&targetType[]=ORG')).totalCount, 1)
  const named = await list(`query=${people[1]?.username.toUpperCase()}`)
  assert.deepEqual([named.totalCount, named.data[0]?.targetIdentifier], [1, people[1]?.id])
  assert.equal((await list('query=rower')).data[0]?.targetType, 'GROUP')
  refusedAs(await call(`GET list-role-assignments?roleCode=${code}&targetType=ROBOT`), 400, 400)
  refusedAs(await call('GET list-role-assignments?roleCode=nobody'), 404, 404)
  refusedAs(await call('GET list-role-assignments'), 400, 2231)
})

test('people see the tenants that they are in', async () => {
  const person = await registerPerson(world)
  const { id } = await client.tenant.create({ name: 'Shop', appIds: world.tenant.application.id })
  await client.tenant.addMembers(id, [person.id])
  const own = ok<{ tenantId: string; tenantName: string; joinAt: string }[]>(
    await call('GET get-my-tenant-list', undefined, { token: person.token }),
  )
  assert.deepEqual(
    own.map(({ tenantId, tenantName }) => [tenantId, tenantName]),
    [[id, 'Shop']],
  )
  assert.ok(Date.parse(own[0]?.joinAt ?? '') > 0)
  refusedAs(await call('GET get-my-tenant-list', undefined, { token: '' }), 401, 2020)
})
