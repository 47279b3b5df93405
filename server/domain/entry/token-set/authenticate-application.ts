import { isIP } from 'node:net'
import { refuse } from '@menshen/contract/errors'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { Client } from '#domain/shape/request-context.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { isSecretOf } from '#domain/tenancy/application/is-secret-of.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { countWrongSecret } from '../session/wrong-secret.ts'
import { requireOfHouse } from './token-set.ts'

/** What a request shows of the application that asks, unchecked: in `Authorization: Basic`, in the body, or an id alone. */
export interface ShownApplication {
  id: string | undefined
  secret: string | undefined
}

/** The application that asks. */
export interface KnownApplication {
  application: Application
  pool: UserPool
  /** It has shown its secret, so that a server asks. */
  proven: boolean
}

/**
 * Knows the application that asks for tokens by the method that it is registered with (RFC 6749 section 2.3): with
 * `client_secret_basic` and `client_secret_post` by its secret, in either place, and with `none` by its id. What the headers say, or the host name, stands for an
 * id that is not shown. Order of refusals: 2101 no application is named, 400 two are, 2011 there is none of that id, 6131 the secret is missing
 * or wrong, or 429 too many were; 1001 an application of others.
 */
export async function authenticateApplication(
  domain: Domain,
  { applicationId: named, identifier, client }: Hints,
  { id, secret }: ShownApplication,
): Promise<KnownApplication> {
  const ground = groundOf(domain)
  const { cached } = ground.ports
  if (id !== undefined && named !== undefined && id !== named)
    refuse(400, { variant: 'misfit', values: { field: 'client_id' } })
  const asked = id ?? named
  if (asked === undefined && !identifier) refuse(2101)
  const application =
    asked === undefined ? await cached.applicationByIdentifier(identifier ?? '') : await cached.application(asked)
  const pool = application && (await cached.pool(application.userPoolId))
  if (!application || !pool) refuse(2011)
  if (secret === undefined && application.settings.tokenEndpointAuthMethod !== 'none') refuse(6131)
  if (secret !== undefined && !isSecretOf(application, secret, ground.clock()))
    refuse((await countWrongSecret(ground, pool.id, client.ip)) ? 6131 : 429)
  requireOfHouse(application)
  // One for machines alone has no tokens of people.
  if (application.settings.grantTypes.every((grant) => grant === 'client_credentials')) refuse(1001)
  return { application, pool, proven: secret !== undefined }
}

/**
 * Where the person is. An application that has shown its secret may say so, because it is a server that people sign in through: 400 when
 * it is no address. From everybody else it is not believed, and limits go by the connection.
 */
export function personBehind({ proven }: KnownApplication, client: Client, said: string | undefined): Client {
  if (said === undefined || !proven) return client
  return isIP(said) === 0 ? refuse(400, { variant: 'network', values: { field: 'clientIp' } }) : { ...client, ip: said }
}
