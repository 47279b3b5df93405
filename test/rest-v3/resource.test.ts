import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken } from '../kit/people.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let token: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  ok(await v3('POST create-namespace', { code: 'shop', name: 'The shop' }))
})
const v3 = v3In(
  () => world,
  () => ({ token }),
)

interface Listed {
  totalCount: number
  list: { id: string; code: string; namespace: string; namespaceName: string }[]
}

const long = '1234567891'.repeat(10)
const codesOf = ({ list }: Listed) => list.map(({ code }) => code)

test('a resource is made with all that it has, read and changed', async () => {
  const actions = [{ name: 'read', description: 'See it' }, { name: 'write' }]
  const sent = {
    code: 'ecs:1',
    type: 'API',
    name: 'Server',
    description: 'Runs',
    actions,
    apiIdentifier: 'https://a.b/c',
  }
  const made = { ...sent, actions: [actions[0], { name: 'write', description: null }], namespace: 'shop' }
  assert.deepEqual(ok(await v3('POST create-resource', { ...sent, namespace: 'shop' })), made)
  assert.deepEqual(ok(await v3('GET get-resource?code=ecs:1&namespace=shop')), made)
  refusedAs(await v3('GET get-resource?code=ecs:1'), 404, 404)

  const change = { code: 'ecs:1', namespace: 'shop', type: 'DATA', name: 'Machine', actions: [{ name: 'stop' }] }
  const changed = { ...made, type: 'DATA', name: 'Machine', actions: [{ name: 'stop', description: null }] }
  assert.deepEqual(ok(await v3('POST update-resource', change)), changed)
  // Null says nothing, and an empty list says that there are none.
  const nothing = { code: 'ecs:1', namespace: 'shop', name: null, actions: null, apiIdentifier: null }
  assert.deepEqual(ok(await v3('POST update-resource', nothing)), changed)
  const none = await v3('POST update-resource', { code: 'ecs:1', namespace: 'shop', actions: [] })
  assert.deepEqual(ok(none), { ...changed, actions: [] })
})

test('several are made together or not at all', async () => {
  const list = ['b-1', 'b-2'].map((code) => ({ code, type: 'MENU' }))
  assert.deepEqual(ok(await v3('POST create-resources-batch', { list, namespace: 'shop' })), { success: true })
  const again = [
    { code: 'b-3', type: 'MENU' },
    { code: 'b-2', type: 'UI' },
  ]
  refusedAs(await v3('POST create-resources-batch', { list: again, namespace: 'shop' }), 409, 409)
  refusedAs(await v3('POST create-resources-batch', { list, namespace: 'nowhere' }), 404, 404)
  refusedAs(await v3('POST create-resources-batch', { list: [] }), 400, 400)
  const many = Array.from({ length: 1001 }, (_, at) => ({ code: `m-${at}`, type: 'DATA' }))
  refusedAs(await v3('POST create-resources-batch', { list: many }), 400, 400)
  const found = await v3('GET get-resources-batch?codeList=b-2&codeList=b-3&codeList=b-1&namespace=shop')
  assert.deepEqual(
    ok<{ code: string }[]>(found).map(({ code }) => code),
    ['b-2', 'b-1'],
  )
})

