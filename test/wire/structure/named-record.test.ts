import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sendUdf } from '../../kit/custom-data.ts'
import { managementToken, type Person, registerPerson } from '../../kit/people.ts'
import { accepted, graphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { managementClient } from '../../sdk/clients.ts'

let world: World
let manager: Speaking
let person: Person
let self: Speaking

const call = (method: string, path: string, body?: unknown, speaking: Speaking = manager) =>
  rest(world.origin, method, `/api/v3/${path}`, body, { tenant: world.tenant, ...speaking })
const read = (query: string) => call('GET', `get-custom-data?${query}`)
const set = (target: object, key: string, value: unknown) =>
  call('POST', 'set-custom-data', { ...target, list: [{ key, value }] })
const role = { targetType: 'ROLE', targetIdentifier: 'editor' }

before(async () => {
  world = await newWorld()
  manager = { token: await managementToken(world) }
  person = await registerPerson(world)
  self = { token: person.token }
  const define = (targetType: string, key: string, dataType: string) =>
    sendUdf(world, 'setUdf', { targetType, key, dataType, label: key }, manager)
  const { roles, groups } = managementClient(world)
  await roles.create('editor')
  await groups.create('crew', 'Crew')
  accepted(await define('ROLE', 'rank', 'NUMBER'))
  accepted(await define('NODE', 'floor', 'NUMBER'))
  accepted(await define('USER', 'hobby', 'OBJECT'))
})

test('roles by code, people and departments by id: values as they are', async () => {
  const { org } = managementClient(world)
  const { rootNode } = await org.create('Company', '', 'company')
  accepted(await set(role, 'rank', 3))
  accepted(await set({ targetType: 'USER', targetIdentifier: person.id }, 'hobby', { chess: [1] }))
  accepted(await set({ targetType: 'DEPARTMENT', targetIdentifier: rootNode?.id }, 'floor', 2))
  const of = async (query: string) => accepted<object>(await read(query))
  assert.deepEqual(await of('targetType=ROLE&targetIdentifier=editor&namespace=default'), { rank: 3 })
  assert.deepEqual(await of(`targetType=DEPARTMENT&targetIdentifier=${rootNode?.id}`), { floor: 2 })
  assert.deepEqual(await of(`targetType=USER&targetIdentifier=${person.id}`), { hobby: { chess: [1] } })
  assert.deepEqual(await of('targetType=GROUP&targetIdentifier=crew'), {})
})

test('what there is not is said', async () => {
  refused(await read('targetType=ROLE&targetIdentifier=nobody'), 404)
  refused(await read('targetType=ROLE&targetIdentifier=editor&namespace=elsewhere'), 404)
  refused(await read('targetType=GROUP&targetIdentifier=nobody'), 404)
  refused(await read('targetType=constructor&targetIdentifier=x'), 400)
  refused(await read('targetType=ROLE'), 2231)
  refused(await set(role, 'nowhere', 1), 400)
  refused(await set(role, 'rank', 'high'), 400)
  refused(await set({ targetType: 'GROUP', targetIdentifier: 'crew' }, 'rank', 1), 400)
  refused(await set({ targetType: 'USER', targetIdentifier: '0'.repeat(24) }, 'hobby', {}), 2004)
  refused(await call('GET', 'get-custom-data?targetType=ROLE&targetIdentifier=editor', undefined, self), 1001)
})

test('a group by code', async () => {
  const group = accepted<{ code: string; name: string }>(await call('GET', 'get-group?code=crew'))
  assert.deepEqual([group.code, group.name], ['crew', 'Crew'])
  refused(await call('GET', 'get-group?code=nobody'), 404)
  refused(await call('GET', 'get-group?code=crew', undefined, self), 1001)
})

test('an administrator makes somebody with custom data, or nobody where it does not fit', async () => {
  const create = (username: string, params: unknown) =>
    graphql(
      world.origin,
      'mutation ($userInfo: CreateUserInput!, $params: String) { createUser(userInfo: $userInfo, params: $params) { id customData { key value } } }',
      { userInfo: { username }, params: typeof params === 'string' ? params : JSON.stringify(params) },
      { tenant: world.tenant, ...manager },
    )
  const hobby = [{ key: 'hobby', value: { go: 1 } }]
  assert.deepEqual(accepted<{ customData: object }>(await create('with-data', hobby)).customData, [
    { key: 'hobby', value: '{"go":1}' },
  ])
  for (const params of ['{', '3', [{ key: 'nowhere', value: 1 }], [{ key: 'hobby', value: 'none' }], [{ value: 1 }]])
    refused(await create('without', params), 400)
  const batch = {
    users: [
      { username: 'in-batch', customData: hobby },
      { username: 'not', customData: { hobby: 1 } },
    ],
  }
  const answers = accepted<{ code: number; data: { id: string } }[]>(
    await rest(world.origin, 'POST', '/api/v2/users/create/batch', batch, { tenant: world.tenant, ...manager }),
  )
  assert.deepEqual(
    answers.map(({ code }) => code),
    [200, 400],
  )
  const { users } = managementClient(world)
  assert.deepEqual(await users.getUdfValue(answers[0]?.data.id as string), { hobby: { go: 1 } })
  assert.equal(await users.exists({ username: 'without' }), false)
})
