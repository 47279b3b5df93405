import type { CustomValue } from '#domain/people/custom-field/custom-field.ts'
import { valuesOf } from '#domain/people/custom-field/read-values.ts'
import type { Before } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import type { Department } from '../organisation/organisation.ts'
import { findSurroundings, type Surroundings } from './named-store.ts'

/** A department with what is told of it besides. */
export interface DescribedDepartment {
  department: Department
  /** By which clients name the organisation. */
  organisationCode: string
  tenantId: string | null
  parentCode: string | null
  hasChildren: boolean
  /** Who is in it itself. */
  membersCount: number
  /** At most 1,000. */
  leaderIds: string[]
  /** The posts that there are in it; at most 1,000. */
  postIds: string[]
  /** What stands in its custom fields, where that was asked for. */
  values?: CustomValue[]
}

/** Describes departments of one pool, in their order: one statement, however many there are. */
export async function describe(
  reader: Reader,
  userPoolId: string,
  departments: readonly Department[],
): Promise<DescribedDepartment[]> {
  if (departments.length === 0) return []
  const ids = departments.map(({ id }) => id)
  const around = new Map((await findSurroundings(reader, userPoolId, ids)).map((one) => [one.id, one]))
  return departments.flatMap((department) => {
    const one = around.get(department.id)
    return one ? [describedBy(department, one)] : []
  })
}

function describedBy(department: Department, around: Surroundings): DescribedDepartment {
  const { rootCode, organisationId, members, tenantId, parentCode, hasChildren, leaderIds, postIds } = around
  const organisationCode = rootCode ?? organisationId
  const membersCount = Number(members)
  return { department, organisationCode, tenantId, parentCode, hasChildren, membersCount, leaderIds, postIds }
}

export interface Tell {
  withCustomData?: boolean | undefined
}

/** The same for a question, with the custom fields where they are asked for: one statement more. */
export async function tell(
  { reader, pool, ports }: Before,
  departments: readonly Department[],
  { withCustomData }: Tell,
): Promise<DescribedDepartment[]> {
  const described = await describe(reader, pool.id, departments)
  if (!withCustomData) return described
  const ids = departments.map(({ id }) => id)
  const values = await valuesOf({ reader, ports }, pool.id, 'NODE', ids)
  return described.map((one) => ({ ...one, values: values.get(one.department.id) ?? [] }))
}
