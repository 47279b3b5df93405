// What .ci/run does after `npm ci`: every suite on the embedded database, and all that asks for statements on a Debian PostgreSQL too,
// counted together.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from '../bench/ground/postgres.ts'
import { notRunnable } from './suites.ts'
import { makeThrowawayDirectory, throwawaySettings } from './throwaway-database.ts'

const root = join(import.meta.dirname, '..')
const total = { passed: 0, failed: 0 }
/** What did not run, and why: said once more at the end, where it is read. */
const skipped: string[] = []

/** Runs a step, shows its output, and adds up what its test runner counted; a step without a count is itself one. */
async function step(title: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
  console.log(`\n=== ${title}`)
  const began = performance.now()
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    process.stdout.write(text)
  })
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)))
  const count = (word: string) =>
    [...output.matchAll(new RegExp(`^ℹ ${word} (\\d+)$`, 'gm'))].reduce((sum, [, number]) => sum + Number(number), 0)
  const failed = count('fail') + count('cancelled')
  total.passed += count('pass') + (code === 0 && count('tests') === 0 ? 1 : 0)
  total.failed += failed + (code !== 0 && failed === 0 ? 1 : 0)
  if (count('skipped') > 0) skipped.push(`${count('skipped')} tests of ${title}, as each says`)
  console.log(`=== ${title}: ${code === 0 ? 'ok' : 'FAILED'} after ${Math.round((performance.now() - began) / 1000)} s`)
}

function skip(title: string, reason: string): void {
  skipped.push(`${title}, ${reason}`)
  console.log(`\n=== ${title}: SKIPPED, ${reason}`)
}

/** Installs Debian packages where we may; false where we may not. */
function install(...names: string[]): boolean {
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...names)
}

async function onDistributionPostgres(): Promise<void> {
  const title = 'statements suite on a PostgreSQL of the distribution'
  const start = () => startPostgres({ settings: throwawaySettings, makeGround: () => makeThrowawayDirectory('mbp-') })
  const postgres = (await start()) ?? (install('postgresql') ? await start() : null)
  if (!postgres) return skip(title, 'no PostgreSQL is installed and this machine does not let us install one')
  try {
    await step(`${title} (${postgres.version})`, process.execPath, ['scripts/test.ts', '--suite', 'statements'], {
      DATABASE_URL: postgres.url,
    })
  } finally {
    await postgres.stop()
  }
}

async function inBrowser(): Promise<void> {
  if (!notRunnable('browser') || install('chromium', 'fonts-noto-cjk'))
    await step('browser suite', process.execPath, ['scripts/test.ts', '--suite', 'browser'])
  else skip('browser suite', 'no Chromium is installed and this machine does not let us install one')
}

await step('npm run check', 'npm', ['run', '--silent', 'check'])
await step('npm test', 'npm', ['test', '--silent'])
await inBrowser()
await step('clients suite', process.execPath, ['scripts/test.ts', '--suite', 'clients'])
await step('walls suite', process.execPath, ['scripts/test.ts', '--suite', 'walls'])
await step('process suite', process.execPath, ['scripts/test.ts', '--suite', 'process'])
await step('crash suite', process.execPath, ['scripts/test.ts', '--suite', 'crash'])
await onDistributionPostgres()
console.log('')
for (const what of skipped) console.log(`SKIPPED: ${what}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
