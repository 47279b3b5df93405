import type { FileStorage } from '#domain/people/file/file-storage.ts'
import { UnfitSettings } from '../definition.ts'
import { definition as local } from './local-directory.ts'
import { definition as s3 } from './s3.ts'
import type { StorageDefinition } from './storage-definition.ts'

/** Every place for files. */
export const storageProviders: readonly StorageDefinition[] = [local, s3]

/** The storage that an address names. Throws an `Error` that repeats nothing of the address: there may be a secret in it. */
export function makeStorage(address: string): FileStorage {
  const url = URL.canParse(address) ? new URL(address) : null
  const definition = storageProviders.find(({ scheme }) => scheme === url?.protocol)
  if (!url || !definition)
    throw new Error(`it must begin with ${storageProviders.map(({ scheme }) => `${scheme}//`).join(' or ')}`)
  try {
    return definition.make(definition.read(url))
  } catch (error) {
    throw error instanceof UnfitSettings ? new Error(`it must name ${error.settings.join(', ')}`) : error
  }
}
