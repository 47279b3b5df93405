import assert from 'node:assert/strict'
import { test } from 'node:test'
import { queueMissing } from '#server/work/schedule.ts'
import { sweeps } from '#server/work/sweeps.ts'
import { sweepFloors } from '#server/work/throw-away.ts'
import { cleanUp } from '../../kit/clean-up.ts'
import { registerPerson, send } from '../../kit/people.ts'
import { until } from '../../kit/until.ts'
import { accepted } from '../../kit/wire.ts'
import { newWorld } from '../../kit/world.ts'

const day = 86_400_000

test('housekeeping throws away what has expired, in batches, and nothing else', async () => {
  const world = await newWorld()
  const { database } = world
  const { domain } = world.app
  await database.pool.query(
    `INSERT INTO revoked_token SELECT 'old' || n, now() - interval '1 minute' FROM generate_series(1, 2500) n`,
  )
  await database.pool.query(`INSERT INTO revoked_token VALUES ('young', now() + interval '1 minute')`)
  const person = await registerPerson(world)
  await cleanUp(domain, new Date())
  const left = await database.pool.query('SELECT jti FROM revoked_token')
  assert.deepEqual(left.rows, [{ jti: 'young' }])
  accepted(await send(world, 'user', {}, { token: person.token }))

  const sessions = async () => Number((await database.pool.query('SELECT count(*) FROM session')).rows[0].count)
  await cleanUp(domain, new Date(Date.now() + 43 * day))
  assert.equal(await sessions(), 1, 'a session stays 30 days after its 14 have passed')
  await cleanUp(domain, new Date(Date.now() + 45 * day))
  assert.equal(await sessions(), 0)
})

test('every table whose rows say when they expire is swept, by one floor', async () => {
  const world = await newWorld()
  const { rows } = await world.database.pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'expires_at'`,
  )
  const swept = Object.values(sweeps).flatMap((list) => list.map(({ name }) => name))
  const others = ['deleted user pools', 'files']
  assert.deepEqual(swept.toSorted(), [...rows.map(({ name }) => name), ...others].sort())
})

test('a sweep that fails is seen in the queue and tried again, holds up nothing else, and goes on by the clock when it is well', async () => {
  const world = await newWorld()
  const { domain } = world.app
  const { pool, notices } = world.database
  const inQueue = async () => {
    const { rows } = await pool.query("SELECT id, attempts, failure FROM job WHERE kind = 'sweep' ORDER BY id")
    return new Map(rows.map((row) => [row.id.split(' ', 1)[0] as string, row]))
  }
  const count = async (table: string) => (await pool.query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n
  const due = async () => {
    world.passSeconds(60)
    notices.deliver('job:sweep')
  }
  await pool.query(`INSERT INTO redeemed_proof VALUES ($1, 'old', now() - interval '1 minute')`, [world.tenant.pool.id])
  await pool.query(`INSERT INTO revoked_token VALUES ('old', now() - interval '1 minute')`)
  await queueMissing(domain, sweepFloors)
  const first = await inQueue()
  assert.deepEqual([...first.keys()].sort(), Object.keys(sweeps).sort())
  await pool.query('ALTER TABLE captcha RENAME TO captcha_away')
  await due()
  const failed = await until(async () => {
    const now = await inQueue()
    const rest = [...now.keys()].every((name) => name === 'proof' || now.get(name)?.id !== first.get(name)?.id)
    return rest && now.get('proof')?.failure && now
  })
  assert.deepEqual(
    { ...failed.get('proof') },
    { ...first.get('proof'), attempts: 1, failure: 'captcha: relation "captcha" does not exist' },
  )
  assert.deepEqual([await count('redeemed_proof'), await count('revoked_token')], [0, 0])
  await queueMissing(domain, sweepFloors)
  assert.equal(
    (await inQueue()).get('proof')?.id,
    first.get('proof')?.id,
    'one that is tried again has no successor yet',
  )
  await pool.query('ALTER TABLE captcha_away RENAME TO captcha')
  await due()
  const well = await until(async () => {
    const now = await inQueue()
    return now.get('proof')?.id !== first.get('proof')?.id && now
  })
  assert.equal(well.get('proof')?.failure, null)
  assert.equal(well.size, Object.keys(sweeps).length)
})
