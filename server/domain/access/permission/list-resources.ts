import { refuse } from '@menshen/contract/errors'
import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import { requireFew } from '#domain/shape/list.ts'
import { requireSubject } from '#domain/shape/subject.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import { namespaceOf } from '#domain/tenancy/namespace/require.ts'
import { findResources, type Resource } from '../resource/resource-store.ts'
import { allHold } from './condition.ts'
import { conditionContextOf } from './decide.ts'
import { fits, kindOf } from './pattern.ts'
import { findRules, type PermissionRule } from './rule-store.ts'
import { findSubjects } from './subject.ts'

/** A resource on which a subject may do these actions; `actions` are patterns as they were granted. */
export interface PermittedResource {
  code: string
  type: string | null
  actions: string[]
  apiIdentifier: string | null
}

export interface Target {
  type: SubjectType
  /** Null: the person who asks. */
  name: string | null
}

export interface PermittedQuery extends Target {
  namespace?: string | null | undefined
  resourceType?: string | null | undefined
}

/**
 * What a person, role, group or department may do, however it comes to it. People see their own (1001 for anybody
 * else's); none for who does not exist.
 */
export const permittedResources: Question<PermittedQuery, PermittedResource[]> = {
  name: 'permission.list-resources',
  admits: 'any user or manager',
  answer: (before, { type, name, namespace, resourceType }) =>
    listOf(before, { type, name }, namespaceOf(namespace), resourceType ?? null),
}

/** The same for several at once, in the order asked for. */
export const permittedOfMany: Question<
  { targets: Target[]; namespace: string | null; resourceType: string | null },
  PermittedResource[][]
> = {
  name: 'permission.list-resources-batch',
  admits: 'manager',
  async answer(before, { targets, namespace, resourceType }) {
    requireFew(targets, 'targetIdentifiers', 100)
    const lists: PermittedResource[][] = []
    for (const target of targets) lists.push(await listOf(before, target, namespaceOf(namespace), resourceType))
    return lists
  },
}

/** Which resources of a kind a person may do something on: with the kind `ec2` those granted as `ec2`, `ec2:1`, `ec2:*`. */
export const permittedOfKind: Question<
  { userId: string; namespace: string | null; kind: string },
  PermittedResource[]
> = {
  name: 'permission.list-kind',
  admits: 'any user or manager',
  async answer(before, { userId, namespace, kind }) {
    const all = await listOf(before, { type: 'USER', name: userId }, namespaceOf(namespace), null)
    return all.filter(({ code }) => code === '*' || kindOf(code) === kind)
  },
}

async function listOf(
  before: Before,
  { type, name }: Target,
  namespace: string,
  resourceType: string | null,
): Promise<PermittedResource[]> {
  const { reader, pool, caller, now } = before
  if (caller.kind === 'user' && type !== 'USER') refuse(1001)
  const wanted = type === 'USER' ? requireSubject(before, name) : (name ?? refuse(2231))
  const [subject] = await findSubjects(reader, pool.id, { type, names: [wanted], namespace })
  if (!subject) return []
  const rules = await findRules(reader, pool.id, { namespace, now }, subject)
  const holding = rules.filter(({ condition }) => allHold(condition, conditionContextOf(before, subject.id)))
  return describe(before, namespace, merge(holding), resourceType)
}

/** By resource: the actions that are allowed and not denied. A denied pattern takes away what it covers. */
function merge(rules: PermissionRule[]): Map<string, { type: string | null; actions: Set<string> }> {
  const found = new Map<string, { type: string | null; actions: Set<string> }>()
  const denials = rules.filter(({ allows }) => !allows)
  for (const { resource, type, actions, allows } of rules) {
    if (!allows) continue
    const left = actions.filter((action) => !denials.some((denial) => covers(denial, resource, action)))
    if (left.length === 0) continue
    const entry = found.get(resource) ?? { type: null, actions: new Set<string>() }
    for (const action of left) entry.actions.add(action)
    found.set(resource, { type: entry.type ?? type, actions: entry.actions })
  }
  return found
}

function covers(denial: PermissionRule, resource: string, action: string): boolean {
  return fits(denial.resource, resource) && denial.actions.some((pattern) => fits(pattern, action))
}

async function describe(
  { reader, pool }: Before,
  namespace: string,
  found: ReturnType<typeof merge>,
  resourceType: string | null,
): Promise<PermittedResource[]> {
  const codes = [...new Set([...found.keys()].flatMap((code) => [code, kindOf(code)]))]
  const defined = new Map((await findResources(reader, pool.id, namespace, codes)).map((one) => [one.code, one]))
  const definition = (code: string): Resource | undefined => defined.get(code) ?? defined.get(kindOf(code))
  return [...found]
    .map(([code, { type, actions }]) => ({
      code,
      type: type ?? definition(code)?.type ?? null,
      actions: [...actions].sort(),
      apiIdentifier: definition(code)?.apiIdentifier ?? null,
    }))
    .filter(({ type }) => resourceType === null || type === resourceType)
    .sort((one, other) => (one.code < other.code ? -1 : 1))
}
