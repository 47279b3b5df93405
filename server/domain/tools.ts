import type { Seal } from '#platform/crypto/seal.ts'
import type { PasswordHasher } from '#platform/password-hasher.ts'
import type { Directory } from './directory.ts'
import type { KeyRing } from './key/key-ring.ts'

/** What operations need beside the database. */
export interface Tools {
  hasher: PasswordHasher
  keys: KeyRing
  seal: Seal
  directory: Directory
}
