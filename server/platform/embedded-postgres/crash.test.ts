import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  bounded,
  kill,
  killAll,
  killOne,
  listen,
  lives,
  makeDirectory,
  query,
  type ServerProcess,
  startElsewhere,
  startHere,
  until,
} from './test-ground.ts'

const linux = {
  ...bounded,
  skip: process.platform !== 'linux' && 'it looks at processes through /proc, which only Linux has',
}

test('after kill -9 of the server alone, the next start takes its PostgreSQL over', linux, async (t) => {
  const dataDir = makeDirectory(t)
  const dead = await startElsewhere(t, { dataDir, write: true })
  const acknowledged = await readSome(dead, 50)
  await kill(dead.child)
  assert.ok(lives(dead.pid))

  const log = listen()
  const server = await startHere(t, dataDir, { log })
  assert.ok(!lives(dead.pid))
  assert.match(log.said.join(), new RegExp(`left running \\(pid ${dead.pid}\\)`))
  await requireAll(server.connection, acknowledged)
})

test('after kill -9 of everything under load, five times, no acknowledged write is missing', linux, async (t) => {
  const dataDir = makeDirectory(t)
  const acknowledged: string[] = []
  for (let round = 0; round < 5; round++) {
    const server = await startElsewhere(t, { dataDir, write: true })
    acknowledged.push(...(await readSome(server, 200 + 150 * round)))
    server.child.kill('SIGKILL')
    await killAll(server.pid)
    acknowledged.push(...(await readRest(server)))
  }
  const server = await startHere(t, dataDir)
  await requireAll(server.connection, acknowledged)
})

test('a PostgreSQL that dies is restarted under the same address, and the caller hears of it', linux, async (t) => {
  const codes: (number | null)[] = []
  const server = await startHere(t, makeDirectory(t), { onExit: (code) => codes.push(code) })
  await query(server.connection, 'create table kept as select 7 as n')
  for (const deaths of [1, 2]) {
    const pid = server.pid
    killOne(pid)
    await until(() => server.pid !== pid)
    assert.deepEqual(await query(server.connection, 'select n from kept'), [{ n: 7 }])
    assert.deepEqual(codes, Array(deaths).fill(null))
  }
})

test('a stop while PostgreSQL is being restarted stops it', linux, async (t) => {
  const dataDir = makeDirectory(t)
  const server = await startHere(t, dataDir)
  const pid = server.pid
  killOne(pid)
  await until(() => !lives(pid))
  await server.stop()
  assert.ok(!lives(server.pid))
  const log = listen()
  await startHere(t, dataDir, { log })
  assert.deepEqual(log.said, [])
})

test('a pid file whose number belongs to somebody else by now stops nothing and harms nobody', linux, async (t) => {
  const dataDir = makeDirectory(t)
  const dead = await startElsewhere(t, { dataDir })
  const pidFile = join(dataDir, 'postgres', 'postmaster.pid')
  const left = readFileSync(pidFile, 'utf8')
  dead.child.kill('SIGKILL')
  await killAll(dead.pid)
  writeFileSync(pidFile, left.replace(/^\d+/, String(process.pid)))
  const server = await startHere(t, dataDir)
  assert.deepEqual(await query(server.connection, 'select 1 as n'), [{ n: 1 }])
})

async function readSome({ lines }: ServerProcess, count: number): Promise<string[]> {
  const read: string[] = []
  while (read.length < count) {
    const line = await lines.next()
    if (line.done) throw new Error('the server ended by itself')
    read.push(line.value)
  }
  return read
}

async function readRest({ lines }: ServerProcess): Promise<string[]> {
  const read: string[] = []
  // A line that the kill cut short is no acknowledgement; a whole one is a number.
  for (let line = await lines.next(); !line.done; line = await lines.next()) read.push(line.value)
  return read.slice(0, -1)
}

async function requireAll(connection: Parameters<typeof query>[0], acknowledged: string[]): Promise<void> {
  const rows = await query<{ n: string }>(connection, 'select n from kept')
  const kept = new Set(rows.map((row) => row.n))
  assert.ok(acknowledged.length > 0)
  assert.deepEqual(
    acknowledged.filter((n) => !kept.has(n)),
    [],
  )
}
