import { refuse } from '@menshen/contract/errors'
import type { Reader, Tx } from '#platform/database/database.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'
import { findUserReadAs, lockIdentifiers } from './claimed-address-store.ts'
import { type IdentifierKind, readsAs } from './identifier.ts'
import type { User } from './user.ts'
import { findUserBy, type NewUser } from './user-store.ts'

export type TakenKey = IdentifierKind | 'externalId'

/** What to answer when an identifier belongs to somebody else: 2026 for the one registered with, its own code for any other. */
function refuseKey(key: TakenKey, primary: TakenKey | 'any' | null): never {
  if (primary === 'any') refuse(2026, { variant: 'create' })
  if (key === primary) refuse(2026)
  if (key === 'username') refuse(2034)
  if (key === 'phone') refuse(2035)
  if (key === 'email') refuse(2200)
  refuse(2026, { variant: 'create' })
}

/** The identifiers that somebody is about to have, in the forms that `User` keeps. */
type Claim = Pick<NewUser, 'id' | 'userPoolId'> & Partial<User>

/**
 * A kind look before the slow part. The indexes and `claimIdentifiers` decide: two who ask at once both pass here, and one is
 * refused below.
 */
export async function requireFree(reader: Reader, user: Claim, primary: TakenKey | 'any' | null): Promise<void> {
  for await (const key of heldByOthers(reader, user)) refuseKey(key, primary)
  await requireUnread(reader, user, primary)
}

async function* heldByOthers(reader: Reader, user: Claim): AsyncGenerator<TakenKey> {
  for (const key of ['username', 'email', 'phone', 'externalId'] as const) {
    const value = user[key]
    const holder = value ? await findUserBy(reader, user.userPoolId, key, value) : null
    if (holder && holder.id !== user.id) yield key
  }
}

/**
 * The same in `run`, right before the person is written, for what no index can hold apart: a username that reads as somebody's
 * address or number, and the reverse. Whoever asks for the same at once waits here.
 */
export async function claimIdentifiers(tx: Tx, user: Claim, primary: TakenKey | 'any' | null): Promise<void> {
  if (await lockClaimed(tx, user)) await requireUnread(tx, user, primary)
}

/** Which of them somebody else has, for whoever does without those. */
export async function findTaken(tx: Tx, user: Claim): Promise<Set<TakenKey>> {
  await lockClaimed(tx, user)
  const taken = new Set(await readOtherwise(tx, user))
  for await (const key of heldByOthers(tx, user)) taken.add(key)
  return taken
}

async function lockClaimed(tx: Tx, user: Claim): Promise<boolean> {
  const shared = [user.username && readsAs(user.username)?.key, user.email, user.phone].flatMap((text) => text || [])
  if (shared.length > 0) await lockIdentifiers(tx, user.userPoolId, shared)
  return shared.length > 0
}

async function requireUnread(reader: Reader, user: Claim, primary: TakenKey | 'any' | null): Promise<void> {
  const [key] = await readOtherwise(reader, user)
  if (key) refuseKey(key, primary)
}

/**
 * A name must not read as an address or number that somebody else has, or nobody could say who is meant by it. And neither may
 * an address that is only said to be theirs be one that somebody else goes by; whoever has proven it is let have it, and is
 * found by it first.
 */
async function readOtherwise(reader: Reader, user: Claim): Promise<TakenKey[]> {
  const { id, userPoolId } = user
  const keys: TakenKey[] = []
  const isOther = (holder: User | null) => holder !== null && holder.id !== id
  const read = user.username ? readsAs(user.username) : null
  if (read && isOther(await findUserBy(reader, userPoolId, read.kind, read.key))) keys.push('username')
  const said = [!user.emailVerified && ('email' as const), !user.phoneVerified && ('phone' as const)]
  for (const key of said) {
    const address = key && user[key]
    if (address && (await findUserReadAs(reader, userPoolId, address)).some(isOther)) keys.push(key)
  }
  return keys
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
