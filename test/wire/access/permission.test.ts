import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { PolicyAssignmentTargetType } from 'authing-js-sdk'
import { managementToken, type Person, registerPerson, send } from '../../kit/people.ts'
import { sdk } from '../../kit/sdk.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { accepted, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { codeOf, managementClient } from '../../sdk/clients.ts'

let world: World
let token: string
let client: InstanceType<typeof sdk.ManagementClient>
const { User, Role, Group, Org } = sdk.PolicyAssignmentTargetType
const { Allow, Deny } = sdk.PolicyEffect
const Data = sdk.ResourceType.Data

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  client = managementClient(world)
})

const { ask, call } = speakerIn(
  () => world,
  () => ({ token }),
)

const may = (person: Person, resource: string, action: string, namespace?: string) =>
  client.acl.isAllowed(person.id, resource, action, namespace ? { namespace } : {})

async function policy(code: string, statements: object[]): Promise<void> {
  await client.policies.create({ code, statements: statements as never })
}

describe('what somebody may do', () => {
  test('nothing, until it is granted; then at once, and no longer once it is taken back', async () => {
    const person = await registerPerson(world)
    assert.equal(await may(person, 'book:1', 'book:read'), false)
    await client.acl.allow(person.id, 'book:1', 'book:read', 'default')
    assert.equal(await may(person, 'book:1', 'book:read'), true)
    assert.equal(await may(person, 'book:1', 'book:write'), false)
    assert.equal(await may(person, 'book:2', 'book:read'), false)
    const opts = [{ targetType: User, targetIdentifier: person.id }]
    await client.acl.revokeResource({ namespace: 'default', resource: 'book:1', opts })
    assert.equal(await may(person, 'book:1', 'book:read'), false)
  })

  test('patterns reach what they cover, a denial goes before what allows', async () => {
    const person = await registerPerson(world)
    await policy('readers', [
      { resource: 'shelf:*', actions: ['shelf:*'], effect: Allow },
      { resource: 'shelf:secret:*', actions: ['shelf:open'], effect: Deny },
    ])
    await client.policies.addAssignments(['readers'], User, [person.id])
    assert.equal(await may(person, 'shelf:1', 'shelf:open'), true)
    assert.equal(await may(person, 'shelf:secret:1', 'shelf:open'), false)
    assert.equal(await may(person, 'shelf:secret:1', 'shelf:dust'), true)
    const denied =
      'query ($id: String!) { isActionDenied(userId: $id, resource: "shelf:secret:1", action: "shelf:open") }'
    assert.equal(accepted(await ask(denied, { id: person.id })), true)
    await client.policies.disableAssignment('readers', User, person.id)
    assert.equal(await may(person, 'shelf:1', 'shelf:open'), false)
    await client.policies.enableAssignment('readers', User, person.id)
    assert.equal(await may(person, 'shelf:1', 'shelf:open'), true)
  })

  test('comes through groups, departments, roles and the parents of roles', async () => {
    const person = await registerPerson(world)
    await client.groups.create('through', 'Through')
    await client.groups.addUsers('through', [person.id])
    const org = await client.org.create('Through', '', 'through')
    const node = await client.org.addNode(org.id as string, org.rootNode?.id as string, { name: 'Below' })
    await client.org.addMembers(node.id as string, [person.id])
    await client.roles.create('grand')
    const createChild = 'mutation { createRole(code: "grandchild", parent: "grand") { id } }'
    accepted(await ask(createChild))
    await client.roles.addUsers('grandchild', [person.id])
    const ways: [PolicyAssignmentTargetType, string, string][] = [
      [Group, 'through', 'way:group'],
      [Org, org.rootNode?.id as string, 'way:department'],
      [Role, 'grand', 'way:role'],
    ]
    for (const [targetType, targetIdentifier, resource] of ways) {
      const opts = [{ targetType, targetIdentifier, actions: ['go'] }]
      await client.acl.authorizeResource({ namespace: 'default', resource, opts })
      assert.equal(await may(person, resource, 'go'), true, resource)
    }
    const { list } = await client.users.listAuthorizedResources(person.id, 'default')
    assert.deepEqual(
      list.map(({ code }) => code),
      ['way:department', 'way:group', 'way:role'],
    )
    const targets = await client.acl.getAuthorizedTargets({
      namespace: 'default',
      resource: 'way:role',
      resourceType: 'DATA',
    })
    assert.deepEqual(
      targets?.list?.map((target) => target?.targetIdentifier),
      ['grand'],
    )
  })

  test('a policy of a department holds below it only where it is inherited', async () => {
    const person = await registerPerson(world)
    const org = await client.org.create('Inherit', '', 'inherit')
    const top = org.rootNode?.id as string
    const node = await client.org.addNode(org.id as string, top, { name: 'Below' })
    await client.org.addMembers(node.id as string, [person.id])
    await policy('inherited', [{ resource: 'heir:1', actions: ['go'], effect: Allow }])
    await client.policies.addAssignments(['inherited'], Org, [top], { inheritByChildren: false })
    assert.equal(await may(person, 'heir:1', 'go'), false)
    await client.policies.addAssignments(['inherited'], Org, [top], { inheritByChildren: true })
    assert.equal(await may(person, 'heir:1', 'go'), true)
  })

  test('holds under the conditions of its statement', async () => {
    const person = await registerPerson(world)
    const condition = [{ param: 'ClientIp', operator: 'IpAddress', value: '203.0.113.0/24' }]
    await policy('elsewhere', [{ resource: 'door:1', actions: ['open'], effect: Allow, condition }])
    await client.policies.addAssignments(['elsewhere'], User, [person.id])
    assert.equal(await may(person, 'door:1', 'open'), false)
    const here = [{ param: 'ClientIp', operator: 'NotIpAddress', value: ['203.0.113.0/24'] }]
    await client.policies.update('elsewhere', {
      statements: [{ resource: 'door:1', actions: ['open'], effect: Allow, condition: here }],
    })
    assert.equal(await may(person, 'door:1', 'open'), true)
    const wrong = [{ param: 'Colour', operator: 'IpAddress', value: 'x' }]
    await assert.rejects(
      policy('wrong', [{ resource: 'x', actions: ['y'], condition: wrong }]),
      (error) => codeOf(error) === 400,
    )
  })

  test('the built-in policy allows everything, and cannot be changed or taken', async () => {
    const person = await registerPerson(world)
    await client.policies.addAssignments(['AdministratorAccess'], User, [person.id])
    assert.equal(await may(person, 'anything', 'at all'), true)
    await assert.rejects(client.policies.delete('AdministratorAccess'), (error) => codeOf(error) === 1001)
    await assert.rejects(policy('AdministratorAccess', []), (error) => codeOf(error) === 409)
    await client.policies.removeAssignments(['AdministratorAccess'], User, [person.id])
    assert.equal(await may(person, 'anything', 'at all'), false)
  })

  test('namespaces stand apart', async () => {
    const person = await registerPerson(world)
    await client.acl.createNamespace('apart', 'Apart')
    await client.acl.allow(person.id, 'book:9', 'book:read', 'apart')
    assert.equal(await may(person, 'book:9', 'book:read', 'apart'), true)
    assert.equal(await may(person, 'book:9', 'book:read'), false)
    await client.acl.updateNamespace('apart', { code: 'renamed' })
    assert.equal(await may(person, 'book:9', 'book:read', 'renamed'), true)
    await client.acl.deleteNamespace('renamed')
    assert.equal(await may(person, 'book:9', 'book:read', 'renamed'), false)
    await assert.rejects(client.acl.deleteNamespace('renamed'), (error) => codeOf(error) === 404)
  })

  test('who is gone may do nothing, and stands in no list', async () => {
    const person = await registerPerson(world)
    await client.acl.allow(person.id, 'grave:1', 'visit', 'default')
    accepted(await send(world, 'deleteUser', { id: person.id }, { token }))
    assert.equal(await may(person, 'grave:1', 'visit'), false)
    const targets = await client.acl.getAuthorizedTargets({
      namespace: 'default',
      resource: 'grave:1',
      resourceType: 'DATA',
    })
    assert.deepEqual(targets?.list, [])
  })
})

