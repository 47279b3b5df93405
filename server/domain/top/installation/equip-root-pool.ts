import { sql } from 'kysely'
import { makeFirstApplication } from '#domain/account/pool/make.ts'
import type { Ground } from '#domain/shape/domain.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findApplicationByIdentifier, findFirstApplication } from '#domain/tenancy/application/application-store.ts'
import { ownersIdentifier } from '#domain/tenancy/application/owners-application.ts'
import { findRootPool, mergePoolSettings } from '#domain/tenancy/pool/pool-store.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { newId } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Tx } from '#platform/database/database.ts'

/** The root pool, and the application that its owner signs in to. */
export interface Equipped {
  pool: UserPool
  application: Application
}

/** The address of the owner's sign-in is the same everywhere. */
const identifier = ownersIdentifier

/**
 * Gives the root pool what the owner needs to get in, where an earlier version has made it without: an application. From
 * then on strangers register there no more; whether they may is for the owner to say afterwards. Null before the first start.
 */
export async function equipRootPool({ unit, ports, clock }: Ground, origins: string[]): Promise<Equipped | null> {
  const root = await findRootPool(unit.reader, ports.seal)
  if (!root) return null
  const application = await findFirstApplication(unit.reader, ports.seal, root.id)
  if (application) return { pool: root, application }
  return unit.write(async ({ tx, changed }) => {
    // As at the first start: of processes that start at once, one does it.
    await sql`LOCK TABLE user_pool IN EXCLUSIVE MODE`.execute(tx)
    changed(`pool:${root.id}`)
    changed(`application-identifier:${identifier}`)
    return equip(tx, ports.seal, root, origins, clock())
  })
}

export async function equip(tx: Tx, seal: Seal, pool: UserPool, origins: string[], now: Date): Promise<Equipped> {
  const found = await findFirstApplication(tx, seal, pool.id)
  if (found) return { pool, application: found }
  await mergePoolSettings(tx, pool.id, { registerDisabled: true }, now)
  const taken = await findApplicationByIdentifier(tx, seal, identifier)
  const named = { identifier: taken ? `${identifier}-${newId(now).slice(-8)}` : identifier, name: 'Menshen' }
  const application = await makeFirstApplication(tx, seal, pool.id, { application: named, origins }, now)
  return { pool: { ...pool, settings: { ...pool.settings, registerDisabled: true } }, application }
}
