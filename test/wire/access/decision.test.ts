import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { PolicyAssignmentTargetType, PolicyEffect } from 'authing-js-sdk'
import { managementToken, type Person, registerPerson, send } from '../../kit/people.ts'
import { sdk } from '../../kit/sdk.ts'
import { startSecondServer } from '../../kit/second-server.ts'
import { accepted, graphql, type Outcome, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { managementClient } from '../../sdk/clients.ts'

let world: World
let other: Awaited<ReturnType<typeof startSecondServer>>
let token: string
let client: InstanceType<typeof sdk.ManagementClient>
const { User, Role, Group, Org } = sdk.PolicyAssignmentTargetType
const { Allow, Deny } = sdk.PolicyEffect

before(async () => {
  world = await newWorld()
  other = await startSecondServer(world)
  token = await managementToken(world)
  client = managementClient(world)
})
// Before the database goes.
after(() => other.close())

const speaking = () => ({ tenant: world.tenant, token })
const call = (method: string, path: string, body?: unknown): Promise<Outcome> =>
  rest(world.origin, method, path, body, speaking())

const decision = `query ($userId: String!, $resource: String!, $action: String!, $namespace: String) {
  isActionAllowed(userId: $userId, resource: $resource, action: $action, namespace: $namespace) }`

/** What the server that nothing was written on says. */
async function may(person: Person, resource: string, action = 'go', namespace = 'default'): Promise<boolean> {
  const asked = { userId: person.id, resource, action, namespace }
  return accepted<boolean>(await graphql(other.origin, decision, asked, speaking()))
}

interface Way {
  open(): Promise<unknown>
  close(): Promise<unknown>
}

let counter = 0
const allow = (targetType: PolicyAssignmentTargetType, targetIdentifier: string, resource: string) =>
  client.acl.authorizeResource({
    namespace: 'default',
    resource,
    opts: [{ targetType, targetIdentifier, actions: ['go'] }],
  })

/** Each opens and closes a door for somebody; what stands around it is there before. */
const ways: Record<string, (person: Person, resource: string) => Promise<Way>> = {
  async 'a grant'({ id }, resource) {
    const opts = [{ targetType: User, targetIdentifier: id }]
    return {
      open: () => client.acl.allow(id, resource, 'go', 'default'),
      close: () => client.acl.revokeResource({ namespace: 'default', resource, opts }),
    }
  },
  async 'a policy’s assignment'({ id }, resource) {
    const code = `assigned${++counter}`
    await client.policies.create({ code, statements: [{ resource, actions: ['go'], effect: Allow }] } as never)
    return {
      open: () => client.policies.addAssignments([code], User, [id]),
      close: () => client.policies.removeAssignments([code], User, [id]),
    }
  },
  async 'a switch of an assignment'({ id }, resource) {
    const code = `switched${++counter}`
    await client.policies.create({ code, statements: [{ resource, actions: ['go'], effect: Allow }] } as never)
    await client.policies.addAssignments([code], User, [id])
    await client.policies.disableAssignment(code, User, id)
    return {
      open: () => client.policies.enableAssignment(code, User, id),
      close: () => client.policies.disableAssignment(code, User, id),
    }
  },
  async 'a policy’s statements'({ id }, resource) {
    const code = `stated${++counter}`
    const statements = (effect: PolicyEffect) => ({ statements: [{ resource, actions: ['*'], effect }] }) as never
    await client.policies.create({ code, ...(statements(Deny) as object) } as never)
    await client.policies.addAssignments([code], User, [id])
    return {
      open: () => client.policies.update(code, statements(Allow)),
      close: () => client.policies.update(code, statements(Deny)),
    }
  },
  async 'a role'({ id }, resource) {
    const code = `role${++counter}`
    await client.roles.create(code)
    await allow(Role, code, resource)
    return { open: () => client.roles.addUsers(code, [id]), close: () => client.roles.removeUsers(code, [id]) }
  },
  async 'a group with a role'({ id }, resource) {
    const code = `circle${++counter}`
    await client.roles.create(code)
    await allow(Role, code, resource)
    await client.groups.create(code, code)
    const give = 'mutation ($code: String!) { assignRole(roleCode: $code, groupCodes: [$code]) { code } }'
    accepted(await graphql(world.origin, give, { code }, speaking()))
    return { open: () => client.groups.addUsers(code, [id]), close: () => client.groups.removeUsers(code, [id]) }
  },
  async 'a department that stands below the one it is granted to'({ id }, resource) {
    const org = await client.org.create(`House ${++counter}`)
    const [orgId, top] = [org.id as string, org.rootNode?.id as string]
    const left = await client.org.addNode(orgId, top, { name: 'Left' })
    const right = await client.org.addNode(orgId, top, { name: 'Right' })
    const own = await client.org.addNode(orgId, left.id as string, { name: 'Own' })
    await client.org.addMembers(own.id as string, [id])
    await allow(Org, right.id as string, resource)
    return {
      open: () => client.org.moveNode(orgId, own.id as string, right.id as string),
      close: () => client.org.moveNode(orgId, own.id as string, left.id as string),
    }
  },
  async 'the built-in policy of a group'({ id }) {
    const code = `admins${++counter}`
    await client.groups.create(code, code)
    await client.groups.addUsers(code, [id])
    return {
      open: () => client.policies.addAssignments(['AdministratorAccess'], Group, [code]),
      close: () => client.policies.removeAssignments(['AdministratorAccess'], Group, [code]),
    }
  },
}

describe('a change counts at once, on the other server too', () => {
  for (const [name, make] of Object.entries(ways))
    test(name, async () => {
      const person = await registerPerson(world)
      const resource = `way:${++counter}`
      const { open, close } = await make(person, resource)
      for (let turn = 0; turn < 3; turn++) {
        assert.equal(await may(person, resource), false)
        await open()
        assert.equal(await may(person, resource), true)
        await close()
      }
      assert.equal(await may(person, resource), false)
    })

  test('a namespace that is called otherwise takes its policies with it, and its end ends them', async () => {
    const person = await registerPerson(world)
    await client.acl.createNamespace('wing', 'Wing')
    const statements = [{ resource: 'bell:*', actions: ['go'], effect: Allow }]
    await client.policies.create({ code: 'ringers', namespace: 'wing', statements } as never)
    await client.policies.addAssignments(['ringers'], User, [person.id], { namespace: 'wing' } as never)
    assert.equal(await may(person, 'bell:1', 'go', 'wing'), true)
    await client.acl.updateNamespace('wing', { code: 'tower' })
    assert.equal(await may(person, 'bell:1', 'go', 'wing'), false)
    assert.equal(await may(person, 'bell:1', 'go', 'tower'), true)
    await client.acl.deleteNamespace('tower')
    assert.equal(await may(person, 'bell:1', 'go', 'tower'), false)
  })

  test('the end of somebody’s role ends what it gave', async () => {
    const person = await registerPerson(world)
    await client.roles.create('brief')
    await client.roles.addUsers('brief', [person.id])
    await allow(Role, 'brief', 'brief:1')
    assert.equal(await may(person, 'brief:1'), true)
    await client.roles.delete('brief')
    assert.equal(await may(person, 'brief:1'), false)
  })
})

describe('what a decision finds', () => {
  test('stars stand for anything, wherever they stand', async () => {
    const person = await registerPerson(world)
    const patterns = ['note:*:page', '*:cover', '*inner*', 'plain*', 'exact', 'a*b*c']
    for (const pattern of patterns) await client.acl.allow(person.id, pattern, 'go', 'default')
    const fit = ['note:1:page', 'note::page', 'x:cover', 'an inner text', 'plain', 'plainest', 'exact', 'abc', 'a-b-c']
    const unfit = ['note:1:line', 'note:page', 'x:covers', 'outer', 'plai', 'exactly', 'acb', 'Exact']
    for (const resource of fit) assert.equal(await may(person, resource), true, resource)
    for (const resource of unfit) assert.equal(await may(person, resource), false, resource)
  })

  test('the one denial among hundreds of statements about the same resource', async () => {
    const [person, stranger] = [await registerPerson(world), await registerPerson(world)]
    const many = Array.from({ length: 300 }, (_, n) => ({ resource: 'crowd:*', actions: [`act${n}`], effect: Allow }))
    await client.policies.create({ code: 'crowd', statements: many } as never)
    const denial = [{ resource: 'crowd:1', actions: ['act7'], effect: Deny }]
    await client.policies.create({ code: 'uncrowd', statements: denial } as never)
    await client.policies.addAssignments(['crowd', 'uncrowd'], User, [person.id])
    assert.equal(await may(person, 'crowd:1', 'act299'), true)
    assert.equal(await may(person, 'crowd:1', 'act7'), false)
    assert.equal(await may(person, 'crowd:2', 'act7'), true)
    assert.equal(await may(stranger, 'crowd:1', 'act299'), false)
    await client.policies.disableAssignment('crowd', User, person.id)
    assert.equal(await may(person, 'crowd:1', 'act299'), false)
  })

  test('a loop of roles ends', async () => {
    const person = await registerPerson(world)
    await client.roles.create('egg')
    await client.roles.create('hen')
    await client.roles.addUsers('egg', [person.id])
    await allow(Role, 'hen', 'nest:1')
    await world.database.pool.query(
      `UPDATE role SET parent_id = (SELECT id FROM role AS p WHERE p.code = CASE role.code WHEN 'egg' THEN 'hen' ELSE 'egg' END)
       WHERE code IN ('egg', 'hen')`,
    )
    assert.equal(await may(person, 'nest:1'), true)
  })
})

describe('what Python and Go clients ask for', () => {
  test('which resources of a kind somebody may do something on', async () => {
    const person = await registerPerson(world)
    for (const resource of ['ec2:1', 'ec2:2', 'ec2', 'ec21:1', 'disk:1'])
      await client.acl.allow(person.id, resource, 'start', 'default')
    const denial = [{ resource: 'ec2:2', actions: ['*'], effect: Deny }]
    await client.policies.create({ code: 'no-second', statements: denial } as never)
    await client.policies.addAssignments(['no-second'], User, [person.id])
    const path = '/api/v2/acl/get-authorized-resources-of-resource-kind'
    const asked = { userId: person.id, namespace: 'default', resource: 'ec2' }
    const list = accepted<{ code: string; actions: string[] }[]>(await call('POST', path, asked))
    assert.deepEqual(
      list.map(({ code, actions }) => [code, actions]),
      [
        ['ec2', ['start']],
        ['ec2:1', ['start']],
      ],
    )
    const own = await rest(world.origin, 'POST', path, asked, { tenant: world.tenant, token: person.token })
    assert.deepEqual(own.data, list)
    const neighbour = await registerPerson(world)
    const curious = { tenant: world.tenant, token: neighbour.token }
    refused(await rest(world.origin, 'POST', path, asked, curious), 1001)
  })

  test('several resources at once, with what is denied left out', async () => {
    const person = await registerPerson(world)
    const actions = ['open', 'shut'].map((name) => ({ name, description: name }))
    await client.acl.createResource({ code: 'gate', type: 'DATA', actions, namespace: 'default' } as never)
    await client.acl.allow(person.id, 'gate:*', '*', 'default')
    const denial = [{ resource: 'gate:2', actions: ['shut'], effect: Deny }]
    await client.policies.create({ code: 'left-open', statements: denial } as never)
    await client.policies.addAssignments(['left-open'], User, [person.id])
    const check = (resources: string[]) =>
      call('POST', '/api/v2/acl/check-resource-permission-batch', {
        userId: person.id,
        namespace: 'default',
        resources,
      })
    assert.deepEqual(accepted(await check(['gate:1', 'gate:2', 'fence:1'])), [
      { resource: 'gate:1', actions: ['open', 'shut'] },
      { resource: 'gate:2', actions: ['open'] },
      { resource: 'fence:1', actions: [] },
    ])
    refused(await check(Array.from({ length: 101 }, (_, n) => `gate:${n}`)), 400)
    refused(await check(Array.from({ length: 20 }, (_, n) => `${n}`.padEnd(600, 'x'))), 400)
  })

  test('the older path of a namespace takes its id', async () => {
    const path = `/api/v2/resource-namespace/${world.tenant.pool.id}`
    const { id } = accepted<{ id: string }>(await call('POST', path, { code: 'cellar', name: 'Cellar' }))
    const changed = accepted<{ name: string }>(await call('PUT', `${path}/${id}`, { name: 'Vault' }))
    assert.equal(changed.name, 'Vault')
    accepted(await call('DELETE', `${path}/${id}`))
    refused(await call('DELETE', `${path}/${id}`), 404)
  })
})

describe('what hangs on things, asked for through GraphQL', () => {
  test('the resources of a group, a role, a department and a person, and the assignments of a policy', async () => {
    const person = await registerPerson(world)
    await client.groups.create('hung', 'Hung')
    await client.roles.create('hung')
    const org = await client.org.create('Hung', '', 'hung')
    const node = org.rootNode?.id as string
    await allow(Group, 'hung', 'peg:group')
    await allow(Role, 'hung', 'peg:role')
    await allow(Org, node, 'peg:department')
    await allow(User, person.id, 'peg:person')
    const statements = [{ resource: 'peg:policy', actions: ['go'], effect: Allow }]
    await client.policies.create({ code: 'hung', statements } as never)
    await client.policies.addAssignments(['hung'], Group, ['hung'])
    const resources = 'authorizedResources(namespace: "default") { totalCount list { code type actions } }'
    const asked = async (query: string, variables: object = {}) =>
      accepted<{ authorizedResources: { list: { code: string }[] } }>(
        await graphql(world.origin, query, variables, speaking()),
      ).authorizedResources.list.map(({ code }) => code)
    assert.deepEqual(await asked(`{ group(code: "hung") { ${resources} } }`), ['peg:group', 'peg:policy'])
    assert.deepEqual(await asked('{ role(code: "hung") { authorizedResources { totalCount list { code } } } }'), [
      'peg:role',
    ])
    assert.deepEqual(await asked(`query ($id: String!) { nodeById(id: $id) { ${resources} } }`, { id: node }), [
      'peg:department',
    ])
    assert.deepEqual(await asked(`query ($id: String) { user(id: $id) { ${resources} } }`, { id: person.id }), [
      'peg:person',
    ])
    const policy = accepted<{ assignmentsCount: number; assignments: object[] }>(
      await graphql(
        world.origin,
        '{ policy(code: "hung") { assignmentsCount assignments { code targetType targetIdentifier } } }',
        {},
        speaking(),
      ),
    )
    assert.deepEqual(policy, {
      assignmentsCount: 1,
      assignments: [{ code: 'hung', targetType: 'GROUP', targetIdentifier: 'hung' }],
    })
    accepted(await send(world, 'deleteUser', { id: person.id }, { token }))
  })
})
