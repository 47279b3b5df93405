import { refuse } from '@menshen/contract/errors'
import { brokenUniqueness } from '#platform/database/failure.ts'
import type { Verb } from '../verb.ts'
import { type PoolInput, parsePoolFields } from './pool-input.ts'
import { lockSettings, mergePoolSettings, type PoolFields, updatePoolFields } from './pool-store.ts'
import { parseSettings } from './settings-input.ts'
import type { UserPool } from './user-pool.ts'

/**
 * A pool's administrator changes its name and its rules; what is not given stays, and null is not given. Order of
 * refusals: 2007, 2013, 2024, 400 as in `parsePoolFields` and `parseSettings`, 3829 the domain is another pool's.
 */
export const updatePool: Verb<PoolInput, UserPool, { fields: PoolFields; input: PoolInput }> = {
  name: 'pool.update',
  admits: 'manager',
  prepare({ pool }, input) {
    parseSettings(input, pool.settings)
    return { fields: parsePoolFields(input), input }
  },
  async run({ tx, pool, now, changed }, { fields, input }) {
    const current = (await lockSettings(tx, pool.id)) ?? refuse(2224)
    const settings = parseSettings(input, current)
    await mergePoolSettings(tx, pool.id, settings, now)
    await updatePoolFields(tx, pool.id, fields).catch(refuseTakenDomain)
    changed(`pool:${pool.id}`)
    return { ...pool, ...fields, settings: { ...current, ...settings }, updatedAt: now }
  },
}

/** The index decides between two who ask at once. */
function refuseTakenDomain(error: unknown): never {
  if (brokenUniqueness(error) === 'user_pool_domain_key') refuse(3829)
  throw error
}
