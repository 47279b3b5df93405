import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../kit/people.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { newWorld, type World } from '../kit/world.ts'
import { managementClient } from '../sdk/clients.ts'

interface Role {
  id: string
  code: string
  name: string | null
  description: string | null
  namespace: string
  namespaceName: string
  status: string
}

interface Page<Item> {
  totalCount: number
  list: Item[]
}

let world: World
let manager: string

const call = v3In(
  () => world,
  () => ({ token: manager }),
)

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  await managementClient(world).acl.createNamespace('books', 'Books')
})

const get = async (code: string, namespace = 'default') =>
  ok<Role>(await call(`GET get-role?code=${code}&namespace=${namespace}`))

test('a role is made, read and changed', async () => {
  const made = ok<Role>(await call('POST create-role', { code: 'editor', name: 'Editor', description: 'Writes' }))
  assert.deepEqual(
    [made.name, made.namespace, made.namespaceName, made.status],
    ['Editor', 'default', 'default', 'ENABLE'],
  )
  assert.deepEqual(await get('editor'), made)
  const other = ok<Role>(await call('POST create-role', { code: 'editor', namespace: 'books', disableTime: null }))
  assert.deepEqual([other.namespaceName, other.name], ['Books', null])

  assert.deepEqual(ok(await call('POST update-role', { code: 'editor', newCode: 'author', name: 'Author' })), {
    success: true,
  })
  const changed = await get('author')
  assert.deepEqual([changed.id, changed.name, changed.description], [made.id, 'Author', 'Writes'])
  refusedAs(await call('GET get-role?code=editor'), 404, 404)
  assert.equal((await get('editor', 'books')).id, other.id)
})

test('what cannot be is refused', async () => {
  const create = (sent: object) => call('POST create-role', { code: 'fresh', ...sent })
  for (const code of ['角色', ' ', 'a b', 'x'.repeat(65)]) refusedAs(await create({ code }), 400, 400)
  refusedAs(await create({ code: '' }), 400, 2231)
  refusedAs(await create({ code: 'author' }), 409, 409)
  refusedAs(await create({ namespace: 'nowhere' }), 404, 404)
  refusedAs(await create({ disableTime: '1' }), 400, 400)
  refusedAs(await create({ disableTime: 'soon' }), 400, 400)
  refusedAs(await create({ name: 'x'.repeat(257) }), 400, 400)
  refusedAs(await create({ colour: 'red' }), 400, 400)
  refusedAs(await call('POST update-role', { code: 'author', newCode: '作者' }), 400, 400)
  refusedAs(await call('POST update-role', { code: 'author', newCode: 'x'.repeat(65) }), 400, 400)
  refusedAs(await call('POST update-role', { code: 'author', status: 'OFF' }), 400, 400)
  refusedAs(await call('POST update-role', { code: 'author', enablePermissionApply: true }), 400, 400)
  ok(await call('POST update-role', { code: 'author', enablePermissionApply: false }))
  refusedAs(await call('POST update-role', { code: 'nobody', name: 'x' }), 404, 404)
  refusedAs(await call('GET get-role?code=author&namespace=nowhere'), 404, 404)
})

test('several are made or none', async () => {
  const batch = (list: unknown) => call('POST create-roles-batch', { list })
  ok(
    await batch([
      { code: 'a1', name: 'First' },
      { code: 'a2', namespace: 'books', description: 'x' },
    ]),
  )
  assert.equal((await get('a1')).name, 'First')
  assert.equal((await get('a2', 'books')).description, 'x')
  refusedAs(await batch([{ code: 'a3' }, { code: 'a1' }]), 409, 409)
  refusedAs(await batch([{ code: 'a3' }, { code: 'a3' }]), 409, 409)
  refusedAs(await batch([{ code: 'a3' }, { code: '' }]), 400, 2231)
  refusedAs(await batch([{ code: 'a3' }, { code: '三' }]), 400, 400)
  refusedAs(await batch([{ code: 'a3', namespace: 'nowhere' }]), 404, 404)
  refusedAs(await batch([]), 400, 400)
  refusedAs(await batch(undefined), 400, 2231)
  refusedAs(await call('GET get-role?code=a3'), 404, 404)
})

