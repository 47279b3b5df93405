import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken, registerPerson, sealed, send } from '../kit/people.ts'
import { ask } from '../kit/rest.ts'
import { accepted, graphql, refused } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

// What the official clients for Java, Go and Python, older ones for JavaScript and older login components read or send, where
// the SDK that the other tests use does it otherwise.

let world: World
let token: string
before(async () => {
  world = await newWorld()
  token = (await toldToken()).accessToken as string
})

async function toldToken(): Promise<Record<string, unknown>> {
  const { id, secret } = world.tenant.pool
  return (await ask(world, `GET /api/v2/userpools/accessToken?userPoolId=${id}&secret=${secret}`)) as never
}

const manage = (line: string, body?: unknown) => ask(world, line, { token }, body)

test('the Java client finds its management token at the top of the answer, the others within data', async () => {
  const { data, ...told } = await toldToken()
  const { accessToken, exp, iat } = told
  assert.deepEqual(data, { accessToken, exp, iat })
  assert.equal(told.code, 200)
  accepted(await ask(world, 'GET /api/v2/userpools/detail', { token: accessToken as string }))
  const { id } = world.tenant.pool
  const wrong = await ask(world, `GET /api/v2/userpools/accessToken?userPoolId=${id}&secret=${'0'.repeat(32)}`)
  assert.equal('accessToken' in wrong, false)
  assert.notEqual(wrong.code, 200)
})

test('setting a variable of the pool answers that variable, which the clients for Java and Go read', async () => {
  const value = { deep: [1, null] }
  assert.deepEqual(accepted(await manage('POST /api/v2/env', { key: 'HOOK', value })), { key: 'HOOK', value })
})

test('older login components find a list at every place that they ask for its length', async () => {
  const config = () => ask(world, `GET /api/v2/applications/${world.tenant.application.id}/public-config`)
  const lists = async () =>
    accepted<{ qrcodeTabsSettings: Record<string, unknown[]> }>(await config()).qrcodeTabsSettings
  assert.deepEqual(await lists(), { 'app-qrcode': [], 'wechat-miniprogram-qrcode': [], 'wechatmp-qrcode': [] })
  accepted(await manage(`POST /api/v2/applications/${world.tenant.application.id}`, { qrSignInEnabled: true }))
  assert.equal((await lists())['app-qrcode']?.length, 1)
})

test('the Go client makes an application with one address as a text', async () => {
  const application = { name: 'Go', identifier: 'go-made', redirectUris: 'https://go.example/cb' }
  const made = accepted<{ redirectUris: string[] }>(await manage('POST /api/v2/applications', application))
  assert.deepEqual(made.redirectUris, ['https://go.example/cb'])
  const none = { name: 'Go 2', identifier: 'go-made-2', redirectUris: '' }
  assert.deepEqual(accepted<typeof made>(await manage('POST /api/v2/applications', none)).redirectUris, [])
  refused(await manage('POST /api/v2/applications', { ...none, identifier: 'go-3', redirectUris: 'no address' }), 400)
})

test('the Go client says the namespace of a resource that it deletes in the body', async () => {
  const { id } = world.tenant.pool
  accepted(await manage(`POST /api/v2/resource-namespace/${id}`, { code: 'shop', name: 'Shop' }))
  const resource = { code: 'orders', type: 'DATA', namespace: 'shop', actions: [] }
  accepted(await manage('POST /api/v2/resources', resource))
  refused(await manage('DELETE /api/v2/resources/orders', { namespace: 'elsewhere' }), 404)
  accepted(await manage('DELETE /api/v2/resources/orders', { namespace: 'shop' }))
  assert.equal(accepted(await manage('GET /api/v2/resources/detail?code=orders&namespace=shop')), null)
})

test('an older JavaScript client signs out by saying that its token has expired', async () => {
  const [person, other] = [await registerPerson(world), await registerPerson(world)]
  const input = { tokenExpiredAt: '0' }
  accepted(await send(world, 'updateUser', { input }, { token: person.token }))
  refused(await send(world, 'user', {}, { token: person.token }), 2206)
  assert.equal(accepted<{ id: string }>(await send(world, 'user', {}, { token: other.token })).id, other.id)
})

