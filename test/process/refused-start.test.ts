import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { after, suite, type TestContext, test } from 'node:test'
import pg from 'pg'
import { createTestDatabase } from '../kit/database.ts'
import {
  databaseUrl,
  makeDataDir,
  onLinux,
  readBootstrap,
  refusedStart,
  startServer,
  startThroughLauncher,
} from '../kit/process.ts'

const isRoot = process.getuid?.() === 0

suite('settings that cannot be are refused before anything is made', () => {
  const production = { NODE_ENV: 'production' }
  const key = 'k'.repeat(32)
  const settings: [Record<string, string>, RegExp][] = [
    [production, /^SECRET_KEY is not set\. In production set it/],
    [{ ...production, SECRET_KEY: key }, /^PUBLIC_URL is not set\. In production set it/],
    [{ SECRET_KEY: 'short' }, /^SECRET_KEY is too short\. Set it to/],
    [{ PORT: 'eighty' }, /^PORT is "eighty"\. Set it to a whole number/],
    [{ PORT: '70000' }, /^PORT is "70000"\. Set it to a whole number/],
    [{ PORT: '0x50' }, /^PORT is "0x50"\. Set it to a whole number/],
    [{ PUBLIC_URL: 'id.example.com' }, /^PUBLIC_URL is "id\.example\.com"\. Set it to an address/],
    [{ PUBLIC_URL: 'https://*.example.com' }, /^PUBLIC_URL is "https:\/\/\*\.example\.com"\. Set it to an address/],
    [{ PUBLIC_URL: 'https://:canary-0@id.example.com' }, /^PUBLIC_URL is .*\. Set it to an address/],
    [{ PUBLIC_URL: 'https://id.example.com/login' }, /^PUBLIC_URL is .*\. Set it to an address without a path/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL is "loud"\. Set it to one of fatal, error/],
    [{ TRUSTED_PROXIES: '10.0.0.0/8, proxy.internal' }, /^TRUSTED_PROXIES names "proxy\.internal"\. Set it to/],
    [{ TRUSTED_PROXIES: '10.0.0.0/99' }, /^TRUSTED_PROXIES names "10\.0\.0\.0\/99"\. Set it to/],
    [{ STORAGE_URL: 's3://id:canary-0@s3.example.com' }, /^STORAGE_URL cannot be used: .*Set it like/],
    [{ STORAGE_URL: 'canary-0' }, /^STORAGE_URL cannot be used: .*Set it like/],
    [{ MAX_UPLOAD_BYTES: '0' }, /^MAX_UPLOAD_BYTES is "0"\. Set it to a whole number/],
    [
      { OUTGOING_ALLOWED_HOSTS: 'mail.internal, http://x' },
      /^OUTGOING_ALLOWED_HOSTS names "http:\/\/x"\. Set it to host names/,
    ],
    [{ OUTGOING_ALLOWED_HOSTS: '10.0.0.0/99' }, /^OUTGOING_ALLOWED_HOSTS names "10\.0\.0\.0\/99"\. Set it to/],
    [
      { BREACHED_PASSWORDS_FILE: '/nowhere/list.txt' },
      /^BREACHED_PASSWORDS_FILE cannot be read \(ENOENT\)\. Set it to/,
    ],
    [{ MAX_IN_FLIGHT: '0' }, /^MAX_IN_FLIGHT is "0"\. Set it to/],
    [{ DATABASE_CONNECTIONS: 'many' }, /^DATABASE_CONNECTIONS is "many"\. Set it to/],
    [{ OWNER_EMAIL: 'nobody' }, /^OWNER_EMAIL is "nobody"\. Set it to an e-mail address/],
    [{ DATABASE_URL: 'mysql://user:canary-0@127.0.0.1/x' }, /^DATABASE_URL .* postgres:\/\//],
    [{ DATABASE_URL: 'postgres://user:canary-0@[::1/x' }, /^DATABASE_URL .* postgres:\/\//],
  ]
  for (const [env, line] of settings)
    test(JSON.stringify(env), onLinux, async (t) => {
      const said = await refusedStart({ dataDir: makeDataDir(t), env })
      assert.match(said, line)
      assert.doesNotMatch(said, /canary/)
    })
})

suite('the embedded database', () => {
  test('a port in use: nothing is lost, and the next start works', onLinux, async (t) => {
    const dataDir = makeDataDir(t)
    const holder = await listen(t, () => {})
    const env = { PORT: String(holder.port) }
    const line = `Port ${holder.port} on 127.0.0.1 is in use. Stop what listens there, or set PORT to another.`
    assert.equal(await refusedStart({ dataDir, env }), line)
    const first = await startServer({ dataDir })
    assert.equal(await first.stop(), 0)
    assert.equal(await refusedStart({ dataDir, env }), line)
    const second = await startServer({ dataDir })
    assert.equal(second.bootstrap.userPoolId, first.bootstrap.userPoolId)
  })

  test('an address that this machine does not have', onLinux, async (t) => {
    const line = await refusedStart({ dataDir: makeDataDir(t), env: { HOST: '192.0.2.1' } })
    assert.match(line, /^HOST is "192\.0\.2\.1", which is not an address of this machine\. Set it to/)
  })

  test('a second server on the same data; the first one goes on', onLinux, async (t) => {
    const dataDir = makeDataDir(t)
    const first = await startServer({ dataDir })
    const line = await refusedStart({ dataDir })
    assert.match(
      line,
      new RegExp(`^Another Menshen server \\(pid ${first.child.pid}\\) is using .*: stop it, or set DATA_DIR`),
    )
    assert.equal((await fetch(`${first.origin}/readyz`)).status, 200)
  })

  test('another SECRET_KEY; with the right one everything is there', onLinux, async (t) => {
    const dataDir = makeDataDir(t)
    const first = await startServer({ dataDir })
    assert.equal(await first.stop(), 0)
    const line = await refusedStart({ dataDir, env: { SECRET_KEY: 'x'.repeat(40) } })
    assert.match(
      line,
      /^The database was written under another SECRET_KEY\. Set the one that this installation was last started with/,
    )
    const second = await startServer({ dataDir })
    assert.equal(second.bootstrap.ownerPassword, first.bootstrap.ownerPassword)
  })

  test('a damaged secret.key', onLinux, async (t) => {
    const dataDir = makeDataDir(t)
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'secret.key'), 'half')
    assert.match(
      await refusedStart({ dataDir }),
      /secret\.key is damaged: .* Restore it from a backup, or set SECRET_KEY/,
    )
  })

  test('a file in the place of the data directory', onLinux, async (t) => {
    const dataDir = makeDataDir(t)
    writeFileSync(dataDir, '')
    assert.match(await refusedStart({ dataDir }), /is not a directory and cannot become one: move away/)
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
    assert.match(await refusedStart({ dataDir, env }), /cannot be made \(EEXIST\)\. .* set DATA_DIR to another/)
  })

  test('a data directory that this user may not read', {
    ...onLinux,
    skip: onLinux.skip || (!isRoot && 'only root can become another user'),
  }, async (t) => {
    const dataDir = makeDataDir(t)
    mkdirSync(dataDir, { mode: 0o700 })
    const line = await refusedStart({ dataDir, user: { uid: 65_534, gid: 65_534 } })
    assert.match(line, /\(uid 65534\) may not read and write .*: give that user the directory .*, or set DATA_DIR/)
  })

  test('the launcher of npm start ends with the same line and code', onLinux, async (t) => {
    const failure = startThroughLauncher({ dataDir: makeDataDir(t), env: { PORT: 'eighty' } })
    await assert.rejects(failure, { message: /^the server ended: Menshen cannot run: PORT is "eighty"[^\n]*\n$/ })
  })
})

