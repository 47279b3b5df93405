import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { readTransportKey, register, signIn } from '../kit/door.ts'
import { embeddedConnection, makeDataDir, onLinux, startServer } from '../kit/process.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const command = (name: string, dataDir: string, path: string) =>
  run(process.execPath, [`scripts/${name}.ts`, path], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir },
  })

test('a running server is backed up, and comes back elsewhere with everybody who was there', {
  ...onLinux,
  timeout: 280_000,
}, async (t) => {
  const dataDir = makeDataDir(t)
  const server = await startServer({ dataDir })
  const publicPem = await readTransportKey(embeddedConnection(dataDir))
  assert.equal((await register({ ...server, publicPem }, 'kept@example.com', 'lantern-and-gate')).code, 200)

  const file = join(dirname(dataDir), 'menshen.backup')
  const { stdout } = await command('backup', dataDir, file)
  assert.match(stdout, /^Wrote \d+ rows/)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  await assert.rejects(command('backup', dataDir, file), /is there already/)
  await assert.rejects(command('restore', dataDir, file), /Another Menshen server/)
  assert.deepEqual(
    readdirSync(dirname(file)).filter((name) => name.includes('unfinished')),
    [],
  )
  assert.equal((await register({ ...server, publicPem }, 'later@example.com', 'lantern-and-gate')).code, 200)
  assert.equal(await server.stop(), 0)

  const elsewhere = makeDataDir(t)
  mkdirSync(elsewhere, { mode: 0o700 })
  for (const name of ['secret.key', 'bootstrap.json']) copyFileSync(join(dataDir, name), join(elsewhere, name))
  assert.match((await command('restore', elsewhere, file)).stdout, /^Restored \d+ rows/)
  const again = await startServer({ dataDir: elsewhere })
  const kept = { ...again, publicPem }
  assert.equal((await signIn(kept, 'kept@example.com', 'lantern-and-gate')).code, 200)
  assert.notEqual((await signIn(kept, 'later@example.com', 'lantern-and-gate')).code, 200)
  assert.equal(await again.stop(), 0)
  await assert.rejects(command('restore', elsewhere, file), /not empty/)
  writeFileSync(join(dirname(dataDir), 'nonsense'), 'no backup')
  await assert.rejects(command('restore', makeDataDir(t), join(dirname(dataDir), 'nonsense')), /damaged/)
})