describe('resources', () => {
  const actions = [{ name: 'car:drive', description: 'Drive' }]

  test('are unique by code in their namespace, and found by code or id', async () => {
    const made = await client.acl.createResource({ code: 'car', type: 'DATA', actions, namespace: 'default' })
    assert.equal((await client.acl.getResourceById(made.id)).code, 'car')
    assert.deepEqual((await client.acl.getResourceByCode({ code: 'car', namespace: 'default' })).actions, actions)
    await assert.rejects(
      client.acl.createResource({ code: 'car', type: 'DATA', actions, namespace: 'default' }),
      (error) => codeOf(error) === 409,
    )
    await assert.rejects(
      client.acl.createResource({ code: 'van', type: 'DATA', actions, namespace: 'nowhere' }),
      (error) => codeOf(error) === 404,
    )
    const changed = await client.acl.updateResource('car', { description: 'Cars', namespace: 'default' })
    assert.equal(changed.description, 'Cars')
    assert.deepEqual(changed.actions, actions)
    const { totalCount } = await client.acl.listResources({ namespace: 'default', type: 'DATA' })
    assert.equal(totalCount, 1)
    await client.acl.deleteResource('car', 'default')
    assert.equal(await client.acl.getResourceById(made.id), null)
  })

  test('lend their type and interface to what is granted on one of them', async () => {
    const person = await registerPerson(world)
    await client.acl.createResource({
      code: 'api',
      type: 'API',
      actions,
      namespace: 'default',
      apiIdentifier: 'https://api.example.com',
    })
    await client.acl.allow(person.id, 'api:1', 'car:drive', 'default')
    const { list } = await client.users.listAuthorizedResources(person.id, 'default', {
      resourceType: sdk.ResourceType.Api,
    })
    assert.deepEqual(list, [
      { code: 'api:1', type: 'API', actions: ['car:drive'], apiIdentifier: 'https://api.example.com' },
    ])
    assert.equal(
      (await client.users.listAuthorizedResources(person.id, 'default', { resourceType: Data })).totalCount,
      0,
    )
    const own = accepted<{ list: { code: string }[] }>(
      await call('POST', '/api/v2/users/resource/authorized', { namespace: 'default' }, { token: person.token }),
    )
    assert.deepEqual(
      own.list.map(({ code }) => code),
      ['api:1'],
    )
    const checked = accepted<{ resource: string; actions: string[] }[]>(
      await call('POST', '/api/v2/acl/check-resource-permission-batch', {
        userId: person.id,
        namespace: 'default',
        resources: ['api:1', 'api:2'],
      }),
    )
    assert.deepEqual(
      checked.map((one) => one.actions),
      [['car:drive'], []],
    )
  })

  test('malformed ones are refused, and none of a batch is made when one is', async () => {
    for (const wrong of [
      { code: 'x', type: 'THING' },
      { code: 'x*' },
      { code: '' },
      { code: 'x', actions: 'all' },
      { code: 'x', actions: [{ description: 'nameless' }] },
      { code: 'x'.repeat(513) },
    ]) {
      const outcome = await call('POST', '/api/v2/resources/bulk', {
        bulk: [{ code: 'fine' }, wrong],
        namespace: 'default',
      })
      assert.ok([400, 2231].includes(outcome.code), JSON.stringify(wrong))
    }
    assert.equal(await client.acl.getResourceByCode({ code: 'fine', namespace: 'default' }), null)
  })
})

