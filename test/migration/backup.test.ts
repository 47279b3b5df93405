import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { dumpDatabase } from '#platform/database/dump.ts'
import { loadDatabase } from '#platform/database/load.ts'
import { migrate, readMigrations } from '#platform/database/migrate.ts'
import { createTestDatabase, openPool } from '../kit/database.ts'
import { registerPerson, send } from '../kit/people.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let lines: string[]
before(async () => {
  world = await newWorld()
  const { token } = await registerPerson(world)
  // Everything that a text form could stumble over.
  const nickname = '门神 "quoted", (row), \\N \\\\ tab\there,\nline, {a}, null, 😀'
  accepted(await send(world, 'updateUser', { input: { nickname } }, { token }))
  lines = await dump()
})

async function dump(): Promise<string[]> {
  const found: string[] = []
  const client = await world.database.pool.connect()
  try {
    await dumpDatabase(client, async (line) => void found.push(line))
  } finally {
    client.release()
  }
  return found
}

async function* given(of: string[]) {
  yield* of
}

const opened: (() => Promise<unknown>)[] = []
after(async () => {
  for (const close of opened) await close()
})

async function emptyDatabase(): Promise<pg.Pool> {
  const { connection, drop } = await createTestDatabase({ migrated: false })
  const pool = openPool(connection)
  opened.push(async () => {
    await pool.end()
    await drop()
  })
  return pool
}

async function readAgain(pool: pg.Pool): Promise<string[]> {
  const found: string[] = []
  const client = await pool.connect()
  try {
    await dumpDatabase(client, async (line) => void found.push(line))
  } finally {
    client.release()
  }
  return found
}

test('what was dumped and loaded is the same to the letter, and the guards are back', async () => {
  const pool = await emptyDatabase()
  const { rows } = await loadDatabase(pool, given(lines))
  assert.ok(rows > 10)
  assert.deepEqual((await readAgain(pool)).slice(1).sort(), lines.slice(1).sort())
  const guards = `SELECT (SELECT count(*) FROM pg_constraint WHERE contype = 'f')::int AS references,
    (SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O')::int AS triggers`
  const [before, now] = [await world.database.pool.query(guards), await pool.query(guards)]
  assert.deepEqual(now.rows, before.rows)
})

test('writers do not wait, and what they write meanwhile is not in it', async () => {
  const client = await world.database.pool.connect()
  let met = 0
  try {
    await dumpDatabase(client, async (line) => {
      if (met++ === 1) await registerPerson(world)
      assert.ok(line)
    })
  } finally {
    client.release()
  }
  assert.ok(met > 10)
})

for (const [what, broken, reason] of [
  ['breaks off', (all: string[]) => all.slice(0, -1), /breaks off/],
  [
    'lacks a row',
    (all: string[]) => all.filter((_line, at) => at !== all.findIndex((line) => line.startsWith('"'))),
    /rows where it should/,
  ],
  [
    'is of a newer version',
    ([first = '', ...rest]: string[]) => [first.replace('"0001-', '"9999-x","0001-'), ...rest],
    /newer Menshen/,
  ],
  ['is something else', () => ['{"a":1}'], /no backup/],
  ['is empty', () => [], /no backup/],
  ['has a line that is none', ([first = '']: string[]) => [first, '{"table"'], /damaged/],
  [
    'has other columns',
    ([first = '', second = '', ...rest]: string[]) => [
      first,
      second.replace('"columns":["', '"columns":["x","'),
      ...rest,
    ],
    /other columns/,
  ],
] as const)
  test(`a backup that ${what} is refused, and nothing of it stays`, async () => {
    const pool = await emptyDatabase()
    await assert.rejects(loadDatabase(pool, given(broken(lines))), reason)
    const { rows } = await pool.query("SELECT to_regclass('user_pool') AS made")
    if (rows[0].made) assert.equal((await pool.query('SELECT FROM user_pool')).rowCount, 0)
  })

test('a database that holds something is left alone', async () => {
  const before = await dump()
  await assert.rejects(loadDatabase(world.database.pool, given(lines)), /not empty/)
  assert.equal((await dump()).length, before.length)
})

test('a database of an earlier version that holds something is not even migrated', async () => {
  const pool = await emptyDatabase()
  await migrate(pool, readMigrations().slice(0, 1))
  const pools = `INSERT INTO user_pool SELECT (jsonb_populate_record(p, $1)).* FROM (SELECT NULL::user_pool AS p) AS one`
  const { rows } = await world.database.pool.query('SELECT to_jsonb(p) AS pool FROM user_pool AS p LIMIT 1')
  await pool.query(pools, [rows[0].pool])
  const done = 'SELECT name FROM schema_migration'
  const before = (await pool.query(done)).rows
  await assert.rejects(loadDatabase(pool, given(lines)), /not empty/)
  assert.deepEqual((await pool.query(done)).rows, before)
})

test('the tables of another program are left alone, and nothing is put beside them', async () => {
  const pool = await emptyDatabase()
  await pool.query("CREATE TABLE invoice AS SELECT 'precious' AS what")
  await assert.rejects(loadDatabase(pool, given(lines)), /not empty: another program has invoice there/)
  assert.deepEqual((await pool.query('SELECT what FROM invoice')).rows, [{ what: 'precious' }])
  assert.equal((await pool.query("SELECT to_regclass('schema_migration') AS made")).rows[0].made, null)
})

test('of a schema of ours that stands beside another program, only ours is filled', async () => {
  const pool = await emptyDatabase()
  await migrate(pool)
  await pool.query("CREATE TABLE invoice AS SELECT 'precious' AS what")
  await loadDatabase(pool, given(lines))
  assert.deepEqual((await pool.query('SELECT what FROM invoice')).rows, [{ what: 'precious' }])
})
