// npm test [-- --suite quick,browser] [files]: runs tests on a real PostgreSQL, by default an embedded one started for the run.
// With DATABASE_URL set they run on that server instead: its user must be allowed to create databases.
import { spawn } from 'node:child_process'
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/start.ts'
import { createLog } from '#platform/log.ts'
import { buildLogin } from './build-login.ts'
import { type Suite, suites } from './suites.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { suite: { type: 'string', default: 'quick' } },
})
const root = join(import.meta.dirname, '..')

function chosenFiles(): string[] {
  if (positionals.length > 0) return positionals
  return values.suite.split(',').flatMap((name) => {
    const patterns: readonly string[] | undefined = suites[name as Suite]
    if (!patterns) throw new Error(`there is no suite "${name}", only ${Object.keys(suites).join(', ')}`)
    return patterns.flatMap((pattern) => globSync(pattern, { cwd: root, exclude: ['**/node_modules/**'] }))
  })
}

async function withServer<T>(work: (connection: string) => Promise<T>): Promise<T> {
  if (process.env.DATABASE_URL)
    return work(JSON.stringify({ connectionString: undefined, ...fromUrl(process.env.DATABASE_URL) }))
  const dataDir = mkdtempSync(join(tmpdir(), 'menshen-test-'))
  const server = await startEmbeddedPostgres({ dataDir, log: createLog('warn'), settings: { max_connections: '200' } })
  try {
    return await work(JSON.stringify(server.connection))
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function fromUrl(text: string) {
  const url = new URL(text)
  const password = decodeURIComponent(url.password)
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username),
    database: url.pathname.slice(1),
    ...(password && { password }),
  }
}

function runTests(files: string[], server: string): Promise<number> {
  const { DATABASE_URL: _, ...env } = process.env
  const args = ['--test', '--test-concurrency=2', '--test-timeout=300000', ...files]
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...env, MENSHEN_TEST_SERVER: server },
  })
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
}

const files = chosenFiles().sort()
if (files.length === 0) throw new Error('no test files were found')
await buildLogin({ quiet: true })
process.exitCode = await withServer((server) => runTests(files, server))
