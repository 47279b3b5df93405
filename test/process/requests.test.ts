import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase } from '../kit/database.ts'
import { type Door, readTransportKey, register, signIn } from '../kit/door.ts'
import {
  databaseUrl,
  embeddedConnection,
  freePort,
  makeDataDir,
  onLinux,
  spawnServer,
  startServer,
  whenReady,
} from '../kit/process.ts'
import { until } from '../kit/until.ts'
import { postGraphql } from '../kit/wire.ts'

const password = 'lantern-and-gate'

test('a server that is not done with its first start says so at /readyz', onLinux, async (t) => {
  const database = await createTestDatabase()
  t.after(() => database.drop())
  const client = new pg.Client(database.connection)
  await client.connect()
  // The first start waits for this lock when all else, the port included, is there.
  await client.query('BEGIN; LOCK TABLE user_pool IN SHARE MODE')
  const dataDir = makeDataDir(t)
  const port = await freePort()
  const env = { DATABASE_URL: databaseUrl(database.connection), PORT: String(port) }
  const attempt = spawnServer({ dataDir, env })
  const origin = `http://127.0.0.1:${port}`
  const statusOf = (path: string) =>
    fetch(origin + path).then(
      ({ status }) => status,
      () => 0,
    )
  await until(async () => (await statusOf('/healthz')) === 200)
  assert.equal(await statusOf('/readyz'), 503)
  assert.doesNotMatch(attempt.said.out, /Menshen is running/)
  await client.query('COMMIT')
  await client.end()
  const server = await whenReady(attempt, dataDir)
  assert.equal(await server.stop(), 0)
})

test('one request more than MAX_IN_FLIGHT is told to come back; a health check never is', onLinux, async (t) => {
  const { origin, dataDir, bootstrap } = await startServer({ dataDir: makeDataDir(t), env: { MAX_IN_FLIGHT: '1' } })
  const client = new pg.Client(embeddedConnection(dataDir))
  await client.connect()
  await client.query('BEGIN; LOCK TABLE captcha IN ACCESS EXCLUSIVE MODE')
  const first = fetch(`${origin}/api/v2/security/captcha?app_id=${bootstrap.appId}`)

  const ask = () => postGraphql(origin, { query: '{ isUserExists(email: "a@example.com") }' })
  const codeOf = ({ body }: Awaited<ReturnType<typeof ask>>) => body.errors?.[0]?.message.code
  await until(async () => codeOf(await ask()) === 1000)
  const second = await ask()
  assert.equal(second.status, 200)
  assert.equal(codeOf(second), 1000)
  assert.equal(second.headers.get('retry-after'), '1')
  const third = await fetch(`${origin}/api/v2/users/me`)
  assert.deepEqual([third.status, third.headers.get('retry-after')], [200, '1'])
  assert.equal(((await third.json()) as { code: number }).code, 1000)
  assert.equal((await fetch(`${origin}/healthz`)).status, 200)
  assert.equal((await fetch(`${origin}/readyz`)).status, 200)

  await client.query('COMMIT')
  await client.end()
  assert.equal((await first).status, 200)
  await until(async () => codeOf(await ask()) === 2101)
})

suite('the address of who signs in', () => {
  const spoofed = { 'x-forwarded-for': '203.0.113.7' }
  const cases: [string, Record<string, string>, string][] = [
    ['is the connection’s, whatever a header says', {}, '127.0.0.1'],
    ['is the header’s when a trusted proxy sent it', { TRUSTED_PROXIES: '127.0.0.0/8' }, '203.0.113.7'],
    ['is the connection’s when another proxy is trusted', { TRUSTED_PROXIES: '10.0.0.1, 192.168.0.0/16' }, '127.0.0.1'],
  ]
  for (const [title, env, ip] of cases)
    test(title, onLinux, async (t) => {
      const server = await startServer({ dataDir: makeDataDir(t), env })
      const publicPem = await readTransportKey(embeddedConnection(server.dataDir))
      const door: Door = { ...server, publicPem, headers: spoofed }
      assert.equal((await register(door, 'ip@example.com', password)).code, 200)
      assert.equal(((await signIn(door, 'ip@example.com', password)).data as { lastIP: string }).lastIP, ip)
    })
})
