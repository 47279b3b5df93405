import type { Code } from '@menshen/contract/errors'
import type { Admission } from '#domain/shape/caller.ts'
import type { Envelope } from '../envelope.ts'
import { shapeOf } from '../normalise.ts'
import type { Description, RestRow } from '../row.ts'
import { bodyOf, parametersOf } from './input.ts'
import { exactly, type JsonObject, refTo, type Schemas } from './json-schema.ts'

/** A row that says what it does. */
export type DescribedRow = RestRow & { about: Description }

const admissionsOf = ({ admits }: Description): readonly Admission[] => [admits].flat()

/** Whose token an operation takes. None: no token is needed. */
function securityOf(about: Description): JsonObject[] {
  const admissions = admissionsOf(about)
  if (admissions.includes('anyone')) return []
  const asks = (who: string) => admissions.some((admission) => admission.includes(who))
  return [
    ...(asks('user') ? [{ userToken: [] }] : []),
    ...(asks('manager') ? [{ managementToken: [] }] : []),
    ...(asks('second factor') ? [{ mfaToken: [] }] : []),
  ]
}

/** The refusals that come of who asks and of what is sent; an operation has others of its own. */
function refusalsOf(row: DescribedRow): Code[] {
  const { about } = row
  const { path, query, body } = about.input
  const admissions = admissionsOf(about)
  const fields = [path, query, body].flatMap((schema) => shapeOf(schema).fields)
  const isOpen = admissions.includes('anyone')
  const isFresh = admissions.some((admission) => admission.startsWith('fresh'))
  return [
    ...(isOpen ? [] : ([1001, 2020, 2206, 2207] as const)),
    ...(fields.some(({ required }) => required) ? ([2231] as const) : []),
    ...(fields.length > 0 || row.method !== 'GET' ? ([400] as const) : []),
    ...(isFresh ? ([6004] as const) : []),
    ...(row.takesForm ? ([413, 415] as const) : []),
  ]
}

/** Where an operation stands in its document. */
interface Placed {
  id: string
  tag: string
  envelope: Envelope
}

/** One operation of the document. */
export function operationOf(row: DescribedRow, { id, tag, envelope }: Placed, schemas: Schemas): JsonObject {
  const { about } = row
  const answer = answerOf(row, envelope, schemas)
  const more = tellsPeople(answer) ? { withCustomData } : {}
  const body = bodyOf(row, schemas, more)
  return {
    operationId: id,
    summary: about.summary,
    tags: [tag],
    security: securityOf(about),
    parameters: [...parametersOf(about.input, schemas), ...Object.keys(more).map(parameterRef), ...everywhere],
    ...(body && { requestBody: body }),
    responses: { 200: { description: 'How it went.', content: answer } },
    'x-admits': admissionsOf(about),
    'x-refusals': refusalsOf(row),
  }
}

const parameterRef = (name: string): JsonObject => ({ $ref: `#/components/parameters/${name}` })
const everywhere = ['application', 'userPool', 'language'].map(parameterRef)

/** How much is told of people: see `encode-user.ts` of the door. */
export const withCustomData: JsonObject = {
  type: 'boolean',
  description: 'Tell what stands in the custom fields of people as well.',
}

const tellsPeople = (answer: JsonObject) => /"#\/components\/schemas\/(User|TenantMember)"/.test(JSON.stringify(answer))

/** The status is 200 whatever happens: the envelope says how it went. */
function answerOf({ about, raw }: DescribedRow, envelope: Envelope, schemas: Schemas): JsonObject {
  const { contentMediaType: media } = about.result as { contentMediaType?: string }
  const refusal = refTo('Refusal')
  if (media) return { [media]: { schema: { type: 'string' } }, 'application/json': { schema: refusal } }
  const result = schemas.write(about.result)
  return {
    'application/json': { schema: { anyOf: [raw ? result : exactly(envelope.described.success(result)), refusal] } },
  }
}
