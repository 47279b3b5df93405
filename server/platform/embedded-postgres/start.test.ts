import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { StartError } from '../start-error.ts'
import { handOver } from './hand-over.ts'
import { startEmbeddedPostgres } from './start.ts'
import {
  bounded,
  isRoot,
  kill,
  listen,
  makeDirectory,
  nobody,
  query,
  spawnServer,
  startElsewhere,
  startHere,
  stopElsewhere,
  unfinishedIn,
  until,
} from './test-ground.ts'

const refuses = (dataDir: string, sentence: RegExp) =>
  assert.rejects(startEmbeddedPostgres({ dataDir, log: listen() }), (error: Error) => {
    assert.ok(error instanceof StartError)
    assert.match(error.message, sentence)
    assert.doesNotMatch(error.message, /\n/)
    return true
  })

test('an empty directory becomes a database that only its password opens', bounded, async (t) => {
  const dataDir = join(makeDirectory(t), 'data')
  const server = await startHere(t, dataDir)
  const [row] = await query(
    server.connection,
    `select current_setting('listen_addresses') as tcp, current_setting('synchronous_commit') as durable,
      current_setting('data_checksums') as checksums, current_setting('server_encoding') as encoding, lower('ÄÖ') as lower,
      (select rolsuper from pg_roles where rolname = current_user) as super`,
  )
  assert.deepEqual(row, { tcp: '', durable: 'on', checksums: 'on', encoding: 'UTF8', lower: 'äö', super: false })
  assert.equal(statSync(server.connection.host).mode & 0o777, 0o700)
  assert.equal(statSync(dataDir).mode & 0o777, 0o700)
  await assert.rejects(query({ ...server.connection, password: 'guess' }, 'select 1'), { code: '28P01' })
  await assert.rejects(query({ ...server.connection, user: 'postgres' }, 'select 1'), { code: '28000' })
})

test('what was written is there after a stop and a start', bounded, async (t) => {
  const dataDir = makeDirectory(t)
  const first = await startHere(t, dataDir)
  await query(first.connection, 'create table kept as select 7 as n')
  await Promise.all([first.stop(), first.stop()])
  const second = await startHere(t, dataDir, { settings: { work_mem: '5MB' } })
  assert.deepEqual(await query(second.connection, 'select n from kept'), [{ n: 7 }])
  assert.deepEqual(await query(second.connection, 'show work_mem'), [{ work_mem: '5MB' }])
})

test('a second server on the same data is refused, from here and from elsewhere', bounded, async (t) => {
  const dataDir = makeDirectory(t)
  const server = await startHere(t, dataDir)
  const sentence = new RegExp(`Another Menshen server \\(pid ${process.pid}\\) is using .*: stop it, or set DATA_DIR`)
  await refuses(dataDir, sentence)
  await assert.rejects(startElsewhere(t, { dataDir }), sentence)
  await refuses(dataDir, sentence)
  assert.deepEqual(await query(server.connection, 'select 1 as n'), [{ n: 1 }])
})

test('of two starts at once on an empty directory one serves and one is refused', bounded, async (t) => {
  const dataDir = makeDirectory(t)
  const starts = await Promise.allSettled([startElsewhere(t, { dataDir }), startElsewhere(t, { dataDir })])
  assert.deepEqual(starts.map((start) => start.status).sort(), ['fulfilled', 'rejected'])
  for (const start of starts) if (start.status === 'fulfilled') assert.equal(await stopElsewhere(start.value), 0)
})

test('a data directory with a path of 150 characters works', bounded, async (t) => {
  const base = makeDirectory(t)
  const dataDir = join(base, 'd'.repeat(150 - base.length - 1))
  assert.equal(dataDir.length, 150)
  const server = await startHere(t, dataDir)
  assert.deepEqual(await query(server.connection, 'select 1 as n'), [{ n: 1 }])
})