test('roles are listed by namespace, page and what they are called', async () => {
  const list = async (query: string) => ok<Page<Role>>(await call(`GET list-roles?${query}`))
  assert.deepEqual((await list('namespace=books')).list.map(({ code }) => code).sort(), ['a2', 'editor'])
  const page = await list('page=2&limit=1')
  assert.equal(page.list.length, 1)
  assert.equal(page.totalCount, (await list('')).totalCount)
  assert.deepEqual(
    (await list('keywords=FIRST')).list.map(({ code }) => code),
    ['a1'],
  )
  refusedAs(await call('GET list-roles?namespace=nowhere'), 404, 404)
  refusedAs(await call('GET list-roles?page=0'), 400, 400)
  refusedAs(await call('GET list-roles?limit=51'), 400, 400)
})

test('whether a code and a name are free is told, and why not', async () => {
  const check = async (sent: object) =>
    ok<{ isValid: boolean; message?: string }>(await call('POST check-role-params', { namespace: 'default', ...sent }))
  assert.deepEqual(await check({ code: 'unheard', name: 'Unheard' }), { isValid: true })
  const taken = await check({ code: 'author' })
  assert.equal(taken.isValid, false)
  assert.match(taken.message ?? '', /author/)
  assert.match((await check({ code: 'unheard', name: 'Author' })).message ?? '', /Author/)
  assert.deepEqual(await check({ code: 'author', namespace: 'books' }), { isValid: true })
  refusedAs(await call('POST check-role-params', { code: 'a', namespace: 'nowhere' }), 404, 404)
})

test('roles are given to people, groups and departments, and taken away', async () => {
  const client = managementClient(world)
  const [ann, bob, cleo] = [await registerPerson(world), await registerPerson(world), await registerPerson(world)]
  await client.groups.create('crew', 'Crew')
  await client.groups.addUsers('crew', [bob.id])
  const { rootNode } = await client.org.create('Company', 'All of it', 'company')
  await client.org.addMembers(rootNode.id, [cleo.id])
  const targets = [
    { targetType: 'USER', targetIdentifier: ann.id },
    { targetType: 'GROUP', targetIdentifier: 'crew' },
    { targetType: 'DEPARTMENT', targetIdentifier: rootNode.id },
  ]
  const roles = [{ code: 'author' }, { code: 'editor', namespace: 'books' }]
  assert.deepEqual(ok(await call('POST assign-role', { code: 'author', targets })), { success: true })
  ok(await call('POST assign-role-batch', { roles, targets }))

  const rolesOf = async (id: string) => {
    const { list } = ok<Page<Role>>(await call(`GET get-user-roles?userId=${id}`))
    return list.map(({ namespace, code }) => `${namespace}/${code}`).sort()
  }
  for (const { id } of [ann, bob, cleo]) assert.deepEqual(await rolesOf(id), ['books/editor', 'default/author'])
  const inBooks = ok<Page<Role>>(
    await call(`GET get-user-roles?userId=${ann.username}&userIdType=username&namespace=books`),
  )
  assert.deepEqual([inBooks.totalCount, inBooks.list[0]?.code], [1, 'editor'])
  const own = ok<Role[]>(await call('GET get-my-role-list?namespace=default', undefined, { token: cleo.token }))
  assert.deepEqual(
    own.map(({ code }) => code),
    ['author'],
  )

  const has = async (userId: string, roles: object[], options?: object) =>
    ok<{ hasAnyRole: boolean }>(await call('POST has-any-role', { userId, roles, options })).hasAnyRole
  assert.equal(await has(bob.id, [{ code: 'nobody' }, { code: 'author', namespace: null }]), true)
  assert.equal(await has(bob.username, [{ code: 'editor' }], { userIdType: 'username' }), false)
  refusedAs(await call('POST has-any-role', { userId: bob.id, roles: [] }), 400, 400)
  refusedAs(await call('POST has-any-role', { userId: bob.id, roles: 'author' }), 400, 400)

  const members = ok<Page<{ userId: string }>>(await call('GET list-role-members?code=author'))
  assert.deepEqual([members.totalCount, members.list.map(({ userId }) => userId)], [1, [ann.id]])
  const departments = ok<Page<{ id: string; name: string }>>(await call('GET list-role-departments?code=author'))
  assert.deepEqual([departments.totalCount, departments.list[0]?.name], [1, 'Company'])

  ok(await call('POST revoke-role', { code: 'author', targets: targets.slice(0, 1) }))
  assert.deepEqual(await rolesOf(ann.id), ['books/editor'])
  ok(await call('POST revoke-role-batch', { roles, targets }))
  for (const { id } of [ann, bob, cleo]) assert.deepEqual(await rolesOf(id), [])
})

