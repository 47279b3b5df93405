import { realpathSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { OsUser } from './shapes.ts'

const search = 1
const read = 4

/** Whether `user` may enter the directory `path` and all above it. Reads the mode bits; access lists are not seen. */
export function canEnter(path: string, user: OsUser): boolean {
  for (let at = realpathSync(path); ; at = dirname(at)) {
    if (!allows(statSync(at), user, search)) return false
    if (at === dirname(at)) return true
  }
}

/** Whether `user` may read `path` (and run or list it), once it stands in the directory that holds it. */
export function canRead(path: string, user: OsUser): boolean {
  const stats = statSync(path)
  const wanted = stats.isDirectory() || stats.mode & 0o100 ? read | search : read
  return canEnter(dirname(path), user) && allows(stats, user, wanted)
}

function allows(stats: Stats, user: OsUser, wanted: number): boolean {
  const shift = stats.uid === user.uid ? 6 : stats.gid === user.gid ? 3 : 0
  return ((stats.mode >> shift) & wanted) === wanted
}
