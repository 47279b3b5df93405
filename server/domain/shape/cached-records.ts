import type { AccessAccount } from '#domain/access/access-account/access-account.ts'
import type { AccessKey } from '#domain/entry/access-key/access-key.ts'
import type { Device } from '#domain/entry/device/device.ts'
import type { StoredArtifact } from '#domain/entry/oidc-artifact/artifact.ts'
import type { ManagementToken } from '#domain/entry/session/management-token-store.ts'
import type { Session } from '#domain/entry/session/session.ts'
import type { CustomFields } from '#domain/people/custom-field/custom-field.ts'
import type { User } from '#domain/people/user/user.ts'
import type { Application, SignInMethod } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'

/**
 * What nearly every request reads, kept in memory: a change is seen at once by the process that made it, by the others
 * within milliseconds, and within `maxAgeMs` in the worst case. Logins counted on a person are not announced, so a
 * `User` from here may be behind in `loginsCount`, `lastLogin` and `lastIp`.
 */
export interface CachedRecords {
  pool(id: string): Promise<UserPool | null>
  application(id: string): Promise<Application | null>
  applicationByIdentifier(identifier: string): Promise<Application | null>
  /** The ways in by password or code that any application of a pool has open; null where there is no application. */
  signInMethods(userPoolId: string): Promise<SignInMethod[] | null>
  /** A programmatic access account, of any pool. */
  accessAccount(id: string): Promise<AccessAccount | null>
  /** With which programs manage a pool, of any pool. */
  accessKey(id: string): Promise<AccessKey | null>
  user(userPoolId: string, id: string): Promise<User | null>
  session(userPoolId: string, id: string): Promise<Session | null>
  /** A person's device; `lastSeenAt` and `lastIp` may be behind. */
  device(userPoolId: string, id: string): Promise<Device | null>
  /** The fields that a pool has added to its records: never null. */
  customFields(userPoolId: string): Promise<CustomFields | null>
  /** What a person's access tokens hang on: null once it was revoked. */
  grant(id: string): Promise<StoredArtifact | null>
  /** A self-contained token that was revoked before its end; null while it is good. */
  revokedToken(jti: string): Promise<{ jti: string } | null>
  /** Null once it was ended. */
  managementToken(userPoolId: string, id: string): Promise<ManagementToken | null>
}
