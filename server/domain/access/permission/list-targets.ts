import { findGrantsOn, type Grant, pageOfGrantsOn } from '#domain/ground/permission/grant-store.ts'
import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import type { Page } from '#domain/shape/page.ts'
import { checkedText } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import { namespaceOf, requireNamespace } from '#domain/tenancy/namespace/require.ts'
import type { Reader } from '#platform/database/database.ts'
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
    return named(reader, pool.id, fitting)
  },
}

async function named(reader: Reader, userPoolId: string, grants: Grant[]): Promise<PermittedTarget[]> {
  const names = await nameSubjects(
    reader,
    userPoolId,
    grants.map(({ target }) => target),
  )
  return grants.map(({ target: { type, id }, actions }) => ({ type, name: names.get(`${type}:${id}`) ?? id, actions }))
}

export interface TargetPageQuery extends Page {
  namespace?: string | null | undefined
  resource: string
  /** Which kinds of subjects. */
  types: SubjectType[]
}

/** One page of those who were granted something on a resource. Policies are not looked through. 404 no such namespace. */
export const listPermittedTargets: Question<TargetPageQuery, { totalCount: number; list: PermittedTarget[] }> = {
  name: 'permission.list-target-page',
  admits: 'manager',
  async answer({ reader, pool }, { namespace, resource, types, ...page }) {
    const of = { namespace: namespaceOf(namespace), resource: checkedText(resource, 'resource'), types }
    await requireNamespace(reader, pool.id, of.namespace)
    const { totalCount, list } = await pageOfGrantsOn(reader, pool.id, of, page)
    return { totalCount, list: await named(reader, pool.id, list) }
  },
}

function suffices(granted: string[], wanted: TargetQuery['actions']): boolean {
  if (!wanted || wanted.list.length === 0) return true
  const has = (action: string) => granted.some((pattern) => fits(pattern, action))
  return wanted.all ? wanted.list.every(has) : wanted.list.some(has)
}
