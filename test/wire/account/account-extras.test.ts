import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson, send } from '../../kit/people.ts'
import { accepted, graphql, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { codeOf, managementClient } from '../../sdk/clients.ts'

let world: World

before(async () => {
  world = await newWorld()
})

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString()
const me = (token: string) => send(world, 'user', {}, { token })

test('an administrator says when what somebody has open ends', async () => {
  const { users } = managementClient(world)
  const [now, later, longer] = [await registerPerson(world), await registerPerson(world), await registerPerson(world)]
  await users.update(now.id, { tokenExpiredAt: '2017-06-07T14:34:08.700Z' })
  refused(await me(now.token), 2206)
  await users.update(later.id, { tokenExpiredAt: inMs(600_000) })
  await users.update(longer.id, { tokenExpiredAt: '2999-01-01T00:00:00Z' })
  await assert.rejects(users.update(longer.id, { tokenExpiredAt: 'soon' }), (error) => codeOf(error) === 400)
  accepted(await me(later.token))
  refused(await send(world, 'updateUser', { input: { tokenExpiredAt: inMs(0) } }, { token: longer.token }), 2018)
  world.passSeconds(700)
  refused(await me(later.token), 2206)
  accepted(await me(longer.token))
})

test('a moment that the database cannot hold is none, whoever names it', async () => {
  const { id, token: own } = await registerPerson(world)
  const token = await managementToken(world)
  const say = (input: object) => send(world, 'updateUser', { id, input }, { token })
  for (const moment of ['0000-01-01', '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z', 'soon'])
    for (const name of ['lastLogin', 'signedUp', 'tokenExpiredAt']) refused(await say({ [name]: moment }), 400)
  accepted(await me(own))
  for (const lastLogin of ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z']) accepted(await say({ lastLogin }))
})

test('an administrator names the main department by id or by code', async () => {
  const { users, org } = managementClient(world)
  const { id } = await registerPerson(world)
  const tree = await org.create('Company', '', 'company')
  const [root, orgId] = [tree.rootNode?.id as string, tree.id as string]
  const dev = (await org.addNode(orgId, root, { name: 'Dev', code: 'dev' })).id as string
  const other = (await org.addNode(orgId, root, { name: 'Other', code: 'other' })).id as string
  for (const node of [root, dev]) await org.addMembers(node, [id])
  const token = await managementToken(world)
  const main = async () =>
    accepted<object>(
      await graphql(
        world.origin,
        'query ($id: String) { user(id: $id) { mainDepartmentId mainDepartmentCode } }',
        { id },
        { tenant: world.tenant, token },
      ),
    )
  await users.update(id, { mainDepartmentId: root })
  assert.deepEqual(await main(), { mainDepartmentId: root, mainDepartmentCode: 'company' })
  await users.update(id, { mainDepartmentCode: 'dev' })
  assert.deepEqual(await main(), { mainDepartmentId: dev, mainDepartmentCode: 'dev' })
  for (const input of [{ mainDepartmentId: other }, { mainDepartmentCode: 'other' }, { mainDepartmentCode: 'none' }])
    await assert.rejects(users.update(id, { ...input, nickname: 'Half' }), (error) => codeOf(error) === 404)
  await users.update(id, { nickname: 'Whole' })
  assert.deepEqual(await main(), { mainDepartmentId: dev, mainDepartmentCode: 'dev' })
  await users.update(id, { mainDepartmentId: null })
  assert.deepEqual(await main(), { mainDepartmentId: null, mainDepartmentCode: null })
  const own = { mainDepartmentId: dev }
  const { token: personToken } = await registerPerson(world)
  refused(
    await rest(world.origin, 'POST', '/api/v2/users/profile/update', own, { tenant: world.tenant, token: personToken }),
    2018,
  )
})
