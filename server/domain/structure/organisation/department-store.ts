import { type Selectable, sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { patternOf } from '#platform/database/like-pattern.ts'
import type { DepartmentTable } from '#platform/database/tables.gen.ts'
import type { DepartmentFields } from './department-input.ts'
import type { Department, Translations } from './organisation.ts'

export function toDepartment(row: Selectable<DepartmentTable>): Department {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    organisationId: row.organisation_id,
    parentId: row.parent_id,
    path: row.path,
    code: row.code,
    name: row.name,
    nameI18n: row.name_i18n as Translations | null,
    nameI18nOff: row.name_i18n_off,
    description: row.description,
    descriptionI18n: row.description_i18n as Translations | null,
    position: row.position,
    openId: row.open_id,
    isEnabled: row.enabled,
    isVirtual: row.is_virtual,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

const ofPool = (reader: Reader, userPoolId: string) =>
  reader.selectFrom('department').selectAll().where('user_pool_id', '=', userPoolId)

/** Those of the ids that exist. */
export async function findDepartments(reader: Reader, userPoolId: string, ids: string[]): Promise<Department[]> {
  if (ids.length === 0) return []
  const rows = await ofPool(reader, userPoolId).where('id', '=', sql<string>`any(${ids}::text[])`).execute()
  return rows.map(toDepartment)
}

/** Those of the codes, in one organisation or in any. */
export async function findDepartmentsByCode(
  reader: Reader,
  userPoolId: string,
  codes: string[],
  organisationId?: string,
): Promise<Department[]> {
  const rows = await ofPool(reader, userPoolId)
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .$if(organisationId !== undefined, (query) => query.where('organisation_id', '=', organisationId as string))
    .limit(1_000)
    .execute()
  return rows.map(toDepartment)
}

/** What stands right below a department, in the order in which it is shown. */
export async function findChildren(reader: Reader, userPoolId: string, ids: string[]): Promise<Department[]> {
  const rows = await ofPool(reader, userPoolId)
    .where('parent_id', '=', sql<string>`any(${ids}::text[])`)
    .orderBy('position', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toDepartment)
}

export async function findRoots(reader: Reader, userPoolId: string, organisationIds: string[]): Promise<Department[]> {
  const rows = await ofPool(reader, userPoolId)
    .where('organisation_id', '=', sql<string>`any(${organisationIds}::text[])`)
    .where('parent_id', 'is', null)
    .execute()
  return rows.map(toDepartment)
}

/** A department and everything below it, from the top down. At most 100,000. */
export async function findSubtree(reader: Reader, department: Department): Promise<Department[]> {
  const rows = await reader
    .selectFrom('department')
    .selectAll()
    .where(isWithin(department))
    .orderBy(sql`length(path)`)
    .orderBy('position', 'desc')
    .orderBy('id')
    .limit(100_000)
    .execute()
  return rows.map(toDepartment)
}

/** How many levels there are from the top down to the lowest of a subtree. */
export async function depthOf(reader: Reader, department: Department): Promise<number> {
  const row = await reader
    .selectFrom('department')
    .select(sql<number>`max(length(path) - length(replace(path, '/', '')) - 1)`.as('depth'))
    .where(isWithin(department))
    .executeTakeFirstOrThrow()
  return row.depth
}

/** So much of a path is in the index. */
const indexed = 2_401
const start = sql.raw(`left(path, ${indexed})`)

/** That a row of `department` is this one, or below it. */
export function isWithin({ userPoolId, path }: Pick<Department, 'userPoolId' | 'path'>) {
  // The first text after all that begin with the path: `/` is followed by `0` in the order of bytes.
  const end = `${path.slice(0, -1)}0`
  const near =
    path.length > indexed ? sql`${start} = ${path.slice(0, indexed)}` : sql`${start} >= ${path} AND ${start} < ${end}`
  return sql<boolean>`(user_pool_id = ${userPoolId} AND ${near} AND path >= ${path} AND path < ${end})`
}

/** Departments in whose name or code the text stands, in any case. */
export async function searchDepartments(reader: Reader, userPoolId: string, text: string): Promise<Department[]> {
  const pattern = patternOf(text)
  const rows = await ofPool(reader, userPoolId)
    .where(sql<boolean>`(name ILIKE ${pattern} OR code ILIKE ${pattern})`)
    .orderBy('path')
    .limit(200)
    .execute()
  return rows.map(toDepartment)
}

export type NewDepartment = DepartmentFields & Pick<Department, 'id' | 'organisationId' | 'parentId' | 'path'>

/** Fails on `department_code_key` or `department_open_id_key` when the organisation has one of the codes or ids already. */
export async function insertDepartments(
  tx: Tx,
  userPoolId: string,
  departments: NewDepartment[],
  now: Date,
): Promise<Department[]> {
  const rows = await tx
    .insertInto('department')
    .values(
      departments.map(({ organisationId, parentId, ...fields }) => ({
        ...fields,
        user_pool_id: userPoolId,
        organisation_id: organisationId,
        parent_id: parentId,
        created_at: now,
        updated_at: now,
      })),
    )
    .returningAll()
    .execute()
  return rows.map(toDepartment)
}

/** Fails like `insertDepartments`. Null when there is no such department. */
export async function saveDepartment(
  tx: Tx,
  userPoolId: string,
  id: string,
  changes: Partial<DepartmentFields>,
  now: Date,
): Promise<Department | null> {
  const row = await tx
    .updateTable('department')
    .set({ ...changes, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toDepartment(row) : null
}

/** Hangs a department, with everything below it, under another one of its organisation. */
export async function moveSubtree(tx: Tx, department: Department, parent: Department, now: Date): Promise<void> {
  const { id, path } = department
  const moved = `${parent.path}${id}/`
  await sql`
    UPDATE department SET path = ${moved} || substr(path, ${path.length + 1}), updated_at = ${now},
      parent_id = CASE WHEN id = ${id} THEN ${parent.id} ELSE parent_id END
    WHERE ${isWithin(department)}`.execute(tx)
}

/** With everything below it. */
export async function deleteDepartment(tx: Tx, userPoolId: string, id: string): Promise<void> {
  await tx.deleteFrom('department').where('user_pool_id', '=', userPoolId).where('id', '=', id).execute()
}
