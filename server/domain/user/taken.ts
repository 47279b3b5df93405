import { refuse } from '@menshen/contract/errors'
import type { Look } from '#platform/database/database.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'
import type { IdentifierKind } from './identifier.ts'
import { findUserBy, type NewUser } from './user-store.ts'

type TakenKey = IdentifierKind | 'externalId'

/** What to answer when an identifier belongs to somebody else: 2026 for the one registered with, its own code for any other. */
function refuseKey(key: TakenKey, primary: TakenKey | 'any' | null): never {
  if (primary === 'any') refuse(2026, { variant: 'create' })
  if (key === primary) refuse(2026)
  if (key === 'username') refuse(2034)
  if (key === 'phone') refuse(2035)
  if (key === 'email') refuse(2200)
  refuse(2026, { variant: 'create' })
}

/** A kind look before the slow part. The index decides: two who ask at once both pass here, and one is refused below. */
export async function requireFree(
  look: Look,
  user: NewUser,
  primary: TakenKey | 'any' | null,
  own?: string,
): Promise<void> {
  for (const key of ['username', 'email', 'phone', 'externalId'] as const) {
    const value = user[key]
    if (!value) continue
    const holder = await findUserBy(look, user.userPoolId, key, value)
    if (holder && holder.id !== own) refuseKey(key, primary)
  }
}

const keyOfIndex: Record<string, TakenKey> = {
  user_account_username_key: 'username',
  user_account_email_key: 'email',
  user_account_phone_key: 'phone',
  user_account_external_id_key: 'externalId',
}

/** Turns the index's refusal of a write into ours; rethrows anything else. */
export function refuseTaken(error: unknown, primary: TakenKey | 'any' | null): never {
  const key = keyOfIndex[brokenUniqueness(error) ?? '']
  if (key) refuseKey(key, primary)
  throw error
}
