import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { type FileKind, fileName, fileTypes } from './file-storage.ts'

export interface StoredFile {
  bytes: Uint8Array
  /** Its media type. */
  type: string
}

/** A file that somebody put here, for everybody who knows its name; null when there is none. */
export async function readStored(domain: Domain, name: string): Promise<StoredFile | null> {
  const bytes = fileName.test(name) ? await groundOf(domain).ports.files.storage.get(name) : null
  return bytes && { bytes, type: fileTypes[name.slice(name.lastIndexOf('.') + 1) as FileKind] }
}
