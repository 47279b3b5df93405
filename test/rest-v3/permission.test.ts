import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { PolicyAssignmentTargetType, PolicyEffect } from 'authing-js-sdk'
import { managementToken, type Person, registerPerson } from '../kit/people.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { newWorld, type World } from '../kit/world.ts'
import { managementClient } from '../sdk/clients.ts'

let world: World
let token: string
let person: Person
let department: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  person = await registerPerson(world)
  const client = managementClient(world)
  await client.roles.create('editor')
  await client.groups.create('staff', 'Staff')
  await client.groups.addUsers('staff', [person.id])
  const { rootNode } = await client.org.create('Firm', 'The firm', 'firm')
  department = rootNode.id
  const denial = { resource: 'order:9', actions: ['write'], effect: 'DENY' as PolicyEffect }
  await client.policies.create({ code: 'careful', statements: [denial] })
  await client.policies.addAssignments(['careful'], 'USER' as PolicyAssignmentTargetType, [person.id])
  ok(await v3('POST create-namespace', { code: 'shop' }))
  const order = { code: 'order', type: 'API', description: 'Orders', apiIdentifier: 'https://shop.example/orders' }
  ok(await v3('POST create-resource', order))
})
const v3 = v3In(
  () => world,
  () => ({ token }),
)

interface Told {
  resourceCode: string
  actions: string[]
  effect: string
}
interface Listed<Item = Told> {
  totalCount: number
  list: Item[]
}

type Grant = [targetType: string, targetIdentifier: string, code: string, ...actions: string[]]

const grant = (...grants: Grant[]) =>
  v3('POST authorize-resources', {
    list: grants.map(([targetType, targetIdentifier, code, ...actions]) => ({
      targetType,
      targetIdentifiers: [targetIdentifier],
      resources: [{ code, resourceType: 'DATA', actions }],
    })),
    namespace: 'default',
  })

async function may(action: string, resource: string, more: object = {}): Promise<boolean> {
  const asked = { userId: person.id, action, resource, ...more }
  return ok<{ allowed: boolean }>(await v3('POST is-action-allowed', asked)).allowed
}

const codes = (list: Told[]) => list.map(({ resourceCode }) => resourceCode)

test('what is granted to each kind of target is allowed at once, and listed on both sides', async () => {
  assert.equal(await may('read', 'order:1'), false)
  const granted = await grant(
    ['USER', person.id, 'order:1', 'read', 'write'],
    ['GROUP', 'staff', 'order:2', '*'],
    ['ROLE', 'editor', 'order:1', 'delete'],
    ['DEPARTMENT', department, 'order:1', 'read'],
  )
  assert.deepEqual(ok(granted), { success: true })
  assert.equal(await may('read', 'order:1'), true)
  assert.equal(await may('anything', 'order:2', { namespace: null }), true)
  assert.equal(await may('delete', 'order:1'), false)
  assert.equal(await may('read', 'order:1', { namespace: 'shop' }), false)

  const own = ok<Listed>(await v3(`GET get-user-authorized-resources?userId=${person.id}`))
  assert.equal(own.totalCount, 2)
  assert.deepEqual(own.list[0], {
    resourceCode: 'order:1',
    description: 'Orders',
    resourceType: 'DATA',
    apiIdentifier: 'https://shop.example/orders',
    actions: ['read', 'write'],
    effect: 'ALLOW',
  })
  const byName = `GET get-user-authorized-resources?userId=${person.username}&userIdType=username`
  assert.deepEqual(ok(await v3(byName)), own)
  assert.deepEqual(ok(await v3('GET get-my-authorized-resources', undefined, { token: person.token })), own)
  assert.deepEqual(codes(ok(await v3('GET get-group-authorized-resources?code=staff'))), ['order:2'])
  const { list } = ok<Listed>(await v3('GET get-role-authorized-resources?code=editor&namespace=default'))
  assert.deepEqual(list, [
    {
      resourceCode: 'order:1',
      resourceType: 'DATA',
      apiIdentifier: 'https://shop.example/orders',
      actions: ['delete'],
    },
  ] as unknown)
  const of = `targetType=DEPARTMENT&targetIdentifier=${department}`
  assert.deepEqual(codes(ok<Listed>(await v3(`GET get-authorized-resources?${of}`)).list), ['order:1'])

  const targets = ok<Listed<object>>(await v3('POST get-resource-authorized-targets', { resource: 'order:1' }))
  assert.deepEqual(targets, {
    totalCount: 3,
    list: [
      { targetType: 'DEPARTMENT', targetIdentifier: department, actions: ['read'] },
      { targetType: 'ROLE', targetIdentifier: 'editor', actions: ['delete'] },
      { targetType: 'USER', targetIdentifier: person.id, actions: ['read', 'write'] },
    ],
  })
  const second = { resource: 'order:1', page: 2, limit: 2, targetType: null }
  assert.deepEqual(ok(await v3('POST get-resource-authorized-targets', second)), {
    ...targets,
    list: targets.list.slice(2),
  })
  const departments = { resource: 'order:1', targetType: 'DEPARTMENT', namespace: 'default' }
  assert.equal(ok<Listed>(await v3('POST get-resource-authorized-targets', departments)).totalCount, 1)
})

