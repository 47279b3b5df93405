// What the applications of one pool have set, taken together.
import { sql } from 'kysely'
import type { Reader } from '#platform/database/database.ts'
import { type SignInMethod, signInMethods } from './application.ts'

/** Whether any application of the pool has one of these policies on second factors, and accepts one of `kinds` (null: any). */
export async function hasDemandingApplication(
  reader: Reader,
  userPoolId: string,
  policies: readonly string[],
  kinds: readonly string[] | null,
): Promise<boolean> {
  const row = await reader
    .selectFrom('application')
    .where('user_pool_id', '=', userPoolId)
    .select('id')
    .where(sql<boolean>`settings -> 'mfa' ->> 'policy' = any(${[...policies]}::text[])`)
    .$if(kinds !== null, (query) =>
      query.where(sql<boolean>`settings -> 'mfa' -> 'factors' ?| ${[...(kinds ?? [])]}::text[]`),
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * The ways in by password or code that any application of the pool has open; null where it has none that people sign in to. A machine's
 * application, which is what takes client credentials alone, opens nothing.
 */
export async function findOpenMethods(reader: Reader, userPoolId: string): Promise<SignInMethod[] | null> {
  const row = await reader
    .selectFrom('application')
    .where('user_pool_id', '=', userPoolId)
    .select(
      Object.entries(signInMethods).map(([method, setting]) =>
        sql<boolean | null>`bool_or(coalesce((settings ->> ${setting})::boolean, true))`.as(method),
      ),
    )
    .where(sql<boolean>`settings -> 'grantTypes' IS DISTINCT FROM '["client_credentials"]'`)
    .executeTakeFirst()
  const methods = Object.entries(row ?? {}).filter(([, open]) => open !== null)
  return methods.length === 0 ? null : methods.flatMap(([method, open]) => (open ? [method as SignInMethod] : []))
}
