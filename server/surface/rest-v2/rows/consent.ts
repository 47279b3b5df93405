import { listConsents } from '#domain/entry/consent/list.ts'
import { withdrawConsent } from '#domain/entry/consent/withdraw.ts'
import { encodeBriefApplication } from '../../wire/application.ts'
import { restDate } from '../../wire/user.ts'
import { done, type Row, row } from '../row.ts'

/** Ours: what people agreed to tell applications of others. */
export const consentRows: Row[] = [
  row(
    'GET /api/v2/users/me/consents',
    listConsents,
    () => ({}),
    (consents) => ({
      list: consents.map(({ application, scopes, givenAt }) => ({
        appId: application.id,
        application: encodeBriefApplication(application),
        scopes,
        givenAt: restDate(givenAt),
      })),
    }),
  ),
  row(
    'DELETE /api/v2/users/me/consents/:appId',
    withdrawConsent,
    ({ path }) => ({ applicationId: path.text('appId') }),
    done,
  ),
]
