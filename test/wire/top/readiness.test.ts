import assert from 'node:assert/strict'
import { test } from 'node:test'
import { connectDatabase } from '#platform/database/connect.ts'
import { createLog } from '#platform/log.ts'
import { sealed, send } from '../../kit/people.ts'
import { accepted } from '../../kit/wire.ts'
import { newWorld } from '../../kit/world.ts'

// Functions of the test go before PostgreSQL's own, on every connection from its beginning.
const world = await newWorld({
  through: async (connection) => ({ ...connection, options: '-c search_path=public,pg_catalog' }),
})
const { pool } = world.database

async function readiness() {
  const answer = await fetch(`${world.origin}/readyz`)
  return { status: answer.status, body: (await answer.json()) as { status: string; reason?: string } }
}

const register = (username: string) =>
  send(world, 'registerByUsername', { input: { username, password: sealed(world, 'correct horse') } })

test('a disk without room is told at /readyz once a write has met it, until there is room again', async () => {
  const ready = { status: 200, body: { status: 'ready' } }
  assert.deepEqual(await readiness(), ready)
  // What PostgreSQL says when it cannot make a file longer, at a registration and where room is looked for.
  await pool.query(`
    CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER no_room BEFORE INSERT ON user_account EXECUTE FUNCTION no_room();
    CREATE FUNCTION repeat(text, integer) RETURNS text LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$`)
  assert.equal((await register('too-many')).code, 1000)
  const reason = 'nothing can be written: the disk is full'
  for (let asked = 0; asked < 2; asked++)
    assert.deepEqual(await readiness(), { status: 503, body: { status: 'not ready', reason } })
  assert.equal((await fetch(`${world.origin}/healthz`)).status, 200)
  await pool.query('DROP TRIGGER no_room ON user_account; DROP FUNCTION public.repeat(text, integer)')
  assert.deepEqual(await readiness(), ready)
  accepted(await register('fits-again'))
})

test('a database that takes no writes, as a standby or one that is kept read-only, is none to work with', async (t) => {
  const { options } = pool
  const locked = { ...options, password: options.password, options: '-c default_transaction_read_only=on' }
  const database = await connectDatabase(locked, createLog('silent'), 2)
  t.after(() => database.close())
  assert.equal(await database.trouble(), 'nothing can be written: the database is read-only')
})
