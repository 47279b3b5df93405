import { refuse } from '@menshen/contract/errors'
import { requireFew } from '#domain/shape/list.ts'
import type { Agreement } from '#domain/tenancy/agreement/agreement.ts'
import { createAgreement, deleteAgreement, sortAgreements, updateAgreement } from '#domain/tenancy/agreement/change.ts'
import { listAgreements } from '#domain/tenancy/agreement/list.ts'
import type { Parts } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

const applicationOf = ({ path }: Parts) => ({ applicationId: path.optionalText('id') ?? '' })
const agreementOf = (parts: Parts) => ({ ...applicationOf(parts), id: parts.path.text('agreementId') })

function decodeFields({ body }: Parts) {
  const { lang: language, ...fields } = body.pick(['title', 'required', 'lang', 'availableAt'])
  return { ...fields, language }
}

function decodeIds({ body }: Parts): number[] {
  const { ids } = body.pick(['ids'])
  if (ids === undefined) refuse(2231)
  if (!Array.isArray(ids)) return refuse(400, { variant: 'like', values: { field: 'ids', example: '[1, 2]' } })
  requireFew(ids, 'ids')
  return ids.map(numberIn)
}

/** The clients for Java and Go hold ids as texts. */
function numberIn(id: unknown): number {
  const number = typeof id === 'string' && /^\d{1,10}$/.test(id) ? Number(id) : id
  if (Number.isSafeInteger(number)) return number as number
  return refuse(400, { variant: 'like', values: { field: 'ids', example: '[1, 2]' } })
}

function encodeAgreement({ id, userPoolId, applicationId, title, required, language, ...rest }: Agreement) {
  const { availableAt, position: order } = rest
  return { id, userPoolId, appId: applicationId, title, required, lang: language, availableAt, order }
}

const below = '/api/v2/applications/:id/agreements'

export const applicationAgreementRows: Row[] = [
  row(`GET ${below}`, listAgreements, applicationOf, (list) => ({
    totalCount: list.length,
    list: list.map(encodeAgreement),
  })),
  row(
    `POST ${below}`,
    createAgreement,
    (parts) => ({ ...applicationOf(parts), agreement: decodeFields(parts) }),
    encodeAgreement,
  ),
  row(
    `PUT ${below}/:agreementId`,
    updateAgreement,
    (parts) => ({ ...agreementOf(parts), changes: decodeFields(parts) }),
    encodeAgreement,
  ),
  row(`DELETE ${below}/:agreementId`, deleteAgreement, agreementOf, done),
  row(`POST ${below}/sort`, sortAgreements, (parts) => ({ ...applicationOf(parts), ids: decodeIds(parts) }), done),
]