suite('the database of DATABASE_URL', async () => {
  const database = await createTestDatabase({ migrated: false })
  after(() => database.drop())
  const url = databaseUrl(database.connection)

  test('nobody listens there', onLinux, async (t) => {
    const { port, close } = await listen(t, () => {})
    await close()
    const env = { DATABASE_URL: `postgres://menshen:canary-1@127.0.0.1:${port}/menshen` }
    const line = await refusedStart({ dataDir: makeDataDir(t), env })
    assert.match(
      line,
      /^The database of DATABASE_URL cannot be used: .*ECONNREFUSED.*\. Check the address, that it is running/,
    )
    assert.doesNotMatch(line, /canary/)
  })

  test('somebody listens there and says nothing', onLinux, async (t) => {
    const { port } = await listen(t, () => {})
    const env = { DATABASE_URL: `postgres://menshen:canary-2@127.0.0.1:${port}/menshen` }
    const line = await refusedStart({ dataDir: makeDataDir(t), env })
    assert.match(line, /^The database of DATABASE_URL cannot be used: it does not answer\. Check the address/)
    assert.doesNotMatch(line, /canary/)
  })

  test('a host name that nobody has', onLinux, async (t) => {
    const env = { DATABASE_URL: 'postgres://menshen:canary-3@database.invalid/menshen' }
    const line = await refusedStart({ dataDir: makeDataDir(t), env })
    assert.match(line, /^The database of DATABASE_URL cannot be used: .*(ENOTFOUND|EAI_AGAIN).*\. Check the address/)
    assert.doesNotMatch(line, /canary/)
  })

  test('the wrong password', onLinux, async (t) => {
    const { port } = await listen(t, (socket) => socket.once('data', () => socket.end(refusal('28P01', 'no'))))
    const env = { DATABASE_URL: `postgres://menshen:canary-4@127.0.0.1:${port}/menshen` }
    const line = await refusedStart({ dataDir: makeDataDir(t), env })
    assert.match(line, /^The database of DATABASE_URL cannot be used: it refuses the user or password\. /)
    assert.doesNotMatch(line, /canary/)
  })

  test('no such database', onLinux, async (t) => {
    const env = { DATABASE_URL: url.replace(/test_\w+/, 'not_there') }
    assert.match(await refusedStart({ dataDir: makeDataDir(t), env }), /cannot be used: it has no such database\. /)
  })

  test('too old', onLinux, async (t) => {
    const { port } = await listen(t, playPostgres13)
    const env = { DATABASE_URL: `postgres://menshen@127.0.0.1:${port}/menshen` }
    const line = await refusedStart({ dataDir: makeDataDir(t), env })
    assert.match(
      line,
      /^The database is PostgreSQL 13\.4; Menshen needs 14 or newer\. Upgrade it, or point DATABASE_URL/,
    )
  })

  test('migrated by a newer Menshen; then nothing in it is touched', onLinux, async (t) => {
    const dataDir = makeDataDir(t)
    const env = { DATABASE_URL: url }
    const first = await startServer({ dataDir, env })
    assert.equal(await first.stop(), 0)
    const client = new pg.Client(database.connection)
    await client.connect()
    await client.query("INSERT INTO schema_migration (name, checksum) VALUES ('9999-tomorrow.sql', '')")
    const line = await refusedStart({ dataDir, env })
    assert.match(line, /^The database was migrated by a newer Menshen \(9999-tomorrow\.sql\)\. Start that version, or/)
    await client.query("DELETE FROM schema_migration WHERE name = '9999-tomorrow.sql'")
    await client.end()
    await startServer({ dataDir, env })
    assert.equal(readBootstrap(dataDir).userPoolId, first.bootstrap.userPoolId)
  })

  const refusals: [string, string, RegExp][] = [
    [
      'a user that may not make tables',
      '-csearch_path=pg_catalog',
      /cannot be used: its user may not create tables\. /,
    ],
    ['a standby', '-cdefault_transaction_read_only=on', /cannot be used: it is read-only\. /],
  ]
  for (const [title, options, line] of refusals)
    test(title, onLinux, async (t) => {
      const address = new URL(url)
      address.searchParams.set('options', options)
      assert.match(await refusedStart({ dataDir: makeDataDir(t), env: { DATABASE_URL: address.href } }), line)
    })
})

