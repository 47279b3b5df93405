import { mkdirSync } from 'node:fs'
import { connectDatabase, type Database } from '#platform/database/connect.ts'
import { migrate } from '#platform/database/migrate.ts'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/start.ts'
import type { Log } from '#platform/log.ts'
import { StartError } from '#platform/start-error.ts'
import type { Config } from '../config.ts'

export interface OpenDatabase {
  database: Database
  /** What the home page and the terminal call it. */
  kind: 'embedded' | 'external'
  close(): Promise<void>
}

/** The database that the settings name, or our own in DATA_DIR; connected and migrated. `lost` is told when ours is gone for good. */
export async function openDatabase(config: Config, log: Log, lost: (error: unknown) => void): Promise<OpenDatabase> {
  if (!config.databaseUrl) {
    const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log, onGiveUp: lost })
    try {
      const database = await prepare(embedded.connection, config, log)
      const close = async () => {
        await database.close()
        await embedded.stop()
      }
      return { database, kind: 'embedded', close }
    } catch (error) {
      await embedded.stop()
      throw error
    }
  }
  makeDataDirectory(config.dataDir)
  const database = await prepare({ connectionString: config.databaseUrl }, config, log).catch(explainUnreachable)
  return { database, kind: 'external', close: () => database.close() }
}

async function prepare(connection: Parameters<typeof connectDatabase>[0], config: Config, log: Log): Promise<Database> {
  const connect = () => connectDatabase(connection, log, config.databaseConnections)
  // The program is loaded at the same time, and on a small machine that alone may take longer than we wait for an answer.
  const database = await connect().catch((error) => (isSilence(error) ? connect() : Promise.reject(error)))
  try {
    const migrations = await migrate(database.pool)
    if (migrations.length > 0) log.info({ migrations }, 'migrated')
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

function makeDataDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StartError(
      `${path} cannot be made (${(error as NodeJS.ErrnoException).code}). Give this user access to its parent, or set DATA_DIR to another.`,
    )
  }
}

/** What the commonest refusals mean, by SQLSTATE. */
const reasons: Record<string, string> = {
  '28P01': 'it refuses the user or password',
  '28000': 'it refuses the user or password',
  '3D000': 'it has no such database',
  '42501': 'its user may not create tables',
  '25006': 'it is read-only',
  '53300': 'it has no connection left',
  '57P03': 'it is starting or stopping',
}

function isSilence(error: unknown): boolean {
  return /timeout/i.test((error as Error).message)
}

/** Says what is wrong with DATABASE_URL without repeating the password in it. */
function explainUnreachable(error: unknown): never {
  if (error instanceof StartError) throw error
  const { code = '', message } = error as NodeJS.ErrnoException
  const silent = isSilence(error) ? 'it does not answer' : undefined
  throw new StartError(
    `The database of DATABASE_URL cannot be used: ${reasons[code] ?? silent ?? (code || message)}. Check the address, that it is running, and the user's rights.`,
    { cause: error },
  )
}
