import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { PolicyStatementTable, PolicyTable } from '#platform/database/tables.gen.ts'
import type { Policy, PolicyCondition, Statement } from './policy.ts'

function toPolicy(row: Selectable<PolicyTable>, statements: Statement[]): Policy {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    namespace: row.namespace,
    code: row.code,
    description: row.description,
    isDefault: false,
    statements,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

function toStatement(row: Selectable<PolicyStatementTable>): Statement {
  const condition = row.condition as unknown as PolicyCondition[] | null
  return { resource: row.resource, actions: row.actions, effect: row.allows ? 'ALLOW' : 'DENY', condition }
}

async function withStatements(reader: Reader, userPoolId: string, rows: Selectable<PolicyTable>[]): Promise<Policy[]> {
  const ids = rows.map((row) => row.id)
  const statements = await reader
    .selectFrom('policy_statement')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('policy_id', '=', sql<string>`any(${ids}::text[])`)
    .orderBy('position')
    .execute()
  return rows.map((row) => toPolicy(row, statements.filter((one) => one.policy_id === row.id).map(toStatement)))
}

/** Those of the codes that exist in the namespace. */
export async function findPolicies(
  reader: Reader,
  userPoolId: string,
  namespace: string,
  codes: string[],
): Promise<Policy[]> {
  if (codes.length === 0) return []
  const rows = await reader
    .selectFrom('policy')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('namespace', '=', namespace)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute()
  return withStatements(reader, userPoolId, rows)
}

export async function findPoliciesById(reader: Reader, userPoolId: string, ids: string[]): Promise<Policy[]> {
  if (ids.length === 0) return []
  const rows = await reader
    .selectFrom('policy')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .execute()
  return withStatements(reader, userPoolId, rows)
}

/** One page of a namespace, newest first, and how many there are. */
export async function listPolicies(
  reader: Reader,
  userPoolId: string,
  { namespace, limit, offset }: { namespace: string; limit: number; offset: number },
): Promise<{ totalCount: number; list: Policy[] }> {
  const policies = reader.selectFrom('policy').where('user_pool_id', '=', userPoolId).where('namespace', '=', namespace)
  const rows = await policies
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await policies.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: await withStatements(reader, userPoolId, rows) }
}

/** Fails on `policy_code_key` when the namespace has that code already. */
export async function insertPolicy(tx: Tx, policy: Policy): Promise<void> {
  const { userPoolId, id, namespace, code, description, createdAt, updatedAt, statements } = policy
  await tx
    .insertInto('policy')
    .values({
      user_pool_id: userPoolId,
      id,
      namespace,
      code,
      description,
      created_at: createdAt,
      updated_at: updatedAt,
    })
    .execute()
  await insertStatements(tx, policy, statements)
}

async function insertStatements(
  tx: Tx,
  { userPoolId, id, namespace }: Pick<Policy, 'userPoolId' | 'id' | 'namespace'>,
  statements: Statement[],
): Promise<void> {
  if (statements.length === 0) return
  const rows = statements.map(({ resource, actions, effect, condition }, position) => ({
    user_pool_id: userPoolId,
    policy_id: id,
    position,
    namespace,
    resource,
    actions,
    allows: effect === 'ALLOW',
    condition: condition && JSON.stringify(condition),
  }))
  await tx.insertInto('policy_statement').values(rows).execute()
}

/** Fails on `policy_code_key` like `insertPolicy`. Statements are replaced as a whole when given. Nothing where the policy is gone. */
export async function savePolicy(
  tx: Tx,
  { userPoolId, id }: Policy,
  { statements, ...changes }: { code?: string; description?: string; statements?: Statement[] },
  now: Date,
): Promise<void> {
  const row = await tx
    .updateTable('policy')
    .set({ ...changes, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returning('namespace')
    .executeTakeFirst()
  if (!row || !statements) return
  await tx.deleteFrom('policy_statement').where('user_pool_id', '=', userPoolId).where('policy_id', '=', id).execute()
  // As it is now that the policy is locked: somebody may have renamed it.
  await insertStatements(tx, { userPoolId, id, namespace: row.namespace }, statements)
}

/** Deletes policies with their assignments. */
export async function deletePolicies(tx: Tx, userPoolId: string, ids: string[]): Promise<void> {
  const theirs = sql<string>`any(${ids}::text[])`
  await tx
    .deleteFrom('policy_assignment')
    .where('user_pool_id', '=', userPoolId)
    .where('policy_id', '=', theirs)
    .execute()
  await tx.deleteFrom('policy').where('user_pool_id', '=', userPoolId).where('id', '=', theirs).execute()
}

export type PolicyPage = Page & { namespace: string; excludeDefault: boolean }
