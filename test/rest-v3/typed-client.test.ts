// Our own client, whose types come from what the server publishes: the compiler holds what is asked and what is answered.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type Client, createClient, Refused } from '../../client/client.ts'
import { managementToken } from '../kit/people.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let call: Client

before(async () => {
  world = await newWorld()
  let token: string | undefined
  call = createClient({
    origin: world.origin,
    language: 'en-US',
    token: async () => {
      token ??= await managementToken(world)
      return token
    },
  })
})

test('bodies, queries, lists in queries and answers have their types', async () => {
  const { userId } = await call('POST /api/v3/create-user', { username: 'ann', nickname: '安' })
  const person = await call('GET /api/v3/get-user', { userId, withCustomData: true })
  assert.deepEqual([person.username, person.nickname, person.customData], ['ann', '安', {}])
  const [first] = await call('GET /api/v3/get-user-batch', { userIds: [userId] })
  assert.equal(first?.userId, userId)
  await call('POST /api/v3/create-role', { code: 'editor' })
  const { totalCount, list } = await call('GET /api/v3/list-roles', { limit: 5 })
  assert.deepEqual([totalCount, list[0]?.code], [1, 'editor'])
  const keys = await call('GET /api/v3/list-access-key')
  assert.deepEqual(keys, [])
})

test('what stands in no envelope is given as it is', async () => {
  assert.match((await call('GET /api/v3/system')).rsa.publicKey, /BEGIN PUBLIC KEY/)
})

test('a refusal is thrown with its code, its words and the name of the answer', async () => {
  await assert.rejects(call('GET /api/v3/get-role', { code: 'nobody' }), (error) => {
    assert.ok(error instanceof Refused)
    assert.deepEqual([error.statusCode, error.apiCode, error.data], [404, 404, null])
    assert.match(error.message, /nobody/)
    assert.notEqual(error.requestId, '')
    return true
  })
})

test('the compiler refuses what the server would refuse', async () => {
  // @ts-expect-error a field that there is not
  await assert.rejects(call('POST /api/v3/create-role', { code: 'x', colour: 'red' }), Refused)
  // @ts-expect-error a field of another kind
  await assert.rejects(call('POST /api/v3/create-role', { code: 1 }), Refused)
  // @ts-expect-error a field that is missing
  await assert.rejects(call('POST /api/v3/create-role', {}), Refused)
  // @ts-expect-error an operation that there is not
  await assert.rejects(call('POST /api/v3/create-nothing', {}), Refused)
})
