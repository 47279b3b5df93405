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
import type { AccessRule, EntrantType, RuleSubject } from './application-access.ts'
import { listRules, type RuleFilter } from './list-store.ts'

/** Somebody whom a rule is about; null where that is gone. */
export type Entrant =
  | { targetType: 'USER'; target: User | null }
  | { targetType: 'ROLE'; target: Role | null }
  | { targetType: 'GROUP'; target: Group | null }
  | { targetType: 'ORG'; target: Department | null }

/** A rule with its subject. */
export type DescribedRule = AccessRule & Entrant

/** The rules of an application, oldest first: all, or those that the filter lets through. 2010 no id, 2011 not of this pool. */
export const listAccessRules: Question<
  Partial<Page> & RuleFilter & { applicationId: string },
  { totalCount: number; list: DescribedRule[] }
> = {
  name: 'application-access.list',
  admits: 'manager',
  async answer({ reader, pool }, { applicationId, page, limit, ...filter }) {
    if (!(await hasApplication(reader, pool.id, applicationId || refuse(2010)))) refuse(2011)
    const of = { userPoolId: pool.id, applicationId }
    const { totalCount, list } = await listRules(reader, of, pageOf(page, limit), filter)
    const targets = await findTargets(reader, pool.id, list)
    const describe = (rule: AccessRule) =>
      ({ ...rule, target: targets.get(`${rule.targetType}:${rule.targetId}`) ?? null }) as DescribedRule
    return { totalCount, list: list.map(describe) }
  },
}

/** The subjects of rules, by `TYPE:id`. */
export async function findTargets(reader: Reader, userPoolId: string, rules: RuleSubject[]) {
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