test('2018, 2202: signing out so is for oneself, and no other time can be said', async () => {
  const [person, other] = [await registerPerson(world), await registerPerson(world)]
  const speaking = { token: person.token }
  for (const tokenExpiredAt of ['1', '2999-01-01', ' 0', ''])
    refused(await send(world, 'updateUser', { input: { tokenExpiredAt } }, speaking), 2018)
  refused(await send(world, 'updateUser', { input: { tokenExpiredAt: '0', blocked: false } }, speaking), 2018)
  refused(await send(world, 'updateUser', { id: other.id, input: { tokenExpiredAt: '0' } }, speaking), 2202)
  for (const { token: still } of [person, other]) accepted(await send(world, 'user', {}, { token: still }))
})

test('the targets of a resource are told under the names that other clients have for it', async () => {
  const { id } = await registerPerson(world)
  accepted(await manage('POST /api/v2/resources', { code: 'report', type: 'DATA', actions: [] }))
  const opts = [
    { targetType: 'USER', targetIdentifiers: [id], resources: [{ code: 'report', actions: ['report:read'] }] },
  ]
  accepted(await manage('POST /api/v2/acl/authorize-resources', { namespace: 'default', opts }))
  for (const name of ['authorizedTargets', 'authorizedTargetsCode', 'resourcePermissions']) {
    const query = `{ ${name}(namespace: "default", resourceType: DATA, resource: "report") { totalCount list { targetType targetIdentifier } } }`
    const told = accepted(await graphql(world.origin, query, {}, { tenant: world.tenant, token }))
    assert.deepEqual(told, { totalCount: 1, list: [{ targetType: 'USER', targetIdentifier: id }] }, name)
  }
})

test('fields that other clients ask for are there, and empty', async () => {
  const { token: own } = await registerPerson(world)
  const person = await graphql(
    world.origin,
    '{ user { secondaryUserIds expiredAt directManagement } }',
    {},
    { token: own },
  )
  assert.deepEqual(accepted(person), { secondaryUserIds: [], expiredAt: null, directManagement: null })
  const pool = await graphql(world.origin, '{ userpool { customSMSProvider { config253 { appId } } } }', {}, { token })
  assert.deepEqual(accepted(pool), { customSMSProvider: { config253: null } })
})

