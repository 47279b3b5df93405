import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { StartError } from '../start-error.ts'
import { canEnter } from './reach.ts'
import type { OsUser } from './shapes.ts'

/** Makes the data directory (0700: it holds secrets) and answers its real path. */
export function openDataDirectory(path: string): string {
  makeDirectory(resolve(path))
  const real = realpathSync(path)
  accessSync(real, constants.R_OK | constants.W_OK | constants.X_OK)
  return real
}

function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    // Of a directory that cannot be written, Node only says ENOENT; the nearest one that exists knows the reason.
    let above = path
    while (!existsSync(above)) above = dirname(above)
    if (statSync(above).isDirectory()) accessSync(above, constants.W_OK | constants.X_OK)
    throw error
  }
}

/**
 * What to call the cluster when speaking to a program that runs as `user` with the cluster as its working directory.
 *
 * Below a 0700 directory of root's, the other user can enter no path that leads to the cluster. It need not: the working
 * directory is inherited, and `/proc/self/cwd` names it without walking there. So nothing is opened to anybody, and
 * the data stays where the operator wanted it.
 */
export function nameForProgram(cluster: string, dataDir: string, user: OsUser | undefined): string {
  if (!user || canEnter(dataDir, user)) return cluster
  if (process.platform === 'linux') return '/proc/self/cwd'
  throw new StartError(
    `PostgreSQL refuses root, and the user it runs as (uid ${user.uid}) cannot enter ${dataDir}: set DATA_DIR to a directory below which all may enter, or start Menshen as an ordinary user.`,
  )
}