test('resources are listed by namespace and type, or over namespaces', async () => {
  const of = (type: string, ...codes: string[]) => codes.map((code) => ({ code, type }))
  const list = [...of('BUTTON', 'list-1', 'list-2', 'list-3'), ...of('UI', 'list-4')]
  ok(await v3('POST create-resources-batch', { list }))
  ok(await v3('POST create-resource', { code: 'other', type: 'DATA', name: 'A list-5', namespace: 'shop' }))

  const buttons = ok<Listed>(await v3('GET list-resources?type=BUTTON&limit=2&page=2'))
  assert.deepEqual([buttons.totalCount, buttons.list.length], [3, 1])
  const all = ok<Listed>(await v3('GET list-common-resource?keyword=LIST-'))
  assert.equal(all.totalCount, 5)
  const [newest] = all.list
  assert.deepEqual([newest?.code, newest?.namespace, newest?.namespaceName], ['other', 'shop', 'The shop'])
  const some = await v3('GET list-common-resource?keyword=list-&namespaceCodeList=shop&namespaceCodeList=nowhere')
  assert.deepEqual(codesOf(ok(some)), ['other'])
  const one = ok<Listed>(await v3('GET list-common-resource?namespaceCodeList=default&limit=1&page=4'))
  assert.deepEqual([one.totalCount, one.list.length], [4, 1])
  refusedAs(await v3('GET list-resources?limit=51'), 400, 400)
  refusedAs(await v3('GET list-resources?type=FISH'), 400, 400)
})

test('resources are deleted by codes and ids; what there is not is passed over', async () => {
  const list = ['d-1', 'd-2', 'd-3', 'd-4', 'd-5'].map((code) => ({ code, type: 'DATA' }))
  ok(await v3('POST create-resources-batch', { list }))
  const before = ok<Listed>(await v3('GET list-common-resource?keyword=d-'))
  const idOf = (code: string) => before.list.find((one) => one.code === code)?.id

  ok(await v3('POST delete-resource', { code: 'd-1' }))
  ok(await v3('POST delete-resources-batch', { codeList: ['d-2', '额！', '', long], ids: [idOf('d-3')] }))
  assert.deepEqual(ok(await v3('POST delete-common-resources-batch', { ids: [idOf('d-4'), 'nobody'] })), {
    success: true,
  })
  assert.deepEqual(codesOf(ok(await v3('GET list-common-resource?keyword=d-'))), ['d-5'])

  for (const code of ['额！', '', ' ']) ok(await v3('POST delete-resource', { code }))
  refusedAs(await v3('POST delete-resource', { code: long }), 400, 400)
  refusedAs(await v3('POST delete-resources-batch', { namespace: 'shop' }), 400, 400)
  refusedAs(await v3('POST delete-common-resources-batch', { ids: [] }), 400, 400)
})

test('what cannot be is refused', async () => {
  for (const code of ['额！', ' ', '', long, 'a*', 'a b', 'nul\0']) {
    refusedAs(await v3('POST create-resource', { code, type: 'DATA' }), 400, 400)
    refusedAs(await v3('POST create-resources-batch', { list: [{ code, type: 'DATA' }] }), 400, 400)
  }
  for (const code of ['', '额！']) {
    refusedAs(await v3(`GET get-resource?code=${encodeURIComponent(code)}`), 404, 404)
    refusedAs(await v3('POST update-resource', { code, type: 'DATA' }), 404, 404)
  }
  refusedAs(await v3('POST create-resource', { code: 'untyped' }), 400, 2231)
  refusedAs(
    await v3('POST create-resource', { code: 'x', type: 'DATA', actions: [{ name: 'read', colour: 1 }] }),
    400,
    400,
  )
  refusedAs(await v3('POST create-resource', { code: 'x', type: 'DATA', name: 'n'.repeat(1001) }), 400, 400)
  refusedAs(await v3('GET get-resources-batch?codeList='), 400, 2231)
})

test('another pool finds and deletes none of them', async () => {
  ok(await v3('POST create-resource', { code: 'ours', type: 'DATA' }))
  const { list } = ok<Listed>(await v3('GET list-common-resource?keyword=ours'))
  const tenant = await world.addTenant('neighbour')
  const speaking = { tenant, token: await managementToken(world, tenant) }
  const theirs = v3In(
    () => world,
    () => speaking,
  )
  ok(await theirs('POST delete-resources-batch', { codeList: ['ours'], ids: list.map(({ id }) => id) }))
  refusedAs(await theirs('GET get-resource?code=ours'), 404, 404)
  assert.equal(ok<Listed>(await theirs('GET list-common-resource')).totalCount, 0)
  ok(await v3('GET get-resource?code=ours'))
})
