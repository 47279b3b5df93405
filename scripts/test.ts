// npm test [-- --suite quick,browser] [--record] [files]: runs tests on a real PostgreSQL, by default an embedded one started for the run.
// With DATABASE_URL set they run on that server instead: its user must be allowed to create databases.
import { spawn } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '#platform/embedded-postgres/start.ts'
import { createLog } from '#platform/log.ts'
import { inBatches } from './batches.ts'
import { buildLogin } from './build-login.ts'
import { collect, readClaims, recordedFiles, unproven, untoldEvents, writeRecords } from './evidence.ts'
import { notRunnable, type Suite, sharesProcess, suites } from './suites.ts'
import { makeThrowawayDirectory, signInQuickly, throwawaySettings } from './throwaway-database.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { suite: { type: 'string', default: 'quick' }, record: { type: 'boolean', default: false } },
})
const root = join(import.meta.dirname, '..')
const wanted = values.suite.split(',')
const runnable = wanted.filter((name) => !notRunnable(name))
/** A run takes minutes, and a file that hangs ends its process (`run-batch.ts`). A run that takes this long hangs in a way that no file sees: the runner is told to stop. */
const limitMs = 40 * 60_000
/** No more than the database has connections for. */
const cores = Math.min(Math.max(availableParallelism(), 2), 7)

function filesOf(name: string): string[] {
  const patterns: readonly string[] | undefined = suites[name as Suite]
  if (!patterns) throw new Error(`there is no suite "${name}", only ${Object.keys(suites).join(', ')}`)
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root, exclude: ['**/node_modules/**'] }))
    .map((file) => file.replaceAll('\\', '/'))
}

function chosenFiles(): string[] {
  if (positionals.length === 0) return [...new Set(runnable.flatMap(filesOf))]
  return positionals.map((file) => relative(root, resolve(file)).replaceAll('\\', '/'))
}

async function withServer<T>(work: (connection: string) => Promise<T>): Promise<T> {
  if (process.env.MENSHEN_TEST_SERVER) return work(process.env.MENSHEN_TEST_SERVER)
  if (process.env.DATABASE_URL) return work(JSON.stringify(fromUrl(process.env.DATABASE_URL)))
  const dataDir = makeThrowawayDirectory('menshen-test-')
  const server = await startEmbeddedPostgres({ dataDir, log: createLog('warn'), settings: throwawaySettings })
  try {
    await signInQuickly(server.connection)
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

/** One more than there are cores: a test waits for the database a fourth of its time. Browsers and servers of their own wait for nobody. */
const processesFor = (files: readonly string[]) => (files.some(sharesProcess) ? cores + 1 : cores)

function runTests(processes: string[], server: string, evidence: string): Promise<number> {
  const { DATABASE_URL: _, ...env } = process.env
  // Every process loads the whole server: half of that is compiling what the one before has compiled as well.
  const compiled = join(root, 'node_modules/.cache/compiled')
  const args = ['--test', `--test-concurrency=${processesFor(files)}`, ...processes]
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    timeout: limitMs,
    env: { NODE_COMPILE_CACHE: compiled, ...env, MENSHEN_TEST_SERVER: server, MENSHEN_EVIDENCE: evidence },
  })
  // We outlive the tests, whoever ends them: the database has to be stopped and its files removed.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)))
}

/** Records what each of the quick test files has shown; a run of all of them forgets the files that are gone. */
function record(evidence: string, ran: readonly string[]): void {
  const quick = new Set(filesOf('quick'))
  const recorded = ran.filter((file) => quick.has(file))
  writeRecords(evidence, recorded)
  const gone = recordedFiles().filter((file) => !quick.has(file))
  writeRecords(evidence, isComplete ? gone : [])
  console.log(`Recorded what ${recorded.length} files have shown; "npm run docs" puts it on the coverage page.`)
}

/** The coverage page may claim only what this run has shown. */
function settleClaims(evidence: string): number {
  const shown = collect(evidence)
  const untold = untoldEvents(evidence)
  for (const name of untold)
    console.error(`The catalogue has the event ${name}, but no test of this run has brought it about.`)
  const missing = unproven(readClaims(), shown)
  for (const claim of missing) console.error(`The coverage page claims ${claim}, but no test of this run has shown it.`)
  if (missing.length === 0 && unproven(shown, readClaims()).length > 0)
    console.log('The tests show more than the coverage page claims: "npm test -- <file> --record" takes a file in.')
  return missing.length + untold.length > 0 ? 1 : 0
}

async function run(files: string[]): Promise<number> {
  await buildLogin({ quiet: true })
  const ground = mkdtempSync(join(tmpdir(), 'menshen-run-'))
  const evidence = join(ground, 'evidence')
  mkdirSync(evidence)
  try {
    const code = await withServer((server) => runTests(inBatches(files, join(ground, 'batches')), server, evidence))
    if (code === 0 && values.record) record(evidence, files)
    return code === 0 && isComplete && !values.record ? settleClaims(evidence) : code
  } finally {
    rmSync(ground, { recursive: true, force: true })
  }
}

const isComplete = positionals.length === 0 && wanted.includes('quick')
const files = chosenFiles().sort()
if (files.length > 0) process.exitCode = await run(files)
else if (runnable.length > 0) throw new Error('no test files were found')
if (positionals.length === 0)
  for (const name of wanted) if (notRunnable(name)) console.log(`SKIPPED: ${name} suite, ${notRunnable(name)}`)
