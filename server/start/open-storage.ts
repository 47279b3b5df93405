import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Files } from '#domain/people/file/file-storage.ts'
import { StartError } from '#platform/start-error.ts'
import type { Config } from '../config.ts'
import { makeStorage } from '../provider/storage/make-storage.ts'

/** Where the settings say that uploads go. Nothing is contacted yet. */
export function openStorage({
  storageUrl,
  maxUploadBytes,
  dataDir,
}: Pick<Config, 'storageUrl' | 'maxUploadBytes' | 'dataDir'>): Files {
  const address = storageUrl ?? pathToFileURL(join(resolve(dataDir), 'files')).href
  try {
    return { storage: makeStorage(address), maxBytes: maxUploadBytes }
  } catch (error) {
    // What the address holds is never repeated: there is a secret in it.
    throw new StartError(
      `STORAGE_URL cannot be used: ${(error as Error).message}. Set it like file:///var/lib/menshen/files or s3://key:secret@s3.example.com/bucket.`,
    )
  }
}