test('a data directory below one that only we may enter works', bounded, async (t) => {
  const closed = join(makeDirectory(t), 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const dataDir = join(closed, 'data')
  for (const expected of [1, 2]) {
    const server = await startHere(t, dataDir)
    await query(server.connection, 'create table if not exists kept (n int); insert into kept values (1)')
    assert.deepEqual(await query(server.connection, 'select count(*)::int as n from kept'), [{ n: expected }])
    await server.stop()
  }
  assert.equal(statSync(closed).mode & 0o777, 0o700)
})

test('a directory of another major version is refused and left as it is', bounded, async (t) => {
  const dataDir = makeDirectory(t)
  mkdirSync(join(dataDir, 'postgres'), { mode: 0o700 })
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n')
  await refuses(dataDir, /written by PostgreSQL 15 and this Menshen brings PostgreSQL \d+: dump it/)
  assert.deepEqual(readdirSync(join(dataDir, 'postgres')), ['PG_VERSION'])
})

test('something else in the place of the cluster, or of the data directory, is refused', bounded, async (t) => {
  const dataDir = makeDirectory(t)
  mkdirSync(join(dataDir, 'postgres'))
  writeFileSync(join(dataDir, 'postgres', 'holiday.jpg'), '')
  await refuses(dataDir, /is no PostgreSQL data directory, and it is not empty: move it away/)
  await refuses(join(dataDir, 'postgres', 'holiday.jpg'), /is not a directory and cannot become one: move away/)
  await refuses(join(dataDir, 'postgres', 'holiday.jpg', 'data'), /is not a directory and cannot become one: move away/)
})

test('a set-up that was killed in the middle is done again', bounded, async (t) => {
  const dataDir = makeDirectory(t)
  const child = spawnServer(t, { dataDir })
  await until(() => {
    const unfinished = unfinishedIn(dataDir)
    return unfinished !== undefined && readdirSync(join(dataDir, unfinished)).includes('base')
  })
  await kill(child)
  assert.ok(!readdirSync(dataDir).includes('postgres'))
  const server = await startHere(t, dataDir)
  assert.deepEqual(await query(server.connection, 'select 1 as n'), [{ n: 1 }])
  assert.equal(unfinishedIn(dataDir), undefined)
})

test('an ordinary user starts it, and is told when the directory is not his', {
  ...bounded,
  skip: !isRoot && 'only root can become another user',
}, async (t) => {
  const base = makeDirectory(t)
  const dataDir = join(base, 'data')
  await assert.rejects(
    startElsewhere(t, { dataDir }, nobody),
    /may not read and write .*: give that user the directory/,
  )
  mkdirSync(dataDir)
  await handOver(dataDir, nobody)
  assert.equal(await stopElsewhere(await startElsewhere(t, { dataDir }, nobody)), 0)
  assert.equal(statSync(join(dataDir, 'postgres')).uid, nobody.uid)

  const asRoot = await startHere(t, dataDir)
  await asRoot.stop()
  assert.equal(statSync(join(dataDir, 'postgres')).uid, nobody.uid)

  await handOver(join(dataDir, 'postgres'), { uid: 61_100, gid: 61_100 })
  await assert.rejects(startElsewhere(t, { dataDir }, nobody), /belongs to uid 61100 and Menshen runs as uid 65534/)
})

test('a directory that was moved, and one that was restored as root, still starts', {
  ...bounded,
  skip: !isRoot && 'only root can become another user',
}, async (t) => {
  const base = makeDirectory(t)
  const first = await startHere(t, join(base, 'one'))
  await first.stop()
  renameSync(join(base, 'one'), join(base, 'two'))
  await handOver(join(base, 'two'), { uid: 0, gid: 0 })
  chmodSync(join(base, 'two', 'postgres'), 0o755)
  const second = await startHere(t, join(base, 'two'))
  assert.deepEqual(await query(second.connection, 'select 1 as n'), [{ n: 1 }])
})
