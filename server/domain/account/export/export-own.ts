import { refuse } from '@menshen/contract/errors'
import type { Consent } from '#domain/entry/consent/consent.ts'
import { findConsents } from '#domain/entry/consent/consent-store.ts'
import { findDevices, type ListedDevice } from '#domain/entry/device/device-store.ts'
import { enrolledFactors } from '#domain/entry/factor/factor.ts'
import { requireFactorShown } from '#domain/entry/mfa/require-shown.ts'
import { findLiveSessions, type ListedSession } from '#domain/entry/session/session-store.ts'
import { findEnteredBy } from '#domain/entry/sign-in/application-user-store.ts'
import type { SubAccount } from '#domain/entry/sub-account/sub-account.ts'
import { findSubAccountsOf } from '#domain/entry/sub-account/sub-account-store.ts'
import type { AuditRecord } from '#domain/ground/audit/audit-record.ts'
import { findAuditRecords } from '#domain/ground/audit/audit-store.ts'
import type { LoginRecord } from '#domain/ground/login-history/login-record.ts'
import { findLoginRecords } from '#domain/ground/login-history/login-record-store.ts'
import type { CustomValue } from '#domain/people/custom-field/custom-field.ts'
import { valuesOf } from '#domain/people/custom-field/read-values.ts'
import { findFilesOf } from '#domain/people/file/stored-file-store.ts'
import type { Identity } from '#domain/people/identity/identity.ts'
import { findIdentities } from '#domain/people/identity/identity-store.ts'
import type { Principal } from '#domain/people/principal/principal.ts'
import { findPrincipal } from '#domain/people/principal/principal-store.ts'
import type { User } from '#domain/people/user/user.ts'
import { findPassword } from '#domain/proof/credential/password-store.ts'
import type { Passkey } from '#domain/proof/passkey/passkey.ts'
import { findPasskeys } from '#domain/proof/passkey/passkey-store.ts'
import type { Question } from '#domain/shape/verb.ts'
import { findCaller } from '../contact/change-contact.ts'
import { findMembershipsOf, type Memberships } from '../lifecycle/memberships.ts'

/** Of each list at most so many, the newest: an export is one answer that fits in memory. */
const most = 500

/** Everything that is held about one person; neither a hash nor a secret is among it. */
export interface AccountExport {
  exportedAt: Date
  user: User
  password: { changedAt: Date } | null
  secondFactors: string[]
  passkeys: Passkey[]
  memberships: Memberships
  principal: Principal | null
  identities: Identity[]
  customData: CustomValue[]
  sessions: ListedSession[]
  devices: ListedDevice[]
  loginHistory: LoginRecord[]
  consents: Consent[]
  applications: Awaited<ReturnType<typeof findEnteredBy>>
  subAccounts: SubAccount[]
  files: Awaited<ReturnType<typeof findFilesOf>>
  /** What they did besides signing in. */
  activity: AuditRecord[]
}

/** People take what is held about them with them. 6004 in a session that `requireFactorShown` does not take. */
export const exportOwnAccount: Question<object, AccountExport> = {
  name: 'user.export-own',
  admits: 'fresh user',
  async answer(before) {
    const { reader, pool, ports, now, caller } = before
    if (caller.kind !== 'user') refuse(2020)
    const user = await findCaller(before)
    await requireFactorShown(reader, before, user)
    const owner = { userPoolId: pool.id, userId: user.id }
    const password = await findPassword(reader, pool.id, user.id)
    return {
      exportedAt: now,
      user,
      password: password && { changedAt: password.changedAt },
      secondFactors: enrolledFactors(user),
      passkeys: await findPasskeys(reader, pool.id, user.id),
      memberships: await findMembershipsOf(reader, pool.id, { userId: user.id, now }),
      principal: await findPrincipal(reader, ports.seal, pool.id, user.id),
      identities: await findIdentities(reader, pool.id, [user.id]),
      customData: (await valuesOf(before, pool.id, 'USER', [user.id])).get(user.id) ?? [],
      sessions: await findLiveSessions(reader, pool.id, user.id, now, { limit: most }),
      devices: await findDevices(reader, owner, { offset: 0, limit: most, now }),
      loginHistory: await findLoginRecords(reader, pool.id, user.id, { limit: most, now }),
      consents: await findConsents(reader, pool.id, user.id, most),
      applications: await findEnteredBy(reader, pool.id, user.id, most),
      subAccounts: await findSubAccountsOf(reader, pool.id, user.id, most),
      files: await findFilesOf(reader, pool.id, user.id, most),
      activity: await findAuditRecords(
        reader,
        { userPoolId: pool.id, log: 'user', now },
        { userIds: [user.id], besideSignIns: true },
        { limit: most },
      ),
    }
  },
}
