import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../kit/database.ts'
import {
  endOthers,
  kick,
  loginStatus,
  managementToken,
  readTransportKey,
  register,
  signIn,
  updateUser,
} from '../kit/door.ts'
import { databaseUrl, makeDataDir, onLinux, readBootstrap, refusedStart, startServer } from '../kit/process.ts'
import { until } from '../kit/until.ts'
import { encrypted } from '../kit/wire.ts'

const password = 'lantern-and-gate'
const heardAtOnce = 10_000
const migrations = readdirSync(join(import.meta.dirname, '../../server/migrations')).filter((name) =>
  name.endsWith('.sql'),
)

suite('servers on one PostgreSQL', () => {
  let database: TestDatabase
  let client: pg.Client
  before(async () => {
    database = await createTestDatabase({ migrated: false })
    client = new pg.Client(database.connection)
    await client.connect()
  })
  after(async () => {
    await client.end()
    await database.drop()
  })

  test(
    'started at once they migrate once and boot once; each sees at once what the other writes',
    onLinux,
    async (t) => {
      const env = {
        DATABASE_URL: databaseUrl(database.connection),
        SECRET_KEY: 'one key for all the servers of a house',
      }
      const places = [makeDataDir(t), makeDataDir(t), makeDataDir(t)]
      const servers = await Promise.all(places.map((dataDir) => startServer({ dataDir, env })))

      const { rows } = await client.query(`SELECT (SELECT count(*)::int FROM schema_migration) AS migrations,
      (SELECT count(*)::int FROM user_pool WHERE is_root) AS roots, (SELECT count(*)::int FROM user_pool) AS pools,
      (SELECT count(*)::int FROM user_account) AS people,
      (SELECT count(DISTINCT purpose) = count(*) FROM platform_key) AS one_key_each`)
      assert.deepEqual(rows, [{ migrations: migrations.length, roots: 1, pools: 2, people: 1, one_key_each: true }])
      const booted = places.filter((dataDir) => readBootstrap(dataDir).appId)
      assert.equal(booted.length, 1)

      const bootstrap = readBootstrap(booted[0] as string)
      const publicPem = await readTransportKey(database.connection)
      const [one, other] = servers.map(({ origin }) => ({ origin, bootstrap, publicPem }))
      assert.ok(one && other)
      assert.equal((await register(one, 'both@example.com', password)).code, 200)
      const { id, token } = (await signIn(other, 'both@example.com', password)).data as { id: string; token: string }
      assert.equal(await loginStatus(one, token), 200)
      assert.equal(await loginStatus(other, token), 200)

      const manager = await managementToken(one)
      for (const [blocked, status] of [
        [true, 2206],
        [false, 200],
      ] as const) {
        assert.equal((await updateUser(one, manager, id, { blocked })).code, 200)
        assert.equal(await loginStatus(one, token), status)
        await until(async () => (await loginStatus(other, token)) === status, heardAtOnce)
      }
      // A new password ends every session.
      const change = { password: encrypted(publicPem, 'another-lantern') }
      assert.equal((await updateUser(other, manager, id, change)).code, 200)
      assert.equal(await loginStatus(other, token), 2206)
      await until(async () => (await loginStatus(one, token)) === 2206, heardAtOnce)
      const fresh = await signIn(one, 'both@example.com', 'another-lantern')
      assert.equal(fresh.code, 200)
      // An administrator's kick, and the person's own end of one session, are heard within the bound that the guide states.
      const held = (fresh.data as { token: string }).token
      assert.equal(await loginStatus(other, held), 200)
      assert.equal((await kick(one, manager, id)).code, 200)
      await until(async () => (await loginStatus(other, held)) === 2206, heardAtOnce)
      const again = (await signIn(one, 'both@example.com', 'another-lantern')).data as { token: string }
      const kept = (await signIn(other, 'both@example.com', 'another-lantern')).data as { token: string }
      assert.deepEqual([await loginStatus(other, again.token), await loginStatus(one, kept.token)], [200, 200])
      assert.equal((await endOthers(other, kept.token)).code, 200)
      await until(async () => (await loginStatus(one, again.token)) === 2206, heardAtOnce)
      assert.equal(await loginStatus(one, kept.token), 200)
      for (const server of servers) assert.equal(await server.stop(), 0)
    },
  )

  test('one with a key of its own is refused', onLinux, async (t) => {
    const env = { DATABASE_URL: databaseUrl(database.connection) }
    const line = await refusedStart({ dataDir: makeDataDir(t), env })
    assert.match(
      line,
      /^The database was written under another SECRET_KEY\. Set the one that this installation was last started with/,
    )
  })
})
