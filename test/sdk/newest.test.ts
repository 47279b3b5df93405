import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { registerPerson } from '../kit/people.ts'
import { newestSdk } from '../kit/sdk.ts'
import { newWorld, type World } from '../kit/world.ts'
import { codeOf } from './clients.ts'

let world: World
before(async () => {
  world = await newWorld()
})

const quiet = () => {}

const authentication = () =>
  new newestSdk.AuthenticationClient({ appId: world.tenant.application.id, appHost: world.origin, onError: quiet })

function management() {
  const { pool } = world.tenant
  return new newestSdk.ManagementClient({
    userPoolId: pool.id,
    secret: pool.secret,
    host: world.origin,
    onError: quiet,
  })
}

test('a person changes their profile with the newest client', async () => {
  const { username, password } = await registerPerson(world)
  const client = authentication()
  await client.loginByUsername(username, password)
  const changed = await client.updateProfile({ nickname: 'Newest' })
  assert.equal(changed.nickname, 'Newest')
  assert.equal((await client.getCurrentUser())?.nickname, 'Newest')
})

test('an administrator changes a person with the newest client', async () => {
  const { id } = await registerPerson(world)
  const changed = await management().users.update(id, { nickname: 'By an administrator' })
  assert.deepEqual([changed.id, changed.nickname], [id, 'By an administrator'])
  assert.deepEqual([changed.expiredAt, changed.directManagement], [null, null])
})

test('what the newest client can say of a person and is not built is refused by name: 1000', async () => {
  const { id } = await registerPerson(world)
  for (const field of ['expiredAt', 'directManagement'])
    await assert.rejects(management().users.update(id, { [field]: '2030-01-01' }), (error) => {
      assert.equal(codeOf(error), 1000)
      assert.match(JSON.stringify(error), new RegExp(field))
      return true
    })
  assert.equal((await management().users.update(id, { expiredAt: null })).id, id)
})
