import { listConsents } from '#domain/entry/consent/list.ts'
import { withdrawConsent } from '#domain/entry/consent/withdraw.ts'
import { restDate } from '../../view/user.ts'
import { languageOf } from '../frame/language-of.ts'
import { describeScopes } from '../sign-in/scope-words.ts'
import { ask, doing, type Handlers } from './action.ts'

/** Applications of others that the person let know something, and taking that back. */
export const consentActions: Handlers<'consents' | 'withdraw-consent'> = {
  async consents(visit) {
    const language = languageOf(visit.request.headers)
    const consents = await ask(visit, listConsents, {})
    return {
      consents: consents.map(({ application, scopes, givenAt }) => ({
        id: application.id,
        name: application.name,
        scopes: describeScopes(scopes, language),
        givenAt: restDate(givenAt),
      })),
    }
  },
  'withdraw-consent': doing(withdrawConsent, ({ id = '' }) => ({ applicationId: id })),
}
