import Type from 'typebox'
import { requireFew } from '#domain/shape/list.ts'
import type { Agreement } from '#domain/tenancy/agreement/agreement.ts'
import { createAgreement, deleteAgreement, sortAgreements, updateAgreement } from '#domain/tenancy/agreement/change.ts'
import { listAgreements } from '#domain/tenancy/agreement/list.ts'
import { like, optionalUnchecked } from '../../engine/fields.ts'
import { doneResult, pageResult } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { Agreement as AgreementNoun } from '../nouns/application.ts'
import { applicationPath } from './application.ts'

const agreement = {
  title: optionalUnchecked('HTML, shown beside a box to tick.', { type: 'string' }),
  required: optionalUnchecked('Nobody goes on without it.', { type: 'boolean' }),
  lang: optionalUnchecked('The language of the form in which it is shown.', { type: 'string' }),
  availableAt: optionalUnchecked('0 when registering, 1 when signing in, 2 both.', { type: 'integer' }),
}

function decodeFields<Body extends { lang?: unknown }>({ lang: language, ...fields }: Body) {
  return { ...fields, language }
}

/** The clients for Java and Go hold ids as texts. */
const ids = like(
  Type.Array(Type.Union([Type.Refine(Type.Integer(), Number.isSafeInteger), Type.String({ pattern: '^\\d{1,10}$' })])),
  '[1, 2]',
  'The ids of the agreements, in the order in which they are shown.',
)

function encodeAgreement({ id, userPoolId, applicationId, title, required, language, ...rest }: Agreement) {
  const { availableAt, position: order } = rest
  return { id, userPoolId, appId: applicationId, title, required, lang: language, availableAt, order }
}

const below = '/api/v2/applications/:id/agreements'

export const applicationAgreementRows: RestRow[] = [
  row(`GET ${below}`, listAgreements, {
    summary: 'List the agreements of an application',
    path: applicationPath,
    decode: ({ path }) => ({ applicationId: path.id }),
    result: pageResult(AgreementNoun),
    encode: (list) => ({ totalCount: list.length, list: list.map(encodeAgreement) }),
  }),
  row(`POST ${below}`, createAgreement, {
    summary: 'Create an agreement',
    path: applicationPath,
    body: agreement,
    decode: ({ path, body }) => ({ applicationId: path.id, agreement: decodeFields(body) }),
    result: AgreementNoun,
    encode: encodeAgreement,
  }),
  row(`PUT ${below}/:agreementId`, updateAgreement, {
    summary: 'Change an agreement',
    path: applicationPath,
    body: agreement,
    decode: ({ path, body }) => ({ applicationId: path.id, id: path.agreementId, changes: decodeFields(body) }),
    result: AgreementNoun,
    encode: encodeAgreement,
  }),
  row(`DELETE ${below}/:agreementId`, deleteAgreement, {
    summary: 'Delete an agreement',
    path: applicationPath,
    decode: ({ path }) => ({ applicationId: path.id, id: path.agreementId }),
    result: doneResult,
    encode: done,
  }),
  row(`POST ${below}/sort`, sortAgreements, {
    summary: 'Put agreements in an order',
    path: applicationPath,
    body: { ids },
    decode: ({ path, body }) => {
      requireFew(body.ids, 'ids')
      return { applicationId: path.id, ids: body.ids.map(Number) }
    },
    result: doneResult,
    encode: done,
  }),
]
