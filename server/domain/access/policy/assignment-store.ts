import { sql } from 'kysely'
import type { Subject, SubjectType } from '#domain/ground/permission/subject-type.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'

export interface Assignment {
  policyId: string
  targetType: SubjectType
  targetId: string
  enabled: boolean
  inherited: boolean
}

/** Gives every policy to everybody named; who has one already has it as now asked for. */
export async function insertAssignments(
  tx: Tx,
  userPoolId: string,
  policyIds: string[],
  targets: Subject[],
  inherited: boolean,
): Promise<void> {
  for (const { type, id } of targets)
    await sql`
      INSERT INTO policy_assignment (user_pool_id, policy_id, target_type, target_id, inherited)
      SELECT ${userPoolId}, policy_id, ${type}, ${id}, ${inherited} FROM unnest(${policyIds}::text[]) AS policy_id
      ON CONFLICT (user_pool_id, policy_id, target_type, target_id) DO UPDATE SET inherited = excluded.inherited`.execute(
      tx,
    )
}

/** Answers how many there were. */
export async function deleteAssignments(
  tx: Tx,
  userPoolId: string,
  policyIds: string[],
  type: SubjectType,
  ids: string[],
): Promise<number> {
  const result = await tx
    .deleteFrom('policy_assignment')
    .where('user_pool_id', '=', userPoolId)
    .where('policy_id', '=', sql<string>`any(${policyIds}::text[])`)
    .where('target_type', '=', type)
    .where('target_id', '=', sql<string>`any(${ids}::text[])`)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** False when there is no such assignment. */
export async function switchAssignment(
  tx: Tx,
  userPoolId: string,
  policyId: string,
  { type, id }: Subject,
  enabled: boolean,
): Promise<boolean> {
  const result = await tx
    .updateTable('policy_assignment')
    .set({ enabled })
    .where('user_pool_id', '=', userPoolId)
    .where('policy_id', '=', policyId)
    .where('target_type', '=', type)
    .where('target_id', '=', id)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** One page, in the order of their keys, and how many there are. */
export async function listAssignments(
  reader: Reader,
  userPoolId: string,
  { policyId, type, targetId, page, limit }: Page & { policyId?: string; type?: SubjectType; targetId?: string },
): Promise<{ totalCount: number; list: Assignment[] }> {
  const assignments = reader
    .selectFrom('policy_assignment')
    .where('user_pool_id', '=', userPoolId)
    .$if(policyId !== undefined, (query) => query.where('policy_id', '=', policyId as string))
    .$if(type !== undefined, (query) => query.where('target_type', '=', type as string))
    .$if(targetId !== undefined, (query) => query.where('target_id', '=', targetId as string))
  const rows = await assignments
    .selectAll()
    .orderBy('policy_id')
    .orderBy('target_type')
    .orderBy('target_id')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await assignments.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  const list = rows.map((row) => ({
    policyId: row.policy_id,
    targetType: row.target_type as SubjectType,
    targetId: row.target_id,
    enabled: row.enabled,
    inherited: row.inherited,
  }))
  return { totalCount: Number(total), list }
}

export async function countAssignments(reader: Reader, userPoolId: string, policyId: string): Promise<number> {
  const { total } = await reader
    .selectFrom('policy_assignment')
    .where('user_pool_id', '=', userPoolId)
    .where('policy_id', '=', policyId)
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}
