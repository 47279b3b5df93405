import { refuse } from '@menshen/contract/errors'
import type { Before } from '#domain/shape/verb.ts'
import { requirePlatformOwner } from '../pool/platform-owner.ts'

/** The keys are the whole installation's: 1001 for everybody but who holds a management token of the root pool. */
export async function requireOperator(before: Before): Promise<void> {
  const { isOperator } = await requirePlatformOwner(before)
  if (!isOperator) refuse(1001)
}