test('assignments are listed by whom they are for, and no kind of them is made up', async () => {
  const person = await registerPerson(world)
  await policy('listed', [{ resource: 'x', actions: ['y'], effect: Allow }])
  await client.policies.addAssignments(['listed'], User, [person.id])
  const list = (type: string) =>
    call('GET', `/api/v2/policies/assignments/by-target?target_type=${type}&target_identifier=${person.id}`)
  assert.deepEqual(accepted<{ list: object[] }>(await list('USER')).list, [
    { code: 'listed', targetType: 'USER', targetIdentifier: person.id, enabled: true, inheritByChildren: true },
  ])
  for (const type of ['THING', 'constructor', 'user']) refused(await list(type), 400)
})

test('another pool decides for itself; people ask only about themselves and grant nothing', async () => {
  const [person, neighbour] = [await registerPerson(world), await registerPerson(world)]
  await client.acl.allow(person.id, 'wall:1', 'pass', 'default')
  const other = await world.addTenant('permission')
  const strange = { tenant: other, token: await managementToken(world, other) }
  const decision = 'query ($id: String!) { isActionAllowed(userId: $id, resource: "wall:1", action: "pass") }'
  assert.equal(accepted(await ask(decision, { id: person.id }, strange)), false)
  assert.equal(accepted(await ask(decision, { id: person.id }, { token: person.token })), true)
  refused(await ask(decision, { id: neighbour.id }, { token: person.token }), 1001)
  const allow = 'mutation ($id: String) { allow(userId: $id, resource: "wall:1", action: "pass") { code } }'
  refused(await ask(allow, { id: person.id }, { token: person.token }), 1001)
  refused(await ask(allow, { id: person.id }, strange), 2004)
  refused(await ask(allow, {}), 400)
  const path = `/api/v2/resource-namespace/${world.tenant.pool.id}`
  const { pool } = other
  refused(await rest(world.origin, 'POST', path, { code: 'theirs' }, { token: strange.token }), 2036)
  assert.notEqual(pool.id, world.tenant.pool.id)
})
