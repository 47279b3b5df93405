import type { Grounded } from '#domain/shape/domain.ts'
import type { Application, ApplicationSettings } from '#domain/tenancy/application/application.ts'
import { insertApplication } from '#domain/tenancy/application/application-store.ts'
import { insertPool } from '#domain/tenancy/pool/pool-store.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { newId, newSecret, newToken } from '#platform/crypto/random.ts'

/** A pool with an application, and where it is served. */
export interface Tenant {
  origin: string
  pool: UserPool
  application: Application
}

export async function addTenant({ unit, ports }: Grounded, origin: string, name: string): Promise<Tenant> {
  const pool = await unit.write(({ tx }) =>
    insertPool(tx, ports.seal, {
      id: newId(),
      ownerId: null,
      isRoot: false,
      name,
      domain: name,
      secret: newSecret(),
      jwtSecret: newToken(),
    }),
  )
  return { origin, pool, application: await addApplication({ unit, ports }, pool, { identifier: `${name}-app` }) }
}

export interface NewTestApplication {
  id?: string
  identifier: string
  redirectUris?: string[]
  logoutRedirectUris?: string[]
  settings?: Partial<ApplicationSettings>
}

export function addApplication(
  { unit, ports }: Pick<Grounded, 'unit' | 'ports'>,
  pool: UserPool,
  { id = newId(), identifier, redirectUris = [], logoutRedirectUris = [], settings = {} }: NewTestApplication,
): Promise<Application> {
  const application = { id, userPoolId: pool.id, identifier, name: identifier, secret: newSecret() }
  return unit.write(({ tx }) =>
    insertApplication(tx, ports.seal, { ...application, redirectUris, logoutRedirectUris, settings }),
  )
}
