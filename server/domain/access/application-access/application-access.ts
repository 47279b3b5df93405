import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import type { Application } from '#domain/tenancy/application/application.ts'

/** Whom a rule can be about: accounts of machines do not sign in. */
export const entrantTypes = ['USER', 'ROLE', 'GROUP', 'ORG'] as const satisfies SubjectType[]
export type EntrantType = (typeof entrantTypes)[number]

/** That somebody may, or may not, enter an application. */
export interface AccessRule {
  targetType: EntrantType
  targetId: string
  allows: boolean
  enabled: boolean
  /** Of a department: whether it holds for those below too. */
  inherited: boolean
  createdAt: Date
}

/** Whether who may enter has to be looked up at all. */
export function isRestricted({ settings, hasAccessRules }: Application): boolean {
  return settings.accessEnabled && (hasAccessRules || settings.defaultAccess === 'DENY_ALL')
}
