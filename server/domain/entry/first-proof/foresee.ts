import type { ContactAddress } from '#domain/messaging/contact/address.ts'
import { findUserBy } from '#domain/people/user/user-store.ts'
import type { Before } from '#domain/shape/verb.ts'
import { isOwn, type Prover } from './prover.ts'
import { isUnclaimed } from './standing.ts'

/**
 * Whether proving an e-mail address from here would end what its account has, as `settle.ts` decides when it happens: for pages that
 * ask first.
 */
export async function endsByProof(before: Before, email: ContactAddress['text'], prover: Prover): Promise<boolean> {
  const { reader, pool, ports, client, now } = before
  if (pool.settings.firstProof === 'keep') return false
  const holder = await findUserBy(reader, pool.id, 'email', email)
  if (!holder || !isUnclaimed(holder, 'email')) return false
  return !(await isOwn({ reader, keys: ports.keys, client, now }, holder, prover))
}
