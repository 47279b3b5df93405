// npm run restore -- <file>: fills a new database with a backup. The server must not run.
import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { loadDatabase } from '#platform/database/load.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/start.ts'
import { createLog } from '#platform/log.ts'
import { StartError } from '#platform/start-error.ts'
import { readConfig } from '#server/config.ts'

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path).pipe(createGunzip())
  try {
    for await (const line of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) yield line
    if (file.errored) throw file.errored
  } catch (error) {
    throw new StartError(`The backup is damaged: ${(error as Error).message}.`)
  }
}

async function restore(path: string): Promise<void> {
  if (!existsSync(path)) throw new StartError(`There is no file ${path}.`)
  const { databaseUrl, dataDir } = readConfig()
  const embedded = databaseUrl ? null : await startEmbeddedPostgres({ dataDir, log: createLog('warn') })
  const pool = new pg.Pool(embedded?.connection ?? { connectionString: databaseUrl ?? '' })
  // What breaks under a statement is told by the statement; a connection that nobody uses may break, as it does when the database stops.
  pool.on('error', () => {}).on('connect', (client) => void client.on('error', () => {}))
  try {
    const { rows } = await loadDatabase(pool, linesOf(path))
    console.log(`Restored ${rows} rows. Start with the SECRET_KEY (or secret.key) and the uploaded files of that time.`)
  } finally {
    await pool.end()
    await embedded?.stop()
  }
}

const [path] = process.argv.slice(2)
try {
  if (!path) throw new StartError('Name the file to read: npm run restore -- menshen.backup')
  await restore(path)
} catch (error) {
  console.error(`Menshen cannot restore: ${(error as Error).message}`)
  process.exitCode = 1
}
