import { refuse } from '@menshen/contract/errors'
import type { AuditFilter } from '#domain/ground/audit/audit-record.ts'
import { decodeOperation } from '../../view/audit-names.ts'
import { several } from '../engine/fields.ts'

/** How the logs are asked for. Each may stand several times. */
export const auditFilter = {
  operation_name: several('operation_name', 'Only these operations.'),
  eventType: several('eventType', 'The same under another name.'),
  operator_arn: several('operator_arn', 'Only what these people did, by the names of policies.'),
  userId: several('userId', 'Only what these people did.'),
  app_id: several('app_id', 'Only what was done through these applications.'),
  clientip: several('clientip', 'Only what was done from this address.'),
  exclude_non_app_records: several('exclude_non_app_records', '1: only what was done through an application.'),
  start: several('start', 'Not before this time: milliseconds since 1970, or seconds.'),
  end: several('end', 'Before this time: milliseconds since 1970, or seconds.'),
}

type Sent = Partial<Record<keyof typeof auditFilter, string[]>>

/** Milliseconds since 1970; a number too small for that is seconds. */
function time(field: string, [text]: string[] = []): Date | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,15}$/.test(text)) refuse(400, { variant: 'moment', values: { field } })
  const number = Number(text)
  return new Date(number < 100_000_000_000 ? number * 1000 : number)
}

/** The ids in names of people (`arn:cn:authing:<pool>:user:<id>`); what is no such name is nobody's. */
function people({ operator_arn, userId }: Sent): string[] | undefined {
  const named = operator_arn?.map((arn) => /^arn:cn:authing:[^:]*:user:([^:]+)$/.exec(arn)?.[1] ?? '')
  return named || userId ? [...(named ?? []), ...(userId ?? [])] : undefined
}

/** How the logs are asked for. 400 for what cannot be. */
export function decodeAuditFilter(query: Sent): AuditFilter {
  const operations = [...(query.operation_name ?? []), ...(query.eventType ?? [])]
  return {
    operations: operations.length > 0 ? operations.flatMap(decodeOperation) : undefined,
    userIds: people(query),
    applicationIds: query.app_id,
    ip: query.clientip?.[0],
    inApplications: ['1', 'true'].includes(query.exclude_non_app_records?.[0] ?? ''),
    from: time('start', query.start),
    to: time('end', query.end),
  }
}
