import { refuse } from '@menshen/contract/errors'
import type { Admission, Caller } from '#domain/shape/caller.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { Ports } from '#domain/shape/ports.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'

type Known = Exclude<Caller, { kind: 'anonymous' }>
type Person = Extract<Caller, { kind: 'user' }>

/**
 * The manager that a person of the root pool is of a pool of theirs; everybody else stays who they are. As managers ask those who name
 * another pool than the one that they are in, or an operation for managers alone, or one that is about a pool and its people whoever asks
 * (`administers`). 1001 in a borrowed session.
 */
export async function asAdministrator(
  { cached }: Pick<Ports, 'cached'>,
  caller: Known,
  { admits, administers }: Pick<Hints, 'administers'> & { admits: Admission },
  named: UserPool | null,
): Promise<Known> {
  if (caller.kind !== 'user') return caller
  const pool = named ?? (await cached.pool(caller.userPoolId))
  const asManager = pool?.id !== caller.userPoolId || !admits.includes('user') || administers
  if (!pool || !asManager || !(await owns(cached, caller, pool))) return caller
  if (caller.strength === 'borrowed') refuse(1001, { variant: 'borrowed' })
  const { userPoolId, userId, sessionId } = caller
  return { kind: 'manager', userPoolId: pool.id, administrator: { userPoolId, userId, sessionId } }
}

/** Owners are people of the root pool: whoever has the same id elsewhere is somebody else. */
async function owns(cached: Ports['cached'], { userPoolId, userId }: Person, { ownerId }: UserPool): Promise<boolean> {
  return ownerId === userId && ((await cached.pool(userPoolId))?.isRoot ?? false)
}
