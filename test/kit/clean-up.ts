import type { Grounded } from '#domain/shape/domain.ts'
import { sweeps } from '#server/work/sweeps.ts'
import { throwAway } from '#server/work/throw-away.ts'

/** Throws away what is too old by then, on every floor; answers how many. */
export async function cleanUp(domain: Grounded, now = domain.clock()): Promise<number> {
  return (await throwAway(domain, Object.values(sweeps).flat(), now)).gone
}
