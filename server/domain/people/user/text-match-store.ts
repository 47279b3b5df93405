import { type RawBuilder, sql } from 'kysely'
import { comparable } from '#domain/shape/text.ts'
import { patternOf } from '#platform/database/like-pattern.ts'
import type { SearchField } from './user-page.ts'

/** The fields of the index on pieces of text, in its order, as its expression names them. */
const indexed = {
  username: 'username',
  email: 'email',
  phone: 'phone',
  externalId: 'external_id',
  nickname: "profile ->> 'nickname'",
  name: "profile ->> 'name'",
  company: "profile ->> 'company'",
  givenName: "profile ->> 'givenName'",
  familyName: "profile ->> 'familyName'",
  preferredUsername: "profile ->> 'preferredUsername'",
} as const satisfies Partial<Record<SearchField, string>>

/** Written as the index has it: PostgreSQL uses an index on an expression for that expression alone. */
const pieces = `search_grams(user_pool_id, '{${Object.keys(indexed).join(',')}}', ARRAY[${Object.values(indexed).join(', ')}])`

/**
 * Whether the text stands in one of the fields, in any case, width and composition (`search_fold`); an id is found by how it
 * begins.
 */
export function hasText(text: string, fields: SearchField[]): RawBuilder<boolean> {
  const each = fields.map((field) =>
    field === 'id'
      ? sql`starts_with(id, lower(${text}))`
      : sql`strpos(search_fold(${sql.raw(indexed[field])}), search_fold(${text})) > 0`,
  )
  return sql`(${sql.join(each, sql` OR `)})`
}

/** True where the index can tell who may have the text: three characters, or one beyond ASCII. */
export function hasPieces(text: string): boolean {
  const letters = [...comparable(text)]
  return letters.length >= 3 || letters.some((letter) => letter > '\x7f')
}

/** Whoever may have the text in one of the fields, by the indexes alone: some who have not are among them. */
export function mayHaveText(userPoolId: string, text: string, fields: SearchField[]): RawBuilder<boolean> {
  const each = fields.map((field) =>
    field === 'id'
      ? sql`(user_pool_id = ${userPoolId} AND id >= lower(${text}) AND id < lower(${text}) || '~')`
      : sql`${sql.raw(pieces)} @> search_grams(${userPoolId}, ARRAY[${sql.lit(field)}], ARRAY[${text}])`,
  )
  return sql`(${sql.join(each, sql` OR `)})`
}

/** Whether the text stands in one of these columns of whatever it is, in any case: for what a pool has hundreds of. */
export function containing(text: string, columns: string[]): RawBuilder<boolean> {
  const pattern = patternOf(text)
  return sql`(${sql.join(
    columns.map((column) => sql`${sql.ref(column)} ILIKE ${pattern}`),
    sql` OR `,
  )})`
}
