import assert from 'node:assert/strict'
import { suite, type TestContext, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase } from '../kit/database.ts'
import { type Door, loginStatus, readTransportKey, register, signIn } from '../kit/door.ts'
import { killPostgres } from '../kit/kill.ts'
import {
  databaseUrl,
  embeddedConnection,
  isReady,
  makeDataDir,
  onLinux,
  type ServerProcess,
  startServer,
} from '../kit/process.ts'
import { until } from '../kit/until.ts'
import { postGraphql } from '../kit/wire.ts'
import { type DatabaseLine, layLine } from './database-line.ts'

const password = 'lantern-and-gate'
const email = 'away@example.com'

suite('a database at the end of a line', () => {
  test(
    'cut: 1000 with Retry-After, not ready, nothing from memory; mended: all is well by itself',
    onLinux,
    async (t) => {
      const { server, door, line, token, block } = await signedInOverLine(t)
      await line.cut()
      await until(async () => (await fetch(`${server.origin}/readyz`)).status === 503)
      assert.equal((await fetch(`${server.origin}/healthz`)).status, 200)
      await requireComeBackLater(door, { query: 'query { checkLoginStatus { code } }' }, token)
      await requireComeBackLater(door, { query: 'query { isUserExists(email: "away@example.com") }' })
      await requireComeBackLaterByRest(door, token)
      await block()
      await line.mend()
      await until(() => isReady(server.origin))
      assert.equal(await loginStatus(door, token), 2206)
      await until(async () => (await register(door, 'back@example.com', password)).code === 200)
      assert.equal(await server.stop(), 0)
    },
  )

  test('deaf to changes without knowing it: what is remembered is used for ten seconds at most', onLinux, async (t) => {
    const { server, door, line, token, block } = await signedInOverLine(t)
    assert.equal(line.silence('menshen changes'), 1)
    assert.equal(await loginStatus(door, token), 200)
    const begin = Date.now()
    await block()
    await until(async () => (await loginStatus(door, token)) === 2206)
    assert.ok(Date.now() - begin < 12_000)
    assert.ok(await isReady(server.origin))
  })

  test(
    'silent altogether: requests are answered with 1000, and the connections are not used again',
    onLinux,
    async (t) => {
      const { server, door, line, token } = await signedInOverLine(t)
      assert.ok(line.silence('menshen') > 1)
      const registrations = ['a', 'b', 'c'].map((name) => register(door, `${name}@example.com`, password))
      for (const { code } of await Promise.all(registrations)) assert.ok([200, 1000].includes(code))
      await until(() => isReady(server.origin))
      for (const name of ['a', 'b', 'c', 'd'])
        assert.ok([200, 2026].includes((await register(door, `${name}@example.com`, password)).code))
      assert.equal(await loginStatus(door, token), 200)
      assert.equal(await server.stop(), 0)
    },
  )
})

test(
  'the embedded database dies under load: it comes back by itself, and what was answered with 200 is there',
  onLinux,
  async (t) => {
    const server = await startServer({ dataDir: makeDataDir(t) })
    const door = { ...server, publicPem: await readTransportKey(embeddedConnection(server.dataDir)) }
    const codes = new Map<string, number>()
    let over = false
    const load = Array.from({ length: 6 }, async (_, client) => {
      for (let n = 0; !over; n++) {
        const name = `c${client}-${n}@example.com`
        codes.set(name, (await register(door, name, password)).code)
      }
    })
    const kept = () => [...codes].filter(([, code]) => code === 200).map(([name]) => name)
    for (const atLeast of [10, 30, 50]) {
      await until(() => kept().length >= atLeast)
      await killPostgres(server.dataDir)
    }
    await until(() => kept().length >= 70)
    over = true
    await Promise.all(load)
    assert.deepEqual(new Set(codes.values()), new Set([200, 1000]))
    for (const name of kept()) assert.equal((await signIn(door, name, password)).code, 200, name)
    assert.ok(await isReady(server.origin))
    assert.equal(server.child.exitCode, null)
    assert.equal(await server.stop(), 0)
  },
)

interface Scene {
  server: ServerProcess
  door: Door
  line: DatabaseLine
  /** Of somebody whom the server remembers. */
  token: string
  /** Locks that person behind the server's back. */
  block(): Promise<void>
}

async function signedInOverLine(t: TestContext): Promise<Scene> {
  const database = await createTestDatabase({ migrated: false })
  const line = await layLine(t, database.connection)
  const server = await startServer({ dataDir: makeDataDir(t), env: { DATABASE_URL: databaseUrl(line.connection) } })
  const client = new pg.Client(database.connection)
  client.on('error', () => {})
  await client.connect()
  t.after(() => client.end().then(() => database.drop()))
  const door = { ...server, publicPem: await readTransportKey(database.connection) }
  assert.equal((await register(door, email, password)).code, 200)
  const { token } = (await signIn(door, email, password)).data as { token: string }
  assert.equal(await loginStatus(door, token), 200)
  const block = async () =>
    void (await client.query('UPDATE user_account SET blocked = true WHERE email = $1', [email]))
  return { server, door, line, token, block }
}

async function requireComeBackLater(door: Door, body: object, token?: string): Promise<void> {
  const headers = { 'x-authing-app-id': door.bootstrap.appId }
  const answer = await postGraphql(door.origin, body, { token, headers })
  assert.equal(answer.status, 200)
  assert.equal(answer.body.errors?.[0]?.message.code, 1000)
  assert.equal(answer.headers.get('retry-after'), '1')
}

async function requireComeBackLaterByRest(door: Door, token: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'x-authing-app-id': door.bootstrap.appId }
  const answer = await fetch(`${door.origin}/api/v2/users/me`, { headers })
  assert.equal(answer.status, 200)
  assert.equal(((await answer.json()) as { code: number }).code, 1000)
  assert.equal(answer.headers.get('retry-after'), '1')
}
