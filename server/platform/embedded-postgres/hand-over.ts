import { closeSync, fsyncSync, openSync } from 'node:fs'
import { chmod, lchown, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { OsUser } from './shapes.ts'

/** Gives a directory and all below it to `user`, itself last: one that was cut short still looks like it has to be done. */
export async function handOver(directory: string, user: OsUser): Promise<void> {
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) await handOver(path, user)
    else await lchown(path, user.uid, user.gid)
  }
  await chmod(directory, 0o700)
  await lchown(directory, user.uid, user.gid)
}

/** Makes names made or changed in a directory, or the content of a file, survive the loss of power. */
export function settle(path: string): void {
  // Windows cannot open directories and writes their entries through.
  if (process.platform === 'win32') return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
