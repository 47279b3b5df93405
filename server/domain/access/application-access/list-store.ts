// Reading rules for whoever manages them.
import { sql } from 'kysely'
import type { Subject } from '#domain/ground/permission/subject-type.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader } from '#platform/database/database.ts'
import { reading } from '#platform/database/reading.ts'
import { asked, holds, ofEach, reaching } from '../permission/reaching-store.ts'
import { toRule } from './access-store.ts'
import { type AccessRule, type EntrantType, entrantTypes, type RuleSubject } from './application-access.ts'

/** Which rules somebody wants; without anything, all. */
export interface RuleFilter {
  /** In what the subject is called, in any case. */
  targetName?: string | undefined
  targetTypes?: readonly EntrantType[] | undefined
  allows?: boolean | undefined
  enabled?: boolean | undefined
}

/** What the subject of a rule is called, each name on a line. */
const calledOf: Record<EntrantType, { table: string; names: string }> = {
  USER: {
    table: 'user_account',
    names: "username, email, phone, profile ->> 'name', profile ->> 'nickname'",
  },
  ROLE: { table: 'role', names: 'code, name' },
  GROUP: { table: 'user_group', names: 'code, name' },
  ORG: { table: 'department', names: 'code, name' },
}

/** Rule by rule, as many as the application has: nothing is looked for among all people. */
const called = `CASE target_type ${Object.entries(calledOf)
  .map(
    ([type, { table, names }]) => `WHEN '${type}' THEN (SELECT concat_ws(E'\\n', ${names}) FROM ${table} AS target
      WHERE target.user_pool_id = application_access.user_pool_id AND target.id = target_id)`,
  )
  .join(' ')} END`

/** One page, oldest first, and how many there are. */
export async function listRules(
  reader: Reader,
  { userPoolId, applicationId }: { userPoolId: string; applicationId: string },
  { page, limit }: Page,
  { targetName, targetTypes, allows, enabled }: RuleFilter,
) {
  const rules = reader
    .selectFrom('application_access')
    .where('user_pool_id', '=', userPoolId)
    .where('application_id', '=', applicationId)
    .$if(targetTypes !== undefined, (query) =>
      query.where('target_type', '=', sql<string>`any(${targetTypes}::text[])`),
    )
    .$if(allows !== undefined, (query) => query.where('allows', '=', allows as boolean))
    .$if(enabled !== undefined, (query) => query.where('enabled', '=', enabled as boolean))
    .$if(targetName !== undefined, (query) =>
      query.where(sql<boolean>`strpos(search_fold(${sql.raw(called)}), search_fold(${targetName})) > 0`),
    )
  const rows = await rules
    .selectAll()
    .orderBy('created_at')
    .orderBy('target_id')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await rules.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toRule) }
}

/** The rules about one subject itself, in the order of the applications' ages. */
export async function findRulesOf(
  reader: Reader,
  userPoolId: string,
  { type, id }: Subject,
): Promise<(AccessRule & { applicationId: string })[]> {
  const rows = await reader
    .selectFrom('application_access')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('target_type', '=', type)
    .where('target_id', '=', id)
    .orderBy('application_id')
    .execute()
  return rows.map((row) => ({ ...toRule(row), applicationId: row.application_id }))
}

type Deciding = RuleSubject & { allows: boolean }

/** A denial goes before whatever allows, and what is said of a subject itself before what reaches it through others. */
const readers = Object.fromEntries(
  entrantTypes.map((type) => [
    type,
    reading<Deciding>(`
      ${reaching(type, 'application text')}
      SELECT target_type AS "targetType", target_id AS "targetId", allows
      FROM ${ofEach('application_access', 'target_type, target_id, allows, enabled, inherited', `application_id = ${asked('application')} AND ${holds}`)}
      ORDER BY allows, target_id <> ${asked('id')}, target_type, target_id LIMIT 1`),
  ]),
) as Record<EntrantType, ReturnType<typeof reading<Deciding>>>

/** The rule that decides whether a subject may enter an application at that time; null when none is about it. */
export async function findDeciding(
  reader: Reader,
  userPoolId: string,
  applicationId: string,
  { targetType, targetId, now }: RuleSubject & { now: Date },
): Promise<Deciding | null> {
  const [rule] = await readers[targetType](reader, [userPoolId, targetId, now, applicationId])
  return rule ?? null
}