type Play = (socket: import('node:net').Socket) => void

async function listen(t: TestContext, play: Play): Promise<{ port: number; close(): Promise<void> }> {
  const server: Server = createServer((socket) => {
    socket.on('error', () => {})
    play(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  t.after(() => void server.close())
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, close }
}

// What follows is the little of PostgreSQL's protocol (55.7, message formats) that a client hears before it gives up.

function message(type: string, ...parts: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)))
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}

function refusal(code: string, text: string): Buffer {
  return message('E', 'SFATAL', `C${code}`, `M${text}`, Buffer.alloc(1))
}

const int16 = (value: number) => Buffer.of(value >> 8, value & 255)
const int32 = (value: number) => Buffer.of(0, 0, value >> 8, value & 255)

/** Lets everybody in and answers every question with its version. */
function playPostgres13(socket: import('node:net').Socket): void {
  const ready = message('Z', Buffer.from('I'))
  const column = (name: string) => [name, int32(0), int16(0), int32(25), int16(8), int32(0), int16(0)]
  const cell = (text: string) => [int32(text.length), Buffer.from(text)]
  socket.once('data', () => {
    socket.write(Buffer.concat([message('R', int32(0)), message('S', 'server_version', '13.4'), ready]))
    socket.on('data', (question) => {
      const row = [
        message('T', int16(2), ...column('number'), ...column('version')),
        message('D', int16(2), ...cell('130004'), ...cell('13.4')),
      ]
      const rows = question.includes('server_version_num') ? row : []
      socket.write(Buffer.concat([...rows, message('C', 'SELECT 1'), ready]))
    })
  })
}
