import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '#platform/start-error.ts'
import { writePrivateFile } from './private-file.ts'

/** The secret that seals everything: as configured, or the one kept in DATA_DIR, made at the first start. */
export function loadSecretKey(dataDir: string, configured: string | null): string {
  if (configured) return configured
  const path = join(dataDir, 'secret.key')
  try {
    const kept = readFileSync(path, 'utf8').trim()
    if (kept.length >= 32) return kept
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new StartError(
        `${path} cannot be read (${(error as NodeJS.ErrnoException).code}). Give this user access to it, or set SECRET_KEY.`,
      )
    // `wx` inside: of two processes that start at once, one makes the key and the other takes it.
    writePrivateFile(path, `${randomBytes(32).toString('base64')}\n`, { replace: false })
    return loadSecretKey(dataDir, configured)
  }
  throw new StartError(
    `${path} is damaged: it holds fewer than 32 characters. Restore it from a backup, or set SECRET_KEY.`,
  )
}
