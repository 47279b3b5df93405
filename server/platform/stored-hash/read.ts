import { readFastHash } from './fast.ts'
import type { StoredHash } from './form.ts'
import { readSlowHash } from './slow.ts'

const longest = 1_000

/** Reads a hash in one of the forms that the guide on importing lists; null when it is none, or too dear to check. */
export function readStoredHash(text: string): StoredHash | null {
  if (text.length > longest || !/^[\x21-\x7e]+$/.test(text)) return null
  return readSlowHash(text) ?? readFastHash(text)
}
