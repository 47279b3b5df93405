import { refuse } from '@menshen/contract/errors'
import { deleteMfaTicketsOf } from '#domain/entry/mfa/mfa-ticket-store.ts'
import type { User } from '#domain/people/user/user.ts'
import { lockUser, updateUser } from '#domain/people/user/user-store.ts'
import { deleteTicketsFor } from '#domain/proof/verification-code/ticket-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { endWhatCameSince } from './end-since.ts'
import { withoutGift } from './gift.ts'
import { type Linking, type Missing, type Remains, remainsSeal } from './linking.ts'
import { lockLinkingOf, saveRemains, takeLinking } from './linking-store.ts'
import { identitiesWithout } from './remains-store.ts'
import { restore } from './restore.ts'

/** Two accounts again: the one that is back, the one that has given it back, and what could not be given. */
export interface Undone {
  userId: string
  /** Null when it is gone for good. */
  primaryId: string | null
  missing: Missing[]
}

/** Takes a linking to undo it: null when it was undone, or is too old, or there never was one. Of two at once one gets it. */
export async function takeUndoable(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  id: string,
): Promise<Linking | null> {
  const linking = await takeLinking(tx, pool.id, id)
  return linking && linking.expiresAt > now ? linking : null
}

/** Who has now what a linking gave, locked, and the linkings by which it got there. */
export interface Holding {
  /** Null when that account is gone for good. */
  holder: User | null
  through: Linking[]
}

/** Finds the account that stayed, or the one that it has become part of since. */
export async function lockHolder({ tx, pool }: Pick<Context, 'tx' | 'pool'>, primaryId: string): Promise<Holding> {
  const through: Linking[] = []
  for (let id = primaryId; ; ) {
    const holder = await lockUser(tx, pool.id, id)
    if (holder) return { holder, through }
    const next = await lockLinkingOf(tx, pool.id, id)
    // It may have come back while we waited.
    if (!next) return { holder: await lockUser(tx, pool.id, id), through }
    through.push(next)
    id = next.primaryId
  }
}

/**
 * Makes two accounts of one again. The linking is taken by the caller. What came from the second account goes from the first, as
 * far as it is there unchanged, with the sessions and the password that it was a way to; the second is put back as it was. What
 * somebody else has now stays theirs, and is answered.
 */
export async function undoLinking(
  context: Context<'user.linking-undone' | 'user.restored'>,
  seal: Seal,
  linking: Linking,
  { holder, through }: Holding,
): Promise<Undone> {
  const { tx, pool, changed, emit } = context
  const remains = openRemains(seal, linking)
  if (holder) await takeBack(context, linking, remains, holder)
  for (const later of through) await passOver(tx, seal, later, remains)
  const missing = await restore(context, linking, remains, holder)
  await deleteTicketsFor(tx, pool.id, linking.id)
  const [userId, primaryId] = [linking.secondaryId, holder?.id ?? null]
  changed(`user:${pool.id}:${userId}`)
  if (primaryId) emit('user.linking-undone', { userId: primaryId, restoredUserId: userId })
  emit('user.restored', { userId, fromUserId: primaryId })
  return { userId, primaryId, missing }
}

async function takeBack(context: Context, linking: Linking, remains: Remains, holder: User): Promise<void> {
  const { tx, pool, now, changed } = context
  const ended = await endWhatCameSince(context, holder, linking, remains)
  await updateUser(tx, pool.id, holder.id, { ...withoutGift(holder, remains.gift), ...ended }, now)
  await deleteMfaTicketsOf(tx, pool.id, holder.id)
  // Among them what began a reset by an address that goes.
  await deleteTicketsFor(tx, pool.id, holder.id)
  changed(`user:${pool.id}:${holder.id}`)
}

/** What is kept of an account that had the gift, and has become part of another since, comes back without it. */
async function passOver(tx: Context['tx'], seal: Seal, later: Linking, { gift, rows }: Remains): Promise<void> {
  const kept = openRemains(seal, later)
  const user_identity = await identitiesWithout(tx, kept.rows.user_identity ?? '[]', rows.user_identity ?? '[]')
  const without = { ...kept, rows: { ...kept.rows, user_identity }, returned: [...kept.returned, gift] }
  await saveRemains(tx, { ...later, remainsSealed: closeRemains(seal, without) })
}

export function openRemains(seal: Seal, { remainsSealed }: Pick<Linking, 'remainsSealed'>): Remains {
  return JSON.parse(seal.open(remainsSeal, remainsSealed)) as Remains
}

function closeRemains(seal: Seal, remains: Remains): Buffer {
  return seal.close(remainsSeal, JSON.stringify(remains))
}

/** 404 for a linking that is none. */
export function refuseUnknown(id: string): never {
  refuse(404, { variant: 'linking', values: { key: id } })
}
