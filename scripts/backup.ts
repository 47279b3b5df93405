// npm run backup -- <file>: everything in the database, as it stands at one moment, while the server goes on.

import { once } from 'node:events'
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { dumpDatabase } from '#platform/database/dump.ts'
import { runningEmbedded } from '#platform/embedded-postgres/running.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/start.ts'
import { createLog } from '#platform/log.ts'
import { StartError } from '#platform/start-error.ts'
import { readConfig } from '#server/config.ts'

async function reach() {
  const { databaseUrl, dataDir } = readConfig()
  if (databaseUrl) return { connection: { connectionString: databaseUrl }, leave: async () => {} }
  const running = runningEmbedded(dataDir)
  if (running) return { connection: running, leave: async () => {} }
  if (!existsSync(dataDir)) throw new StartError(`There is no data directory at ${dataDir}: set DATA_DIR.`)
  const embedded = await startEmbeddedPostgres({ dataDir, log: createLog('warn') })
  return { connection: embedded.connection, leave: () => embedded.stop() }
}

async function backUp(path: string): Promise<void> {
  if (existsSync(path)) throw new StartError(`${path} is there already: name a new file.`)
  const { connection, leave } = await reach()
  // A name of this process alone, and a file that was not there: one that somebody else laid out stays theirs to read.
  const unfinished = `${path}.${process.pid}.unfinished`
  const client = new pg.Client(connection)
  // What breaks under a statement is told by the statement.
  client.on('error', () => {})
  const lines = new PassThrough()
  const file = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true })
  const written = pipeline(lines, createGzip(), file)
  written.catch(() => {})
  try {
    await client.connect()
    const { rows } = await dumpDatabase(client, async (line) => {
      if (!lines.write(`${line}\n`)) await Promise.race([once(lines, 'drain'), written])
    })
    lines.end()
    await written
    renameSync(unfinished, path)
    console.log(`Wrote ${rows} rows to ${path}. Keep it with SECRET_KEY (or secret.key) and the uploaded files.`)
  } finally {
    lines.destroy()
    rmSync(unfinished, { force: true })
    await client.end()
    await leave()
  }
}

const [path] = process.argv.slice(2)
try {
  if (!path) throw new StartError('Name the file to write: npm run backup -- menshen.backup')
  await backUp(path)
} catch (error) {
  console.error(`Menshen cannot back up: ${(error as Error).message}`)
  process.exitCode = 1
}
