// Second factors as somebody with a phone in their hand has them.
import { Secret, TOTP } from 'otpauth'
import type { MfaSettings } from '#domain/tenancy/mfa/settings.ts'
import { managementToken, type Person, registerPerson, sealed, send } from './people.ts'
import type { Tenant } from './tenant.ts'
import { accepted, graphql, type Outcome, rest } from './wire.ts'
import type { World } from './world.ts'

export interface App {
  secret: string
  recoveryCode: string
}

/** The code that the app shows, at the server's time plus so many steps. */
export function codeOf(world: World, { secret }: Pick<App, 'secret'>, steps = 0): string {
  const timestamp = world.app.domain.clock().getTime() + steps * 30_000
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
}

/** Sets an authenticator app up for whoever holds the token. */
export async function enrol(world: World, token: string, tenant: Tenant = world.tenant): Promise<App> {
  const path = '/api/v2/mfa/totp/associate'
  const begun = await rest(world.origin, 'POST', path, { authenticator_type: 'totp' }, { tenant, token })
  const { secret, recovery_code: recoveryCode } = accepted<{ secret: string; recovery_code: string }>(begun)
  const body = { authenticator_type: 'totp', totp: codeOf(world, { secret }) }
  accepted(await rest(world.origin, 'POST', `${path}/confirm`, body, { tenant, token }))
  return { secret, recoveryCode }
}

/** Somebody who has registered and set an authenticator app up. */
export async function personWithApp(world: World, tenant: Tenant = world.tenant): Promise<Person & { app: App }> {
  const person = await registerPerson(world, { tenant })
  return { ...person, app: await enrol(world, person.token, tenant) }
}

export function signIn(world: World, person: Pick<Person, 'username' | 'password'>, speaking = {}): Promise<Outcome> {
  const input = { username: person.username, password: sealed(world, person.password) }
  return send(world, 'loginByUsername', { input }, speaking)
}

export const tokenOf = (outcome: Outcome): string => (outcome.data as { mfaToken: string }).mfaToken

/** The rule of a whole pool. */
export async function setMfa(world: World, mfa: Partial<MfaSettings>, tenant: Tenant = world.tenant): Promise<void> {
  const update =
    'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id mfa { policy factors } } }'
  const token = await managementToken(world, tenant)
  accepted(await graphql(world.origin, update, { input: { mfa } }, { tenant, token }))
}
