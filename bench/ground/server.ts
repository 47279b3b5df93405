import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killPostgres, type ServerProcess, startServer } from '../../test/kit/process.ts'
import { freePort } from './free-port.ts'
import { undoing } from './undo.ts'

/** One installation, whose server can be started and stopped over and over. */
export interface Installation {
  dataDir: string
  secretKey: string
  /** Starts the server and answers when it is ready, with how long that took in milliseconds. */
  start(): Promise<{ server: ServerProcess; ms: number }>
  remove(): Promise<void>
}

/** A production installation on a fresh data directory. `databaseUrl` null: with the embedded database. */
export async function install(databaseUrl: string | null, profile: string | null): Promise<Installation> {
  // Readable by all: as root, PostgreSQL runs as somebody else.
  const ground = mkdtempSync(join(realpathSync(tmpdir()), 'mb-'))
  chmodSync(ground, 0o755)
  const dataDir = join(ground, 'data')
  // PUBLIC_URL must name the port, so it is chosen before the server takes it.
  const port = await freePort()
  const secretKey = randomBytes(32).toString('base64')
  const env = {
    NODE_ENV: 'production',
    SECRET_KEY: secretKey,
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'warn',
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  }
  const profiling = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  let running: ServerProcess | undefined
  return {
    dataDir,
    secretKey,
    async start() {
      const begin = performance.now()
      running = await startServer({ dataDir, env, args: [...profiling, 'server/main.ts'] })
      return { server: running, ms: performance.now() - begin }
    },
    remove: undoing(async () => {
      if (running?.child.exitCode === null) await running.stop()
      await killPostgres(dataDir)
      rmSync(ground, { recursive: true, force: true, maxRetries: 5 })
    }),
  }
}
