import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken } from '../../kit/people.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { accepted } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { managementClient } from '../../sdk/clients.ts'

let world: World
let token: string
let ann: string
let nodeId: string

/** Somebody in a group, a department and a role, each with a resource of its own. */
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  const { users, groups, roles, org, acl, policies, udf } = managementClient(world)
  ann = (await users.create({ username: 'ann' }, { identity: { provider: 'github', userIdInIdp: '7' } })).id
  await groups.create('crew', 'Crew')
  await groups.addUsers('crew', [ann])
  await roles.create('editor')
  await roles.addUsers('editor', [ann])
  const { rootNode } = await org.create('Company', '', 'company')
  nodeId = rootNode?.id as string
  await org.addMembers(nodeId, [ann])
  accepted(await ask('mutation { assignRole(roleCode: "editor", nodeCodes: ["company"]) { code } }'))
  const actions = [{ name: 'book:read', description: 'reads' }]
  await acl.createResource({ namespace: 'default', code: 'book', type: 'DATA' as never, actions })
  for (const [resource, targetType, targetIdentifier] of [
    ['book:mine', 'USER', ann],
    ['book:crew', 'GROUP', 'crew'],
    ['book:editor', 'ROLE', 'editor'],
    ['book:company', 'ORG', nodeId],
  ])
    await acl.authorizeResource({
      namespace: 'default',
      resource: resource as string,
      opts: [{ targetType, targetIdentifier, actions: ['book:read'] }] as never,
    })
  const read = { resource: 'book:*', actions: ['book:read'], effect: 'ALLOW' }
  await policies.create({ code: 'reader', statements: [read] as never })
  await policies.addAssignments(['reader'], 'USER' as never, [ann])
  await udf.set('USER' as never, 'school', 'STRING' as never, 'School')
  await users.setUdfValue(ann, { school: 'Tsinghua' })
})

const { ask } = speakerIn(
  () => world,
  () => ({ token }),
)

const people = 'users { totalCount list { id } }'
const resources = 'authorizedResources(namespace: "default") { totalCount list { code } }'
const codesOf = ({ list }: { list: { code: string }[] }) => list.map(({ code }) => code).sort()

test('groups, roles and departments say who is in them and what they may use', async () => {
  for (const [query, code] of [
    [`{ group(code: "crew") { ${people} ${resources} } }`, 'book:crew'],
    [`{ role(code: "editor") { ${people} ${resources.replace(/\(.*?\)/, '')} } }`, 'book:editor'],
    [`{ nodeById(id: "${nodeId}") { ${people} ${resources} } }`, 'book:company'],
  ] as const) {
    const found = accepted<{ users: object; authorizedResources: { list: { code: string }[] } }>(await ask(query))
    assert.deepEqual(found.users, { totalCount: 1, list: [{ id: ann }] })
    assert.ok(
      codesOf(found.authorizedResources).includes(code),
      `${code} is among ${codesOf(found.authorizedResources)}`,
    )
  }
  const roles = accepted<object>(await ask(`{ nodeById(id: "${nodeId}") { roles { list { code } } } }`))
  assert.deepEqual(roles, { roles: { list: [{ code: 'editor' }] } })
})

test('people say all of it at once', async () => {
  const query = `query ($id: String) { user(id: $id) { identities { provider userIdInIdp } customData { key value }
    groups { list { code } } roles { list { code } } departments { list { department { code } } } ${resources} } }`
  const { authorizedResources, ...user } = accepted<{ authorizedResources: { list: { code: string }[] } }>(
    await ask(query, { id: ann }),
  )
  assert.deepEqual(user, {
    identities: [{ provider: 'github', userIdInIdp: '7' }],
    customData: [{ key: 'school', value: 'Tsinghua' }],
    groups: { list: [{ code: 'crew' }] },
    roles: { list: [{ code: 'editor' }] },
    departments: { list: [{ department: { code: 'company' } }] },
  })
  const codes = codesOf(authorizedResources)
  for (const code of ['book:mine', 'book:crew', 'book:editor', 'book:company']) assert.ok(codes.includes(code), code)
})

test('a policy says to whom it is given', async () => {
  const query = '{ policy(code: "reader") { assignments { targetType targetIdentifier } } }'
  assert.deepEqual(accepted(await ask(query)), {
    assignments: [{ targetType: 'USER', targetIdentifier: ann }],
  })
})