describe('ids of namespaces are whole numbers of 32 bits, as the clients for Java and Go hold them', () => {
  const path = () => `/api/v2/resource-namespace/${world.tenant.pool.id}`
  type Namespace = { id: number; code: string; name: string }
  const create = async (code: string) =>
    accepted<Namespace>(await manage(`POST ${path()}`, { code, name: code.toUpperCase() }))
  const listed = async () => accepted<{ list: Namespace[] }>(await manage(`GET ${path()}?limit=50`)).list

  test('each its own, the same in every answer, and one that went does not come back', async () => {
    const [one, two] = [await create('one'), await create('two')]
    for (const { id } of [one, two]) assert.ok(Number.isInteger(id) && id > 2 && id < 2 ** 31, String(id))
    assert.notEqual(one.id, two.id)
    assert.equal((await listed()).find(({ code }) => code === 'two')?.id, two.id)
    accepted(await manage(`DELETE ${path()}/${two.id}`))
    assert.notEqual((await create('two')).id, two.id)
  })

  test('a namespace is changed and deleted by its number, its code, or code/ and its code', async () => {
    const made = await create('named')
    const changed = await manage(`PUT ${path()}/${made.id}`, { name: 'By number', code: 'renamed' })
    assert.deepEqual([accepted<Namespace>(changed).id, accepted<Namespace>(changed).code], [made.id, 'renamed'])
    assert.equal(accepted<Namespace>(await manage(`PUT ${path()}/renamed`, { name: 'By code' })).id, made.id)
    assert.equal(accepted<Namespace>(await manage(`PUT ${path()}/code/renamed`, { name: 'Again' })).id, made.id)
    refused(await manage(`PUT ${path()}/code/${made.id}`, { name: 'No code' }), 404)
    accepted(await manage(`DELETE ${path()}/${made.id}`))
    refused(await manage(`DELETE ${path()}/${made.id}`), 404)
  })

  test('every answer with a resource says the number of its namespace', async () => {
    const { id } = await create('stock')
    const input = { code: 'shelf', type: 'DATA', namespace: 'stock', actions: [] }
    type Told = { namespaceId: number; namespace: string }
    const numbers = [
      accepted<Told>(await manage('POST /api/v2/resources', input)),
      accepted<Told>(await manage('POST /api/v2/resources/shelf', { namespace: 'stock', description: 'wide' })),
      accepted<Told>(await manage('GET /api/v2/resources/detail?code=shelf&namespace=stock')),
      accepted<Told>(await manage('GET /api/v2/resources/by-code/shelf?namespace=stock')),
      ...accepted<{ list: Told[] }>(await manage('GET /api/v2/resources?namespace=stock')).list,
      ...accepted<Told[]>(await manage('POST /api/v2/resources/bulk', { bulk: [{ ...input, code: 'box' }] })),
    ]
    assert.deepEqual(
      numbers.map(({ namespaceId, namespace }) => [namespaceId, namespace]),
      numbers.map(() => [id, 'stock']),
    )
  })

  test('those that no row stands for have a number of their own as well', async () => {
    const inNamespace = async (namespace: string) => {
      const made = await manage('POST /api/v2/resources', {
        code: `in-${namespace}`,
        type: 'DATA',
        namespace,
        actions: [],
      })
      return accepted<{ namespaceId: number }>(made).namespaceId
    }
    const other = { name: 'Second', identifier: 'second', redirectUris: [] }
    const { id } = accepted<{ id: string }>(await manage('POST /api/v2/applications', other))
    const numbers = [
      await inNamespace('default'),
      await inNamespace('system'),
      await inNamespace(world.tenant.application.id),
      await inNamespace(id),
      ...(await listed()).map((namespace) => namespace.id),
    ]
    assert.equal(new Set(numbers).size, numbers.length, numbers.join())
    for (const number of numbers) assert.ok(Number.isInteger(number) && number > 0)
  })

  test('a number of another pool finds nothing here, and a code cannot be one', async () => {
    const elsewhere = await world.addTenant('elsewhere')
    const { id } = await create('walled')
    const speaking = { tenant: elsewhere, token: await managementToken(world, elsewhere) }
    for (const pool of [elsewhere.pool.id, world.tenant.pool.id])
      for (const method of ['PUT', 'DELETE']) {
        const told = await ask(world, `${method} /api/v2/resource-namespace/${pool}/${id}`, speaking, { name: 'Taken' })
        assert.notEqual(told.code, 200)
      }
    assert.equal((await listed()).find(({ code }) => code === 'walled')?.name, 'WALLED')
    for (const code of ['7', '00', '123456789012'])
      refused(await manage(`POST ${path()}`, { code, name: 'Digits' }), 400)
  })
})

