import { findGrantsOn } from '#domain/ground/permission/grant-store.ts'
import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import type { Question } from '#domain/shape/verb.ts'
import { fits } from './pattern.ts'
import { nameSubjects } from './subject.ts'

export interface TargetQuery {
  namespace: string
  resource: string
  resourceType: string
  type: SubjectType | null
  /** Those who may do all of these actions, or any. */
  actions: { all: boolean; list: string[] } | null
}

export interface PermittedTarget {
  type: SubjectType
  /** The code of a role or group, the id of a person or department. */
  name: string
  actions: string[]
}

/** Who was granted something on a resource, of one kind of subject or of all. Policies are not looked through. */
export const permittedTargets: Question<TargetQuery, PermittedTarget[]> = {
  name: 'permission.list-targets',
  admits: 'manager',
  async answer({ reader, pool }, { namespace, resource, resourceType, type, actions }) {
    const grants = await findGrantsOn(reader, pool.id, namespace, resource, type)
    const fitting = grants.filter(
      (grant) => (grant.resourceType ?? resourceType) === resourceType && suffices(grant.actions, actions),
    )
    const names = await nameSubjects(
      reader,
      pool.id,
      fitting.map(({ target }) => target),
    )
    return fitting.map(({ target, actions: granted }) => ({
      type: target.type,
      name: names.get(`${target.type}:${target.id}`) ?? target.id,
      actions: granted,
    }))
  },
}

function suffices(granted: string[], wanted: TargetQuery['actions']): boolean {
  if (!wanted || wanted.list.length === 0) return true
  const has = (action: string) => granted.some((pattern) => fits(pattern, action))
  return wanted.all ? wanted.list.every(has) : wanted.list.some(has)
}
