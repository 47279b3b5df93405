import { sql } from 'kysely'
import { makePool } from '#domain/account/pool/make.ts'
import { parseEmail } from '#domain/people/user/identifier.ts'
import { insertUser } from '#domain/people/user/user-store.ts'
import { savePasswordHash } from '#domain/proof/credential/password-store.ts'
import type { Ground } from '#domain/shape/domain.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findRootPool, insertPool } from '#domain/tenancy/pool/pool-store.ts'
import { newPoolSettings, type UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { newId, newSecret, newToken } from '#platform/crypto/random.ts'
import type { Tx } from '#platform/database/database.ts'
import { type Equipped, equip } from './equip-root-pool.ts'

export interface FirstBoot {
  ownerEmail: string
  /** Shown once; only its hash is kept. */
  ownerPassword: string
  /** Where the owner is, with the application that the owner signs in to. */
  root: Equipped
  pool: UserPool
  application: Application
}

/**
 * Fills an empty database; null when it is filled already. Processes that start at once fill it once. `keep` is told what
 * was made before the commit: if that fails nothing was made, and no password is lost.
 */
export async function firstBoot(
  domain: Ground,
  options: { ownerEmail: string; origins: string[] },
  keep: (made: FirstBoot) => void,
): Promise<FirstBoot | null> {
  const { unit, ports, clock } = domain
  if (await findRootPool(unit.reader, ports.seal)) return null
  const ownerPassword = newToken(15)
  const hash = await ports.hasher.hash(ownerPassword)
  return unit.write(async ({ tx }) => {
    await sql`LOCK TABLE user_pool IN EXCLUSIVE MODE`.execute(tx)
    if (await findRootPool(tx, ports.seal)) return null
    const ownerEmail = parseEmail(options.ownerEmail, 2204)
    const made = {
      ownerEmail,
      ownerPassword,
      ...(await fill(tx, ports.seal, { ...options, ownerEmail, hash }, clock())),
    }
    keep(made)
    return made
  })
}

async function fill(
  tx: Tx,
  seal: Ground['ports']['seal'],
  { ownerEmail, hash, origins }: { ownerEmail: string; hash: string; origins: string[] },
  now: Date,
): Promise<Pick<FirstBoot, 'root' | 'pool' | 'application'>> {
  const rootId = newId(now)
  const ownerId = newId(now)
  const secrets = { secret: newSecret(), jwtSecret: newToken() }
  const named = { name: 'Menshen', domain: 'root' }
  const rootPool = await insertPool(tx, seal, {
    id: rootId,
    ownerId,
    isRoot: true,
    ...named,
    ...secrets,
    settings: newPoolSettings,
  })
  const owner = {
    id: ownerId,
    userPoolId: rootId,
    email: ownerEmail,
    emailVerified: true,
    registerSource: ['import:manual'],
  }
  await insertUser(tx, owner, now)
  await savePasswordHash(tx, rootId, ownerId, hash, now)
  const pool = { ownerId, name: 'My first user pool', domain: 'first' }
  const application = { identifier: 'first-app', name: 'My first application' }
  const first = await makePool(tx, seal, { pool, application, origins }, now)
  return { ...first, root: await equip(tx, seal, rootPool, origins, now) }
}