describe('what the Java client asks the REST door for, where others ask GraphQL', () => {
  type Named = { id: string; code: string; username: string; nickname: string | null }
  let counter = 0
  const fresh = (word: string) => `${word}${++counter}`
  const makeUser = async (more: object = {}) => {
    const userInfo = { username: fresh('java'), nickname: 'Duke', ...more }
    return accepted<Named>(await manage('POST /api/v2/users', { userInfo, keepPassword: false }))
  }

  test('a person is made with a password, and changed', async () => {
    const made = await makeUser({ password: sealed(world, 'correct horse') })
    assert.equal(made.nickname, 'Duke')
    const login = { account: made.username, password: sealed(world, 'correct horse') }
    assert.equal(accepted<Named>(await ask(world, 'POST /api/v2/login/account', {}, login)).id, made.id)
    const changed = await manage(`POST /api/v2/users/${made.id}`, { nickname: 'Changed' })
    assert.equal(accepted<Named>(changed).nickname, 'Changed')
    refused(await manage('POST /api/v2/users', { userInfo: { username: made.username } }), 2026)
    for (const field of [{ nick: 'x' }, { userPoolId: 'x' }]) {
      refused(await manage('POST /api/v2/users', { userInfo: { username: fresh('x'), ...field } }), 400)
      refused(await manage(`POST /api/v2/users/${made.id}`, field), 400)
    }
    refused(await manage(`POST /api/v2/users/${made.id}`, { expiredAt: '2030-01-01' }), 1000)
  })

  test('roles are made, listed, given to a person and told of one', async () => {
    const { id } = await makeUser()
    const code = fresh('role')
    assert.equal(accepted<Named>(await manage('POST /api/v2/roles', { code, description: 'of Java' })).code, code)
    refused(await manage('POST /api/v2/roles', { code }), 409)
    const page = accepted<{ totalCount: number; list: Named[] }>(await manage('GET /api/v2/roles?page=1&limit=10'))
    assert.ok(page.totalCount >= 1 && page.list.some((role) => role.code === code))
    const given = await manage(`POST /api/v2/users/${id}/roles`, { userId: id, list: [code] })
    assert.equal(accepted<{ code: number }>(given).code, 200)
    const roles = accepted<typeof page>(await manage(`GET /api/v2/users/${id}/roles?namespace=default`))
    assert.deepEqual([roles.totalCount, roles.list[0]?.code], [1, code])
    refused(await manage(`POST /api/v2/users/${id}/roles`, { list: ['no-such-role'] }), 404)
  })

  test('an organisation is made, grows, is searched and has members', async () => {
    const { id: userId } = await makeUser()
    const org = accepted<{ id: string; rootNode: Named }>(await manage('POST /api/v2/orgs', { name: fresh('Org') }))
    const name = fresh('Branch')
    const input = { orgId: org.id, parentNodeId: org.rootNode.id, name, code: fresh('branch') }
    const node = accepted<{ id: string; depth: number; path: string[] }>(
      await manage(`POST /api/v2/orgs/${org.id}/nodes`, input),
    )
    assert.deepEqual([node.depth, node.path], [1, [org.rootNode.id, node.id]])
    const found = accepted<Named[]>(await manage(`GET /api/v2/orgs/nodes/search?q=${name}`))
    assert.deepEqual(
      found.map(({ id }) => id),
      [node.id],
    )
    const members = { nodeId: node.id, userIds: [userId] }
    assert.equal(accepted<Named>(await manage(`POST /api/v2/orgs/nodes/${node.id}/members`, members)).id, node.id)
    const told = accepted<{ totalCount: number; list: { department: Named; isMainDepartment: boolean }[] }>(
      await manage(`GET /api/v2/users/${userId}/departments`),
    )
    assert.deepEqual([told.totalCount, told.list[0]?.department.id], [1, node.id])
    refused(await manage(`POST /api/v2/orgs/${'0'.repeat(24)}/nodes`, { ...input, code: fresh('x') }), 404)
    refused(await manage('POST /api/v2/orgs', {}), 2231)
  })

  test('values of custom fields are written as a map', async () => {
    const { id } = await makeUser()
    const define = 'mutation { setUdf(targetType: USER, key: "java_level", dataType: NUMBER, label: "Level") { key } }'
    accepted(await graphql(world.origin, define, {}, { token }))
    const values = { targetType: 'USER', targetId: id, data: { java_level: 7 } }
    const written = accepted<{ key: string; value: unknown }[]>(await manage('POST /api/v2/udvs', values))
    assert.deepEqual(
      written.map(({ key, value }) => [key, Number(value)]),
      [['java_level', 7]],
    )
    refused(await manage('POST /api/v2/udvs', { ...values, data: { no_such: 1 } }), 400)
  })

  test('a tree is imported from a text, as the clients for Python and Go send it, and from an object', async () => {
    const tree = { name: fresh('Import'), children: [{ name: 'Below', code: fresh('below') }] }
    for (const file of [JSON.stringify(tree), { ...tree, children: [] }]) {
      const made = await manage('POST /api/v2/orgs/import', { filetype: 'json', file })
      assert.equal(accepted<{ rootNode: { name: string } }>(made).rootNode.name, tree.name)
    }
    for (const file of ['{', '', '[]', '"text"', '['.repeat(20_000), `{"name":"x","children":${'['.repeat(9_000)}`])
      assert.ok([400, 2231].includes((await manage('POST /api/v2/orgs/import', { filetype: 'json', file })).code))
  })

  test('is for administrators', async () => {
    const person = await registerPerson(world)
    const own = { token: person.token }
    for (const line of ['POST /api/v2/users', 'POST /api/v2/roles', 'POST /api/v2/orgs', 'GET /api/v2/roles'])
      refused(await ask(world, line, own, line.startsWith('GET') ? undefined : {}), 1001)
    refused(await ask(world, `POST /api/v2/users/${person.id}/roles`, own, { list: ['x'] }), 1001)
    const other = await registerPerson(world)
    refused(await ask(world, `POST /api/v2/users/${other.id}`, own, { nickname: 'x' }), 2202)
    refused(await ask(world, `POST /api/v2/users/${person.id}`, own, { blocked: false }), 2018)
    refused(await ask(world, 'POST /api/v2/users', {}, {}), 2020)
  })
})
