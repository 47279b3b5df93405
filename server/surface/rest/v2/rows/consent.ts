import Type from 'typebox'
import { listConsents } from '#domain/entry/consent/list.ts'
import { withdrawConsent } from '#domain/entry/consent/withdraw.ts'
import { encodeBriefApplication } from '../../../view/application.ts'
import { restDate } from '../../../view/user.ts'
import { doneResult, shape } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { Consent } from '../nouns/session.ts'

/** Ours: what people agreed to tell applications of others. */
export const consentRows: RestRow[] = [
  row('GET /api/v2/users/me/consents', listConsents, {
    summary: 'List what you agreed to tell applications',
    decode: () => ({}),
    result: shape({ list: Type.Array(Consent) }),
    encode: (consents) => ({
      list: consents.map(({ application, scopes, givenAt }) => ({
        appId: application.id,
        application: encodeBriefApplication(application),
        scopes,
        givenAt: restDate(givenAt),
      })),
    }),
  }),
  row('DELETE /api/v2/users/me/consents/:appId', withdrawConsent, {
    summary: 'Take back what you agreed to tell an application',
    decode: ({ path }) => ({ applicationId: path.appId }),
    result: doneResult,
    encode: done,
  }),
]
