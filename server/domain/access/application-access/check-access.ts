import { type Declined, decline } from '@menshen/contract/errors'
import type { Context } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { Reader } from '#platform/database/database.ts'
import { findVerdict } from './access-store.ts'
import { isRestricted } from './application-access.ts'

/**
 * Whether a person may enter an application: nothing denies it, and something allows it or the application is open to
 * people without a rule. Looks nothing up where everybody may.
 */
export async function mayAccessApplication(
  reader: Reader,
  application: Application,
  entrant: { userId: string; now: Date },
): Promise<boolean> {
  if (!isRestricted(application)) return true
  const verdict = await findVerdict(reader, application.userPoolId, application.id, entrant)
  if (verdict?.denied) return false
  return verdict?.allowed === true || application.settings.defaultAccess === 'ALLOW_ALL'
}

/** 1001 for people whom the application of the request does not admit; null for everybody else. */
export async function declineWithoutAccess(
  { tx, application, now }: Context,
  userId: string,
): Promise<Declined | null> {
  if (!application || (await mayAccessApplication(tx, application, { userId, now }))) return null
  return decline(1001, { variant: 'application', values: { application: application.name } })
}
