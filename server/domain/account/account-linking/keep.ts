import { releaseFilesOf } from '#domain/people/file/stored-file-store.ts'
import type { User } from '#domain/people/user/user.ts'
import { findPassword } from '#domain/proof/credential/password-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { type Gift, type Remains, remainsSeal, undoableFor } from './linking.ts'
import { insertLinking } from './linking-store.ts'
import { readRemains } from './remains-store.ts'

/** Keeps what is left of the second of two accounts, before anything of it moves or goes. Both rows are locked. */
export async function keepRemains(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  seal: Seal,
  { id, first, second, gift }: { id: string; first: User; second: User; gift: Gift },
): Promise<void> {
  const rows = await readRemains(tx, pool.id, second.id)
  const password = await findPassword(tx, pool.id, first.id)
  const remains: Remains = {
    rows,
    gift,
    returned: [],
    password: password && {
      hash: password.hash,
      changedAt: password.changedAt.toISOString(),
      level: first.passwordSecurityLevel,
    },
  }
  // They go with their owner, unless they are to be had back.
  await releaseFilesOf(tx, pool.id, [second.id], { after: endOfUndo(now) })
  await insertLinking(tx, {
    userPoolId: pool.id,
    id,
    primaryId: first.id,
    secondaryId: second.id,
    remainsSealed: seal.close(remainsSeal, JSON.stringify(remains)),
    createdAt: now,
    expiresAt: endOfUndo(now),
  })
}

export function endOfUndo(now: Date): Date {
  return new Date(now.getTime() + undoableFor * 1000)
}
