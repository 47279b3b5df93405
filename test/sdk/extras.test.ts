import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken, registerPerson, sealed } from '../kit/people.ts'
import { accepted, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { authenticationClient, codeOf, managementClient } from './clients.ts'

let world: World
let counter = 0
const freshEmail = () => `extra${++counter}@example.com`

before(async () => {
  world = await newWorld()
  const { udf } = managementClient(world)
  await udf.set('USER' as never, 'source', 'STRING' as never, 'Where from')
})

describe('AuthenticationClient of the official SDK, with what comes along', () => {
  test('customData of a registration', async () => {
    const client = authenticationClient(world)
    const options = { customData: { source: 'google' }, context: { campaign: '1' }, forceLogin: true }
    await client.registerByEmail(freshEmail(), 'secret-1', undefined, options)
    assert.deepEqual(await client.getUdfValue(), { source: 'google' })
    const unknown = client.registerByEmail(freshEmail(), 'secret-1', undefined, { customData: { colour: 'red' } })
    await assert.rejects(unknown, (thrown) => codeOf(thrown) === 400)
  })

  test('params, the older name', async () => {
    const client = authenticationClient(world)
    const params = [{ key: 'source', value: 'bing' }]
    await client.registerByEmail(freshEmail(), 'secret-1', undefined, { params, forceLogin: true })
    assert.deepEqual(await client.getUdfValue(), { source: 'bing' })
  })

  test('customData of a sign-in', async () => {
    const client = authenticationClient(world)
    const email = freshEmail()
    await client.registerByEmail(email, 'secret-1')
    await client.loginByEmail(email, 'secret-1', { customData: { source: 'mail' }, context: { param: '1' } })
    assert.deepEqual(await client.getUdfValue(), { source: 'mail' })
  })
})

test('AuthenticationClient.loginBySubAccount', async () => {
  const main = await registerPerson(world)
  const { id } = world.tenant.application
  const speaking = { tenant: world.tenant, token: await managementToken(world) }
  const path = `/api/v2/applications/${id}`
  accepted(await rest(world.origin, 'POST', path, { enableSubAccount: true }, speaking))
  const body = { userId: main.id, account: 'second', password: sealed(world, 'another one') }
  accepted(await rest(world.origin, 'POST', `${path}/sub-accounts`, body, speaking))
  const client = authenticationClient(world)
  const user = await client.loginBySubAccount('second', 'another one')
  assert.equal(user.id, main.id)
  assert.equal((await client.getCurrentUser())?.username, main.username)
  await assert.rejects(client.loginBySubAccount('second', 'wrong'), (thrown) => codeOf(thrown) === 2333)
})
