import { refuse } from '@menshen/contract/errors'
import type { Before } from '#domain/shape/verb.ts'
import { ownsPool } from './pool-store.ts'

/**
 * Who asks about pools as such, and not about one of them: the operator, by the root pool's management token, or a person
 * of the root pool who owns a pool already. 1001 for everybody else: a pool's secret opens that pool and makes no other, and
 * people who only have an account in the root pool make none.
 */
export async function requirePlatformOwner({
  reader,
  pool,
  caller,
}: Before): Promise<{ id: string; isOperator: boolean }> {
  if (!pool.isRoot || !pool.ownerId) refuse(1001)
  if (caller.kind === 'manager') return { id: pool.ownerId, isOperator: true }
  if (caller.kind === 'user' && (await ownsPool(reader, caller.userId))) return { id: caller.userId, isOperator: false }
  return refuse(1001)
}
