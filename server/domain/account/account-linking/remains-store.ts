import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'

/** A table whose rows make an account what it is. */
interface Part {
  table: string
  /** The column that says whose a row is. */
  owner: 'id' | 'user_id' | 'target_id'
  /** Of the rows of a table for several kinds of targets, those of people. */
  ofPeople?: true
  /** A row is put back only while what it names is there. */
  names?: { table: string; columns: readonly (readonly [own: string, other: string])[] }
  /** Only so many of the newest. */
  newest?: { by: string; most: number }
}

/**
 * In the order in which they are put back. Not among them is what lets somebody in without asking again: sessions, tokens,
 * consents, devices, codes.
 */
const parts: readonly Part[] = [
  { table: 'user_account', owner: 'id' },
  { table: 'user_password', owner: 'user_id' },
  { table: 'former_password', owner: 'user_id' },
  { table: 'totp_authenticator', owner: 'user_id' },
  { table: 'passkey', owner: 'user_id' },
  { table: 'face_template', owner: 'user_id' },
  { table: 'user_identity', owner: 'user_id' },
  { table: 'sub_account', owner: 'user_id', names: { table: 'application', columns: [['application_id', 'id']] } },
  { table: 'principal_authentication', owner: 'user_id' },
  { table: 'group_member', owner: 'user_id', names: { table: 'user_group', columns: [['group_id', 'id']] } },
  { table: 'role_user', owner: 'user_id', names: { table: 'role', columns: [['role_id', 'id']] } },
  { table: 'department_member', owner: 'user_id', names: { table: 'department', columns: [['department_id', 'id']] } },
  { table: 'tenant_member', owner: 'user_id', names: { table: 'tenant', columns: [['tenant_id', 'id']] } },
  {
    table: 'custom_value',
    owner: 'target_id',
    ofPeople: true,
    names: {
      table: 'custom_field',
      columns: [
        ['target_type', 'target_type'],
        ['key', 'key'],
      ],
    },
  },
  { table: 'resource_grant', owner: 'target_id', ofPeople: true },
  {
    table: 'policy_assignment',
    owner: 'target_id',
    ofPeople: true,
    names: { table: 'policy', columns: [['policy_id', 'id']] },
  },
  {
    table: 'application_access',
    owner: 'target_id',
    ofPeople: true,
    names: { table: 'application', columns: [['application_id', 'id']] },
  },
  { table: 'application_user', owner: 'user_id' },
  { table: 'login_record', owner: 'user_id', newest: { by: 'id', most: 1_000 } },
]

/** Everything that makes an account what it is: rows by table, in PostgreSQL's own words, so that nothing is rounded. */
export async function readRemains(tx: Tx, userPoolId: string, userId: string): Promise<Record<string, string>> {
  const rows: Record<string, string> = {}
  for (const { table, owner, ofPeople, newest } of parts) {
    const kept = await sql<{ rows: string }>`
      SELECT coalesce(jsonb_agg(to_jsonb(kept)), '[]')::text AS rows FROM (
        SELECT * FROM ${sql.table(table)} WHERE user_pool_id = ${userPoolId} AND ${sql.ref(owner)} = ${userId}
        ${ofPeople ? sql`AND target_type = 'USER'` : sql``}
        ${newest ? sql`ORDER BY ${sql.ref(newest.by)} DESC LIMIT ${newest.most}` : sql``}
      ) AS kept`.execute(tx)
    rows[table] = kept.rows[0]?.rows ?? '[]'
  }
  return rows
}

/** How many rows of a table were kept, and how many of them are back. */
export type PutBack = Record<string, { kept: number; back: number }>

/**
 * Puts an account back as it was except `changes` of its own row, by column. What somebody has in the place of a row stays
 * theirs, and what names a thing that is gone stays away.
 */
export async function putBackRemains(
  tx: Tx,
  rows: Record<string, string>,
  changes: Record<string, unknown>,
): Promise<PutBack> {
  const columns = await columnsNow(tx)
  const done: PutBack = {}
  for (const { table, names } of parts) {
    const text = rows[table] ?? '[]'
    const list = JSON.parse(text) as object[]
    // A column that came meanwhile has its default, one that went is left out.
    const known = Object.keys(list[0] ?? {}).filter((column) => columns.get(table)?.includes(column))
    if (known.length === 0) continue
    const changed = table === 'user_account' ? JSON.stringify(changes) : '{}'
    const inOrder = sql.join(known.map((column) => sql.ref(column)))
    const { numAffectedRows = 0n } = await sql`
      INSERT INTO ${sql.table(table)} (${inOrder})
      SELECT ${inOrder} FROM jsonb_populate_recordset(NULL::${sql.table(table)}, (
        SELECT jsonb_agg(one || ${changed}::jsonb) FROM jsonb_array_elements(${text}::jsonb) AS one)) AS kept
      WHERE ${names ? isThere(names) : sql`true`}
      ${table === 'user_account' ? sql`` : sql`ON CONFLICT DO NOTHING`}`.execute(tx)
    done[table] = { kept: list.length, back: Number(numAffectedRows) }
  }
  return done
}

function isThere({ table, columns }: NonNullable<Part['names']>) {
  const same = columns.map(([own, other]) => sql`named.${sql.ref(other)} = kept.${sql.ref(own)}`)
  return sql`EXISTS (SELECT FROM ${sql.table(table)} AS named
    WHERE named.user_pool_id = kept.user_pool_id AND ${sql.join(same, sql` AND `)})`
}

async function columnsNow(tx: Tx): Promise<Map<string, string[]>> {
  const tables = parts.map(({ table }) => table)
  const { rows } = await sql<{ table: string; columns: string[] }>`
    SELECT attrelid::regclass::text AS table, array_agg(attname::text) AS columns FROM pg_attribute
    WHERE attrelid = ANY (${tables}::regclass[]) AND attnum > 0 AND NOT attisdropped GROUP BY attrelid`.execute(tx)
  return new Map(rows.map(({ table, columns }) => [table, columns]))
}

/** Gives accounts at other providers back that came with a linking, as far as the first account has them still. */
export async function giveBackIdentities(
  tx: Tx,
  text: string,
  { userPoolId, from, to }: { userPoolId: string; from: string; to: string },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    UPDATE user_identity AS own SET user_id = ${to}, updated_at = kept.updated_at
    FROM jsonb_populate_recordset(NULL::user_identity, ${text}::jsonb) AS kept
    WHERE own.user_pool_id = ${userPoolId} AND own.user_id = ${from} AND own.provider = kept.provider
      AND own.user_id_in_idp = kept.user_id_in_idp AND own.ext_idp_id = kept.ext_idp_id AND own.type = kept.type
      AND own.created_at = kept.created_at`.execute(tx)
  return Number(numAffectedRows)
}

/** Those of some accounts at other providers, in PostgreSQL's words, that are none of others. */
export async function identitiesWithout(tx: Tx, text: string, others: string): Promise<string> {
  const { rows } = await sql<{ rows: string }>`
    SELECT coalesce(jsonb_agg(one), '[]')::text AS rows FROM jsonb_array_elements(${text}::jsonb) AS one
    WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(${others}::jsonb) AS other
      WHERE (other -> 'provider', other -> 'user_id_in_idp', other -> 'ext_idp_id', other -> 'type')
        = (one -> 'provider', one -> 'user_id_in_idp', one -> 'ext_idp_id', one -> 'type'))`.execute(tx)
  return rows[0]?.rows ?? '[]'
}
