import type { Code } from '@menshen/contract/errors'
import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { ImportJobTable } from '#platform/database/tables.gen.ts'
import type { ImportJob, ImportProgress, ImportStatus, RefusedRow } from './import-job.ts'

export const importSweep = expiring('import_job')

type JobKey = Pick<ImportJob, 'userPoolId' | 'id'>

function toJob(row: Selectable<ImportJobTable>): ImportJob {
  return {
    userPoolId: row.user_pool_id,
    id: row.id,
    fileName: row.file_name,
    status: row.status as ImportStatus,
    total: row.total,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    expiresAt: row.expires_at,
  }
}

export async function insertJob(tx: Tx, job: ImportJob): Promise<void> {
  await tx
    .insertInto('import_job')
    .values({
      user_pool_id: job.userPoolId,
      id: job.id,
      file_name: job.fileName,
      status: job.status,
      created_at: job.createdAt,
      expires_at: job.expiresAt,
    })
    .execute()
}

/** Of a file that is in one of these states; false when it is in another by now. */
export async function updateJob(
  tx: Tx,
  { userPoolId, id }: JobKey,
  from: readonly ImportStatus[],
  changes: { status?: ImportStatus; total?: number; finishedAt?: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('import_job')
    .set({
      status: changes.status ?? sql.ref('status'),
      ...(changes.total !== undefined && { total: changes.total }),
      ...(changes.finishedAt && { finished_at: changes.finishedAt }),
    })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function deleteJob(tx: Tx, { userPoolId, id }: JobKey): Promise<void> {
  await tx.deleteFrom('import_job').where('user_pool_id', '=', userPoolId).where('id', '=', id).execute()
}

export async function findJob(reader: Reader, { userPoolId, id }: JobKey): Promise<ImportJob | null> {
  const row = await reader
    .selectFrom('import_job')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toJob(row) : null
}

export async function countOpenJobs(reader: Reader, userPoolId: string): Promise<number> {
  const { open } = await reader
    .selectFrom('import_job')
    .select(({ fn }) => fn.countAll<string>().as('open'))
    .where('user_pool_id', '=', userPoolId)
    .where('status', 'in', ['reading', 'running'])
    .executeTakeFirstOrThrow()
  return Number(open)
}

export async function insertRows(tx: Tx, { userPoolId, id }: JobKey, first: number, sealed: Buffer[]): Promise<void> {
  const rows = sealed.map((data, at) => ({
    user_pool_id: userPoolId,
    job_id: id,
    number: first + at,
    data_sealed: data,
  }))
  await tx.insertInto('import_row').values(rows).execute()
}

export async function findRows(reader: Reader, { userPoolId, id }: JobKey, limit: number) {
  return reader
    .selectFrom('import_row')
    .select(['number', 'data_sealed as sealed'])
    .where('user_pool_id', '=', userPoolId)
    .where('job_id', '=', id)
    .orderBy('number')
    .limit(limit)
    .execute()
}

/** False when another process has dealt with the row meanwhile. */
export async function takeRow(tx: Tx, { userPoolId, id }: JobKey, number: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('import_row')
    .where('user_pool_id', '=', userPoolId)
    .where('job_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteRows(tx: Tx, { userPoolId, id }: JobKey): Promise<void> {
  await tx.deleteFrom('import_row').where('user_pool_id', '=', userPoolId).where('job_id', '=', id).execute()
}

export async function insertRefusal(
  tx: Tx,
  { userPoolId, id }: JobKey,
  { row, code, details }: RefusedRow,
): Promise<void> {
  const { variant = null, values = {} } = details
  await tx
    .insertInto('import_refusal')
    .values({ user_pool_id: userPoolId, job_id: id, number: row, code, variant, details: JSON.stringify(values) })
    .execute()
}

export async function findProgress(reader: Reader, userPoolId: string, id: string): Promise<ImportProgress | null> {
  const row = await reader
    .selectFrom('import_job')
    .selectAll()
    .select([
      // Rows are dealt with in their order, so what is left begins at the first.
      sql<number | null>`(SELECT min(number) FROM import_row WHERE user_pool_id = ${userPoolId} AND job_id = ${id})`.as(
        'next',
      ),
      sql<string>`(SELECT count(*) FROM import_refusal WHERE user_pool_id = ${userPoolId} AND job_id = ${id})`.as(
        'refused',
      ),
    ])
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const refused = Number(row.refused)
  const done = row.next === null ? row.total : Math.min(row.next - 1, row.total)
  return { ...toJob(row), done, refused, created: Math.max(0, done - refused) }
}

export async function listJobs(reader: Reader, userPoolId: string, { page, limit }: Page): Promise<ImportJob[]> {
  const rows = await reader
    .selectFrom('import_job')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  return rows.map(toJob)
}

export async function listRefusals(
  reader: Reader,
  { userPoolId, id }: JobKey,
  { page, limit }: Page,
): Promise<RefusedRow[]> {
  const rows = await reader
    .selectFrom('import_refusal')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('job_id', '=', id)
    .orderBy('number')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  return rows.map(({ number, code, variant, details }) => ({
    row: number,
    code: code as Code,
    details: { ...(variant && { variant }), values: details as Record<string, string> },
  }))
}
