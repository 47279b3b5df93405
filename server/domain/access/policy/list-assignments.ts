import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import type { Reader } from '#platform/database/database.ts'
import { findSubjects, nameSubjects } from '../permission/subject.ts'
import { type Assignment, listAssignments as readPage } from './assignment-store.ts'
import { administratorAccess } from './policy.ts'
import { findPolicies, findPoliciesById } from './policy-store.ts'

export type NamedAssignment = Assignment & {
  policyCode: string
  /** As clients name the target: the code of a role or group, the id of a person or department. */
  targetName: string
}

export interface Assignments {
  totalCount: number
  list: NamedAssignment[]
}

export type AssignmentQuery = Page & {
  namespace?: string | null
  code?: string | null
  type?: SubjectType | null
  name?: string | null
}

const none: Assignments = { totalCount: 0, list: [] }

/** The assignments of a policy, or of a person, role, group or department; none for what does not exist. */
export const listAssignments: Question<AssignmentQuery, Assignments> = {
  name: 'policy.list-assignments',
  admits: 'manager',
  async answer({ reader, pool }, { namespace, code, type, name, ...page }) {
    const within = namespaceOf(namespace)
    const policyId = code ? await policyIdOf(reader, pool.id, within, code) : undefined
    const [target] = type && name ? await findSubjects(reader, pool.id, { type, names: [name], namespace: within }) : []
    if (policyId === null || (name && !target)) return none
    const { totalCount, list } = await readPage(reader, pool.id, {
      ...page,
      ...(policyId && { policyId }),
      ...(type && { type }),
      ...(target && { targetId: target.id }),
    })
    return { totalCount, list: await nameAll(reader, pool.id, list) }
  },
}

async function policyIdOf(reader: Reader, userPoolId: string, namespace: string, code: string): Promise<string | null> {
  if (code === administratorAccess.code && namespace === administratorAccess.namespace) return administratorAccess.id
  const [policy] = await findPolicies(reader, userPoolId, namespace, [code])
  return policy?.id ?? null
}

async function nameAll(reader: Reader, userPoolId: string, list: Assignment[]): Promise<NamedAssignment[]> {
  const ids = [...new Set(list.map(({ policyId }) => policyId))]
  const codes = new Map((await findPoliciesById(reader, userPoolId, ids)).map(({ id, code }) => [id, code]))
  const names = await nameSubjects(
    reader,
    userPoolId,
    list.map(({ targetType, targetId }) => ({ type: targetType, id: targetId })),
  )
  return list.map((one) => ({
    ...one,
    policyCode: codes.get(one.policyId) ?? one.policyId,
    targetName: names.get(`${one.targetType}:${one.targetId}`) ?? one.targetId,
  }))
}
