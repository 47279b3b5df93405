import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../../kit/people.ts'
import type { sdk } from '../../kit/sdk.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { accepted, refused } from '../../kit/wire.ts'
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

const { ask, call } = speakerIn(
  () => world,
  () => ({ token }),
)

interface Node {
  id: string
  code: string | null
  name: string
  path: string[]
  namePath: string[]
  depth: number
  children: string[]
}

interface Org {
  id: string
  rootNode: Node
  nodes: Node[]
}

interface Tree {
  name: string
  code: string
  nameI18n?: object
  order?: number
  children?: Tree[]
}

const tree: Tree = {
  name: 'Company',
  code: 'company',
  nameI18n: { en: 'Company', ja: '会社' },
  children: [
    { name: 'Development', code: 'dev', order: 10, children: [{ name: 'Backend', code: 'backend' }] },
    { name: 'Sales', code: 'sales', order: 20 },
  ],
}

async function grow(): Promise<Org> {
  return accepted<Org>(await call('POST', '/api/v2/orgs/import', { filetype: 'json', file: tree }))
}

function named(org: Org, code: string): Node {
  return org.nodes.find((node) => node.code === code) as Node
}

const moveNode =
  'mutation ($org: String!, $node: String!, $to: String!) { moveNode(orgId: $org, nodeId: $node, targetParentId: $to) { id nodes { id code path namePath depth children } } }'
const addNode =
  'mutation ($org: String!, $parent: String, $code: String) { addNodeV2(orgId: $org, parentNodeId: $parent, name: "New", code: $code) { id depth path } }'

test('a tree that goes out comes in again as it was', async () => {
  const org = await grow()
  assert.deepEqual(
    org.rootNode.children.map((id) => org.nodes.find((node) => node.id === id)?.code),
    ['sales', 'dev'],
  )
  const exported = await client.org.exportByOrgId(org.id)
  const again = await client.org.importByJson(exported)
  const shape = (node: Tree): unknown => ({
    name: node.name,
    code: node.code,
    children: (node.children ?? []).map((child) => shape(child)),
  })
  assert.deepEqual(shape(await client.org.exportByOrgId(again.id)), shape(exported))
  assert.deepEqual(exported.nameI18n, tree.nameI18n)
  const all = await client.org.exportAll()
  assert.ok(all.length >= 2)
})

test('moving a department takes along what is below it', async () => {
  const org = await grow()
  const [dev, sales, backend] = [named(org, 'dev'), named(org, 'sales'), named(org, 'backend')]
  const moved = accepted<Org>(await ask(moveNode, { org: org.id, node: dev.id, to: sales.id }))
  assert.deepEqual(named(moved, 'backend').namePath, ['Company', 'Sales', 'Development', 'Backend'])
  assert.deepEqual(named(moved, 'backend').path, [org.rootNode.id, sales.id, dev.id, backend.id])
  assert.equal(named(moved, 'backend').depth, 3)
  refused(await ask(moveNode, { org: org.id, node: sales.id, to: backend.id }), 400)
  refused(await ask(moveNode, { org: org.id, node: org.rootNode.id, to: sales.id }), 400)
  const other = await grow()
  refused(await ask(moveNode, { org: org.id, node: dev.id, to: other.rootNode.id }), 404)
})

test('two moves at once cannot make a ring', async () => {
  const org = await grow()
  const [dev, sales] = [named(org, 'dev'), named(org, 'sales')]
  const outcomes = await Promise.all([
    ask(moveNode, { org: org.id, node: dev.id, to: sales.id }),
    ask(moveNode, { org: org.id, node: sales.id, to: dev.id }),
  ])
  assert.deepEqual(outcomes.map(({ code }) => code).sort(), [200, 400])
  assert.equal((await client.org.findById(org.id)).nodes?.length, 4)
})

