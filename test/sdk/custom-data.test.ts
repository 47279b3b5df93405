import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { pictures } from '../kit/pictures.ts'
import { sdk } from '../kit/sdk.ts'
import { newWorld, type World } from '../kit/world.ts'
import { authenticationClient, codeOf, managementClient } from './clients.ts'

let world: World
const { User, Role } = sdk.UdfTargetType
const types = sdk.UdfDataType

before(async () => {
  world = await newWorld()
  const { udf } = managementClient(world)
  await udf.set(User, 'school', types.String, '学校')
  await udf.set(User, 'age', types.Number, 'Age')
  await udf.set(User, 'born', types.Datetime, 'Born')
  await udf.set(User, 'member', types.Boolean, 'Member')
  await udf.set(User, 'tags', types.Object, 'Tags')
  await udf.set(Role, 'rank', types.Number, 'Rank')
})

const everything = { school: '清华大学', age: 20, born: new Date(1_620_000_000_000), member: true, tags: { a: [1] } }

async function signIn() {
  const client = authenticationClient(world)
  const user = await client.registerByUsername(`udf${Math.random()}`, 'plain-gate-1', undefined, { forceLogin: true })
  return { client, id: user.id as string }
}

test('UdfManagementClient: set, list, remove, listUdv, setUdvBatch', async () => {
  const { udf } = managementClient(world)
  const { id } = await signIn()
  assert.deepEqual(
    (await udf.list(User)).map(({ key }) => key),
    ['school', 'age', 'born', 'member', 'tags'],
  )
  await udf.set(User, 'gone', types.String, 'Gone')
  assert.equal((await udf.remove(User, 'gone')).code, 200)
  assert.ok(!(await udf.list(User)).some(({ key }) => key === 'gone'))
  const list = await udf.setUdvBatch(
    User,
    id,
    Object.entries(everything).map(([key, value]) => ({ key, value })),
  )
  assert.deepEqual(Object.fromEntries(list.map(({ key, value }) => [key, value])), everything)
  assert.deepEqual(await udf.listUdv(User, id), list)
})

test('AuthenticationClient: getUdfValue, setUdfValue, removeUdfValue, listUdv, setUdv, removeUdv, getCurrentUser', async () => {
  const { client } = await signIn()
  await client.setUdfValue(everything)
  assert.deepEqual(await client.getUdfValue(), everything)
  await client.removeUdfValue('age')
  assert.equal((await client.getUdfValue()).age, undefined)
  assert.equal((await client.setUdv('age', 21)).find(({ key }) => key === 'age')?.value, 21)
  await assert.rejects(client.setUdv('age', 'old'), (thrown) => codeOf(thrown) === 400)
  await client.removeUdv('age')
  assert.deepEqual((await client.listUdv()).map(({ key }) => key).sort(), ['born', 'member', 'school', 'tags'])
  assert.deepEqual((await client.getCurrentUser())?.customData, { ...(await client.getUdfValue()) })
})

test('UsersManagementClient: values one by one, in batch, and with users', async () => {
  const { users } = managementClient(world)
  const [one, two] = [await signIn(), await signIn()]
  await users.setUdfValue(one.id, everything)
  assert.deepEqual(await users.getUdfValue(one.id), everything)
  await users.setUdfValueBatch([
    { userId: one.id, data: { age: 1 } },
    { userId: two.id, data: { age: 2, school: '华中科技大学' } },
  ])
  assert.deepEqual(await users.getUdfValueBatch([two.id, one.id]), {
    [one.id]: { ...everything, age: 1 },
    [two.id]: { age: 2, school: '华中科技大学' },
  })
  await users.removeUdfValue(two.id, 'school')
  const data = { age: 2 }
  const withCustomData = true
  assert.deepEqual((await users.detail(two.id, { withCustomData })).customData, data)
  assert.deepEqual(
    (await users.batch([two.id], { queryField: 'id', withCustomData })).map((user) => user.customData),
    [data],
  )
  const { username } = await users.detail(two.id)
  assert.deepEqual((await users.find({ username: username as string, withCustomData })).customData, data)
  const { list } = await users.list(1, 10, { withCustomData })
  assert.deepEqual(list.find(({ id }) => id === two.id)?.customData, data)
  const found = await users.search(username as string, { withCustomData })
  assert.deepEqual(
    found.list.map((user) => user.customData),
    [data],
  )
})

test('RolesManagementClient: values of roles, which go with them', async () => {
  const { roles } = managementClient(world)
  const { id } = await roles.create('captain')
  const role = id as string
  await roles.setUdfValue(role, { rank: 7 })
  assert.deepEqual(await roles.getUdfValue(role), { rank: 7 })
  assert.deepEqual(await roles.getSpecificUdfValue(role, 'rank'), { rank: 7 })
  await roles.setUdfValueBatch([{ roleId: role, data: { rank: 8 } }])
  assert.deepEqual(await roles.getUdfValueBatch([role]), { [role]: { rank: 8 } })
  await roles.removeUdfValue(role, 'rank')
  assert.deepEqual(await roles.getUdfValue(role), {})
  await roles.setUdfValue(role, { rank: 9 })
  await roles.delete('captain')
  assert.deepEqual(await roles.getUdfValue(role), {})
})

test('members of roles and groups come with their values', async () => {
  const { roles, groups } = managementClient(world)
  const { client, id } = await signIn()
  await client.setUdfValue({ age: 30 })
  await roles.create('sailor')
  await roles.addUsers('sailor', [id])
  await groups.create('crew', 'Crew')
  await groups.addUsers('crew', [id])
  const withCustomData = true
  for (const { list } of [
    await roles.listUsers('sailor', { withCustomData }),
    await groups.listUsers('crew', { withCustomData }),
  ])
    assert.deepEqual(
      list?.map((user) => user?.customData),
      [{ age: 30 }],
    )
})

test('a picture that was uploaded becomes one’s own by updateProfile', async () => {
  const { client } = await signIn()
  const form = new FormData()
  form.append('file', new Blob([pictures.png]), 'personal.jpeg')
  const answer = await fetch(`${world.origin}/api/v2/upload?folder=avatar`, {
    method: 'POST',
    headers: { 'x-authing-app-id': world.tenant.application.id },
    body: form,
  })
  const { data } = (await answer.json()) as { data: { url: string } }
  assert.equal((await client.updateProfile({ photo: data.url })).photo, data.url)
})