test('what is denied is told when it is asked for, and lists are of types and codes', async () => {
  ok(await grant(['USER', person.id, 'order:9', 'write', 'read'], ['USER', person.id, 'other', 'read']))
  const of = `GET get-authorized-resources?targetType=USER&targetIdentifier=${person.id}`
  const nine = ok<Listed>(await v3(`${of}&resourceList[]=order:9&resourceList[]=nothing&withDenied=true`))
  assert.deepEqual(
    nine.list.map(({ actions, effect }) => [actions, effect]),
    [
      [['read'], 'ALLOW'],
      [['write'], 'DENY'],
    ],
  )
  assert.deepEqual(codes(ok<Listed>(await v3(`${of}&resourceList=order:9`)).list), ['order:9'])
  assert.equal(ok<Listed>(await v3(`${of}&resourceType=MENU`)).totalCount, 0)
  assert.equal(ok<Listed>(await v3(`${of}&namespace=shop`)).totalCount, 0)
})

test('all is granted or nothing', async () => {
  const third = ['USER', person.id, 'order:3', 'read'] as Grant
  refusedAs(await grant(third, ['GROUP', 'nobody', 'order:3', 'read']), 404, 404)
  refusedAs(await grant(third, ['USER', 'nobody', 'order:3', 'read']), 404, 2004)
  refusedAs(await grant(third, ['GROUP', 'staff', 'order:3']), 400, 400)
  const list = [{ targetType: 'GROUP', targetIdentifiers: ['staff'], resources: [{ code: 'order:3', actions: ['*'] }] }]
  refusedAs(await v3('POST authorize-resources', { list, namespace: 'nowhere' }), 404, 404)
  refusedAs(await v3('POST authorize-resources', { list: [] }), 400, 400)
  refusedAs(await v3('POST authorize-resources', { list: [{ ...list[0], targetType: 'ORG' }] }), 400, 400)
  assert.equal(await may('read', 'order:3'), false)
})

test('who or what there is not is refused', async () => {
  for (const line of [
    'GET get-group-authorized-resources?code=nobody',
    'GET get-group-authorized-resources?code=staff&namespace=nowhere',
    'GET get-role-authorized-resources?code=nobody&namespace=default',
    'GET get-role-authorized-resources?code=editor&namespace=nowhere',
    'GET get-authorized-resources?targetType=GROUP&targetIdentifier=&namespace=default',
    'GET get-authorized-resources?targetType=GROUP&targetIdentifier=%E9%A2%9D%20&namespace=default',
    'GET get-authorized-resources?targetType=DEPARTMENT&targetIdentifier=nobody',
    'GET get-my-authorized-resources?namespace=nowhere',
  ])
    refusedAs(await v3(line, undefined, line.includes('-my-') ? { token: person.token } : {}), 404, 404)
  refusedAs(await v3('GET get-user-authorized-resources?userId='), 400, 2231)
  refusedAs(await v3('GET get-user-authorized-resources?userId=nobody'), 404, 2004)
  refusedAs(await v3('GET get-authorized-resources?targetType=ORG&targetIdentifier=x'), 400, 400)
  refusedAs(await v3('POST get-resource-authorized-targets', { resource: 'x', namespace: 'nowhere' }), 404, 404)
  refusedAs(await v3('POST get-resource-authorized-targets', { resource: 'x', limit: 51 }), 400, 400)
  refusedAs(await v3('POST is-action-allowed', { userId: person.id, action: 'read' }), 400, 2231)
  refusedAs(
    await v3('POST is-action-allowed', { userId: person.id, action: 'x', resource: 'r'.repeat(1001) }),
    400,
    400,
  )
  const stranger = { userId: 'nobody', action: 'read', resource: 'order:1' }
  assert.deepEqual(ok(await v3('POST is-action-allowed', stranger)), { allowed: false })
})

test('people ask of themselves alone, and other pools see nothing of it', async () => {
  const other = await registerPerson(world)
  const asPerson = { token: other.token }
  refusedAs(await v3(`GET get-user-authorized-resources?userId=${person.id}`, undefined, asPerson), 403, 1001)
  const target = `targetType=USER&targetIdentifier=${person.id}`
  refusedAs(await v3(`GET get-authorized-resources?${target}`, undefined, asPerson), 403, 1001)
  refusedAs(await v3('GET get-group-authorized-resources?code=staff', undefined, asPerson), 403, 1001)
  refusedAs(await v3('GET get-my-authorized-resources', undefined, { token: undefined }), 401, 2020)

  const tenant = await world.addTenant('neighbour')
  const theirs = { tenant, token: await managementToken(world, tenant) }
  refusedAs(await v3(`GET get-authorized-resources?${target}`, undefined, theirs), 404, 2004)
  const asked = { userId: person.id, action: 'read', resource: 'order:1' }
  assert.deepEqual(ok(await v3('POST is-action-allowed', asked, theirs)), { allowed: false })
  const targets = await v3('POST get-resource-authorized-targets', { resource: 'order:1' }, theirs)
  assert.equal(ok<Listed>(targets).totalCount, 0)
})
