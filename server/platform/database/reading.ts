import { CompiledQuery, type Kysely } from 'kysely'
import type { Reader } from './database.ts'
import type { Tables } from './tables.gen.ts'

/**
 * A statement that only reads, written once as text: of what is asked all the time, putting a statement together again costs
 * as much as running it. Its values stand in it as `$1`, `$2` and so on, each as often as it is needed.
 */
export function reading<Row>(text: string): (reader: Reader, values: readonly unknown[]) => Promise<Row[]> {
  return async (reader, values) => {
    const all = reader as unknown as Kysely<Tables>
    return (await all.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows
  }
}
