import { type RawBuilder, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader } from '#platform/database/database.ts'
import { containing } from '../containing.ts'
import { countMembers, type HolderKind, holders, holdsAt, isCalled } from './holder-store.ts'
import type { Term } from './term.ts'

/** That something was given a role itself: for good, for a time that is now, or for one that is to come. */
export interface Assignment extends Term {
  kind: HolderKind
  holderId: string
  assignedAt: Date
}

/** What the holders of a kind are, and in what of them a text is looked for. */
const records = {
  user: { table: 'user_account', called: isCalled },
  group: { table: 'user_group', called: (text: string) => containing(text, ['user_group.name', 'user_group.code']) },
  department: {
    table: 'department',
    called: (text: string) => containing(text, ['department.name', 'department.code']),
  },
} as const satisfies Record<HolderKind, { table: string; called: (text: string) => RawBuilder<boolean> }>

interface Query extends Page {
  userPoolId: string
  roleId: string
  /** In this order. */
  kinds: HolderKind[]
  search: string
  /** Without what is for a time that is to come. */
  begun: boolean
  now: Date
}

/** One page, kind after kind, and how many there are. */
export async function listAssignments(
  reader: Reader,
  query: Query,
): Promise<{ totalCount: number; list: Assignment[] }> {
  const { page, limit, kinds } = query
  let [offset, totalCount] = [(page - 1) * limit, 0]
  const list: Assignment[] = []
  for (const kind of kinds) {
    const counted = await countKind(reader, query, kind)
    totalCount += counted
    const left = limit - list.length
    if (left > 0 && offset < counted) list.push(...(await readKind(reader, query, kind, { offset, limit: left })))
    offset = Math.max(0, offset - counted)
  }
  return { totalCount, list }
}

/** What was given and is not past, of one kind. */
function ofKind({ userPoolId, roleId, search, begun, now }: Query, kind: HolderKind): RawBuilder<unknown> {
  const { table, column } = holders[kind]
  const record = records[kind]
  const own = sql`FROM ${sql.table(table)} AS given`
  const which = sql`WHERE given.user_pool_id = ${userPoolId} AND given.role_id = ${roleId}
    AND ${begun ? holdsAt(now, 'given') : sql`(given.expires_at > ${now}::timestamptz) IS NOT FALSE`}`
  if (search === '') return sql`${own} ${which}`
  return sql`${own} JOIN ${sql.table(record.table)} ON ${sql.ref(`${record.table}.user_pool_id`)} = given.user_pool_id
    AND ${sql.ref(`${record.table}.id`)} = given.${sql.ref(column)} ${which} AND ${record.called(search)}`
}

async function countKind(reader: Reader, query: Query, kind: HolderKind): Promise<number> {
  if (kind === 'user' && query.search === '' && !query.begun)
    return countMembers(reader, query, sql`expires_at <= ${query.now}::timestamptz`)
  const { total } = await reader
    .selectFrom(sql<{ total: string }>`(SELECT count(*) AS total ${ofKind(query, kind)})`.as('counted'))
    .select('total')
    .executeTakeFirstOrThrow()
  return Number(total)
}

async function readKind(
  reader: Reader,
  query: Query,
  kind: HolderKind,
  { offset, limit }: { offset: number; limit: number },
): Promise<Assignment[]> {
  const holder = sql`given.${sql.ref(holders[kind].column)}`
  const rows = await reader
    .selectFrom(
      sql<{ holder_id: string; assigned_at: Date; begins_at: Date | null; expires_at: Date | null }>`(
        SELECT ${holder} AS holder_id, given.assigned_at, given.begins_at, given.expires_at ${ofKind(query, kind)}
        ORDER BY ${holder} DESC LIMIT ${limit} OFFSET ${offset})`.as('page'),
    )
    .selectAll()
    .execute()
  return rows.map(({ holder_id, assigned_at, begins_at, expires_at }) => ({
    ...{ kind, holderId: holder_id, assignedAt: assigned_at, beginsAt: begins_at, expiresAt: expires_at },
  }))
}
