import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken } from '../kit/people.ts'
import { ask } from '../kit/rest.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let token: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})
const v3 = v3In(
  () => world,
  () => ({ token }),
)

const long = '1234567891'.repeat(10)

test('a namespace is made, read, changed with what is in it, and deleted', async () => {
  const made = ok(await v3('POST create-namespace', { code: 'shop', name: 'Shop', description: null }))
  assert.deepEqual(made, { code: 'shop', name: 'Shop', description: null })
  assert.deepEqual(ok(await v3('GET get-namespace?code=shop')), made)
  ok(await v3('POST create-resource', { code: 'order', type: 'DATA', namespace: 'shop' }))

  const changed = await v3('POST update-namespace', { code: 'shop', newCode: 'store', description: 'All of it.' })
  assert.deepEqual(ok(changed), { code: 'store', name: 'Shop', description: 'All of it.' })
  ok(await v3('GET get-resource?code=order&namespace=store'))
  refusedAs(await v3('GET get-namespace?code=shop'), 404, 404)
  assert.deepEqual(ok(await v3('POST update-namespace', { code: 'store', name: 'Store', newCode: null })), {
    code: 'store',
    name: 'Store',
    description: 'All of it.',
  })

  assert.deepEqual(ok(await v3('POST delete-namespace', { code: 'store' })), { success: true })
  refusedAs(await v3('GET get-resource?code=order&namespace=store'), 404, 404)
  refusedAs(await v3('POST delete-namespace', { code: 'store' }), 404, 404)
})

test('several are made together or not at all', async () => {
  const list = [{ code: 'one' }, { code: 'two', name: 'Two' }]
  assert.deepEqual(ok(await v3('POST create-namespaces-batch', { list })), { success: true })
  refusedAs(await v3('POST create-namespaces-batch', { list: [{ code: 'three' }, { code: 'two' }] }), 409, 409)
  refusedAs(await v3('POST create-namespaces-batch', { list: [{ code: 'same' }, { code: 'same' }] }), 409, 409)
  refusedAs(await v3('POST create-namespaces-batch', { list: [{ code: 'three' }, { code: 'default' }] }), 409, 409)
  refusedAs(await v3('POST create-namespaces-batch', { list: [] }), 400, 400)
  const asked = '&codeList[]=three&codeList[]=same&codeList[]=default&codeList[]=one'
  assert.deepEqual(ok(await v3(`GET get-namespaces-batch?codeList[]=two${asked}`)), [
    { code: 'two', name: 'Two', description: null },
    { code: 'default', name: 'default', description: null },
    { code: 'one', name: 'one', description: null },
  ])

  assert.deepEqual(ok(await v3('POST delete-namespaces-batch', { codeList: ['one', '额！', '', long] })), {
    success: true,
  })
  assert.deepEqual(
    ok<{ code: string }[]>(await v3('GET get-namespaces-batch?codeList=[one,%20two]')).map(({ code }) => code),
    ['two'],
  )
  refusedAs(await v3('POST delete-namespaces-batch', { codeList: [] }), 400, 400)
  refusedAs(await v3('GET get-namespaces-batch'), 400, 2231)
})

test('they are listed by the page, with how many there are, and found by code and name', async () => {
  const list = ['a', 'b', 'c'].map((code) => ({ code: `listed-${code}`, name: `100%_${code}` }))
  ok(await v3('POST create-namespaces-batch', { list }))
  const found = ok<{ totalCount: number; list: unknown[] }>(
    await v3('GET list-namespaces?page=2&limit=2&keywords=LISTED-'),
  )
  assert.deepEqual([found.totalCount, found.list.length], [3, 1])
  const named = await v3(`GET list-namespaces?keywords=${encodeURIComponent('%_b')}`)
  assert.deepEqual(ok(named), { totalCount: 1, list: [{ code: 'listed-b', name: '100%_b', description: null }] })
  for (const query of ['page=0', 'limit=51', 'limit=x']) refusedAs(await v3(`GET list-namespaces?${query}`), 400, 400)
})

test('the roles of a namespace are listed by the page, and found by their codes', async () => {
  ok(await v3('POST create-namespace', { code: 'crew' }))
  for (const code of ['cook', 'captain', 'mate'])
    accepted(await ask(world, 'POST /api/v2/roles', { token }, { code, namespace: 'crew', description: 'Aboard' }))
  const page = ok<{ totalCount: number; list: Record<string, unknown>[] }>(
    await v3('GET list-namespace-roles?code=crew&keywords=c&limit=1&page=2'),
  )
  assert.equal(page.totalCount, 2)
  const [{ id, updatedAt, ...role } = {}] = page.list
  assert.ok(id && updatedAt)
  assert.deepEqual(role, { code: 'cook', name: 'cook', description: 'Aboard', namespace: 'crew' })
  assert.equal(ok<typeof page>(await v3('GET list-namespace-roles?code=crew')).totalCount, 3)
  refusedAs(await v3('GET list-namespace-roles?code=nowhere'), 404, 404)
  refusedAs(await v3('GET list-namespace-roles'), 400, 2231)
  refusedAs(await v3('GET list-namespace-roles?code=crew&limit=51'), 400, 400)
})

test('a code that cannot be one is refused', async () => {
  for (const code of ['额！', ' ', '', long, 'a b', '12'])
    for (const [line, body] of [
      ['POST create-namespace', { code, name: 'x' }],
      ['POST create-namespaces-batch', { list: [{ code, name: 'x' }] }],
    ] as const)
      refusedAs(await v3(line, body), 400, 400)
  ok(await v3('POST create-namespace', { code: 'plain' }))
  for (const newCode of ['额！', ' ', long])
    refusedAs(await v3('POST update-namespace', { code: 'plain', newCode }), 400, 400)
  refusedAs(await v3('POST create-namespace', { name: 'x' }), 400, 2231)
  refusedAs(await v3('POST create-namespace', { code: 'x', colour: 'red' }), 400, 400)
  refusedAs(await v3('POST update-namespace', { code: 'plain', newCode: 'default' }), 409, 409)
  refusedAs(await v3('POST update-namespace', { code: 'nowhere', name: 'x' }), 404, 404)
  refusedAs(await v3('GET get-namespace?code='), 400, 2231)
})

test('another pool sees and ends none of it', async () => {
  ok(await v3('POST create-namespace', { code: 'ours' }))
  const tenant = await world.addTenant('neighbour')
  const speaking = { tenant, token: await managementToken(world, tenant) }
  const theirs = v3In(
    () => world,
    () => speaking,
  )
  refusedAs(await theirs('GET get-namespace?code=ours'), 404, 404)
  refusedAs(await theirs('POST delete-namespace', { code: 'ours' }), 404, 404)
  ok(await theirs('POST delete-namespaces-batch', { codeList: ['ours'] }))
  ok(await v3('GET get-namespace?code=ours'))
  refusedAs(await v3('GET list-namespaces', undefined, { token: undefined }), 401, 2020)
})
