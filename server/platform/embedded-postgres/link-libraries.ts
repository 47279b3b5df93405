import { lstatSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/**
 * npm cannot pack symbolic links, so the package lists those its libraries need (`libpq.so.5` and the like) and makes
 * them in an install script, which npm 11 does not run unasked. We make what is missing. Two starts may do so at once.
 * Throws the file system's error where the package cannot be written.
 */
export function linkLibraries(root: string): void {
  for (const { source, target } of readLinks(root)) {
    // The list is written from the package directory, one above `root`.
    const from = join(dirname(root), source)
    const at = join(dirname(root), target)
    if (!exists(at)) link(relative(dirname(at), from), at)
  }
}

function readLinks(root: string): { source: string; target: string }[] {
  try {
    return JSON.parse(readFileSync(join(root, 'pg-symlinks.json'), 'utf8'))
  } catch (error) {
    // The Windows package has no links and no list.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function link(to: string, at: string): void {
  try {
    symlinkSync(to, at)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}
