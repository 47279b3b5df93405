import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { toDepartment } from '../organisation/department-store.ts'
import type { Department } from '../organisation/organisation.ts'

const ofPool = (reader: Reader, userPoolId: string) =>
  reader.selectFrom('department').selectAll().where('user_pool_id', '=', userPoolId)

/** That an organisation belongs to a tenant. */
const ofTenant = (userPoolId: string, tenantId: string) =>
  sql<boolean>`organisation_id IN (SELECT id FROM organisation WHERE user_pool_id = ${userPoolId} AND tenant_id = ${tenantId})`

/** The departments at the top of the organisations that go by these names, those of one tenant where one is given. */
export async function findRootsNamed(
  reader: Reader,
  userPoolId: string,
  names: string[],
  tenantId?: string,
): Promise<Department[]> {
  const rows = await ofPool(reader, userPoolId)
    .where('parent_id', 'is', null)
    .where(sql<boolean>`(code = any(${names}::text[]) OR (code IS NULL AND organisation_id = any(${names}::text[])))`)
    .$if(tenantId !== undefined, (query) => query.where(ofTenant(userPoolId, tenantId as string)))
    .orderBy('created_at')
    .orderBy('id')
    .limit(1_000)
    .execute()
  return rows.map(toDepartment)
}

/** At most two: whoever asks wants to know whether there is one only. */
export async function findDepartmentsByOpenId(
  reader: Reader,
  userPoolId: string,
  openId: string,
  organisationId?: string,
): Promise<Department[]> {
  const rows = await ofPool(reader, userPoolId)
    .where('open_id', '=', openId)
    .$if(organisationId !== undefined, (query) => query.where('organisation_id', '=', organisationId as string))
    .limit(2)
    .execute()
  return rows.map(toDepartment)
}

/** What stands beside a department in its tree. */
export interface Surroundings {
  id: string
  members: string
  hasChildren: boolean
  leaderIds: string[]
  postIds: string[]
  parentCode: string | null
  rootCode: string | null
  organisationId: string
  tenantId: string | null
}

/** So many of those who lead a department are told. */
const mostLeaders = 1_000
/** So many of the posts that there are in a department are told. */
const mostPosts = 1_000

export async function findSurroundings(reader: Reader, userPoolId: string, ids: string[]): Promise<Surroundings[]> {
  return reader
    .selectFrom('department as one')
    .innerJoin('organisation as whole', (join) =>
      join.onRef('whole.user_pool_id', '=', 'one.user_pool_id').onRef('whole.id', '=', 'one.organisation_id'),
    )
    .innerJoin('department as top', (join) =>
      join
        .onRef('top.user_pool_id', '=', 'one.user_pool_id')
        .onRef('top.organisation_id', '=', 'one.organisation_id')
        .on('top.parent_id', 'is', null),
    )
    .leftJoin('department as above', (join) =>
      join.onRef('above.user_pool_id', '=', 'one.user_pool_id').onRef('above.id', '=', 'one.parent_id'),
    )
    .where('one.user_pool_id', '=', userPoolId)
    .where('one.id', '=', sql<string>`any(${ids}::text[])`)
    .select([
      'one.id',
      'one.organisation_id as organisationId',
      'whole.tenant_id as tenantId',
      'top.code as rootCode',
      'above.code as parentCode',
      sql<string>`(SELECT coalesce(sum(members), 0) FROM department_member_count
        WHERE user_pool_id = one.user_pool_id AND department_id = one.id)`.as('members'),
      sql<boolean>`EXISTS (SELECT FROM department WHERE user_pool_id = one.user_pool_id AND parent_id = one.id)`.as(
        'hasChildren',
      ),
      sql<string[]>`ARRAY(SELECT user_id FROM department_member
        WHERE user_pool_id = one.user_pool_id AND department_id = one.id AND is_leader
        ORDER BY user_id LIMIT ${mostLeaders})`.as('leaderIds'),
      sql<string[]>`ARRAY(SELECT post_id FROM post_department
        WHERE user_pool_id = one.user_pool_id AND department_id = one.id
        ORDER BY post_id LIMIT ${mostPosts})`.as('postIds'),
    ])
    .execute()
}

/** Keeps others from giving a code to an organisation of the pool until the transaction ends. */
export async function holdRootCodes(tx: Tx, userPoolId: string): Promise<void> {
  await tx.selectFrom('user_pool').select('id').where('id', '=', userPoolId).forNoKeyUpdate().execute()
}

/** At most two departments at the top of organisations that are called so, those of one tenant where one is given. */
export async function findRootsOfName(
  reader: Reader,
  userPoolId: string,
  name: string,
  tenantId?: string,
): Promise<Department[]> {
  const rows = await ofPool(reader, userPoolId)
    .where('parent_id', 'is', null)
    .where('name', '=', name)
    .$if(tenantId !== undefined, (query) => query.where(ofTenant(userPoolId, tenantId as string)))
    .orderBy('created_at')
    .limit(2)
    .execute()
  return rows.map(toDepartment)
}
