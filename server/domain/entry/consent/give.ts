import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { agentOf, emitterOf } from '#domain/shape/emit.ts'
import type { Client } from '#domain/shape/situation.ts'
import type { Look } from '#platform/database/database.ts'
import { type Agreed, addConsent, findConsented } from './consent-store.ts'

/** The scopes that a person agreed to tell an application. */
export async function consentedScopes(look: Look, agreed: Agreed): Promise<Set<string>> {
  return new Set(await findConsented(look, agreed))
}

/** Notes what a person has agreed to on the consent page. */
export async function giveConsent(domain: Domain, agreed: Agreed, scopes: string[], client: Client): Promise<void> {
  if (scopes.length === 0) return
  const { unit, clock } = groundOf(domain)
  const { userId, ...where } = agreed
  const around = {
    ...where,
    actor: { kind: 'user', userId } as const,
    ip: client.ip || null,
    userAgent: agentOf(client),
  }
  await unit.write(async ({ tx, emit }) => {
    await addConsent(tx, agreed, scopes, clock())
    emitterOf(around, clock(), emit)('user.consent-given', { userId, scopes })
  })
}
