import assert from 'node:assert/strict'
import { authenticationClient } from '../clients.ts'
import { isDone, pageOf, type Stage } from './stage.ts'

const bcrypt = '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy'

/** `UsersManagementClient`: who is found how. */
export async function findUsers({ client: { users }, ann, bob }: Stage) {
  const hashed = { keepPassword: true, resetPasswordOnFirstLogin: true }
  const cleo = await users.create({ username: 'cleo', password: bcrypt }, hashed)
  assert.equal((await users.update(ann, { nickname: 'Ann', city: '北京' })).nickname, 'Ann')
  assert.equal((await users.detail(ann, { withCustomData: true })).city, '北京')
  const both = await users.batch([ann, bob], { queryField: 'id', withCustomData: true } as never)
  assert.deepEqual(
    both.map(({ id }) => id),
    [ann, bob],
  )
  pageOf(await users.list(1, 10, { withCustomData: true }), 3)
  pageOf(await users.list(1, 10, { excludeUsersInOrg: true }), 3)
  pageOf(await users.filter({ page: 1, limit: 10 }), 3)
  pageOf(await users.listArchivedUsers(), 0)
  assert.equal(await users.exists({ phone: '13800000001' }), true)
  assert.equal((await users.find({ email: 'ann@example.com', withCustomData: true })).id, ann)
  assert.equal((await users.find({ identity: { provider: 'github', userIdInIdp: '77' } })).id, bob)
  assert.equal(pageOf(await users.search('ANN', { withCustomData: true }), 1)[0]?.id, ann)
  pageOf(await users.search('ann', { fields: ['username'], groupOpts: [{ code: 'none' }] }), 0)
  assert.deepEqual(await users.resignUser(cleo.id), { success: true })
  assert.deepEqual(await users.resignUserBatch([cleo.id]), { success: true })
  isDone(await users.delete(cleo.id))
}

/** `UsersManagementClient`: who is signed in, and what they did. */
export async function watchUsers({ world, client: { users, userAction, statistics }, ann }: Stage) {
  const appId = world.tenant.application.id
  const since = Date.now() - 60_000
  const person = authenticationClient(world)
  await person.loginByUsername('ann', 'plain-gate-1')
  assert.equal((await users.checkLoginStatus(ann)).isLogin, true)
  assert.equal((await users.checkLoginStatus(ann, appId)).application?.[0]?.id, appId)
  assert.equal(await users.getApplicationLoginUserNum({ appId }), 1)
  const mine = { userIds: [ann], operationNames: ['login'], appIds: [appId], excludeNonAppRecords: true }
  const actions = await users.listUserActions({ ...mine, start: since, end: Date.now() + 1000 })
  const [action] = pageOf(actions as never, 1) as unknown as Record<string, unknown>[]
  assert.deepEqual([action?.userId, action?.operationName, action?.clientIp], [ann, 'login', '127.0.0.1'])
  assert.equal((await userAction.list({ page: 1, limit: 1 })).list[0]?.operator_arn?.endsWith(ann), true)
  const filter = { clientIp: '127.0.0.1', eventType: 'login', userId: ann, appId, start: since }
  const [login] = pageOf(await statistics.listUserActions(filter), 1)
  assert.deepEqual([login?.userName, login?.appName, login?.eventResultCode], ['Ann', 'My first application', 200])
  const audit = await statistics.listAuditLogs({ page: 1, limit: 2 })
  assert.ok(audit.totalCount > 2 && audit.list.every(({ operationMode }) => operationMode === 'admin'))
  isDone(await users.kick([ann]))
  assert.equal((await users.checkLoginStatus(ann)).isLogin, false)
  isDone(await users.logout({ userId: ann, appId }))
  assert.ok((await users.refreshToken(ann)).token)
  assert.equal(await users.sendFirstLoginVerifyEmail({ userId: ann, appId }), true)
}

