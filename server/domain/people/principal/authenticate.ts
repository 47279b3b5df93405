import { decline, refuse } from '@menshen/contract/errors'
import type { Before, Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import type { Limit } from '#platform/limits/limits.ts'
import { findUser, lockUser } from '../user/user-store.ts'
import type { Principal, PrincipalClaim, PrincipalStatus } from './principal.ts'
import { type PrincipalInput, parseClaim } from './principal-input.ts'
import { isVerified, type SealedPrincipal, savePrincipal, sealPrincipal } from './principal-store.ts'

/** Null when the provider says that it is not so. */
type Finding = SealedPrincipal | null

/** Providers take money for an answer, and nobody may try other people's numbers. */
const triesOf = (userPoolId: string, userId: string): Limit => ({
  userPoolId,
  key: `principal-authentication:${userId}`,
  windowSeconds: 86_400,
  limit: 5,
})

/**
 * People say who they are. Order of refusals: 2231 and 400 the claim, 429 too many in a day, 409 it is confirmed already,
 * 400 the provider says that it is not so. Without a provider, or when it cannot say, the claim is pending.
 */
export const authenticateOwn: Verb<
  'user.principal-authenticated',
  PrincipalInput,
  PrincipalStatus,
  { userId: string; finding: Finding }
> = {
  name: 'principal.authenticate-own',
  admits: 'full user',
  emits: ['user.principal-authenticated'],
  async prepare(before, input) {
    const { reader, pool, caller, now, ports } = before
    if (caller.kind !== 'user') refuse(2020)
    const { userId } = caller
    const claim = parseClaim(input, now)
    if (!(await ports.limits.peek(reader, triesOf(pool.id, userId), now)).allowed) refuse(429)
    return { userId, finding: await judge(before, userId, claim, null) }
  },
  async run({ tx, pool, now, limits, emit }, { userId, finding }) {
    if (!(await lockUser(tx, pool.id, userId))) refuse(2206)
    if (await isVerified(tx, pool.id, userId)) refuse(409, { variant: 'confirmed' })
    if (!(await limits.hit(tx, triesOf(pool.id, userId), now)).allowed) return decline(429)
    if (!finding) return decline(400, { variant: 'principal' })
    await savePrincipal(tx, finding, now)
    emit('user.principal-authenticated', { userId: finding.userId, status: finding.status })
    return finding.status
  },
}

/**
 * An administrator says who somebody is: confirmed by the provider where there is one, else by the administrator, who has
 * seen the papers. 2231 and 400 the claim, 2004 nobody of that id, 400 the provider says that it is not so.
 */
export const authenticateFor: Verb<
  'user.principal-authenticated',
  PrincipalInput & { userId: string },
  PrincipalStatus,
  Finding
> = {
  name: 'principal.authenticate-for',
  admits: 'manager',
  emits: ['user.principal-authenticated'],
  async prepare(before, { userId, ...input }) {
    const claim = parseClaim(input, before.now)
    if (!(await findUser(before.reader, before.pool.id, userId))) refuse(2004)
    return judge(before, userId, claim, 'administrator')
  },
  async run({ tx, pool, now, emit }, finding) {
    if (!finding) refuse(400, { variant: 'principal' })
    if (!(await lockUser(tx, pool.id, finding.userId))) refuse(2004)
    await savePrincipal(tx, finding, now)
    emit('user.principal-authenticated', { userId: finding.userId, status: finding.status })
    return finding.status
  },
}

async function judge(
  { pool, ports, now }: Before,
  userId: string,
  claim: PrincipalClaim,
  otherwise: Principal['verifiedBy'],
): Promise<Finding> {
  const answer = ports.principals ? await ports.principals.verify(claim).catch(() => null) : null
  if (answer === false) return null
  const verifiedBy = answer === true ? 'provider' : ports.principals ? null : otherwise
  return sealPrincipal(ports.seal, {
    id: newId(now),
    userPoolId: pool.id,
    userId,
    claim,
    status: verifiedBy ? 'verified' : 'pending',
    verifiedBy,
    authenticatedAt: verifiedBy ? now : null,
  })
}
