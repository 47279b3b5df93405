import { type RawBuilder, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import { type AuditFilter, type AuditLogKind, type AuditRecord, signInOperation } from './audit-record.ts'

export const auditSweep = expiring('audit_record')

export type NewAuditRecord = AuditRecord & { userPoolId: string; log: AuditLogKind; expiresAt: Date }

/** Files records; one that is there already stays as it is. */
export async function insertAuditRecords(tx: Tx, records: readonly NewAuditRecord[]): Promise<void> {
  if (records.length === 0) return
  await tx
    .insertInto('audit_record')
    .values(
      records.map((record) => ({
        user_pool_id: record.userPoolId,
        id: record.id,
        log: record.log,
        at: record.at,
        operation: record.operation,
        outcome: record.outcome,
        user_id: record.userId,
        targets: record.targets,
        application_id: record.applicationId,
        ip: record.ip,
        user_agent: record.userAgent,
        details: record.details && JSON.stringify(record.details),
        expires_at: record.expiresAt,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The pool, its log, and the time of reading. */
export interface LogOf {
  userPoolId: string
  log: AuditLogKind
  now: Date
}

/** Where a page begins: after so many rows, or behind the row that is given. */
export interface Range {
  limit: number
  offset?: number
  behind?: Pick<AuditRecord, 'at' | 'id'> | undefined
}

type Condition = RawBuilder<unknown>

/** `column = value` for one, so that an index gives the order as well; a list for several. */
function among(column: string, values: readonly string[] | undefined): Condition[] {
  if (!values) return []
  const name = sql.ref(column)
  return [values.length === 1 ? sql`${name} = ${values[0]}` : sql`${name} = ANY (${values}::text[])`]
}

/** That a word of the name of an operation is one of these. */
function wordAmong(word: Condition, words: readonly string[] | undefined): Condition[] {
  return words ? [sql`${word} = ANY (${words}::text[])`] : []
}

const thing = sql`split_part(operation, '.', 1)`
const doing = sql`split_part(split_part(operation, '.', 2), '-', 1)`

function conditions({ userPoolId, now }: LogOf, filter: AuditFilter, { behind }: Partial<Range>): Condition[] {
  return [
    sql`user_pool_id = ${userPoolId}`,
    sql`expires_at > ${now}`,
    ...among('user_id', filter.userIds),
    ...among('application_id', filter.applicationIds),
    ...(filter.succeeded === undefined ? [] : [sql`(outcome = 200) = ${filter.succeeded}`]),
    ...(filter.ip === undefined ? [] : [sql`ip = ${filter.ip}`]),
    ...(filter.inApplications ? [sql`application_id IS NOT NULL`] : []),
    ...(filter.from ? [sql`at >= ${filter.from}`] : []),
    ...(filter.to ? [sql`at <= ${filter.to}`] : []),
    ...(behind ? [sql`(at, id) < (${behind.at}::timestamptz, ${behind.id})`] : []),
  ]
}

const newest = sql`ORDER BY at DESC, id DESC`

/** The tables that a log is in, each with the rows that fit, newest first and at most `most`. */
function sources(of: LogOf, filter: AuditFilter, range: Partial<Range>, most: number): Condition[] {
  const where = conditions(of, filter, range)
  const named = [
    ...among('operation', filter.operations),
    ...wordAmong(thing, filter.about),
    ...wordAmong(doing, filter.doing),
  ]
  const own = sql`(SELECT id, at, operation, outcome, user_id, targets, application_id, ip, user_agent, details
    FROM audit_record WHERE ${sql.join([sql`log = ${of.log}`, ...named, ...where], sql` AND `)} ${newest} LIMIT ${most})`
  const wantsSignIns =
    of.log === 'user' && !filter.besideSignIns && (filter.operations?.includes(signInOperation) ?? true)
  const signIns = sql`(SELECT id, at, ${signInOperation}::text, outcome, user_id, '{}'::text[], application_id, ip, user_agent,
      jsonb_build_object('way', way)
    FROM login_record WHERE ${sql.join(where, sql` AND `)} ${newest} LIMIT ${most})`
  return wantsSignIns ? [own, signIns] : [own]
}

interface Row {
  id: string
  at: Date
  operation: string
  outcome: number
  user_id: string | null
  targets: string[]
  application_id: string | null
  ip: string | null
  user_agent: string | null
  details: Record<string, unknown> | null
}

const log = (parts: Condition[]) => sql<Row>`(${sql.join(parts, sql` UNION ALL `)})`.as('log')

/** The records that fit, newest first. Reads no more than `offset` and `limit` together from each table. */
export async function findAuditRecords(
  reader: Reader,
  of: LogOf,
  filter: AuditFilter,
  { limit, offset = 0, behind }: Range,
): Promise<AuditRecord[]> {
  const rows = await reader
    .selectFrom(log(sources(of, filter, { behind }, offset + limit)))
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  return rows.map(({ user_id: userId, application_id: applicationId, user_agent: userAgent, ...row }) => ({
    ...row,
    userId,
    applicationId,
    userAgent,
  }))
}

/** How many records fit: exact up to `most`, and `most` for all that are more. */
export async function countAuditRecords(reader: Reader, of: LogOf, filter: AuditFilter, most: number): Promise<number> {
  const { total } = await reader
    .selectFrom(log(sources(of, filter, {}, most)))
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  return Math.min(Number(total), most)
}
