import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileStorage } from '#domain/people/file/file-storage.ts'

/** Files in a directory, which is made when the first one comes. Processes on several machines must share it. */
export function createLocalStorage(directory: string): FileStorage {
  const pathOf = (name: string) => join(directory, ...name.split('/'))
  return {
    async put(name, bytes) {
      const path = pathOf(name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      // Under another name first: a crash in the middle must not leave half a picture under the right one.
      const half = `${path}.${randomBytes(6).toString('hex')}.part`
      await writeFile(half, bytes, { mode: 0o600, flush: true })
      await rename(half, path)
    },
    get: (name) => readFile(pathOf(name)).catch(absent),
    delete: (name) => rm(pathOf(name), { force: true }),
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}
