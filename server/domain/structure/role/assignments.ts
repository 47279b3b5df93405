import type { Page } from '#domain/shape/page.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import { findDepartments } from '../organisation/department-store.ts'
import type { Department } from '../organisation/organisation.ts'
import { type Assignment, listAssignments } from './assignment-store.ts'
import { demandRole } from './find.ts'
import type { HolderKind } from './holder-store.ts'
import { isOn, type Role, type RoleName } from './role.ts'

export interface AssignmentPage {
  role: Role
  totalCount: number
  /** `holds`: whether whoever it was given to has what the role permits now. */
  list: (Assignment & { holds: boolean })[]
}

/**
 * What a role was given to itself, and for when: departments, then groups, then people, each the newest first; or only those of these kinds.
 * `text`: only those in whose name, code or address it stands. 404 when there is no such role.
 */
export const roleAssignments: Question<
  RoleName & Page & { kinds?: HolderKind[] | undefined; text?: string | undefined },
  AssignmentPage
> = {
  name: 'role.assignments',
  admits: 'manager',
  async answer(before, { code, namespace, kinds = [], text = '', ...page }) {
    const { reader, pool, now } = before
    const search = checkedText(text.trim(), 'query', 100)
    const role = await demandRole.answer(before, { code, namespace })
    const wanted = (['department', 'group', 'user'] as const).filter((kind) => !kinds.length || kinds.includes(kind))
    const asked = { ...page, userPoolId: pool.id, roleId: role.id, kinds: wanted, search, begun: false, now }
    const { totalCount, list } = await listAssignments(reader, asked)
    const begun = ({ beginsAt }: Assignment) => beginsAt === null || beginsAt <= now
    return { role, totalCount, list: list.map((one) => ({ ...one, holds: begun(one) && isOn(role, now) })) }
  },
}

/** The departments that a role was given to itself and for now, the newest first. 404 when there is no such role. */
export const roleDepartments: Question<RoleName & Page, { totalCount: number; list: Department[] }> = {
  name: 'role.departments',
  admits: 'manager',
  async answer(before, { code, namespace, ...page }) {
    const { reader, pool, now } = before
    const { id: roleId } = await demandRole.answer(before, { code, namespace })
    const asked = { userPoolId: pool.id, roleId, kinds: ['department' as const], search: '', begun: true, now }
    const { totalCount, list } = await listAssignments(reader, { ...page, ...asked })
    const ids = list.map(({ holderId }) => holderId)
    const found = new Map((await findDepartments(reader, pool.id, ids)).map((one) => [one.id, one]))
    return { totalCount, list: ids.flatMap((id) => found.get(id) ?? []) }
  },
}
