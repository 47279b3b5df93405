import assert from 'node:assert/strict'
import { test } from 'node:test'
import { migrate, readMigrations } from '#platform/database/migrate.ts'
import { createTestDatabase, openPool } from '../kit/database.ts'

test('pools of one owner that had one name get names of their own, and nobody else’s changes', async () => {
  const database = await createTestDatabase({ migrated: false })
  const pool = openPool(database.connection, 2)
  // The database goes before the server has noticed that the last connection is closed.
  pool.on('error', () => {})
  try {
    const all = readMigrations()
    const before = all.filter(({ name }) => name < '0006')
    await migrate(pool, before)
    const pools = [
      ['a'.repeat(24), 'owner', 'Same'],
      ['b'.repeat(24), 'owner', 'Same'],
      ['c'.repeat(24), 'owner', 'x'.repeat(64)],
      ['d'.repeat(24), 'owner', 'x'.repeat(64)],
      ['e'.repeat(24), 'other', 'Same'],
      ['f'.repeat(24), null, 'Same'],
      ['0'.repeat(24), null, 'Same'],
    ]
    for (const [id, owner, name] of pools)
      await pool.query(
        "INSERT INTO user_pool (id, owner_id, name, domain, secret_sealed, jwt_secret_sealed) VALUES ($1, $2, $3, $1, '', '')",
        [id, owner, name],
      )
    await migrate(pool, all)
    const { rows } = await pool.query('SELECT id, name FROM user_pool ORDER BY id')
    const names = Object.fromEntries(rows.map(({ id, name }) => [id[0], name]))
    const long = 'x'.repeat(64)
    assert.deepEqual(names, {
      0: 'Same',
      a: 'Same',
      b: 'Same bbbbbbbb',
      c: long,
      d: `${long.slice(0, 55)} dddddddd`,
      e: 'Same',
      f: 'Same',
    })
  } finally {
    await pool.end()
    await database.drop()
  }
})
