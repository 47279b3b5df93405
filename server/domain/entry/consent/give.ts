import { refuse } from '@menshen/contract/errors'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import { type Agreed, addConsent, findConsented } from './consent-store.ts'

/** The scopes that a person agreed to tell an application. */
export async function consentedScopes(reader: Reader, agreed: Agreed): Promise<Set<string>> {
  return new Set(await findConsented(reader, agreed))
}

/**
 * Notes what a person has agreed to on the consent page. Nothing for an application of the house, which asks nobody: what was shown was who
 * asks. 2101 without an application.
 */
export const giveConsent: Verb<'user.consent-given', { scopes: string[] }, void> = {
  name: 'consent.give',
  // The page is shown to whoever is signed in, which the session has to be good for.
  admits: 'any user',
  emits: ['user.consent-given'],
  prepare: nothingToPrepare,
  async run({ tx, pool, application, caller, now, emit }, { scopes }) {
    if (caller.kind !== 'user') refuse(2020)
    if (!application) refuse(2101)
    if (scopes.length === 0 || application.settings.firstParty) return
    const { userId } = caller
    await addConsent(tx, { userPoolId: pool.id, userId, applicationId: application.id }, scopes, now)
    emit('user.consent-given', { userId, scopes })
  },
}
