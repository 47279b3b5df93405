import { refuse } from '@menshen/contract/errors'
import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import { requireFew, requireSome } from '#domain/shape/list.ts'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { resolveSubjects, type SubjectNames, subjectIds } from '../permission/subject.ts'
import { deleteAssignments, insertAssignments, switchAssignment } from './assignment-store.ts'
import { requirePolicies } from './require.ts'

/** Which policies, and whose. */
export interface Holders {
  policies: string[]
  namespace?: string | null
  type: SubjectType
  names: string[]
}

function parse({ policies, namespace, type, names }: Holders) {
  requireSome(policies, 'policies')
  requireFew(names, 'targetIdentifiers')
  const within = namespaceOf(namespace)
  return { policies: [...new Set(policies)], namespace: within, subjects: { type, names, namespace: within } }
}

interface Parsed {
  policies: string[]
  namespace: string
  subjects: SubjectNames
}

/** 400 none named, 404 a policy, role, group or department is missing, 2004 a person is: then nobody is given anything. */
export const assignPolicies: Verb<
  'policy.assigned',
  Holders & { inherited: boolean },
  void,
  Parsed & { inherited: boolean }
> = {
  name: 'policy.assign',
  admits: 'manager',
  emits: ['policy.assigned'],
  prepare: (_before, { inherited, ...holders }) => ({ ...parse(holders), inherited }),
  async run({ tx, pool, emit }, { policies, namespace, subjects, inherited }) {
    const found = await requirePolicies(tx, pool.id, namespace, policies)
    const targets = await resolveSubjects(tx, pool.id, subjects)
    const ids = found.map(({ id }) => id)
    await insertAssignments(tx, pool.id, ids, targets, inherited)
    emit('policy.assigned', { policyIds: ids, ...subjectIds(targets) })
  },
}

/** Refuses like `assignPolicies`; who does not have the policy is passed over. */
export const unassignPolicies: Verb<'policy.unassigned', Holders, void, Parsed> = {
  name: 'policy.unassign',
  admits: 'manager',
  emits: ['policy.unassigned'],
  prepare: (_before, holders) => parse(holders),
  async run({ tx, pool, emit }, { policies, namespace, subjects }) {
    const found = await requirePolicies(tx, pool.id, namespace, policies)
    const targets = await resolveSubjects(tx, pool.id, subjects)
    const ids = found.map(({ id }) => id)
    const targetIds = targets.map(({ id }) => id)
    await deleteAssignments(tx, pool.id, ids, subjects.type, targetIds)
    emit('policy.unassigned', { policyIds: ids, ...subjectIds(targets) })
  },
}

interface Switch {
  policy: string
  namespace?: string | null
  type: SubjectType
  name: string
  enabled: boolean
}

/** Lets an assignment hold or not. 404 no such policy, target or assignment. */
export const switchPolicy: Verb<'policy.switched', Switch, void> = {
  name: 'policy.switch-assignment',
  admits: 'manager',
  emits: ['policy.switched'],
  prepare: nothingToPrepare,
  async run({ tx, pool, emit }, { policy, namespace, type, name, enabled }) {
    const within = namespaceOf(namespace)
    const [found] = await requirePolicies(tx, pool.id, within, [policy])
    const [target] = await resolveSubjects(tx, pool.id, { type, names: [name], namespace: within })
    if (!found || !target || !(await switchAssignment(tx, pool.id, found.id, target, enabled)))
      refuse(404, { variant: 'policy', values: { key: policy } })
    emit('policy.switched', { policyIds: [found.id], ...subjectIds([target]), enabled })
  },
}
