import { type RawBuilder, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader } from '#platform/database/database.ts'
import type { FilterCondition, FilterField, Operator } from './filter-input.ts'
import { keyOf } from './identifier.ts'
import { columnOf, countPeople } from './user-list-store.ts'
import type { UserOrder, UserPage } from './user-page.ts'
import { findUsers } from './user-store.ts'

/** In larger pools the total is a number that there are at the least: so many of the newest are counted. */
const counted = 20_000

const columns: Record<string, string> = {
  externalId: 'external_id',
  lastIP: 'last_ip',
  emailVerified: 'email_verified',
  phoneVerified: 'phone_verified',
  loginsCount: 'logins_count',
  lastLogin: 'last_login',
  signedUp: 'signed_up',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  registerSource: 'register_source',
}
const plainColumns = new Set(['id', 'username', 'email', 'phone', 'unionid', 'openid', 'status', 'blocked'])

/** True of who meets all of the conditions. */
export function meetsAll(conditions: readonly FilterCondition[], now: Date): RawBuilder<boolean> {
  return sql<boolean>`(${sql.join([sql`true`, ...conditions.map((one) => compile(one, now))], sql` AND `)})`
}

export interface Filtering extends Page {
  conditions: readonly FilterCondition[]
  order: UserOrder
  now: Date
  /** A statement that answers the ids of those who are meant; null: everybody is. */
  circle?: RawBuilder<string> | null
}

/** People who meet all of the conditions, in this order. */
export async function filterUsers(
  reader: Reader,
  userPoolId: string,
  { conditions, order, circle = null, page, limit, now }: Filtering,
): Promise<UserPage> {
  const [column, direction] = columnOf(order)
  const within = circle ? sql<boolean>`id IN (${circle})` : sql<boolean>`true`
  const matching = sql<boolean>`${meetsAll(conditions, now)} AND ${within}`
  const people = reader.selectFrom('user_account').where('user_pool_id', '=', userPoolId)
  const offset = (page - 1) * limit
  const rows = await people
    .select('id')
    .where(matching)
    .orderBy(column, direction)
    .orderBy('id', direction)
    .limit(limit + 1)
    .offset(offset)
    .execute()
  const newest = people.selectAll().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(counted)
  const { total } = await reader
    .selectFrom(newest.as('user_account'))
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .where(matching)
    .executeTakeFirstOrThrow()
  const { people: all } = await countPeople(reader, userPoolId)
  const reached = rows.length > 0 ? offset + rows.length : 0
  const ids = rows.slice(0, limit).map(({ id }) => id)
  return {
    totalCount: all <= counted ? Number(total) : Math.max(Number(total), reached),
    list: await findUsers(reader, userPoolId, 'id', ids),
  }
}

function compile({ field, operator, values }: FilterCondition, now: Date): RawBuilder<boolean> {
  if (field.of === 'circle') return isIn(field.name, { operator, values, now })
  if (field.of === 'account' && field.kind === 'list') return holds(operator, values)
  const unique = field.of === 'account' && operator === 'equal' ? byKey(field.name, values[0] as string) : null
  return unique ?? compare(subject(field), typed(field.kind), operator, values)
}

/** By the unique indexes. */
function byKey(name: string, value: string): RawBuilder<boolean> | null {
  if (name === 'username') return sql`username_key = ${keyOf(name, value)}`
  if (name === 'email') return sql`email_key = ${keyOf(name, value)}`
  if (name === 'phone') return sql`phone = ${keyOf(name, value)}`
  return name === 'id' || name === 'externalId' ? sql`${sql.ref(columns[name] ?? name)} = ${value}` : null
}

function subject({ of, name, kind }: FilterField): RawBuilder<unknown> {
  if (of === 'custom') {
    const stored = sql`(SELECT value #>> '{}' FROM custom_value WHERE custom_value.user_pool_id = user_account.user_pool_id
      AND target_type = 'USER' AND target_id = user_account.id AND key = ${name})`
    return kind === 'text' ? stored : sql`${stored}::${typed(kind)}`
  }
  if (name === 'shownStatus') return sql`CASE WHEN blocked AND status = 'Activated' THEN 'Suspended' ELSE status END`
  const column = columns[name] ?? (plainColumns.has(name) ? name : null)
  return column ? sql.ref(column) : sql`(profile ->> ${name})`
}

function typed(kind: FilterField['kind']): RawBuilder<unknown> {
  return sql.raw({ text: 'text', list: 'text', flag: 'boolean', number: 'numeric', date: 'timestamptz' }[kind])
}

function compare(
  left: RawBuilder<unknown>,
  type: RawBuilder<unknown>,
  operator: Operator,
  values: string[],
): RawBuilder<boolean> {
  const right = sql`${values[0] ?? null}::${type}`
  const any = sql`any(${values}::text[]::${type}[])`
  const statements: Record<Operator, () => RawBuilder<boolean>> = {
    equal: () => sql`${left} = ${right}`,
    different: () => sql`${left} IS DISTINCT FROM ${right}`,
    contains: () => sql`coalesce(strpos(search_fold(${left}), search_fold(${right})) > 0, false)`,
    lacks: () => sql`coalesce(strpos(search_fold(${left}), search_fold(${right})) = 0, true)`,
    begins: () => sql`starts_with(search_fold(${left}), search_fold(${right}))`,
    ends: () => sql`right(search_fold(${left}), length(search_fold(${right}))) = search_fold(${right})`,
    greater: () => sql`${left} > ${right}`,
    'not less': () => sql`${left} >= ${right}`,
    less: () => sql`${left} < ${right}`,
    'not greater': () => sql`${left} <= ${right}`,
    among: () => sql`${left} = ${any}`,
    'not among': () => sql`coalesce(NOT ${left} = ${any}, true)`,
    empty: () => sql`${left} IS NULL`,
    present: () => sql`${left} IS NOT NULL`,
  }
  return statements[operator]()
}

function holds(operator: Operator, values: string[]): RawBuilder<boolean> {
  if (operator === 'empty') return sql`register_source = '{}'`
  if (operator === 'present') return sql`register_source <> '{}'`
  const overlaps = sql<boolean>`register_source && ${values}::text[]`
  return /different|lacks|not among/.test(operator) ? sql`NOT ${overlaps}` : overlaps
}

/** One look by the person's id in whatever says to what they belong. */
function isIn(
  name: 'app' | 'department' | 'group' | 'role',
  { operator, values, now }: { operator: Operator; values: string[]; now: Date },
) {
  const own = sql`user_pool_id = user_account.user_pool_id AND user_id = user_account.id`
  const tables = {
    app: sql`SELECT FROM application_user WHERE ${own} AND application_id = any(${values}::text[])`,
    department: sql`SELECT FROM department_member WHERE ${own} AND department_id = any(${values}::text[])`,
    group: sql`SELECT FROM group_member WHERE ${own} AND group_id IN
      (SELECT id FROM user_group WHERE user_group.user_pool_id = user_account.user_pool_id
       AND (id = any(${values}::text[]) OR code = any(${values}::text[])))`,
    role: sql`SELECT FROM role_user WHERE ${own} AND role_holds(begins_at, expires_at, ${now}::timestamptz) AND role_id IN
      (SELECT id FROM role WHERE role.user_pool_id = user_account.user_pool_id AND role_is_on(enabled, disabled_at, ${now}::timestamptz)
       AND (id = any(${values}::text[]) OR code = any(${values}::text[])))`,
  }
  const among = sql<boolean>`EXISTS (${tables[name]})`
  return operator === 'different' || operator === 'not among' ? sql<boolean>`NOT ${among}` : among
}
