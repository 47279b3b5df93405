import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from '#platform/log.ts'
import { cleanUp } from '#server/start/housekeeping.ts'
import { registerPerson, send } from '../../kit/people.ts'
import { accepted } from '../../kit/wire.ts'
import { newWorld } from '../../kit/world.ts'

const day = 86_400_000

test('housekeeping throws away what has expired, in batches, and nothing else', async () => {
  const world = await newWorld()
  const { database } = world
  const { unit } = world.app.domain
  await database.pool.query(
    `INSERT INTO revoked_token SELECT 'old' || n, now() - interval '1 minute' FROM generate_series(1, 2500) n`,
  )
  await database.pool.query(`INSERT INTO revoked_token VALUES ('young', now() + interval '1 minute')`)
  const person = await registerPerson(world)
  await cleanUp(unit, new Date(), createLog('silent'))
  const left = await database.pool.query('SELECT jti FROM revoked_token')
  assert.deepEqual(left.rows, [{ jti: 'young' }])
  accepted(await send(world, 'user', {}, { token: person.token }))

  const sessions = async () => Number((await database.pool.query('SELECT count(*) FROM session')).rows[0].count)
  await cleanUp(unit, new Date(Date.now() + 43 * day), createLog('silent'))
  assert.equal(await sessions(), 1, 'a session stays 30 days after its 14 have passed')
  await cleanUp(unit, new Date(Date.now() + 45 * day), createLog('silent'))
  assert.equal(await sessions(), 0)
})
