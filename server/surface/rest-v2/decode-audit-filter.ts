import { refuse } from '@menshen/contract/errors'
import type { AuditFilter } from '#domain/ground/audit/audit-record.ts'
import { decodeOperation } from '../wire/audit-names.ts'
import type { Reader } from './parts.ts'

/** What a query says once or several times, also under the name with brackets, as axios writes lists. Undefined: nothing. */
function values(query: Reader, name: string): string[] | undefined {
  const fields = query.all()
  const given = [fields[name], fields[`${name}[]`]].flat().filter((value) => value !== undefined && value !== '')
  if (given.length === 0) return undefined
  return given.map((value) =>
    typeof value === 'string' && value.length <= 256 && value.isWellFormed() && !value.includes('\0')
      ? value
      : refuse(400, { variant: 'text', values: { field: name } }),
  )
}

/** Milliseconds since 1970; a number too small for that is seconds. */
function time(query: Reader, name: string): Date | undefined {
  const [text] = values(query, name) ?? []
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text)) refuse(400, { variant: 'moment', values: { field: name } })
  const number = Number(text)
  return new Date(number < 100_000_000_000 ? number * 1000 : number)
}

/** The ids in names of people (`arn:cn:authing:<pool>:user:<id>`); what is no such name is nobody's. */
function people(query: Reader): string[] | undefined {
  const named = values(query, 'operator_arn')?.map((arn) => /^arn:cn:authing:[^:]*:user:([^:]+)$/.exec(arn)?.[1] ?? '')
  const plain = values(query, 'userId')
  return named || plain ? [...(named ?? []), ...(plain ?? [])] : undefined
}

/** How the logs are asked for. 400 for what cannot be. */
export function decodeAuditFilter(query: Reader): AuditFilter {
  const operations = [values(query, 'operation_name'), values(query, 'eventType')].flatMap((names) => names ?? [])
  return {
    operations: operations.length > 0 ? operations.flatMap(decodeOperation) : undefined,
    userIds: people(query),
    applicationIds: values(query, 'app_id'),
    ip: values(query, 'clientip')?.[0],
    inApplications: ['1', 'true'].includes(values(query, 'exclude_non_app_records')?.[0] ?? ''),
    from: time(query, 'start'),
    to: time(query, 'end'),
  }
}