test('a code is unique in its organisation; the one at the top goes only with it', async () => {
  const org = await grow()
  refused(await ask(addNode, { org: org.id, code: 'dev' }), 409)
  const added = accepted<Node>(await ask(addNode, { org: org.id, code: 'new' }))
  assert.equal(added.depth, 1)
  refused(await ask(addNode, { org: '0'.repeat(24), code: 'x' }), 404)
  const deleteNode = 'mutation ($org: String!, $node: String!) { deleteNode(orgId: $org, nodeId: $node) { code } }'
  refused(await ask(deleteNode, { org: org.id, node: org.rootNode.id }), 400)
  accepted(await ask(deleteNode, { org: org.id, node: named(org, 'dev').id }))
  const left = (await client.org.findById(org.id)).nodes?.map((node) => node?.code).sort()
  assert.deepEqual(left, ['company', 'new', 'sales'])
})

test('trees that are none are refused whole', async () => {
  const before = accepted<{ count: number }>(await call('GET', '/api/v2/orgs/count'))
  const wrong: unknown[] = [
    [],
    { children: [] },
    { name: 'x', children: 'y' },
    {
      name: 'x',
      children: [
        { name: 'a', code: 'c' },
        { name: 'b', code: 'c' },
      ],
    },
    { name: 'x', children: [{ name: 1 }] },
    { name: 'x', order: 1.5 },
  ]
  for (const file of wrong) {
    const { code } = await call('POST', '/api/v2/orgs/import', { filetype: 'json', file })
    assert.ok(code === 400 || code === 409, JSON.stringify(file))
  }
  refused(await call('POST', '/api/v2/orgs/import', { filetype: 'json' }), 2231)
  assert.deepEqual(accepted(await call('GET', '/api/v2/orgs/count')), before)
})

test('people join, lead, move, and have one main department', async () => {
  const org = await grow()
  const [dev, sales, backend] = [named(org, 'dev'), named(org, 'sales'), named(org, 'backend')]
  const person = await registerPerson(world)
  await client.org.addMembers(backend.id, [person.id])
  assert.equal((await client.org.listMembers(dev.id)).totalCount, 0)
  const below = await client.org.listMembers(dev.id, { includeChildrenNodes: true })
  assert.deepEqual(
    below.list.map((user) => user.id),
    [person.id],
  )
  await client.org.setMainDepartment(person.id, backend.id)
  await assert.rejects(client.org.setMainDepartment(person.id, sales.id), (error) => codeOf(error) === 404)
  const { list } = await client.users.listDepartment(person.id)
  assert.deepEqual(
    list.map((entry) => [entry.department.code, entry.isMainDepartment]),
    [['backend', true]],
  )
  const ways = accepted<Node[][]>(await call('GET', '/api/v2/users/me/orgs', undefined, { token: person.token }))
  assert.deepEqual(
    ways[0]?.map(({ code }) => code),
    ['company', 'dev', 'backend'],
  )
  await client.org.moveMembers({ userIds: [person.id], sourceNodeId: backend.id, targetNodeId: sales.id })
  assert.equal((await client.org.listMembers(sales.id)).totalCount, 1)
  await assert.rejects(client.org.addMembers(sales.id, ['0'.repeat(24)]), (error) => codeOf(error) === 2004)
  await client.org.removeMembers(sales.id, [person.id])
  assert.equal((await client.org.listMembers(org.rootNode.id, { includeChildrenNodes: true })).totalCount, 0)
})

test('another pool neither sees nor changes it', async () => {
  const org = await grow()
  const other = await world.addTenant('org')
  const strange = { tenant: other, token: await managementToken(world, other) }
  refused(await ask('query ($id: String!) { org(id: $id) { id } }', { id: org.id }, strange), 404)
  assert.equal(
    accepted(await ask('query ($id: String!) { nodeById(id: $id) { id } }', { id: org.rootNode.id }, strange)),
    null,
  )
  refused(await ask(addNode, { org: org.id }, strange), 404)
  refused(await ask(moveNode, { org: org.id, node: named(org, 'dev').id, to: named(org, 'sales').id }, strange), 404)
  refused(await ask('mutation ($id: String!) { deleteOrg(id: $id) { code } }', { id: org.id }, strange), 404)
  assert.deepEqual(accepted(await call('GET', '/api/v2/orgs/count', undefined, strange)), { count: 0 })
  const person = await registerPerson(world)
  refused(await ask(addNode, { org: org.id }, { token: person.token }), 1001)
})
