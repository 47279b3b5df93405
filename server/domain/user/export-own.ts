import { refuse } from '@menshen/contract/errors'
import { findEnteredBy } from '../application/application-user-store.ts'
import type { AuditRecord } from '../audit/audit-record.ts'
import { findAuditRecords } from '../audit/audit-store.ts'
import type { Consent } from '../consent/consent.ts'
import { findConsents } from '../consent/consent-store.ts'
import { findPassword } from '../credential/password-store.ts'
import type { CustomValue } from '../custom-field/custom-field.ts'
import { valuesOf } from '../custom-field/read-values.ts'
import { findDevices, type ListedDevice } from '../device/device-store.ts'
import { findFilesOf } from '../file/stored-file-store.ts'
import type { Identity } from '../identity/identity.ts'
import { findIdentities } from '../identity/identity-store.ts'
import type { LoginRecord } from '../login-history/login-record.ts'
import { findLoginRecords } from '../login-history/login-record-store.ts'
import { enrolledFactors } from '../mfa/factor.ts'
import { requireFactorShown } from '../mfa/require-shown.ts'
import type { Passkey } from '../passkey/passkey.ts'
import { findPasskeys } from '../passkey/passkey-store.ts'
import type { Principal } from '../principal/principal.ts'
import { findPrincipal } from '../principal/principal-store.ts'
import { findLiveSessions, type ListedSession } from '../session/session-store.ts'
import type { SubAccount } from '../sub-account/sub-account.ts'
import { findSubAccountsOf } from '../sub-account/sub-account-store.ts'
import type { Question } from '../verb.ts'
import { findCaller } from './change-contact.ts'
import { findMembershipsOf, type Memberships } from './memberships.ts'
import type { User } from './user.ts'

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
  /** What they did beside signing in. */
  activity: AuditRecord[]
}

/** People take what is held about them with them. 6004 in a session that `requireFactorShown` does not take. */
export const exportOwnAccount: Question<object, AccountExport> = {
  name: 'user.export-own',
  admits: 'fresh user',
  async answer(before) {
    const { look, pool, tools, now, caller } = before
    if (caller.kind !== 'user') refuse(2020)
    const user = await findCaller(before)
    await requireFactorShown(look, before, user)
    const owner = { userPoolId: pool.id, userId: user.id }
    const password = await findPassword(look, pool.id, user.id)
    return {
      exportedAt: now,
      user,
      password: password && { changedAt: password.changedAt },
      secondFactors: enrolledFactors(user),
      passkeys: await findPasskeys(look, pool.id, user.id),
      memberships: await findMembershipsOf(look, pool.id, user.id),
      principal: await findPrincipal(look, tools.seal, pool.id, user.id),
      identities: await findIdentities(look, pool.id, [user.id]),
      customData: (await valuesOf(before, pool.id, 'USER', [user.id])).get(user.id) ?? [],
      sessions: await findLiveSessions(look, pool.id, user.id, now, { limit: most }),
      devices: await findDevices(look, owner, { offset: 0, limit: most, now }),
      loginHistory: await findLoginRecords(look, pool.id, user.id, { limit: most, now }),
      consents: await findConsents(look, pool.id, user.id, most),
      applications: await findEnteredBy(look, pool.id, user.id, most),
      subAccounts: await findSubAccountsOf(look, pool.id, user.id, most),
      files: await findFilesOf(look, pool.id, user.id, most),
      activity: await findAuditRecords(
        look,
        { userPoolId: pool.id, log: 'user', now },
        { userIds: [user.id], besideSignIns: true },
        { limit: most },
      ),
    }
  },
}
