import { refuse } from '@menshen/contract/errors'
import { requireSessionStrength } from '#domain/entry/session/strength.ts'
import type { Admission, Caller } from '#domain/shape/caller.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { Ports } from '#domain/shape/ports.ts'
import { isOwnersApplication } from '#domain/tenancy/application/owners-application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'

type Known = Exclude<Caller, { kind: 'anonymous' }>
type Person = Extract<Caller, { kind: 'user' }>

interface Asking extends Pick<Hints, 'administers'> {
  admits: Admission
  changes: boolean
}

/**
 * The manager that a person of the root pool is of a pool of theirs; everybody else stays who they are. As managers ask those who name
 * another pool than the one that they are in, or an operation for managers alone, or one that is about a pool and its people whoever asks
 * (`administers`). 1001 in a borrowed session, and by a token of another application than the one that owners sign in to; 6127 without a fresh sign-in
 * where the operation wants one of them, and for every change in the pool where their own account is.
 */
export async function asAdministrator(
  { cached }: Pick<Ports, 'cached'>,
  caller: Known,
  { admits, administers, changes }: Asking,
  named: UserPool | null,
): Promise<Known> {
  if (caller.kind !== 'user') return caller
  const pool = named ?? (await cached.pool(caller.userPoolId))
  const isHome = pool?.id === caller.userPoolId
  const asManager = !isHome || !admits.includes('user') || administers
  if (!pool || !asManager || !(await owns(cached, caller, pool))) return caller
  if (!(await isOfOwners(cached, caller))) refuse(1001, { variant: 'bound' })
  requireSessionStrength(caller, admits === 'fresh manager' || (isHome && changes) ? 'fresh' : 'full')
  const { userPoolId, userId, sessionId } = caller
  return { kind: 'manager', userPoolId: pool.id, administrator: { userPoolId, userId, sessionId } }
}

/** Owners are people of the root pool: whoever has the same id elsewhere is somebody else. */
async function owns(cached: Ports['cached'], { userPoolId, userId }: Person, { ownerId }: UserPool): Promise<boolean> {
  return ownerId === userId && ((await cached.pool(userPoolId))?.isRoot ?? false)
}

/** Any other application that somebody signs in to would manage all that they own. */
async function isOfOwners(cached: Ports['cached'], { issuedTo }: Person): Promise<boolean> {
  if (issuedTo === undefined) return false
  if (issuedTo === null) return true
  const application = await cached.application(issuedTo)
  return application !== null && isOwnersApplication(application)
}
