import assert from 'node:assert/strict'
import { test } from 'node:test'
import { registerPerson } from '../kit/people.ts'
import { sdk } from '../kit/sdk.ts'

import { openTestDoor } from './open-door.ts'

const door = await openTestDoor()
const { pool, application } = door.world.tenant
const management = new sdk.ManagementClient({
  userPoolId: pool.id,
  secret: pool.secret,
  host: door.origin,
  onError: () => {},
})
const authentication = () =>
  new sdk.AuthenticationClient({ appId: application.id, appHost: door.origin, host: door.origin, onError: () => {} })

/** The SDK throws its refusals as JSON text. */
async function codeOf(call: Promise<unknown>): Promise<number> {
  return call.then(
    () => 200,
    (error: Error) => (JSON.parse(error.message) as { code: number }).code,
  )
}

test('ManagementClient: users', async () => {
  const detail = await management.users.detail(door.person.id, { withCustomData: true })
  assert.equal(detail.username, door.person.username)
  assert.equal(await management.users.detail('0'.repeat(24)), null)
  const users = await management.users.batch([door.person.username], { queryField: 'username', withCustomData: true })
  assert.deepEqual(
    users.map(({ id }) => id),
    [door.person.id],
  )
  assert.equal(await codeOf(management.users.batch(Array(81).fill('x'))), 2030)
  const { id, token } = await registerPerson(door.world)
  assert.equal((await management.users.checkLoginStatus(id)).isLogin, true)
  await management.users.logout({ userId: id, appId: application.id })
  assert.equal((await management.users.checkLoginStatus(id)).isLogin, false)
  assert.equal((await management.users.kick([id])).code, 200)
  assert.equal((await authentication().checkLoginStatus(token))?.code, 2206)
})

test('ManagementClient: applications', async () => {
  const app = await management.applications.create({
    name: 'SDK',
    identifier: 'sdk-made',
    redirectUris: ['https://sdk.example/cb'],
  })
  assert.equal((await management.applications.findById(app.id)).name, 'SDK')
  const { list, totalCount } = await management.applications.list({ page: 1, limit: 50 })
  assert.ok(list.some(({ id }) => id === app.id) && totalCount >= 2)
  const rotated = (await management.applications.refreshApplicationSecret(app.id)) as { secret: string }
  assert.notEqual(rotated.secret, app.secret)
  assert.equal(
    await codeOf(management.applications.create({ name: 'Twice', identifier: 'sdk-made', redirectUris: [] })),
    2039,
  )
  assert.equal(await management.applications.delete(app.id), true)
  assert.equal(await codeOf(management.applications.findById(app.id)), 2011)
})

test('ManagementClient: pool and password strength', async () => {
  const { id, secret } = await management.userpool.detail()
  assert.deepEqual([id, secret], [pool.id, ''])
  const check = (await management.isPasswordValid('12345')) as unknown as { valid: boolean; message: string }
  assert.deepEqual(check, { valid: false, message: '密码至少需要 8 个字符' })
})

test('AuthenticationClient: signing in, validating and signing out', async () => {
  const client = authentication()
  const user = await client.loginByUsername(door.person.username, door.person.password)
  const token = user.token as string
  assert.equal((await client.validateToken({ idToken: token })).sub, door.person.id)
  await client.logout()
  assert.equal((await authentication().checkLoginStatus(token))?.code, 2206)
  const again = authentication()
  await again.loginByUsername(door.person.username, door.person.password)
  await again.logoutCurrent()
  assert.equal(await again.getCurrentUser(), null)
})
