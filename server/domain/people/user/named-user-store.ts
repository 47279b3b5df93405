import { sql } from 'kysely'
import type { Reader } from '#platform/database/database.ts'

/** A name of two parts, such as the provider and the id there. */
export interface PairedName {
  of: string
  value: string
}

/** Whom one of several names means; who has a name twice is told once. */
export interface Meant {
  /** Which of the names, from 1. */
  at: number
  id: string
}

/** The names as a table: `at`, `of`, `value`. */
function asTable(names: readonly PairedName[]) {
  const [of, values] = [names.map((name) => name.of), names.map((name) => name.value)]
  return sql<{ at: string; of: string; value: string }>`(SELECT * FROM unnest(${of}::text[], ${values}::text[])
    WITH ORDINALITY AS pair (of, value, at))`.as('name')
}

const meant = (rows: { at: string; id: string }[]): Meant[] => rows.map(({ at, id }) => ({ at: Number(at), id }))

/** Who has these accounts elsewhere: `of` is the identity source, or the provider where it has none. */
export async function findByIdentities(
  reader: Reader,
  userPoolId: string,
  names: readonly PairedName[],
): Promise<Meant[]> {
  const rows = await reader
    .selectFrom(asTable(names))
    .innerJoin('user_identity as identity', 'identity.user_id_in_idp', 'name.value')
    .where('identity.user_pool_id', '=', userPoolId)
    .where(sql<boolean>`(identity.ext_idp_id = name.of OR identity.provider = name.of)`)
    .select(['name.at', 'identity.user_id as id'])
    .distinct()
    .execute()
  return meant(rows)
}

/** In whose field of this key the value stands; of each name two people at most. */
export async function findByCustomValues(
  reader: Reader,
  userPoolId: string,
  names: readonly PairedName[],
): Promise<Meant[]> {
  const stored = sql<{ id: string }>`(
    SELECT target_id AS id FROM custom_value WHERE user_pool_id = ${userPoolId} AND target_type = 'USER' AND key = name.of
      AND hashtextextended(value #>> '{}', 0) = hashtextextended(name.value, 0) AND value #>> '{}' = name.value LIMIT 2)`
  const rows = await reader
    .selectFrom([asTable(names), sql<{ id: string }>`LATERAL ${stored}`.as<'stored'>(sql`stored`)])
    .select(['name.at', 'stored.id'])
    .execute()
  return meant(rows)
}
