import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { DomainEvent } from '@menshen/contract/events'
import { newId } from '#platform/crypto/random.ts'
import { createLog } from '#platform/log.ts'
import type { Reaction } from '#server/work/reactions/reactions.ts'
import { createRelay, type Relay } from '#server/work/reactions/relay.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
before(async () => {
  world = await newWorld()
  await world.app.relay.stop()
})

/** Relays of the test's own, as of as many processes, on the world's database. */
async function withRelays(number: number, reaction: Reaction, work: (relays: Relay[]) => Promise<void>): Promise<void> {
  const { clock, unit } = world.app.domain
  const ground = { unit, notices: world.database.notices, clock, log: createLog('silent') }
  const relays = Array.from({ length: number }, () => createRelay(ground, [reaction]))
  for (const relay of relays) relay.start()
  try {
    await work(relays)
  } finally {
    for (const relay of relays) await relay.stop()
  }
}

/** Puts events into the outbox as a process does that dies right after the commit. */
async function leave(number: number): Promise<string[]> {
  const now = world.app.domain.clock()
  const body = JSON.stringify({ at: now, actor: { kind: 'anonymous' }, payload: { userId: 'x' } })
  const userPoolId = world.tenant.pool.id
  const rows = Array.from({ length: number }, () => ({
    userPoolId,
    id: newId(now),
    name: 'user.deleted',
    body,
    dueAt: now,
  }))
  await world.app.domain.unit.write(async ({ emit }) => {
    for (const row of rows) emit(row)
  })
  return rows.map(({ id }) => id).sort()
}

const left = async () =>
  (await world.database.pool.query('SELECT id, attempts, due_at FROM event_outbox ORDER BY id')).rows as {
    id: string
    attempts: number
  }[]

const all = (relays: Relay[]) => Promise.all(relays.map((relay) => relay.catchUp()))

test('several relays share what lies there, and each event is dealt with once', async () => {
  const ids = await leave(1_000)
  const seen: string[] = []
  const note = async (_: unknown, events: readonly DomainEvent[]) => void seen.push(...events.map(({ id }) => id))
  await withRelays(3, note, async (relays) => {
    await all(relays)
    await all(relays)
  })
  assert.deepEqual(seen.toSorted(), ids)
  assert.deepEqual(await left(), [])
})

test('what a reaction writes is there with the end of its event, or not at all', async () => {
  const [id] = await leave(1)
  const counts = async () =>
    (await world.database.pool.query("SELECT count(*)::int AS n FROM limit_window WHERE key = 'half'")).rows[0].n
  const half: Reaction = async (tx) => {
    await tx
      .insertInto('limit_window')
      .values({
        user_pool_id: world.tenant.pool.id,
        key: Buffer.from('half'),
        hit_at: [],
        hits: [],
        expires_at: new Date(),
      } as never)
      .execute()
    throw new Error('in the middle')
  }
  await withRelays(1, half, ([relay]) => (relay as Relay).catchUp())
  assert.equal(await counts(), 0)
  const [kept] = await left()
  assert.deepEqual([kept?.id, kept?.attempts], [id, 1])
  await world.database.pool.query('DELETE FROM event_outbox')
})

test('one event that nobody can deal with holds up no other, and is tried again later and later', async () => {
  const ids = await leave(20)
  const bad = ids[7] as string
  const seen: string[] = []
  let broken = true
  const picky: Reaction = async (_, events) => {
    if (broken && events.some(({ id }) => id === bad)) throw new Error('not this one')
    seen.push(...events.map(({ id }) => id))
  }
  await withRelays(1, picky, async ([relay]) => {
    await relay?.catchUp()
    assert.deepEqual(
      seen.toSorted(),
      ids.filter((id) => id !== bad),
    )
    for (const attempts of [1, 2, 3]) {
      assert.deepEqual(
        (await left()).map(({ id, attempts }) => [id, attempts]),
        [[bad, attempts]],
      )
      await relay?.catchUp()
      assert.equal((await left())[0]?.attempts, attempts, 'not before its time')
      world.passSeconds(5 * 2 ** (attempts - 1))
      await relay?.catchUp()
    }
    broken = false
    world.passSeconds(40)
    await relay?.catchUp()
    assert.deepEqual(seen.toSorted(), ids)
    assert.deepEqual(await left(), [])
  })
})

test('in the end it is given up and stays for whoever looks into it', async () => {
  const [id] = await leave(1)
  await world.database.pool.query('UPDATE event_outbox SET attempts = 29')
  const never: Reaction = async () => {
    throw new Error('never')
  }
  await withRelays(1, never, async ([relay]) => {
    await relay?.catchUp()
    world.passSeconds(365 * 86_400)
    await relay?.catchUp()
  })
  assert.deepEqual(
    (await left()).map(({ id, attempts }) => [id, attempts]),
    [[id, 30]],
  )
  await world.database.pool.query('DELETE FROM event_outbox')
})

test('what is said in a transaction that is undone is told to nobody', async () => {
  const { unit, clock } = world.app.domain
  const row = { userPoolId: world.tenant.pool.id, id: newId(), name: 'user.deleted', body: '{}', dueAt: clock() }
  const undone = unit.write(async ({ emit }) => {
    emit(row)
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  assert.deepEqual(await left(), [])
})

test('an event that comes twice is filed once', async () => {
  const { rows } = await world.database.pool.query('SELECT count(*)::int AS n FROM audit_record')
  const [id] = await leave(1)
  const again = 'INSERT INTO event_outbox SELECT * FROM kept ON CONFLICT DO NOTHING'
  await world.database.pool.query('CREATE TABLE kept AS SELECT * FROM event_outbox')
  world.app.relay.start()
  await world.app.relay.catchUp()
  await world.database.pool.query(again)
  await world.app.relay.catchUp()
  assert.deepEqual(await left(), [])
  const filed = await world.database.pool.query('SELECT count(*)::int AS n FROM audit_record')
  assert.equal(filed.rows[0].n, rows[0].n + 1)
  await world.database.pool.query('DROP TABLE kept')
  assert.ok(id)
})
