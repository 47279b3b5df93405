/** Where files lie. Names are ours, e.g. `<pool>/avatar/<name>.png`; an implementation need not check them. */
export interface FileStorage {
  put(name: string, bytes: Buffer, type: string): Promise<void>
  /** Null when there is no such file. */
  get(name: string): Promise<Buffer | null>
  /** A file that is not there is as good as deleted. */
  delete(name: string): Promise<void>
}

export interface Files {
  storage: FileStorage
  /** Bytes of the largest file that is taken in. */
  maxBytes: number
}

/** What is given out, by the ending of its name. */
export const fileTypes = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
} as const

export type FileKind = keyof typeof fileTypes

/** A file's name as we make them; nothing else is ever looked for. */
export const fileName = /^[a-z0-9]{1,64}\/[a-z][a-z0-9-]{0,31}\/[a-z0-9-]{20,80}\.(png|jpg|gif|webp)$/
