import type { AuditFilter, AuditLogKind, AuditRecord } from '#domain/ground/audit/audit-record.ts'
import { countAuditRecords, findAuditRecords } from '#domain/ground/audit/audit-store.ts'
import type { GeoLocation } from '#domain/ground/login-history/geo-location.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUsers } from '#domain/people/user/user-store.ts'
import { requireFew } from '#domain/shape/list.ts'
import { pageOf } from '#domain/shape/page.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'

export interface AuditQuery {
  filter: AuditFilter
  page?: number | undefined
  limit?: number | undefined
}

/** A record with those it names, as far as they are still there. */
export interface AuditEntry extends AuditRecord {
  user: User | null
  application: Application | null
  place: GeoLocation | null
}

export interface AuditPage {
  /** Exact up to `mostCounted`, which also stands for all that are more. */
  totalCount: number
  list: AuditEntry[]
  pool: UserPool
}

/** Pages go no deeper than this: what lies beyond is reached by an end of the time range, or in the export. */
const mostCounted = 10_000

function pagesOf(name: string, log: AuditLogKind): Question<AuditQuery, AuditPage> {
  return {
    name,
    admits: 'manager',
    async answer(before, { filter, ...asked }) {
      const { reader, pool, now } = before
      checkFilter(filter)
      const { page, limit } = pageOf(asked.page, asked.limit)
      const of = { userPoolId: pool.id, log, now }
      const totalCount = await countAuditRecords(reader, of, filter, mostCounted)
      const offset = (page - 1) * limit
      if (offset >= totalCount) return { totalCount, list: [], pool }
      const records = await findAuditRecords(reader, of, filter, { limit, offset })
      return { totalCount, list: await withNames(before, records), pool }
    },
  }
}

/** What people did, sign-ins among it, newest first. 400 for a filter of too many values. */
export const listUserActions = pagesOf('audit.list-user-actions', 'user')

/** What holders of a management token did, newest first. 400 as above. */
export const listManagement = pagesOf('audit.list-management', 'admin')

export function checkFilter({ operations, userIds, applicationIds }: AuditFilter): void {
  const filters = { operation_name: operations, userId: userIds, app_id: applicationIds }
  for (const [name, values] of Object.entries(filters)) requireFew(values ?? [], name, 50)
}

/** Looks up people, applications and places, each once. */
export async function withNames(
  { reader, pool, ports }: Pick<Before, 'reader' | 'pool' | 'ports'>,
  records: readonly AuditRecord[],
): Promise<AuditEntry[]> {
  const ids = [...new Set(records.flatMap(({ userId }) => userId ?? []))]
  const people = new Map((await findUsers(reader, pool.id, 'id', ids)).map((user) => [user.id, user]))
  return Promise.all(
    records.map(async (record) => {
      const application = record.applicationId ? await ports.cached.application(record.applicationId) : null
      return {
        ...record,
        user: people.get(record.userId ?? '') ?? null,
        application: application?.userPoolId === pool.id ? application : null,
        place: record.ip ? await ports.geoLocator.find(record.ip) : null,
      }
    }),
  )
}
