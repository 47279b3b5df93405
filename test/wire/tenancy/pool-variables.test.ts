import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inBothLanguages } from '../../kit/entry.ts'
import { managementToken, registerPerson } from '../../kit/people.ts'
import { sdk } from '../../kit/sdk.ts'
import { accepted, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let token: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

const env = (method: string, path = '', body?: object, speaking: Speaking = {}) =>
  rest(world.origin, method, `/api/v2/env${path}`, body, { token, ...speaking })

test('the official client sets, lists and removes variables of any JSON', async () => {
  const { pool } = world.tenant
  const client = new sdk.ManagementClient({ userPoolId: pool.id, secret: pool.secret, host: world.origin })
  assert.deepEqual(await client.userpool.listEnv(), [])
  assert.deepEqual(await client.userpool.addEnv('HOOK', 'https://a.example'), {
    key: 'HOOK',
    value: 'https://a.example',
  })
  await client.userpool.addEnv('DEEP', { a: [1, null] })
  assert.deepEqual(await client.userpool.listEnv(), [
    { key: 'DEEP', value: { a: [1, null] } },
    { key: 'HOOK', value: 'https://a.example' },
  ])
  await client.userpool.addEnv('HOOK', 7)
  assert.deepEqual(await client.userpool.removeEnv('DEEP'), [{ key: 'HOOK', value: 7 }])
  assert.deepEqual(await client.userpool.listEnv(), [{ key: 'HOOK', value: 7 }])
})

test('are sealed at rest and of one pool', async () => {
  accepted(await env('POST', '', { key: 'SECRET', value: 'do not find me' }))
  const { rows } = await world.database.pool.query("SELECT value_sealed FROM pool_variable WHERE key = 'SECRET'")
  assert.ok(!rows[0].value_sealed.includes('do not find me'))
  const other = await world.addTenant('other')
  assert.deepEqual(accepted(await env('GET', '', undefined, { token: await managementToken(world, other) })), [])
})

test('400 for names and values that cannot be, 2231 without a name, 1001 and 2020 for strangers', async () => {
  const person = await registerPerson(world)
  for (const body of [
    { key: 'a b', value: 1 },
    { key: 'x'.repeat(129), value: 1 },
    { key: 'a' },
    { key: 'a', value: 'x'.repeat(8_192) },
  ])
    for (const outcome of await inBothLanguages(world, (speaking) => env('POST', '', body, speaking)))
      refused(outcome, 400)
  refused(await env('POST', '', { value: 1 }), 2231)
  refused(await env('GET', '', undefined, { token: person.token }), 1001)
  refused(await env('DELETE', '/SECRET', undefined, { token: undefined }), 2020)
})

test('a pool has two hundred of them, and one that is there can still be changed', async () => {
  const tenant = await world.addTenant('many')
  const speaking = { token: await managementToken(world, tenant) }
  await world.database.pool.query(
    "INSERT INTO pool_variable (user_pool_id, key, value_sealed) SELECT $1, 'k' || n, value_sealed FROM pool_variable, generate_series(1, 199) AS n WHERE key = 'SECRET'",
    [tenant.pool.id],
  )
  const outcomes = await Promise.all(['a', 'b', 'c'].map((key) => env('POST', '', { key, value: 1 }, speaking)))
  assert.deepEqual(outcomes.map(({ code }) => code).sort(), [200, 400, 400])
  accepted(await env('POST', '', { key: 'k1', value: 2 }, speaking))
})
