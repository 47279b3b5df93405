import type { Domain } from '../domain.ts'
import { networkOf } from './try-rules.ts'

/** Wrong secrets of programs from one network in five minutes: a deployment that was given an old one, and not a search. */
const most = { limit: 30, windowSeconds: 300 }

/**
 * Counts a wrong secret against the network that it came from; false when it has sent so many that it should be told to slow down. The
 * right secret is never held up by it: whoever guesses cannot stop a program.
 */
export function countWrongSecret(
  { unit, tools, clock }: Pick<Domain, 'unit' | 'tools' | 'clock'>,
  userPoolId: string,
  ip: string,
): Promise<boolean> {
  const limit = { userPoolId, key: `wrong-secret:${networkOf(ip)}`, ...most }
  return unit.write(async ({ tx }) => (await tools.limits.hit(tx, limit, clock())).allowed)
}
