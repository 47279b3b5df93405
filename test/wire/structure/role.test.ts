import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson, send } from '../../kit/people.ts'
import type { sdk } from '../../kit/sdk.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { accepted, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { codeOf, managementClient } from '../../sdk/clients.ts'

let world: World
let token: string
let client: InstanceType<typeof sdk.ManagementClient>

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  client = managementClient(world)
})

const { ask } = speakerIn(
  () => world,
  () => ({ token }),
)

const createRole =
  'mutation ($code: String!, $namespace: String, $parent: String) { createRole(code: $code, namespace: $namespace, parent: $parent) { id code namespace arn isSystem parent { code } } }'
const assignRole =
  'mutation ($code: String, $users: [String!], $groups: [String!], $nodes: [String!]) { assignRole(roleCode: $code, userIds: $users, groupCodes: $groups, nodeCodes: $nodes) { code message } }'
const rolesOf = 'query ($id: String!) { user(id: $id) { roles { totalCount list { code } } } }'

async function codesOf(userId: string): Promise<string[]> {
  const { roles } = accepted<{ roles: { list: { code: string }[] } }>(await ask(rolesOf, { id: userId }))
  return roles.list.map(({ code }) => code)
}

test('a code is unique in its namespace, not beyond it', async () => {
  const first = accepted<{ id: string; namespace: string; arn: string }>(await ask(createRole, { code: 'editor' }))
  assert.equal(first.namespace, 'default')
  assert.equal(first.arn, `arn:cn:authing:${world.tenant.pool.id}:role:${first.id}`)
  refused(await ask(createRole, { code: ' editor ' }), 409)
  const english = await ask(createRole, { code: 'editor' }, { lang: 'en-US' })
  assert.equal(english.message, 'There is a role editor already')
  assert.equal((await ask(createRole, { code: 'editor' }, { lang: 'zh-CN' })).message, '角色 editor 已存在')
  refused(await ask(createRole, { code: 'editor', namespace: 'nowhere' }), 404)
  await client.acl.createNamespace('other', 'Other')
  accepted(await ask(createRole, { code: 'editor', namespace: 'other' }))
  await assert.rejects(
    client.roles.update('editor', { newCode: '' as never, namespace: 'nowhere' }),
    (error) => codeOf(error) === 404,
  )
})

test('two who create one role at once: one of them gets it', async () => {
  const outcomes = await Promise.all([1, 2, 3].map(() => ask(createRole, { code: 'contested' })))
  assert.deepEqual(outcomes.map(({ code }) => code).sort(), [200, 409, 409])
})

test('a child knows its parent, and loses it when that one goes', async () => {
  accepted(await ask(createRole, { code: 'parent' }))
  const child = accepted<{ parent: object }>(await ask(createRole, { code: 'child', parent: 'parent' }))
  assert.deepEqual(child.parent, { code: 'parent' })
  refused(await ask(createRole, { code: 'orphan', parent: 'nobody' }), 404)
  await client.roles.delete('parent')
  const role = accepted<{ parent: object | null }>(await ask('{ role(code: "child") { code parent { code } } }', {}))
  assert.equal(role.parent, null)
})

test('a person has the roles given to them, to their groups, and to their departments and those above', async () => {
  const person = await registerPerson(world)
  for (const code of ['direct', 'grouped', 'headed', 'elsewhere']) accepted(await ask(createRole, { code }))
  await client.groups.create('crew', 'Crew')
  await client.groups.addUsers('crew', [person.id])
  const org = await client.org.create('Company', '', 'company')
  const node = await client.org.addNode(org.id as string, org.rootNode?.id as string, { name: 'Team', code: 'team' })
  await client.org.addMembers(node.id as string, [person.id])
  accepted(await ask(assignRole, { code: 'direct', users: [person.id, person.id] }))
  accepted(await ask(assignRole, { code: 'grouped', groups: ['crew'] }))
  accepted(await ask(assignRole, { code: 'headed', nodes: ['company'] }))
  assert.deepEqual((await codesOf(person.id)).sort(), ['direct', 'grouped', 'headed'])
  const own = accepted<{ code: string }[]>(
    await rest(world.origin, 'GET', '/api/v2/users/me/roles', undefined, { tenant: world.tenant, token: person.token }),
  )
  assert.deepEqual(own.map(({ code }) => code).sort(), ['direct', 'grouped', 'headed'])
  const has = (code: string) =>
    rest(world.origin, 'GET', `/api/v2/users/${person.id}/has-role?code=${code}`, undefined, {
      tenant: world.tenant,
      token,
    })
  assert.deepEqual(accepted(await has('headed')), { hasRole: true })
  assert.deepEqual(accepted(await has('elsewhere')), { hasRole: false })
  await client.roles.removeUsers('direct', [person.id])
  assert.deepEqual((await codesOf(person.id)).sort(), ['grouped', 'headed'])
  accepted(await send(world, 'deleteUser', { id: person.id }, { token }))
  assert.equal((await client.roles.listUsers('direct')).totalCount, 0)
})

test('members come by page, and by what stands in their identifiers', async () => {
  accepted(await ask(createRole, { code: 'crowd' }))
  const people = []
  for (let count = 0; count < 3; count++) people.push(await registerPerson(world))
  await client.roles.addUsers(
    'crowd',
    people.map(({ id }) => id),
  )
  const page = await client.roles.listUsers('crowd', { page: 2, limit: 2 })
  assert.equal(page.totalCount, 3)
  assert.equal(page.list?.length, 1)
  const found = await client.roles.findUsers('crowd', { search: people[1]?.username as string })
  assert.deepEqual(
    found.list?.map((user) => user?.id),
    [people[1]?.id],
  )
})

test('a role, group, department or person that is missing: nothing is given to anybody', async () => {
  const person = await registerPerson(world)
  accepted(await ask(createRole, { code: 'whole' }))
  refused(await ask(assignRole, { code: 'nobody', users: [person.id] }), 404)
  refused(await ask(assignRole, { code: 'whole', users: [person.id, '0'.repeat(24)] }), 2004)
  refused(await ask(assignRole, { code: 'whole', users: [person.id], groups: ['nobody'] }), 404)
  refused(await ask(assignRole, { code: 'whole', users: [person.id], nodes: ['nobody'] }), 404)
  refused(await ask(assignRole, { users: [person.id] }), 400)
  assert.deepEqual(await codesOf(person.id), [])
})

test('another pool sees none of it, people see none but their own, strangers nothing', async () => {
  const person = await registerPerson(world)
  const other = await world.addTenant('role')
  const strange = { tenant: other, token: await managementToken(world, other) }
  assert.equal(accepted(await ask('{ role(code: "editor") { code } }', {}, strange)), null)
  refused(await ask(assignRole, { code: 'editor', users: [person.id] }, strange), 404)
  refused(await ask(createRole, { code: 'mine' }, { token: person.token }), 1001)
  refused(await ask(createRole, { code: 'mine' }, { token: undefined }), 2020)
  refused(
    await rest(world.origin, 'GET', `/api/v2/users/${'0'.repeat(24)}/has-role?code=editor`, undefined, {
      tenant: world.tenant,
      token: person.token,
    }),
    1001,
  )
})
