import type { Question } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { countAssignments } from './assignment-store.ts'
import { administratorAccess, type Policy, type PolicyName } from './policy.ts'
import { findPolicies, type PolicyPage, listPolicies as readPage } from './policy-store.ts'

/** The policy of that name, null when there is none. */
export const getPolicy: Question<PolicyName, Policy | null> = {
  name: 'policy.get',
  admits: 'manager',
  async answer({ reader, pool }, { code, namespace }) {
    const within = namespaceOf(namespace)
    if (code === administratorAccess.code && within === administratorAccess.namespace)
      return { ...administratorAccess, userPoolId: pool.id }
    const [policy] = await findPolicies(reader, pool.id, within, [code])
    return policy ?? null
  },
}

export interface Policies {
  totalCount: number
  list: Policy[]
}

/** A page of a namespace, newest first; the built-in one comes last. */
export const listPolicies: Question<Omit<PolicyPage, 'namespace'> & { namespace: string | null }, Policies> = {
  name: 'policy.list',
  admits: 'manager',
  async answer({ reader, pool }, { namespace, excludeDefault, page, limit }) {
    const within = namespaceOf(namespace)
    const offset = (page - 1) * limit
    const { totalCount, list } = await readPage(reader, pool.id, { namespace: within, limit, offset })
    if (excludeDefault || within !== administratorAccess.namespace) return { totalCount, list }
    const isNext = offset <= totalCount && list.length < limit
    const all = isNext ? [...list, { ...administratorAccess, userPoolId: pool.id }] : list
    return { totalCount: totalCount + 1, list: all }
  },
}

/** How many a policy has been given to. */
export const assignmentsCount: Question<{ id: string }, number> = {
  name: 'policy.assignments-count',
  admits: 'manager',
  answer: ({ reader, pool }, { id }) => countAssignments(reader, pool.id, id),
}
