// Builds the hosted pages into login/dist, unless what is there was made from these very sources.
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const login = join(import.meta.dirname, '../login')
const stamp = join(login, 'dist/.sources')

function digestSources(): string {
  const hash = createHash('sha256')
  for (const name of ['package.json', 'vite.config.ts', ...globSync('src/**/*.*', { cwd: login }).sort()])
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
  const { build } = await import('vite')
  await build({ root: login, configFile: join(login, 'vite.config.ts'), logLevel: 'warn' })
  writeFileSync(stamp, digest)
}

if (import.meta.main) await buildLogin()
