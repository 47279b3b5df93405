import { createCache } from '#platform/cache.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Look } from '#platform/database/database.ts'
import type { Notices } from '#platform/database/notices.ts'
import type { AccessAccount } from './access-account/access-account.ts'
import { findAccessAccount } from './access-account/access-account-store.ts'
import type { Application, SignInMethod } from './application/application.ts'
import { findApplication, findApplicationByIdentifier } from './application/application-store.ts'
import { findOpenMethods } from './application/pool-wide-store.ts'
import type { CustomFields } from './custom-field/custom-field.ts'
import { findFields } from './custom-field/custom-field-store.ts'
import type { Device } from './device/device.ts'
import { findDevice } from './device/device-store.ts'
import { artifactKey, type StoredArtifact } from './oidc-artifact/artifact.ts'
import { findArtifact } from './oidc-artifact/artifact-store.ts'
import { isTokenRevoked } from './oidc-artifact/revoked-token-store.ts'
import { findPool } from './pool/pool-store.ts'
import type { UserPool } from './pool/user-pool.ts'
import { findManagementToken, type ManagementToken } from './session/management-token-store.ts'
import type { Session } from './session/session.ts'
import { findSession } from './session/session-store.ts'
import type { User } from './user/user.ts'
import { findUser } from './user/user-store.ts'

/**
 * What nearly every request reads, kept in memory: a change is seen at once by the process that made it, by the others
 * within milliseconds, and within `maxAgeMs` in the worst case. Logins counted on a person are not announced, so a
 * `User` from here may be behind in `loginsCount`, `lastLogin` and `lastIp`.
 */
export interface Directory {
  pool(id: string): Promise<UserPool | null>
  application(id: string): Promise<Application | null>
  applicationByIdentifier(identifier: string): Promise<Application | null>
  /** The ways in by password or code that any application of a pool has open; null where there is no application. */
  signInMethods(userPoolId: string): Promise<SignInMethod[] | null>
  /** A programmatic access account, of whichever pool. */
  accessAccount(id: string): Promise<AccessAccount | null>
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

/** The bound that the documentation states for how long a lost announcement can go unnoticed. */
export const maxAgeMs = 10_000

/** Longer than any name that we give: what strangers make up is not kept, or a few thousand would fill the memory. */
const longestKey = 200

export function createDirectory(look: Look, seal: Seal, notices: Notices): Directory {
  function kept<Value extends object>(kind: string, max: number, load: (key: string) => Promise<Value | null>) {
    const cache = createCache<Value>({ max, maxAgeMs })
    notices.onChange(kind, (key) => cache.drop(key))
    notices.onLost(() => cache.clear())
    return (key: string) =>
      notices.listening && key.length <= longestKey ? cache.get(key, () => load(key)) : load(key)
  }

  const split = (key: string) => key.split(':') as [string, string]
  const user = kept<User>('user', 20_000, (key) => findUser(look, ...split(key)))
  const session = kept<Session>('session', 50_000, (key) => findSession(look, ...split(key)))
  const managementToken = kept<ManagementToken>('management-token', 20_000, (key) =>
    findManagementToken(look, ...split(key)),
  )
  const device = kept<Device>('device', 20_000, (key) => findDevice(look, ...split(key)))
  return {
    pool: kept('pool', 1_000, (id) => findPool(look, seal, id)),
    application: kept('application', 2_000, (id) => findApplication(look, seal, id)),
    applicationByIdentifier: kept('application-identifier', 2_000, (name) =>
      findApplicationByIdentifier(look, seal, name),
    ),
    signInMethods: kept('sign-in-methods', 1_000, (userPoolId) => findOpenMethods(look, userPoolId)),
    accessAccount: kept('access-account', 5_000, (id) => findAccessAccount(look, id)),
    user: (userPoolId, id) => user(`${userPoolId}:${id}`),
    session: (userPoolId, id) => session(`${userPoolId}:${id}`),
    managementToken: (userPoolId, id) => managementToken(`${userPoolId}:${id}`),
    device: (userPoolId, id) => device(`${userPoolId}:${id}`),
    customFields: kept('custom-field', 1_000, (userPoolId) => findFields(look, userPoolId)),
    grant: kept('grant', 50_000, (id) => findArtifact(look, 'Grant', artifactKey(id))),
    revokedToken: kept('revoked-token', 50_000, async (jti) => ((await isTokenRevoked(look, jti)) ? { jti } : null)),
  }
}
