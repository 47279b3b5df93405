import { refuse } from '@menshen/contract/errors'
import { requirePlatformOwner } from '../pool/platform-owner.ts'
import type { Before } from '../verb.ts'

/** The keys are the whole installation's: 1001 for everybody but who holds a management token of the root pool. */
export async function requireOperator(before: Before): Promise<void> {
  const { isOperator } = await requirePlatformOwner(before)
  if (!isOperator) refuse(1001)
}