/** `UdfManagementClient`, and custom data through the clients of people and roles. */
export async function keepCustomData({ world, client: { users, roles, udf }, ann, bob }: Stage) {
  const appId = world.tenant.application.id
  const set = (type: string, key: string, dataType: string) => udf.set(type as never, key, dataType as never, key)
  await set('USER', 'school', 'STRING')
  await set('USER', 'age', 'NUMBER')
  await set('ROLE', 'level', 'NUMBER')
  assert.equal((await udf.list('USER' as never)).length, 2)
  assert.equal((await users.setUdfValue(ann, { school: 'Tsinghua', age: 20 }))?.length, 2)
  await users.setUdfValueBatch([
    { userId: ann, data: { age: 21 } },
    { userId: bob, data: { age: 30 } },
  ])
  assert.deepEqual(await users.getUdfValue(ann), { school: 'Tsinghua', age: 21 })
  assert.deepEqual(await users.getUdfValueBatch([bob]), { [bob]: { age: 30 } })
  assert.equal(await users.getUdfFieldUserNum({ appId, definedFieldKey: 'school' }), 1)
  await users.removeUdfValue(ann, 'age')
  assert.equal((await udf.setUdvBatch('USER' as never, ann, [{ key: 'school', value: 'Peking' }])).length, 1)
  assert.equal((await udf.listUdv('USER' as never, ann))[0]?.value, 'Peking')

  const { id } = await roles.create('udf-role')
  await roles.setUdfValue(id as string, { level: 4 })
  assert.deepEqual(await roles.getUdfValue(id as string), { level: 4 })
  assert.deepEqual(await roles.getSpecificUdfValue(id as string, 'level'), { level: 4 })
  await roles.setUdfValueBatch([{ roleId: id as string, data: { level: 5 } }])
  assert.deepEqual(await roles.getUdfValueBatch([id as string]), { [id as string]: { level: 5 } })
  await roles.removeUdfValue(id as string, 'level')
  isDone(await roles.delete('udf-role'))
  isDone(await udf.remove('USER' as never, 'age'))
}

/** `MFAManagementClient`, `PrincipalManagementClient`, `BrowserFingerprintClient`. */
export async function provePeople({ world, client: { mfa, principal, browserFingerprint: devices }, ann }: Stage) {
  await mfa.importTotp(ann, 'HZ2F6J3AGNAVSOTV', 'b471-8ec0-874a-087f-bccb-cd54')
  assert.equal((await mfa.getStatus(ann)).OTP, true)
  assert.equal(await mfa.unAssociateMfa(ann, 'OTP'), true)
  const card = { type: 'P', name: '张三', idCard: '11010519491231002X', bankCard: '6222020200112230' }
  assert.equal(await principal.authenticate(ann, card as never), true)
  assert.equal((await principal.detail(ann))?.principalName, '张三')

  await authenticationClient(world).loginByUsername('ann', 'plain-gate-1')
  const device = (await devices.getDeviceList()).data[0]
  assert.equal((await devices.getDeviceUserList({ userId: ann, page: 1, limit: 5 })).totalCount, 1)
  const id = device.id as string
  assert.ok(await devices.getDeviceDetails(id))
  assert.ok((await devices.getDeviceStatus(id)).status)
  const endTime = Date.now() + 60_000
  for (const done of [
    () => devices.suspendDevice(id, endTime),
    () => devices.disableDevice(id),
    () => devices.enableDevice(id),
    () => devices.suspendDeviceUser({ id, userId: ann, endTime }),
    () => devices.disableDeviceUser({ id, userId: ann }),
    () => devices.enableDeviceUser({ id, userId: ann }),
    () => devices.delDeviceUser({ id, userId: ann }),
  ])
    assert.equal(await done(), true)
  await authenticationClient(world).loginByUsername('ann', 'plain-gate-1')
  assert.equal(await devices.delDevice((await devices.getDeviceList()).data[0].id), true)
}
