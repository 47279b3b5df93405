import { type RawBuilder, sql } from 'kysely'

/** Of ILIKE: the text stands anywhere, whatever signs it has. */
export const patternOf = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** As a condition: the text stands in one of these columns, in any case. */
export function containing(text: string, columns: string[]): RawBuilder<boolean> {
  const pattern = patternOf(text)
  return sql`(${sql.join(
    columns.map((column) => sql`${sql.ref(column)} ILIKE ${pattern}`),
    sql` OR `,
  )})`
}