test('nothing is given where something of it is missing', async () => {
  const { id } = await registerPerson(world)
  const user = { targetType: 'USER', targetIdentifier: id }
  for (const verb of ['assign-role', 'revoke-role']) {
    const sent = (more: object) => call(`POST ${verb}`, { code: 'author', targets: [user], ...more })
    refusedAs(await sent({ code: 'nobody' }), 404, 404)
    refusedAs(await sent({ namespace: 'nowhere' }), 404, 404)
    refusedAs(await sent({ targets: [user, { targetType: 'USER', targetIdentifier: 'nobody' }] }), 404, 2004)
    refusedAs(await sent({ targets: [{ targetType: 'ROLE', targetIdentifier: 'author' }] }), 400, 400)
    refusedAs(await sent({ targets: [] }), 400, 400)
    refusedAs(await sent({ targets: 'all' }), 400, 400)
    refusedAs(await sent({ targets: null }), 400, 2231)
  }
  assert.equal(ok<Page<Role>>(await call(`GET get-user-roles?userId=${id}`)).totalCount, 0)
  refusedAs(await call('GET get-user-roles?userId='), 400, 2231)
  refusedAs(await call('GET list-role-members?code=nobody'), 404, 404)
  refusedAs(await call('GET list-role-members?code=author&namespace=nowhere'), 404, 404)
  refusedAs(await call('GET list-role-departments?code=nobody'), 404, 404)
  refusedAs(await call('GET list-role-departments?code='), 400, 2231)
})

test('roles are deleted in one namespace and across several, all or none', async () => {
  refusedAs(await call('POST delete-roles-batch', { codeList: ['a1', 'nobody'] }), 404, 404)
  refusedAs(await call('POST delete-roles-batch', { codeList: ['a1'], namespace: 'nowhere' }), 404, 404)
  refusedAs(await call('POST delete-roles-batch', { codeList: [] }), 400, 400)
  refusedAs(await call('POST delete-roles-batch', { codeList: 'a1' }), 400, 400)
  ok(await call('POST delete-roles-batch', { codeList: ['a1'] }))
  refusedAs(await call('GET get-role?code=a1'), 404, 404)
  const across = (roleList: object[]) => call('POST multiple-namespace-delete-roles-batch', { roleList })
  refusedAs(await across([{ code: 'author' }, { code: 'a2' }]), 404, 404)
  ok(await across([{ code: 'author' }, { code: 'a2', namespace: 'books' }]))
  refusedAs(await call('GET get-role?code=a2&namespace=books'), 404, 404)
})

test('another pool, people and strangers see nothing of them', async () => {
  const other = await world.addTenant('elsewhere')
  const speaking = { tenant: other, token: await managementToken(world, other) }
  refusedAs(await call('GET get-role?code=editor&namespace=books', undefined, speaking), 404, 404)
  refusedAs(await call('POST delete-roles-batch', { codeList: ['editor'], namespace: 'books' }, speaking), 404, 404)
  const { token } = await registerPerson(world)
  refusedAs(await call('GET list-roles', undefined, { token }), 403, 1001)
  refusedAs(await call('GET list-roles', undefined, { token: '' }), 401, 2020)
})
