import { refuse } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import { findUsers } from '#domain/people/user/user-store.ts'
import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Group } from '#domain/structure/group/group.ts'
import { findGroupsById } from '#domain/structure/group/group-store.ts'
import { findDepartments } from '#domain/structure/organisation/department-store.ts'
import type { Department } from '#domain/structure/organisation/organisation.ts'
import type { Role } from '#domain/structure/role/role.ts'
import { findRolesById } from '#domain/structure/role/role-store.ts'
import { hasApplication } from '#domain/tenancy/application/application-store.ts'
import type { Reader } from '#platform/database/database.ts'
import { listRules } from './access-store.ts'
import type { AccessRule, EntrantType } from './application-access.ts'

/** A rule with its subject; null where that is gone. */
export type DescribedRule = AccessRule &
  (
    | { targetType: 'USER'; target: User | null }
    | { targetType: 'ROLE'; target: Role | null }
    | { targetType: 'GROUP'; target: Group | null }
    | { targetType: 'ORG'; target: Department | null }
  )

/** The rules of an application, oldest first. 2010 no id, 2011 not of this pool. */
export const listAccessRules: Question<
  Partial<Page> & { applicationId: string },
  { totalCount: number; list: DescribedRule[] }
> = {
  name: 'application-access.list',
  admits: 'manager',
  async answer({ reader, pool }, { applicationId, page, limit }) {
    if (!(await hasApplication(reader, pool.id, applicationId || refuse(2010)))) refuse(2011)
    const { totalCount, list } = await listRules(reader, pool.id, applicationId, pageOf(page, limit))
    const targets = await findTargets(reader, pool.id, list)
    const describe = (rule: AccessRule) =>
      ({ ...rule, target: targets.get(`${rule.targetType}:${rule.targetId}`) ?? null }) as DescribedRule
    return { totalCount, list: list.map(describe) }
  },
}

async function findTargets(reader: Reader, userPoolId: string, rules: AccessRule[]) {
  const of = (type: EntrantType) => rules.flatMap(({ targetType, targetId }) => (targetType === type ? targetId : []))
  const found = {
    USER: await findUsers(reader, userPoolId, 'id', of('USER')),
    ROLE: await findRolesById(reader, userPoolId, of('ROLE')),
    GROUP: await findGroupsById(reader, userPoolId, of('GROUP')),
    ORG: await findDepartments(reader, userPoolId, of('ORG')),
  }
  return new Map(
    Object.entries(found).flatMap(([type, records]) =>
      records.map((record): [string, User | Role | Group | Department] => [`${type}:${record.id}`, record]),
    ),
  )
}
