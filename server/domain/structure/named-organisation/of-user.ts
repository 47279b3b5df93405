import { refuse } from '@menshen/contract/errors'
import { findUserBy } from '#domain/people/user/user-store.ts'
import { requireFew } from '#domain/shape/list.ts'
import { requireSubject } from '#domain/shape/subject.ts'
import type { Context, Question, Verb } from '#domain/shape/verb.ts'
import { findDepartments } from '../organisation/department-store.ts'
import { findMemberships, insertMemberships, type Membership } from '../organisation/member-store.ts'
import { makeMain } from '../organisation/members.ts'
import { ancestorIds, type Department } from '../organisation/organisation.ts'
import { type DescribedDepartment, type Tell, tell } from './describe.ts'
import { holdPerson, leaveOthers, listMemberships, type MembershipPage } from './membership-store.ts'

export type DescribedMembership = Membership & {
  place: DescribedDepartment
  /** From the top down to the department itself; empty where that was not asked for. */
  way: Department[]
}

/** A page of the departments that a person is in. People see their own (1001 for anybody else's); 2004 no such person. */
export const listDepartmentsOf: Question<
  { userId: string | null; withWays: boolean } & MembershipPage & Tell,
  { totalCount: number; list: DescribedMembership[] }
> = {
  name: 'department.of-user',
  admits: 'any user or manager',
  async answer(before, { userId, withWays, withCustomData, ...page }) {
    const { reader, pool } = before
    const subject = requireSubject(before, userId)
    if (!(await findUserBy(reader, pool.id, 'id', subject))) refuse(2004)
    const { totalCount, list } = await listMemberships(reader, pool.id, subject, page)
    const departments = list.map(({ department }) => department)
    const above = withWays ? [...new Set(departments.flatMap(ancestorIds))] : []
    const byId = new Map((await findDepartments(reader, pool.id, above)).map((one) => [one.id, one]))
    const places = new Map((await tell(before, departments, { withCustomData })).map((one) => [one.department.id, one]))
    const described = list.flatMap(({ department, ...membership }) => {
      const place = places.get(department.id)
      return place ? [{ ...membership, place, way: ancestorIds(department).flatMap((id) => byId.get(id) ?? []) }] : []
    })
    return { totalCount, list: described }
  },
}

export interface WantedMembership {
  departmentId: string
  /** Left out: as it is, and no leader of a department that is new. */
  isLeader?: boolean | undefined
  /** Left out: as it is. */
  isMain?: boolean | undefined
}

type Told = 'department.members-added' | 'department.members-removed' | 'department.main-set'

/**
 * Has a person be in these departments, and in no others. 400 more than 1,000, or several main ones; 2004 no such person; 404 names
 * the first department that there is not.
 */
export const setDepartmentsOf: Verb<Told, { userId: string; departments: WantedMembership[] }, void> = {
  name: 'department.set-of-user',
  admits: 'manager',
  emits: ['department.members-added', 'department.members-removed', 'department.main-set'],
  prepare(_before, { userId, departments }) {
    requireFew(departments, 'departments')
    const last = [...new Map(departments.map((wanted) => [wanted.departmentId, wanted])).values()]
    requireFew(
      last.filter(({ isMain }) => isMain),
      'isMainDepartment',
      1,
    )
    return { userId, departments: last }
  },
  async run(context, { userId, departments }) {
    const { tx, pool, now } = context
    if (!(await holdPerson(tx, pool.id, userId))) refuse(2004)
    const ids = departments.map(({ departmentId }) => departmentId)
    const found = new Map((await findDepartments(tx, pool.id, ids)).map((one) => [one.id, one]))
    const missing = ids.find((id) => !found.has(id))
    if (missing !== undefined) refuse(404, { variant: 'department', values: { key: missing } })
    const before = await findMemberships(tx, pool.id, userId)
    await leave(context, userId, ids)
    for (const leads of [true, false, null]) {
      const joined = departments.filter(({ isLeader = null }) => isLeader === leads)
      const pairs = joined.map(({ departmentId }) => ({ departmentId, userId }))
      await insertMemberships(tx, pool.id, pairs, leads, now)
    }
    const known = new Set(before.map(({ departmentId }) => departmentId))
    for (const { id: departmentId, organisationId } of found.values())
      if (!known.has(departmentId))
        context.emit('department.members-added', { departmentId, organisationId, userIds: [userId] })
    await settleMain(context, userId, departments, before.find(({ isMain }) => isMain)?.departmentId ?? null)
  },
}

async function leave(
  { tx, pool, emit }: Context<'department.members-removed'>,
  userId: string,
  kept: string[],
): Promise<void> {
  const left = await findDepartments(tx, pool.id, await leaveOthers(tx, pool.id, userId, kept))
  for (const { id: departmentId, organisationId } of left)
    emit('department.members-removed', { departmentId, organisationId, userIds: [userId] })
}

/** @param former the main department that the person had */
async function settleMain(
  context: Context<'department.main-set'>,
  userId: string,
  departments: WantedMembership[],
  former: string | null,
): Promise<void> {
  const chosen = departments.find(({ isMain }) => isMain)?.departmentId
  const wanted = departments.find(({ departmentId }) => departmentId === former)
  const stays = wanted !== undefined && wanted.isMain !== false ? former : null
  const next = chosen ?? stays
  if (next !== former) await makeMain(context, userId, { id: next })
}
