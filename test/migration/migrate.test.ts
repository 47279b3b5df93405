import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, beforeEach, suite, test } from 'node:test'
import { type Migration, migrate, readMigrations } from '#platform/database/migrate.ts'
import { StartError } from '#platform/start-error.ts'
import { createTestDatabase, openPool } from '../kit/database.ts'
import { until } from '../kit/until.ts'

function migration(name: string, sql: string): Migration {
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
}

const people = migration('0001-people.sql', 'CREATE TABLE people (id int)')
const gates = migration('0002-gates.sql', 'CREATE TABLE gates (id int)')
const failing = migration('0002-gates.sql', 'CREATE TABLE gates (id int); INSERT INTO gates SELECT 1 / 0')

suite('migrating', async () => {
  const database = await createTestDatabase({ migrated: false })
  const pool = openPool(database.connection, 8)
  // What a failure threw away may be closing still when the database is dropped.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  after(async () => {
    await pool.end()
    await database.drop()
  })
  beforeEach(() => pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'))

  const refuses = (migrations: Migration[], line: RegExp) =>
    assert.rejects(migrate(pool, migrations), (error: Error) => {
      assert.ok(error instanceof StartError, error.stack)
      assert.match(error.message, line)
      assert.doesNotMatch(error.message, /\n/)
      return true
    })

  async function state() {
    const { rows } = await pool.query(`SELECT (SELECT array_agg(name ORDER BY name) FROM schema_migration) AS applied,
      to_regclass('people') IS NOT NULL AS people, to_regclass('gates') IS NOT NULL AS gates`)
    return rows[0]
  }

  test('applies what is missing, in order, once', async () => {
    assert.deepEqual(await migrate(pool, [people]), ['0001-people.sql'])
    assert.deepEqual(await migrate(pool, [people, gates]), ['0002-gates.sql'])
    assert.deepEqual(await migrate(pool, [people, gates]), [])
    assert.deepEqual(await state(), { applied: ['0001-people.sql', '0002-gates.sql'], people: true, gates: true })
  })

  test('of six who start at once, one does it', async () => {
    const done = await Promise.all(Array.from({ length: 6 }, () => migrate(pool)))
    assert.deepEqual(
      done.flat(),
      readMigrations().map(({ name }) => name),
    )
  })

  test('a migration that fails is undone whole, those before it stay, and a mended one is applied', async () => {
    await refuses(
      [people, failing],
      /^Migration 0002-gates\.sql failed and was undone: division by zero\. Start the version/,
    )
    assert.deepEqual(await state(), { applied: ['0001-people.sql'], people: true, gates: false })
    assert.deepEqual(await migrate(pool, [people, gates]), ['0002-gates.sql'])
  })

  test('a migration that was changed after it ran is refused, and nothing is applied', async () => {
    await migrate(pool, [people])
    const edited = migration(people.name, `${people.sql};`)
    await refuses([edited, gates], /^Migration 0001-people\.sql was changed after it ran\. Restore its file/)
    assert.deepEqual(await state(), { applied: ['0001-people.sql'], people: true, gates: false })
  })

  test('a database of a newer version is refused, and nothing is applied', async () => {
    await migrate(pool, [people, migration('0009-later.sql', 'SELECT 1')])
    await refuses(
      [people, gates],
      /^The database was migrated by a newer Menshen \(0009-later\.sql\)\. Start that version/,
    )
    assert.equal((await state()).gates, false)
  })

  test('a failure leaves no lock behind', async () => {
    await refuses([failing], /failed and was undone/)
    // The connection that held it is thrown away, which takes the server a moment.
    await until(async () => {
      const { rows } = await pool.query(`
        SELECT count(*)::int AS held FROM pg_locks
        WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)
      return rows[0].held === 0
    })
  })
})
