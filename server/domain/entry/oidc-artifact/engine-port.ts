import type { AccessAccount } from '#domain/access/access-account/access-account.ts'
import { permittedScopes } from '#domain/access/access-account/permitted-scopes.ts'
import { mayAccessApplication } from '#domain/access/application-access/check-access.ts'
import type { User } from '#domain/people/user/user.ts'
import type { CachedRecords } from '#domain/shape/cached-records.ts'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import type { Client } from '#domain/shape/request-context.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { KeyRing } from '#domain/tenancy/key/key-ring.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import type { Clock } from '#platform/clock.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Agreed } from '../consent/consent-store.ts'
import { consentedScopes } from '../consent/give.ts'
import { type Demand, demandOf, furtherFactor } from '../mfa/demand.ts'
import type { Activity } from '../session/activity.ts'
import { countWrongSecret } from '../session/wrong-secret.ts'
import { type Artifacts, createArtifacts } from './artifacts.ts'

/**
 * What the OpenID Connect engine is given of the domain. It asks many times in one request, much of it before anybody knows who
 * calls, so these are look-ups and no questions: a question finds out anew each time who asks. None of it writes but what the
 * engine itself keeps, and the count of wrong secrets.
 */
export interface EnginePort {
  /** From memory. */
  cached: CachedRecords
  keys: KeyRing
  seal: Seal
  /** Notes that a session was used. */
  activity: Activity
  artifacts: Artifacts
  clock: Clock
  mayAccessApplication(application: Application, userId: string): Promise<boolean>
  consentedScopes(agreed: Agreed): Promise<Set<string>>
  /** The scopes among these that policies give an access account. */
  permittedScopes(account: AccessAccount, scopes: string[], client: Client): Promise<Set<string>>
  /** What somebody who has proven themselves so has to show as well: see `demandOf`. */
  demandedFactor(at: FactorPlace, user: User, methods: readonly AuthenticationMethod[]): Promise<Demand | null>
  /** What they can show further: see `furtherFactor`. */
  furtherFactor(at: FactorPlace, user: User, methods: readonly AuthenticationMethod[]): Promise<Demand | null>
  /** False when whoever sends more should slow down: see `countWrongSecret`. */
  countWrongSecret(userPoolId: string, ip: string): Promise<boolean>
}

export interface FactorPlace {
  pool: UserPool
  application: Application
  client: Client
}

export function enginePortOf(domain: Domain): EnginePort {
  const ground = groundOf(domain)
  const { unit, ports, clock } = ground
  const { cached, keys, seal, activity } = ports
  const { reader } = unit
  return {
    ...{ cached, keys, seal, activity, clock },
    artifacts: createArtifacts(unit, clock),
    mayAccessApplication: (application, userId) => mayAccessApplication(reader, application, { userId, now: clock() }),
    consentedScopes: (agreed) => consentedScopes(reader, agreed),
    permittedScopes: (account, scopes, client) => permittedScopes(reader, account, scopes, { client, now: clock() }),
    demandedFactor: (at, user, methods) => demandOf({ ...at, reader, keys, now: clock() }, user, methods),
    furtherFactor: (at, user, methods) => furtherFactor({ ...at, reader }, user, methods),
    countWrongSecret: (userPoolId, ip) => countWrongSecret(ground, userPoolId, ip),
  }
}
