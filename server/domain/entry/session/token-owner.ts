import { refuse } from '@menshen/contract/errors'
import type { Caller } from '#domain/shape/caller.ts'
import type { Before } from '#domain/shape/verb.ts'
import { readToken } from './read-token.ts'
import { requireSessionStrength } from './strength.ts'

export type TokenOwner = Extract<Caller, { kind: 'user' }>

/**
 * Whose token stands in a request that needs a fresh one of the person. 2207 and 2206 the token, 1001 one of no person, 2036 of
 * another pool, 1001 borrowed, or for another application, 6127 not fresh.
 */
export async function freshOwnerOf({ ports, pool, application, now }: Before, token: string): Promise<TokenOwner> {
  const { caller } = await readToken(ports, token, now)
  if (caller.kind !== 'user') refuse(1001)
  if (caller.userPoolId !== pool.id) refuse(2036)
  if (caller.boundTo && application && application.id !== caller.boundTo) refuse(1001, { variant: 'bound' })
  requireSessionStrength(caller, 'fresh')
  return caller
}
