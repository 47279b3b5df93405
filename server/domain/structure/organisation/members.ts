import { refuse } from '@menshen/contract/errors'
import type { UserPage } from '#domain/people/user/user-page.ts'
import { findUsers } from '#domain/people/user/user-store.ts'
import { requireFew } from '#domain/shape/list.ts'
import { requireSubject } from '#domain/shape/subject.ts'
import { type Context, nothingToPrepare, type Question, type Verb } from '#domain/shape/verb.ts'
import { findDepartments, findDepartmentsByCode } from './department-store.ts'
import {
  deleteMembers,
  findMemberships,
  insertMembers,
  listMembers,
  type MemberPage,
  type Membership,
  setMain,
} from './member-store.ts'
import type { Department, PlacedDepartment } from './organisation.ts'
import { place, requireDepartment } from './resolve.ts'

/** A department by its id, or by its code in an organisation. */
export interface DepartmentName {
  id?: string | null
  organisationId?: string | null
  code?: string | null
}

async function resolve({ tx, pool }: Context, { id, organisationId, code }: DepartmentName): Promise<Department> {
  if (id) return requireDepartment(tx, pool.id, id)
  if (!organisationId || !code) refuse(2231)
  const [found] = await findDepartmentsByCode(tx, pool.id, [code], organisationId)
  return found ?? refuse(404, { variant: 'department', values: { key: code } })
}

export async function requirePeople({ tx, pool }: Pick<Context, 'tx' | 'pool'>, userIds: string[]): Promise<string[]> {
  const ids = [...new Set(userIds)]
  requireFew(ids, 'userIds')
  if ((await findUsers(tx, pool.id, 'id', ids)).length < ids.length) refuse(2004)
  return ids
}

const placeOf = ({ id: departmentId, organisationId }: Department) => ({ departmentId, organisationId })

/**
 * `isLeader` null: whoever is in it already leads it as before. 2231 no department named, 404 no such department, 2004 one of the
 * people does not exist: then nobody is added.
 */
export const addMembers: Verb<
  'department.members-added',
  DepartmentName & { userIds: string[]; isLeader: boolean | null },
  Department
> = {
  name: 'organisation.add-members',
  admits: 'manager',
  emits: ['department.members-added'],
  prepare: nothingToPrepare,
  async run(context, input) {
    const department = await resolve(context, input)
    const ids = await requirePeople(context, input.userIds)
    await insertMembers(context.tx, department, ids, input.isLeader, context.now)
    context.emit('department.members-added', { ...placeOf(department), userIds: ids })
    return department
  },
}

/** Refuses like `addMembers`; who is not in the department is passed over. */
export const removeMembers: Verb<'department.members-removed', DepartmentName & { userIds: string[] }, Department> = {
  name: 'organisation.remove-members',
  admits: 'manager',
  emits: ['department.members-removed'],
  prepare: nothingToPrepare,
  async run(context, input) {
    const department = await resolve(context, input)
    const ids = await requirePeople(context, input.userIds)
    await deleteMembers(context.tx, department, ids)
    context.emit('department.members-removed', { ...placeOf(department), userIds: ids })
    return department
  },
}

/** Moves those of the people who are in the first department to the second. 404 no such department. */
export const moveMembers: Verb<
  'department.members-moved',
  { userIds: string[]; sourceId: string; targetId: string },
  void
> = {
  name: 'organisation.move-members',
  admits: 'manager',
  emits: ['department.members-moved'],
  prepare: nothingToPrepare,
  async run(context, { userIds, sourceId, targetId }) {
    const { tx, pool, now } = context
    const source = await requireDepartment(tx, pool.id, sourceId)
    const target = await requireDepartment(tx, pool.id, targetId)
    const moved = await deleteMembers(tx, source, await requirePeople(context, userIds))
    await insertMembers(tx, target, moved, false, now)
    context.emit('department.members-moved', { sourceId, targetId, userIds: moved })
  },
}

/** By its id, or by its code in any organisation of the person. Null: no main department any more. */
export interface MainDepartment {
  id?: string | null | undefined
  code?: string | null | undefined
}

/** 404 when the person is not in that department. */
export async function makeMain(
  context: Pick<Context<'department.main-set'>, 'tx' | 'pool' | 'changed' | 'emit'>,
  userId: string,
  main: MainDepartment,
) {
  const { tx, pool, changed, emit } = context
  const id = main.id || (main.code ? await ownDepartmentOf(context, userId, main.code) : null)
  if (!(await setMain(tx, pool.id, userId, id))) refuse(404, { variant: 'department', values: { key: id ?? '' } })
  changed(`user:${pool.id}:${userId}`)
  emit('department.main-set', { userId, departmentId: id })
}

async function ownDepartmentOf({ tx, pool }: Pick<Context, 'tx' | 'pool'>, userId: string, code: string) {
  const own = (await findMemberships(tx, pool.id, userId)).map(({ departmentId }) => departmentId)
  const found = (await findDepartments(tx, pool.id, own)).find((department) => department.code === code)
  return found?.id ?? refuse(404, { variant: 'department', values: { key: code } })
}

/** Null: no main department any more. 404 when the person is not in that department, or is nobody. */
export const setMainDepartment: Verb<'department.main-set', { userId: string; departmentId: string | null }, void> = {
  name: 'organisation.set-main-department',
  admits: 'manager',
  emits: ['department.main-set'],
  prepare: nothingToPrepare,
  async run(context, { userId, departmentId }) {
    await requirePeople(context, [userId])
    await makeMain(context, userId, { id: departmentId })
  },
}

/** The people in a department; 404 when it is gone. */
export const listDepartmentMembers: Question<MemberPage & { id: string }, UserPage> = {
  name: 'organisation.members',
  admits: 'manager',
  async answer({ reader, pool }, { id, ...page }) {
    const [department] = await findDepartments(reader, pool.id, [id])
    return department
      ? listMembers(reader, department, page)
      : refuse(404, { variant: 'department', values: { key: id } })
  },
}

export type PlacedMembership = Membership & { place: PlacedDepartment }

/** The departments that a person is in, with those above them. People see their own (1001 for anybody else's). */
export const departmentsOfUser: Question<{ userId: string | null }, PlacedMembership[]> = {
  name: 'organisation.of-user',
  admits: 'any user or manager',
  async answer(before, { userId }) {
    const { reader, pool } = before
    const memberships = await findMemberships(reader, pool.id, requireSubject(before, userId))
    const departments = await findDepartments(
      reader,
      pool.id,
      memberships.map(({ departmentId }) => departmentId),
    )
    const places = await place(reader, pool.id, departments)
    return memberships.flatMap((membership) => {
      const found = places.find(({ department }) => department.id === membership.departmentId)
      return found ? [{ ...membership, place: found }] : []
    })
  },
}
