import type { FileStorage } from '#domain/people/file/file-storage.ts'
import type { Definition } from '../definition.ts'

/** A place for files, chosen by the address that the operator sets. It gets nothing from the platform. */
export interface StorageDefinition extends Definition<void, FileStorage> {
  /** Of the address, with its colon. */
  scheme: string
  /** The address with the settings in their places, for the reference. */
  form: string
  /** The settings in an address of that scheme, unchecked. */
  read(url: URL): Record<string, unknown>
}
