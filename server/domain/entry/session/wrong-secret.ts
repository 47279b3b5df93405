import type { Ground } from '#domain/shape/domain.ts'
import type { Context } from '#domain/shape/verb.ts'
import type { Work } from '#platform/database/unit-of-work.ts'
import { networkOf } from '#platform/network.ts'

const windowSeconds = 300
/** Wrong secrets of programs from one network: a deployment that was given an old one, and not a search. */
const mostOfNetwork = 30
/** And from all of them. */
const mostOfPool = 1_000

/**
 * Counts a wrong secret against the network that it came from, and against the pool; false when so many were sent that whoever sends
 * more should be told to slow down. The right secret is never held up by it: whoever guesses cannot stop a program.
 */
export function countWrongSecret({ unit, ports, clock }: Ground, userPoolId: string, ip: string): Promise<boolean> {
  const hit = ({ tx }: Work) => hitWrongSecret({ tx, limits: ports.limits, now: clock() }, userPoolId, ip)
  return unit.write(hit, networkOf(ip))
}

/** The same inside the transaction of a verb. */
export async function hitWrongSecret(
  { tx, limits, now }: Pick<Context, 'tx' | 'limits' | 'now'>,
  userPoolId: string,
  ip: string,
): Promise<boolean> {
  const own = { userPoolId, key: `wrong-secret:${networkOf(ip)}`, limit: mostOfNetwork, windowSeconds }
  // Whoever is over it already does not use up what is there for others.
  if (!(await limits.hit(tx, own, now)).allowed) return false
  return (await limits.hit(tx, { ...own, key: 'wrong-secret:pool', limit: mostOfPool }, now)).allowed
}
