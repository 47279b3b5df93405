import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../../kit/people.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { accepted, type Outcome, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let token: string

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

const { ask, call } = speakerIn(
  () => world,
  () => ({ token }),
)

interface Node {
  id: string
  code: string
  parentNodeId: string | null
  path: string[]
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
  children: Tree[]
}

const grow = async (file: Tree) => accepted<Org>(await call('POST', '/api/v2/orgs/import', { filetype: 'json', file }))
const leaf = (code: string, children: Tree[] = []): Tree => ({ name: code, code, children })
const idOf = (org: Org, code: string) => org.nodes.find((node) => node.code === code)?.id as string

/** `d0` with `d1` below it, and so on. */
function chain(prefix: string, length: number): Tree {
  let tree = leaf(`${prefix}${length - 1}`)
  for (let depth = length - 2; depth >= 0; depth--) tree = leaf(`${prefix}${depth}`, [tree])
  return tree
}

const move = (org: Org, node: string, to: string): Promise<Outcome> =>
  ask(
    'mutation ($org: String!, $node: String!, $to: String!) { moveNode(orgId: $org, nodeId: $node, targetParentId: $to) { id } }',
    { org: org.id, node, to },
  )

test('a tree of two hundred levels goes in, is walked, moved as one, and comes out', async () => {
  const org = await grow(chain('d', 200))
  const deepest = org.nodes.find(({ code }) => code === 'd199')
  assert.deepEqual([org.nodes.length, deepest?.depth, deepest?.path.length], [200, 199, 200])
  const children = accepted<Node[]>(await call('GET', `/api/v2/orgs/children?nodeId=${org.rootNode.id}&depth=3`))
  assert.deepEqual(
    children.map(({ code }) => code),
    ['d1', 'd2', 'd3'],
  )
  const add =
    'mutation ($org: String!, $parent: String, $code: String) { addNode(orgId: $org, parentNodeId: $parent, name: "Below", code: $code) { id nodes { code depth } } }'
  const grown = accepted<Org>(await ask(add, { org: org.id, parent: deepest?.id, code: 'below' }))
  assert.equal(grown.nodes.find(({ code }) => code === 'below')?.depth, 200)
  refused(await move(org, idOf(org, 'd1'), deepest?.id as string), 400)
  const query = 'query ($id: String!) { nodeById(id: $id) { users(includeChildrenNodes: true) { totalCount } } }'
  const member = await registerPerson(world)
  accepted(
    await ask('mutation ($id: String, $users: [String!]!) { addMember(nodeId: $id, userIds: $users) { id } }', {
      id: deepest?.id,
      users: [member.id],
    }),
  )
  for (const code of ['d1', 'd150'])
    assert.deepEqual(accepted(await ask(query, { id: idOf(org, code) })), { users: { totalCount: 1 } })
  accepted(await move(org, idOf(org, 'd100'), org.rootNode.id))
  let exported = accepted<Tree>(await call('GET', `/api/v2/orgs/export?org_id=${org.id}`))
  assert.deepEqual(exported.children.map(({ code }) => code).sort(), ['d1', 'd100'])
  let levels = 1
  for (let below = exported.children.find(({ code }) => code === 'd100'); below; below = below.children[0]) levels++
  assert.equal(levels, 102)
  exported = { ...exported, code: 'again' }
  assert.equal((await grow(exported)).nodes.length, 201)
})

test('256 levels are the most, however somebody tries for more', async () => {
  const org = await grow(chain('e', 256))
  const add =
    'mutation ($org: String!, $parent: String) { addNodeV2(orgId: $org, parentNodeId: $parent, name: "x") { id } }'
  refused(await ask(add, { org: org.id, parent: idOf(org, 'e255') }), 400)
  refused(await call('POST', '/api/v2/orgs/import', { filetype: 'json', file: chain('f', 257) }), 400)
  accepted(await move(org, idOf(org, 'e255'), org.rootNode.id))
  accepted(await move(org, idOf(org, 'e255'), idOf(org, 'e254')))
  const other = accepted<Node>(await ask(add, { org: org.id }))
  accepted(await ask(add, { org: org.id, parent: other.id }))
  refused(await move(org, other.id, idOf(org, 'e254')), 400)
})

test('the top of a tree, and what is the top', async () => {
  const org = await grow(leaf('top', [leaf('low')]))
  const root = accepted<Node>(await ask('query ($id: String!) { rootNode(orgId: $id) { id code } }', { id: org.id }))
  assert.equal(root.code, 'top')
  const isRoot = (node: string) =>
    ask('query ($org: String!, $node: String!) { isRootNode(orgId: $org, nodeId: $node) }', { org: org.id, node })
  assert.deepEqual([accepted(await isRoot(root.id)), accepted(await isRoot(idOf(org, 'low')))], [true, false])
  refused(await ask('query { rootNode(orgId: "000000000000000000000000") { id } }'), 404)
})

test('departments say which roles they have', async () => {
  const org = await grow(leaf('with-role'))
  accepted(await ask('mutation { createRole(code: "keeper") { code } }'))
  accepted(await ask('mutation { assignRole(roleCode: "keeper", nodeCodes: ["with-role"]) { code } }'))
  const roles = 'query ($id: String!) { nodeById(id: $id) { roles { totalCount list { code } } } }'
  assert.deepEqual(accepted(await ask(roles, { id: org.rootNode.id })), {
    roles: { totalCount: 1, list: [{ code: 'keeper' }] },
  })
})

test('forty moves at once leave one tree', async () => {
  const codes = ['a', 'b', 'c', 'd', 'e', 'f']
  const org = await grow(
    leaf(
      'storm',
      codes.map((code) => leaf(code, [leaf(`${code}1`)])),
    ),
  )
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, turn) => {
      const [from, to] = [codes[turn % 6] as string, codes[(turn * 5 + 1) % 6] as string]
      return move(org, idOf(org, from), idOf(org, turn % 2 === 0 ? to : `${to}1`))
    }),
  )
  assert.ok(outcomes.every(({ code }) => code === 200 || code === 400))
  assert.ok(outcomes.some(({ code }) => code === 200))
  const query = 'query ($id: String!) { org(id: $id) { id nodes { id code path depth children } } }'
  const { nodes } = accepted<Org>(await ask(query, { id: org.id }))
  assert.equal(nodes.length, 13)
  const children = nodes.flatMap((node) => node.children)
  assert.equal(new Set(children).size, 12, 'everything but the top stands below exactly one department')
  for (const { id, path, depth } of nodes)
    assert.deepEqual([path.at(-1), path[0], path.length], [id, org.rootNode.id, depth + 1])
})

test('two who add one code at once: one of them gets it', async () => {
  const org = await grow(leaf('contested'))
  const add = 'mutation ($org: String!) { addNodeV2(orgId: $org, name: "Same", code: "same") { id } }'
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => ask(add, { org: org.id })))
  assert.deepEqual(outcomes.map(({ code }) => code).sort(), [200, 409, 409, 409])
})
