import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import type { Application } from '#domain/tenancy/application/application.ts'

/** Whom a rule can be about: accounts of machines do not sign in. */
export const entrantTypes = ['USER', 'ROLE', 'GROUP', 'ORG'] as const satisfies SubjectType[]
export type EntrantType = (typeof entrantTypes)[number]

/** Whom a rule is about. */
export interface RuleSubject {
  targetType: EntrantType
  targetId: string
}

/** That somebody may, or may not, enter an application. */
export interface AccessRule extends RuleSubject {
  allows: boolean
  enabled: boolean
  /** Of a department: whether it holds for those below too. */
  inherited: boolean
  createdAt: Date
}

/** How clients name one rule: `<application>:<kind of subject>:<its id>`. */
export function ruleIdOf(applicationId: string, { targetType, targetId }: RuleSubject): string {
  return `${applicationId}:${targetType}:${targetId}`
}

export interface RuleKey {
  applicationId: string
  type: EntrantType
  targetId: string
}

/** Reads such a name; null for what names no rule. */
export function readRuleId(id: string): RuleKey | null {
  const [applicationId, kind, targetId, more] = id.split(':')
  const type = entrantTypes.find((known) => known === kind)
  return applicationId && type && targetId && more === undefined ? { applicationId, type, targetId } : null
}

/** Whether who may enter has to be looked up at all. */
export function isRestricted({ settings, hasAccessRules }: Application): boolean {
  return settings.accessEnabled && (hasAccessRules || settings.defaultAccess === 'DENY_ALL')
}
