import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { createLog } from '#platform/log.ts'
import { atMost } from '../../../test/kit/at-most.ts'
import { createTestDatabase } from '../../../test/kit/database.ts'
import { connectDatabase } from '../database/connect.ts'
import { createLimits, type Limit } from './limits.ts'

const database = await createTestDatabase()
const { unit, pool, close } = await connectDatabase(database.connection, createLog('silent'), 10)
const another = await connectDatabase(database.connection, createLog('silent'), 10)
after(async () => {
  await close()
  await another.close()
  await database.drop()
})

const limits = createLimits('a secret key of the installation')
const start = Date.parse('2026-03-01T00:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1000)
let made = 0
const fresh = (limit: number, windowSeconds = 300): Limit => ({
  userPoolId: 'pool',
  key: `test:+86138001380${made++}`,
  windowSeconds,
  limit,
})
const hit = (limit: Limit, now: Date) => unit.write(({ tx }) => limits.hit(tx, limit, now))

test('counts up to the limit and refuses past it', async () => {
  const limit = fresh(3)
  assert.deepEqual(await limits.peek(unit.reader, limit, at(0)), { count: 0, allowed: true, resetsAt: at(0) })
  assert.deepEqual(await hit(limit, at(0)), { count: 1, allowed: true, resetsAt: at(0) })
  assert.deepEqual(await hit(limit, at(10)), { count: 2, allowed: true, resetsAt: at(10) })
  assert.deepEqual(await hit(limit, at(20)), { count: 3, allowed: true, resetsAt: at(300) })
  assert.deepEqual(await hit(limit, at(30)), { count: 4, allowed: false, resetsAt: at(300) })
  assert.deepEqual(await limits.peek(unit.reader, limit, at(30)), { count: 3, allowed: false, resetsAt: at(300) })
})

test('the window slides: each hit leaves exactly one window after it came', async () => {
  const limit = fresh(2)
  await hit(limit, at(0))
  await hit(limit, at(100))
  assert.equal((await hit(limit, at(299.999))).allowed, false)
  assert.deepEqual(await hit(limit, at(300)), { count: 2, allowed: true, resetsAt: at(400) })
  assert.equal((await hit(limit, at(399.999))).allowed, false)
  assert.equal((await hit(limit, at(400))).allowed, true)
})

test('refused hits do not lengthen the wait', async () => {
  const limit = fresh(1)
  await hit(limit, at(0))
  for (let second = 1; second < 300; second += 30) assert.equal((await hit(limit, at(second))).allowed, false)
  assert.equal((await hit(limit, at(300))).allowed, true)
})

test('200 hits at once over two connection pools, as many as they have connections: exactly the limit is allowed', async () => {
  const limit = fresh(37)
  const [first, second] = await Promise.all(
    [unit, another.unit].map((one, side) =>
      atMost(10, 100, (index) => one.write(({ tx }) => limits.hit(tx, limit, at((2 * index + side) / 1000)))),
    ),
  )
  const hits = [...(first ?? []), ...(second ?? [])]
  assert.equal(hits.length, 200)
  assert.equal(hits.filter(({ allowed }) => allowed).length, 37)
  const counts = hits.filter(({ allowed }) => allowed).map(({ count }) => count)
  assert.deepEqual(
    counts.sort((a, b) => a - b),
    Array.from({ length: 37 }, (_, index) => index + 1),
  )
})

test('a large limit is never exceeded in any window, and frees at most 1 % of the window late', async () => {
  const limit = fresh(150, 100)
  const allowed: number[] = []
  await unit.write(async ({ tx }) => {
    for (let second = 0; second < 320; second += 0.35)
      if ((await limits.hit(tx, limit, at(second))).allowed) allowed.push(second)
  })
  for (const from of allowed) assert.ok(allowed.filter((second) => second >= from && second < from + 100).length <= 150)
  const first = allowed[150] as number
  assert.ok(first >= 100 && first <= 101.35, `room again after ${first} s`)
  const { rows } = await pool.query('SELECT max(cardinality(hit_at)) AS times FROM limit_window')
  assert.ok(rows[0].times <= 101)
})

test('a large limit that is used up at once is not free a moment too early', async () => {
  const limit = fresh(101, 100)
  await unit.write(async ({ tx }) => {
    for (let index = 0; index < 101; index++) await limits.hit(tx, limit, at(0.9))
  })
  assert.deepEqual(await hit(limit, at(100.899)), { count: 102, allowed: false, resetsAt: at(101) })
  assert.equal((await hit(limit, at(101))).count, 1)
})

test('a limit of nothing allows nothing', async () => {
  const limit = fresh(0)
  assert.deepEqual(await hit(limit, at(0)), { count: 1, allowed: false, resetsAt: at(300) })
  assert.deepEqual(await hit(limit, at(1)), { count: 1, allowed: false, resetsAt: at(301) })
})

test('a limit that was lowered waits until enough hits have left', async () => {
  const limit = fresh(5)
  for (const second of [0, 10, 20, 30, 40]) await hit(limit, at(second))
  assert.deepEqual(await hit({ ...limit, limit: 2 }, at(50)), { count: 6, allowed: false, resetsAt: at(330) })
})

test('pools and keys do not see each other, and clearing forgets one of them', async () => {
  const limit = fresh(1)
  await hit(limit, at(0))
  assert.equal((await hit({ ...limit, userPoolId: 'other' }, at(1))).allowed, true)
  assert.equal((await hit(fresh(1), at(1))).allowed, true)
  await unit.write(({ tx }) => limits.clear(tx, limit))
  assert.equal((await hit(limit, at(2))).allowed, true)
  assert.equal((await hit({ ...limit, userPoolId: 'other' }, at(3))).allowed, false)
})

test('a hit that is undone with its transaction did not happen', async () => {
  const limit = fresh(1)
  const undone = unit.write(async ({ tx }) => {
    await limits.hit(tx, limit, at(0))
    throw new Error('refused')
  })
  await assert.rejects(undone, /refused/)
  assert.equal((await hit(limit, at(1))).allowed, true)
})

test('what was counted cannot be read, and hangs on the secret of the installation', async () => {
  const limit = fresh(1)
  await hit(limit, at(0))
  const { rows } = await pool.query('SELECT limit_window::text AS row FROM limit_window')
  const digits = limit.key.slice(-8)
  for (const { row } of rows) {
    assert.ok(!row.includes(digits))
    assert.ok(!row.includes(Buffer.from(digits).toString('hex')))
  }
  const stranger = createLimits('another secret key')
  assert.equal((await stranger.peek(unit.reader, limit, at(1))).count, 0)
})
