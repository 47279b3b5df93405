import { refuse } from '@menshen/contract/errors'
import type { RequestContext } from './request-context.ts'

/**
 * Whom a question is about that people may ask about themselves and administrators about anybody. Null: the caller.
 * 1001 for somebody else, 2231 for an administrator who names nobody.
 */
export function requireSubject({ caller }: RequestContext, userId: string | null | undefined): string {
  if (caller.kind === 'manager') return userId || refuse(2231)
  if (caller.kind !== 'user') refuse(2020)
  return !userId || userId === caller.userId ? caller.userId : refuse(1001)
}
