import { refuse } from '@menshen/contract/errors'
import { isReservedLabel } from '#domain/shape/naming.ts'
import type { Before, Verb } from '#domain/shape/verb.ts'
import { findApplicationByIdentifier } from '#domain/tenancy/application/application-store.ts'
import { refuseTaken as refuseTakenApplication } from '#domain/tenancy/application/changed.ts'
import { requirePlatformOwner } from '#domain/tenancy/pool/platform-owner.ts'
import { type PoolInput, parsePoolFields } from '#domain/tenancy/pool/pool-input.ts'
import { parsePoolTypes } from '#domain/tenancy/pool/pool-types.ts'
import { refuseTaken } from '#domain/tenancy/pool/taken.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { newId } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { makePool, type PoolPlan } from './make.ts'

/**
 * Makes a pool with its first application. Order of refusals: 1001 see `requirePlatformOwner`, 2007, 400, 3829, 2013 and 2024
 * as in `parsePoolFields`, 2009 an unknown type, 2008 the owner has a pool of that name, 3829 the domain is another pool's.
 */
export const createPool: Verb<'pool.created', PoolInput, UserPool, { plan: PoolPlan; seal: Seal }> = {
  name: 'pool.create',
  admits: 'full user or manager',
  emits: ['pool.created'],
  async prepare(before, input) {
    const owner = await requirePlatformOwner(before)
    const { name = refuse(2007), domain = refuse(2231), ...shown } = parsePoolFields(input)
    const userpoolTypes = parsePoolTypes(input.userpoolTypes ?? [])
    const pool = { ...shown, ownerId: owner.id, name, domain, settings: { userpoolTypes } }
    const application = { name, identifier: await freeIdentifier(before, domain) }
    return { plan: { pool, application, origins: [before.origin] }, seal: before.ports.seal }
  },
  async run({ tx, now, changed, emit }, { plan, seal }) {
    const { pool, application } = await makePool(tx, seal, plan, now).catch((error) =>
      refuseTaken(error, refuseTakenApplication),
    )
    changed(`application-identifier:${application.identifier}`)
    emit('pool.created', { poolId: pool.id })
    return pool
  },
}

/** The domain, when no application of any pool is called that; else with something behind it that nobody has. */
async function freeIdentifier({ reader, ports, now }: Before, domain: string): Promise<string> {
  const taken = isReservedLabel(domain) || (await findApplicationByIdentifier(reader, ports.seal, domain))
  return taken ? `${domain.slice(0, 54).replace(/-+$/, '')}-${newId(now).slice(-8)}` : domain
}
