import { refuse } from '@menshen/contract/errors'
import type { Context } from '#domain/shape/verb.ts'
import { insertMemberByCode } from './member-store.ts'

/** Puts somebody who has just registered into the pool's default group, where it has one. 2012 when that is gone. */
export async function joinDefaultGroup(
  { tx, pool, now }: Pick<Context, 'tx' | 'pool' | 'now'>,
  userId: string,
): Promise<void> {
  const { defaultGroup } = pool.settings
  if (defaultGroup !== null && !(await insertMemberByCode(tx, pool.id, defaultGroup, userId, now))) refuse(2012)
}
