import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Static, Type } from 'typebox'
import type { FileStorage } from '#domain/people/file/file-storage.ts'
import { defineProvider } from '../definition.ts'
import { text } from '../setting.ts'
import type { StorageDefinition } from './storage-definition.ts'

const settings = Type.Object({
  directory: text({
    en: 'Where the files lie; it is made when the first one comes. Processes on several machines must share it.',
    zh: '文件所在目录，首次写入时创建；多台机器上的进程须共享该目录。',
    example: '/var/lib/menshen/files',
  }),
})

function createLocalStorage({ directory }: Static<typeof settings>): FileStorage {
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

export const definition: StorageDefinition = {
  ...defineProvider({
    kind: 'local',
    names: { en: 'Directory of this machine', zh: '本机目录' },
    settings,
    make: createLocalStorage,
  }),
  scheme: 'file:',
  form: 'file://<directory>',
  read: (url) => ({ directory: url.host === '' ? fileURLToPath(url) : null }),
}
