import type { FaceProvider } from '#domain/entry/factor/face-provider.ts'
import type { Activity } from '#domain/entry/session/activity.ts'
import type { GeoLocator } from '#domain/ground/login-history/geo-location.ts'
import type { Routes } from '#domain/messaging/message/routes.ts'
import type { Files } from '#domain/people/file/file-storage.ts'
import type { PrincipalVerifier } from '#domain/people/principal/principal.ts'
import type { CaptchaKeys } from '#domain/proof/captcha/captcha-keys.ts'
import type { PasswordOpener } from '#domain/proof/credential/password-opener.ts'
import type { CodeKeys } from '#domain/proof/verification-code/code-keys.ts'
import type { Addresses } from '#domain/tenancy/address/addresses.ts'
import type { KeyRing } from '#domain/tenancy/key/key-ring.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Limits } from '#platform/limits/limits.ts'
import type { PasswordHasher } from '#platform/password-hasher.ts'
import type { CachedRecords } from './cached-records.ts'

/** What operations need besides the database. */
export interface Ports {
  /** Every address that we write is one of these. */
  addresses: Addresses
  hasher: PasswordHasher
  opener: PasswordOpener
  keys: KeyRing
  seal: Seal
  cached: CachedRecords
  limits: Limits
  captcha: CaptchaKeys
  codes: CodeKeys
  messages: Routes
  /** Left out: nobody here knows faces. */
  face?: FaceProvider | undefined
  geoLocator: GeoLocator
  activity: Activity
  files: Files
  /** Who confirms that people are who they say; null: nobody does. */
  principals: PrincipalVerifier | null
}
