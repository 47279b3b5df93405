import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { type Door, liftRegistrationLimit, readTransportKey, register, signIn } from '../kit/door.ts'
import { killEverything, killPostgres, lives, postgresPid } from '../kit/kill.ts'
import {
  embeddedConnection,
  makeDataDir,
  type ServerProcess,
  spawnServer,
  startServer,
  whenReady,
} from '../kit/process.ts'
import { until } from '../kit/until.ts'

const linux = {
  timeout: 280_000,
  skip: process.platform !== 'linux' && 'it looks at processes through /proc, which only Linux has',
}
const password = 'lantern-and-gate'
const clients = 6

interface Load {
  /** E-mail addresses whose registration was answered with 200. */
  acknowledged: string[]
  /** Those that were sent and never answered; either outcome is right. */
  open: Set<string>
  ended: Promise<unknown>
}

/** People register and sign in, until the server is gone. */
function beginLoad(door: Door, round: number): Load {
  const acknowledged: string[] = []
  const open = new Set<string>()
  async function live(client: number): Promise<void> {
    for (let n = 0; ; n++) {
      const email = `r${round}-c${client}-${n}@example.com`
      open.add(email)
      const { code } = await register(door, email, password)
      assert.equal(code, 200, email)
      acknowledged.push(email)
      open.delete(email)
      assert.equal((await signIn(door, email, password)).code, 200, email)
    }
  }
  const gone = (error: Error) => {
    if (error instanceof assert.AssertionError) throw error
  }
  const ended = Promise.all(Array.from({ length: clients }, (_, client) => live(client).catch(gone)))
  ended.catch(() => {})
  return { acknowledged, open, ended }
}

async function requireWhole(server: ServerProcess): Promise<number> {
  const client = new pg.Client(embeddedConnection(server.dataDir))
  await client.connect()
  const { rows } = await client.query(`
    SELECT (SELECT count(*)::int FROM user_account) AS people,
      (SELECT count(*)::int FROM user_pool WHERE is_root) AS roots,
      (SELECT count(*)::int FROM user_account u LEFT JOIN user_password p ON (p.user_pool_id, p.user_id) = (u.user_pool_id, u.id)
        WHERE p.hash IS NULL) AS without_password,
      (SELECT count(*)::int FROM user_account u WHERE logins_count <>
        (SELECT count(*) FROM session s WHERE (s.user_pool_id, s.user_id) = (u.user_pool_id, u.id))) AS miscounted`)
  await client.end()
  const { people, ...faults } = rows[0]
  assert.deepEqual(faults, { roots: 1, without_password: 0, miscounted: 0 })
  return people
}

/** Those of the last round with their password; the earlier ones by their row, which hashing them all would take too long for. */
async function requireAll(server: ServerProcess, door: Door, last: string[], all: string[]): Promise<void> {
  for (const email of last) assert.equal((await signIn(door, email, password)).code, 200, email)
  const client = new pg.Client(embeddedConnection(server.dataDir))
  await client.connect()
  const { rows } = await client.query(
    'SELECT e FROM unnest($1::text[]) e WHERE e NOT IN (SELECT email_key FROM user_account)',
    [all],
  )
  await client.end()
  assert.deepEqual(rows, [])
}

/** How many answers to wait for before the kill: never the same, and the same in each run. */
const moments = [0, 3, 11, 1, 23, 7, 2, 17, 5, 31, 0, 13, 4, 29, 9, 1, 19, 6, 37, 8]

test(
  'after kill -9 of everything, twenty times under load, every acknowledged registration signs in',
  linux,
  async (t) => {
    const dataDir = makeDataDir(t)
    const all: string[] = []
    let last: string[] = []
    let first: ServerProcess['bootstrap'] | undefined
    for (const [round, moment] of [...moments, -1].entries()) {
      const server = await startServer({ dataDir })
      first ??= server.bootstrap
      const door = { ...server, bootstrap: first, publicPem: await readTransportKey(embeddedConnection(dataDir)) }
      await requireAll(server, door, last, all)
      assert.equal(server.bootstrap.userPoolId, first.userPoolId)
      assert.ok((await requireWhole(server)) > all.length)
      if (moment < 0) return assert.equal(await server.stop(), 0)
      assert.equal((await liftRegistrationLimit(door)).code, 200)
      const load = beginLoad(door, round)
      await until(() => load.acknowledged.length >= moment)
      await killEverything(server)
      await load.ended
      last = load.acknowledged
      all.push(...last)
    }
  },
)

test(
  'after kill -9 of the server alone, five times under load, the next one ends what it left and goes on',
  linux,
  async (t) => {
    const dataDir = makeDataDir(t)
    const all: string[] = []
    let last: string[] = []
    for (const [round, moment] of [4, 0, 12, 1, 20, -1].entries()) {
      const server = await startServer({ dataDir })
      const door = { ...server, publicPem: await readTransportKey(embeddedConnection(dataDir)) }
      await requireAll(server, door, last, all)
      await requireWhole(server)
      if (moment < 0) return assert.equal(await server.stop(), 0)
      assert.equal((await liftRegistrationLimit(door)).code, 200)
      const load = beginLoad(door, round)
      await until(() => load.acknowledged.length >= moment)
      const left = postgresPid(dataDir)
      server.child.kill('SIGKILL')
      await server.exited
      await load.ended
      assert.ok(left && lives(left))
      last = load.acknowledged
      all.push(...last)
    }
  },
)

test('a first start that is killed at any moment is done over', linux, async (t) => {
  for (const sign of ['migrated', 'Server listening', 'Menshen is running']) {
    const dataDir = makeDataDir(t)
    const attempt = spawnServer({ dataDir })
    await until(() => attempt.said.out.includes(sign))
    attempt.child.kill('SIGKILL')
    await killPostgres(dataDir)
    await attempt.exited
    const server = await whenReady(spawnServer({ dataDir }), dataDir)
    const door = { ...server, publicPem: await readTransportKey(embeddedConnection(dataDir)) }
    assert.equal((await register(door, 'first@example.com', password)).code, 200)
    assert.equal(await requireWhole(server), 2)
    assert.equal(await server.stop(), 0)
  }
})
