// Builds the hosted pages into login/dist, unless what is there was made from these very sources.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const login = join(import.meta.dirname, '../login')
const stamp = join(login, 'dist/.sources')

function digestSources(): string {
  const hash = createHash('sha256')
  const sources = globSync(['src/**/*.*', '../contract/pages/*.ts'], { cwd: login }).sort()
  for (const name of ['package.json', 'vite.config.ts', ...sources])
    hash.update(name).update(readFileSync(join(login, name)))
  return hash.digest('hex')
}

function readStamp(): string | null {
  try {
    return readFileSync(stamp, 'utf8')
  } catch {
    return null
  }
}

export async function buildLogin({ quiet = false } = {}): Promise<void> {
  const digest = digestSources()
  if (readStamp() === digest) return
  if (!quiet) console.log('Building the sign-in page ...')
  // A process of its own: a build sets NODE_ENV to production in the one it runs in, and there the server starts next.
  const vite = join(import.meta.dirname, '../node_modules/vite/bin/vite.js')
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: login,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('The sign-in page could not be built; what Vite said stands above.')
  writeFileSync(stamp, digest)
}

if (import.meta.main) await buildLogin()
