import type { Seal } from '#platform/crypto/seal.ts'
import type { Limits } from '#platform/limits/limits.ts'
import type { PasswordHasher } from '#platform/password-hasher.ts'
import type { Addresses } from './address/addresses.ts'
import type { CaptchaKeys } from './captcha/captcha-keys.ts'
import type { PasswordOpener } from './credential/password-opener.ts'
import type { Directory } from './directory-port.ts'
import type { Files } from './file/file-storage.ts'
import type { KeyRing } from './key/key-ring.ts'
import type { Places } from './login-history/place.ts'
import type { Routes } from './message/routes.ts'
import type { FaceProvider } from './mfa/face-provider.ts'
import type { PrincipalVerifier } from './principal/principal.ts'
import type { Activity } from './session/activity.ts'
import type { CodeKeys } from './verification-code/code-keys.ts'

/** What operations need beside the database. */
export interface Tools {
  /** Of which every address that is written is one. */
  addresses: Addresses
  hasher: PasswordHasher
  opener: PasswordOpener
  keys: KeyRing
  seal: Seal
  directory: Directory
  limits: Limits
  captcha: CaptchaKeys
  codes: CodeKeys
  messages: Routes
  /** Left out: nobody here knows faces. */
  face?: FaceProvider | undefined
  places: Places
  activity: Activity
  files: Files
  /** Who confirms that people are who they say; null: nobody does. */
  principals: PrincipalVerifier | null
}
