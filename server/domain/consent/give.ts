import type { Look } from '#platform/database/database.ts'
import type { Domain } from '../domain.ts'
import { type Agreed, addConsent, findConsented } from './consent-store.ts'

/** The scopes that a person agreed to tell an application. */
export async function consentedScopes(look: Look, agreed: Agreed): Promise<Set<string>> {
  return new Set(await findConsented(look, agreed))
}

/** Notes what a person has agreed to on the consent page. */
export async function giveConsent(
  { unit, clock }: Pick<Domain, 'unit' | 'clock'>,
  agreed: Agreed,
  scopes: string[],
): Promise<void> {
  if (scopes.length > 0) await unit.single((tx) => addConsent(tx, agreed, scopes, clock()))
}
