import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { registerPerson } from '../kit/people.ts'
import { newWorld, type World } from '../kit/world.ts'
import { authenticationClient, managementClient } from './clients.ts'

let world: World
before(async () => {
  world = await newWorld()
})

test('the SDK tracks the browser’s session, and without one is told null', async () => {
  assert.deepEqual(await authenticationClient(world).trackSession(), { session: null, userInfo: null })
})

test('the SDK lists, signs out and removes own devices', async () => {
  const { token, username, password } = await registerPerson(world)
  const client = authenticationClient(world)
  await client.loginByUsername(username, password)
  const [device, ...more] = await client.browserFingerprint.myDevicesList()
  assert.ok(device && more.length === 1)
  assert.deepEqual(
    [device.online, device.lastIp, Number.isNaN(Date.parse(device.lastLoginTime))],
    [true, '127.0.0.1', false],
  )
  const devices = await client.browserFingerprint.myDevicesList()
  const status = async () => (await client.checkLoginStatus(token))?.code
  assert.equal(await status(), 200)
  const registeredOn = devices.find(({ device }) => device.name === 'node')?.device.id
  assert.equal(await client.browserFingerprint.myDevicesLogout(registeredOn), true)
  assert.equal(await status(), 2206)
  const again = authenticationClient(world)
  await again.loginByUsername(username, password)
  assert.equal(await again.browserFingerprint.myDevicesUnbind(registeredOn), true)
  assert.equal(await again.browserFingerprint.myDevicesUnbind(registeredOn), false)
  const left = (await again.browserFingerprint.myDevicesList()).map(({ device }) => device.id)
  assert.ok(left.length === 1 && !left.includes(registeredOn))
})

test('the SDK kicks, signs out and asks for the login status', async () => {
  const person = await registerPerson(world)
  const { users } = managementClient(world)
  const appId = world.tenant.application.id
  const where = await users.checkLoginStatus(person.id, appId)
  assert.deepEqual([where.isLogin, where.user?.id, where.application?.map(({ id }) => id)], [true, person.id, [appId]])
  await users.logout({ appId, userId: person.id })
  assert.equal((await users.checkLoginStatus(person.id)).isLogin, false)
  const client = authenticationClient(world)
  const { token } = await client.loginByUsername(person.username, person.password)
  await users.kick([person.id])
  assert.equal((await client.checkLoginStatus(token as string))?.code, 2206)
})

test('the SDK manages devices', async () => {
  const { id: userId } = await registerPerson(world)
  const { browserFingerprint: devices } = managementClient(world)
  const { data, totalCount } = await devices.getDeviceUserList({ userId, page: 1, limit: 10 })
  assert.equal(totalCount, 1)
  const id = data[0].id as string
  assert.ok((await devices.getDeviceList({ page: 1, limit: 50 })).data.some((device) => device.id === id))
  assert.equal(((await devices.getDeviceDetails(id)) as unknown as { userId: string }).userId, userId)
  assert.equal(await devices.disableDevice(id), true)
  assert.equal((await devices.getDeviceStatus(id)).status, 'deactivated')
  assert.equal(await devices.suspendDeviceUser({ id, userId, endTime: Date.now() + 60_000 }), true)
  assert.equal((await devices.getDeviceStatus(id)).status, 'suspended')
  assert.equal(await devices.enableDeviceUser({ id, userId }), true)
  assert.equal(await devices.delDeviceUser({ id, userId: 'f'.repeat(24) }), false)
  assert.equal(await devices.delDevice(id), true)
  assert.equal((await devices.getDeviceUserList({ userId })).totalCount, 0)
})
