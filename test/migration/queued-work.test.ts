import assert from 'node:assert/strict'
import { test } from 'node:test'
import { migrate, readMigrations } from '#platform/database/migrate.ts'
import { createTestDatabase, openPool } from '../kit/database.ts'

const pool1 = 'a'.repeat(24)
const at = '2026-01-01T00:00:00Z'

test('what an earlier version had queued is queued still: messages, mails about new devices, files of people', async () => {
  const database = await createTestDatabase({ migrated: false })
  const pool = openPool(database.connection, 2)
  try {
    const all = readMigrations()
    await migrate(
      pool,
      all.filter(({ name }) => name < '0037'),
    )
    await pool.query(
      `INSERT INTO user_pool (id, owner_id, name, domain, secret_sealed, jwt_secret_sealed) VALUES ($1, NULL, 'p', $1, '', '')`,
      [pool1],
    )
    await pool.query(
      `INSERT INTO message (user_pool_id, id, channel, recipient, template, subject, status, attempts, attempts_left,
         next_attempt_at, created_at, expires_at)
       VALUES ($1, 'm1', 'mail', 'a@example.com', 'WELCOME', 's', 'queued', 2, 8, $2::timestamptz + interval '1 hour', $2, 'infinity'),
              ($1, 'm2', 'mail', 'a@example.com', 'WELCOME', 's', 'sent', 1, 9, $2, $2, 'infinity')`,
      [pool1, at],
    )
    await pool.query(`INSERT INTO user_account (user_pool_id, id, created_at, updated_at) VALUES ($1, 'u1', $2, $2)`, [
      pool1,
      at,
    ])
    await pool.query(
      `INSERT INTO device (user_pool_id, id, user_id, type, name, last_seen_at, notice_language, application_id, created_at, expires_at)
       VALUES ($1, 'd1', 'u1', 'PC', 'Firefox', $2, 'en-US', 'app', $2, 'infinity'),
              ($1, 'd2', 'u1', 'PC', 'Safari', $2, NULL, NULL, $2, 'infinity')`,
      [pool1, at],
    )
    await pool.query(
      `INSERT INTO import_job (user_pool_id, id, file_name, status, lease_until, created_at, expires_at)
       VALUES ($1, 'i1', 'people.csv', 'running', $2, $2, 'infinity'), ($1, 'i2', 'people.csv', 'done', $2, $2, 'infinity')`,
      [pool1, at],
    )
    await migrate(pool, all)
    const { rows } = await pool.query(
      `SELECT kind, id, payload, attempts, attempts_left, due_at = $1::timestamptz AS now, running FROM job ORDER BY kind`,
      [at],
    )
    assert.deepEqual(rows, [
      {
        kind: 'device-notice',
        id: 'd1',
        payload: { language: 'en-US', applicationId: 'app' },
        attempts: 0,
        attempts_left: 10,
        now: true,
        running: false,
      },
      { kind: 'message', id: 'm1', payload: {}, attempts: 2, attempts_left: 8, now: false, running: false },
      { kind: 'user-import', id: 'i1', payload: {}, attempts: 0, attempts_left: 30, now: true, running: false },
    ])
  } finally {
    await pool.end()
    await database.drop()
  }
})
