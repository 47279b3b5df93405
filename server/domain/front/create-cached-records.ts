import { findAccessAccount } from '#domain/access/access-account/access-account-store.ts'
import { findAccessKey } from '#domain/entry/access-key/access-key-store.ts'
import type { Device } from '#domain/entry/device/device.ts'
import { findDevice } from '#domain/entry/device/device-store.ts'
import { artifactKey } from '#domain/entry/oidc-artifact/artifact.ts'
import { findArtifact } from '#domain/entry/oidc-artifact/artifact-store.ts'
import { isTokenRevoked } from '#domain/entry/oidc-artifact/revoked-token-store.ts'
import { findManagementToken, type ManagementToken } from '#domain/entry/session/management-token-store.ts'
import type { Session } from '#domain/entry/session/session.ts'
import { findSession } from '#domain/entry/session/session-store.ts'
import { findFields } from '#domain/people/custom-field/custom-field-store.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import type { CachedRecords } from '#domain/shape/cached-records.ts'
import { findApplication, findApplicationByIdentifier } from '#domain/tenancy/application/application-store.ts'
import { findOpenMethods } from '#domain/tenancy/application/pool-wide-store.ts'
import { findPool } from '#domain/tenancy/pool/pool-store.ts'
import { createCache } from '#platform/cache.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader } from '#platform/database/database.ts'
import type { Notices } from '#platform/database/notices.ts'

/** The bound that the documentation states for how long a lost announcement can go unnoticed. */
const maxAgeMs = 10_000

/** Longer than any name that we give: what strangers make up is not kept, or a few thousand would fill the memory. */
const longestKey = 200

export function createCachedRecords(reader: Reader, seal: Seal, notices: Notices): CachedRecords {
  function kept<Value extends object>(kind: string, max: number, load: (key: string) => Promise<Value | null>) {
    const cache = createCache<Value>({ max, maxAgeMs })
    notices.onChange(kind, (key) => cache.drop(key))
    notices.onLost(() => cache.clear())
    return (key: string) =>
      notices.listening && key.length <= longestKey ? cache.get(key, () => load(key)) : load(key)
  }

  const split = (key: string) => key.split(':') as [string, string]
  const user = kept<User>('user', 20_000, (key) => findUser(reader, ...split(key)))
  const session = kept<Session>('session', 50_000, (key) => findSession(reader, ...split(key)))
  const managementToken = kept<ManagementToken>('management-token', 20_000, (key) =>
    findManagementToken(reader, ...split(key)),
  )
  const device = kept<Device>('device', 20_000, (key) => findDevice(reader, ...split(key)))
  return {
    pool: kept('pool', 1_000, (id) => findPool(reader, seal, id)),
    application: kept('application', 2_000, (id) => findApplication(reader, seal, id)),
    applicationByIdentifier: kept('application-identifier', 2_000, (name) =>
      findApplicationByIdentifier(reader, seal, name),
    ),
    signInMethods: kept('sign-in-methods', 1_000, (userPoolId) => findOpenMethods(reader, userPoolId)),
    accessAccount: kept('access-account', 5_000, (id) => findAccessAccount(reader, id)),
    accessKey: kept('access-key', 5_000, (id) => findAccessKey(reader, seal, id)),
    user: (userPoolId, id) => user(`${userPoolId}:${id}`),
    session: (userPoolId, id) => session(`${userPoolId}:${id}`),
    managementToken: (userPoolId, id) => managementToken(`${userPoolId}:${id}`),
    device: (userPoolId, id) => device(`${userPoolId}:${id}`),
    customFields: kept('custom-field', 1_000, (userPoolId) => findFields(reader, userPoolId)),
    grant: kept('grant', 50_000, (id) => findArtifact(reader, 'Grant', artifactKey(id))),
    revokedToken: kept('revoked-token', 50_000, async (jti) => ((await isTokenRevoked(reader, jti)) ? { jti } : null)),
  }
}
