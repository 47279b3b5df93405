import type { Application } from '#domain/tenancy/application/application.ts'
import { insertApplication } from '#domain/tenancy/application/application-store.ts'
import { insertPool, type NewPool } from '#domain/tenancy/pool/pool-store.ts'
import { newPoolSettings, type UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { newId, newSecret, newToken } from '#platform/crypto/random.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Tx } from '#platform/database/database.ts'

/** Where a person who signs in to a pool's first application lands: a page of ours that shows the tokens' claims. */
export const welcomePath = '/welcome'

export interface PoolPlan {
  pool: Omit<NewPool, 'id' | 'isRoot' | 'secret' | 'jwtSecret'>
  application: Pick<Application, 'identifier' | 'name'>
  /** Addresses under which this server is reached. */
  origins: string[]
}

/** The application of a pool that can be signed in to at once. */
export function makeFirstApplication(
  tx: Tx,
  seal: Seal,
  userPoolId: string,
  { application, origins }: Pick<PoolPlan, 'application' | 'origins'>,
  now: Date,
): Promise<Application> {
  return insertApplication(tx, seal, {
    ...application,
    id: newId(now),
    userPoolId,
    secret: newSecret(),
    ...addressesAt(origins),
    settings: {},
  })
}

/** Where people of such an application come back to. */
export function addressesAt(origins: string[]): Pick<Application, 'redirectUris' | 'logoutRedirectUris'> {
  return {
    redirectUris: origins.map((origin) => origin + welcomePath),
    logoutRedirectUris: origins.map((origin) => `${origin}/`),
  }
}

/** A pool as every pool begins: with secrets of its own and one application that can be signed in to at once. */
export async function makePool(
  tx: Tx,
  seal: Seal,
  { pool: wanted, ...plan }: PoolPlan,
  now: Date,
): Promise<{ pool: UserPool; application: Application }> {
  const secrets = { secret: newSecret(), jwtSecret: newToken() }
  const settings = { ...newPoolSettings, ...wanted.settings }
  const pool = await insertPool(tx, seal, { ...wanted, ...secrets, settings, id: newId(now), isRoot: false })
  return { pool, application: await makeFirstApplication(tx, seal, pool.id, plan, now) }
}
