import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { readTransportKey, register, signIn } from '../kit/door.ts'
import {
  embeddedConnection,
  freePort,
  makeDataDir,
  onLinux,
  readBootstrap,
  spawnServer,
  startServer,
  startThroughLauncher,
  until,
} from '../kit/process.ts'

const names =
  'host, appHost, userPoolId, userPoolSecret, appId, appSecret, ownerEmail, ownerPassword, rootUserPoolId, rootUserPoolSecret, outbox'

test('the first start shows the way in, and writes it down for this user alone', onLinux, async (t) => {
  const server = await startServer({ dataDir: makeDataDir(t), env: { OWNER_EMAIL: 'Door.God@Example.com' } })
  const { bootstrap, said, origin, dataDir } = server
  assert.equal(statSync(join(dataDir, 'bootstrap.json')).mode & 0o777, 0o600)
  assert.equal(statSync(join(dataDir, 'secret.key')).mode & 0o777, 0o600)
  assert.equal(Object.keys(bootstrap).join(', '), names)
  assert.ok(Object.values(bootstrap).every((value) => typeof value === 'string' && value !== ''))
  assert.deepEqual([bootstrap.host, bootstrap.appHost], [origin, origin])
  assert.equal(bootstrap.ownerEmail, 'door.god@example.com')
  for (const shown of [
    `Menshen is running at ${origin}`,
    bootstrap.ownerEmail,
    `${dataDir}/bootstrap.json`,
    `${origin}/u/admin`,
    `${origin}/outbox`,
    `userPoolId: '${bootstrap.userPoolId}',`,
    `appId: '${bootstrap.appId}',`,
    `appHost: '${origin}',`,
    `host: '${origin}',`,
  ])
    assert.ok(said.out.includes(shown), shown)
  // Nobody sits before it: what it says may go into a journal.
  const { userPoolSecret, appSecret, ownerPassword, rootUserPoolSecret, outbox } = bootstrap
  for (const kept of [userPoolSecret, appSecret, ownerPassword, rootUserPoolSecret, outbox ?? ''])
    assert.ok(!said.out.includes(kept), kept)
  const link = outbox ?? assert.fail()
  assert.equal((await fetch(link, { redirect: 'manual' })).status, 303)
  assert.equal(said.err, '')
})

test('the guide’s way to a second pool works with what the first start wrote', onLinux, async (t) => {
  const { dataDir } = await startServer({ dataDir: makeDataDir(t) })
  const guide = (name: string) => readFileSync(join(import.meta.dirname, `../../docs/guides/${name}.md`), 'utf8')
  const names = /```sh\n(.*?)```/s.exec(guide('before-you-begin'))?.[1] ?? assert.fail()
  const block =
    /## Make and delete pools.*?```sh\n(.*?)```/s.exec(guide('user-pools-and-applications'))?.[1] ?? assert.fail()
  const { stdout } = await promisify(execFile)('bash', ['-euc', names + block], { cwd: dirname(dataDir) })
  assert.match(stdout, /"createUserpool":\{"id":"[0-9a-f]{24}","secret":"\w+"/)
})

test('a second start keeps everything but the address, and keeps the password to itself', onLinux, async (t) => {
  const dataDir = makeDataDir(t)
  const first = await startServer({ dataDir })
  const publicPem = await readTransportKey(embeddedConnection(dataDir))
  assert.equal((await register({ ...first, publicPem }, 'kept@example.com', 'lantern-and-gate')).code, 200)
  assert.equal(await first.stop(), 0)

  const port = await freePort()
  const second = await startServer({ dataDir, env: { PORT: String(port) } })
  const origin = `http://localhost:${port}`
  assert.equal(second.origin, origin)
  assert.notEqual(first.origin, origin)
  const { outbox } = second.bootstrap
  assert.notEqual(outbox, first.bootstrap.outbox)
  assert.deepEqual(second.bootstrap, { ...first.bootstrap, host: origin, appHost: origin, outbox })
  assert.equal(statSync(join(dataDir, 'bootstrap.json')).mode & 0o777, 0o600)
  assert.ok(!(second.said.out + second.said.err).includes(first.bootstrap.ownerPassword))
  assert.ok(second.said.out.includes(`${dataDir}/bootstrap.json`))
  assert.equal(await readTransportKey(embeddedConnection(dataDir)), publicPem)
  assert.equal((await signIn({ ...second, publicPem }, 'kept@example.com', 'lantern-and-gate')).code, 200)
})

test('with PUBLIC_URL the address is that one', onLinux, async (t) => {
  const dataDir = makeDataDir(t)
  const port = await freePort()
  const env = { PUBLIC_URL: `http://localhost:${port}`, PORT: String(port) }
  const { bootstrap } = await startServer({ dataDir, env })
  assert.deepEqual([bootstrap.host, bootstrap.appHost], [env.PUBLIC_URL, env.PUBLIC_URL])
})

test('production starts with what it asks for, and writes no key of its own', onLinux, async (t) => {
  const dataDir = makeDataDir(t)
  const port = await freePort()
  const env = {
    NODE_ENV: 'production',
    SECRET_KEY: 'k'.repeat(32),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    PORT: `${port}`,
  }
  const server = await startServer({ dataDir, env })
  assert.throws(() => readFileSync(join(dataDir, 'secret.key')), { code: 'ENOENT' })
  assert.equal(await server.stop(), 0)
})

test(
  'production behind a proxy that nobody trusts is warned of, and one that is trusted is not',
  onLinux,
  async (t) => {
    const env = { NODE_ENV: 'production', SECRET_KEY: 'k'.repeat(32), PUBLIC_URL: 'https://id.example.com' }
    for (const [more, warned] of [
      [{}, true],
      [{ TRUSTED_PROXIES: '127.0.0.1' }, false],
    ] as const) {
      const { said, child, exited } = spawnServer({ dataDir: makeDataDir(t), env: { ...env, ...more } })
      await until(() => said.out.includes('Menshen is running at https://id.example.com'), 60_000)
      assert.equal(/TRUSTED_PROXIES is empty/.test(said.out), warned)
      child.kill('SIGTERM')
      assert.equal(await exited, 0)
    }
  },
)

test('the launcher of npm start shows the same and passes the stop on', onLinux, async (t) => {
  const dataDir = makeDataDir(t)
  const server = await startThroughLauncher({ dataDir })
  assert.ok(server.said.out.includes(readBootstrap(dataDir).ownerEmail))
  assert.equal(await server.stop('SIGTERM'), 0)
  const again = await startThroughLauncher({ dataDir })
  assert.equal(await again.stop('SIGINT'), 0)
})

test('/healthz says alive and /readyz ready, as JSON', onLinux, async (t: TestContext) => {
  const { origin } = await startServer({ dataDir: makeDataDir(t) })
  for (const [path, status] of [
    ['/healthz', 'ok'],
    ['/readyz', 'ready'],
  ]) {
    const response = await fetch(origin + path)
    assert.equal(response.status, 200)
    assert.deepEqual(await response.json(), { status })
  }
})
