import { refuse } from '@menshen/contract/errors'
import type { Subject, SubjectType } from '#domain/ground/permission/subject-type.ts'
import { requireFew } from '#domain/shape/list.ts'
import { requireSubject } from '#domain/shape/subject.ts'
import type { Before, Question } from '#domain/shape/verb.ts'
import { namespaceOf, requireNamespace } from '#domain/tenancy/namespace/require.ts'
import { findResources, type Resource } from '../resource/resource-store.ts'
import { allHold } from './condition.ts'
import { conditionContextOf } from './decide.ts'
import { fits, kindOf } from './pattern.ts'
import { findRules, type PermissionRule } from './rule-store.ts'
import { findSubjects, resolveSubjects } from './subject.ts'

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

/** What is known of a resource with what somebody may do, or may not. */
export interface ToldPermission extends PermittedResource {
  description: string | null
  effect: 'ALLOW' | 'DENY'
}

export interface DemandedQuery extends PermittedQuery {
  /** Only these resources; all when left out. */
  resources?: string[] | undefined
  /** With what is denied besides, under DENY. */
  withDenied?: boolean | undefined
}

/**
 * The same of somebody who must be there, in a namespace that must be: 2004 no such person, 404 no such role, group or
 * department, or namespace.
 */
export const demandPermitted: Question<DemandedQuery, ToldPermission[]> = {
  name: 'permission.demand-resources',
  admits: 'any user or manager',
  async answer(before, { namespace, resources, withDenied = false, ...asked }) {
    const { reader, pool } = before
    requireFew(resources ?? [], 'resourceList')
    const within = namespaceOf(namespace)
    const names = [nameOf(before, asked)]
    await requireNamespace(reader, pool.id, within)
    const [subject] = await resolveSubjects(reader, pool.id, { type: asked.type, names, namespace: within })
    const rules = await holdingRules(before, within, subject as Subject)
    const told = [
      ...(await describe(before, within, merge(rules), 'ALLOW')),
      ...(withDenied ? await describe(before, within, denied(rules), 'DENY') : []),
    ]
    return ofType(told, asked.resourceType).filter(({ code }) => resources?.includes(code) ?? true)
  },
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
  target: Target,
  namespace: string,
  resourceType: string | null,
): Promise<PermittedResource[]> {
  const { reader, pool } = before
  const names = [nameOf(before, target)]
  const [subject] = await findSubjects(reader, pool.id, { type: target.type, names, namespace })
  if (!subject) return []
  const told = await describe(before, namespace, merge(await holdingRules(before, namespace, subject)), 'ALLOW')
  return ofType(told, resourceType).map(({ description: _, effect: __, ...resource }) => resource)
}

/** Whose permissions are asked for: people ask for their own (1001). */
function nameOf(before: Before, { type, name }: Target): string {
  if (before.caller.kind === 'user' && type !== 'USER') refuse(1001)
  return type === 'USER' ? requireSubject(before, name) : (name ?? refuse(2231))
}

const ofType = (told: ToldPermission[], wanted: string | null | undefined) =>
  told.filter(({ type }) => !wanted || type === wanted)

/** The rules that reach a subject whose conditions hold here and now. */
async function holdingRules(before: Before, namespace: string, subject: Subject): Promise<PermissionRule[]> {
  const rules = await findRules(before.reader, before.pool.id, { namespace, now: before.now }, subject)
  return rules.filter(({ condition }) => allHold(condition, conditionContextOf(before, subject.id)))
}

type Gathered = Map<string, { type: string | null; actions: Set<string> }>

/** By resource: the actions that are allowed and not denied. A denied pattern takes away what it covers. */
function merge(rules: PermissionRule[]): Gathered {
  const denials = rules.filter(({ allows }) => !allows)
  const left = ({ resource, actions }: PermissionRule) =>
    actions.filter((action) => !denials.some((denial) => covers(denial, resource, action)))
  return gather(rules.filter(({ allows }) => allows).map((rule) => ({ ...rule, actions: left(rule) })))
}

const denied = (rules: PermissionRule[]) => gather(rules.filter(({ allows }) => !allows))

function gather(rules: PermissionRule[]): Gathered {
  const found: Gathered = new Map()
  for (const { resource, type, actions } of rules) {
    if (actions.length === 0) continue
    const entry = found.get(resource) ?? { type: null, actions: new Set<string>() }
    for (const action of actions) entry.actions.add(action)
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
  found: Gathered,
  effect: ToldPermission['effect'],
): Promise<ToldPermission[]> {
  const codes = [...new Set([...found.keys()].flatMap((code) => [code, kindOf(code)]))]
  const defined = new Map((await findResources(reader, pool.id, namespace, codes)).map((one) => [one.code, one]))
  const definition = (code: string): Resource | undefined => defined.get(code) ?? defined.get(kindOf(code))
  return [...found]
    .map(([code, { type, actions }]) => ({
      code,
      type: type ?? definition(code)?.type ?? null,
      actions: [...actions].sort(),
      apiIdentifier: definition(code)?.apiIdentifier ?? null,
      description: definition(code)?.description ?? null,
      effect,
    }))
    .sort((one, other) => (one.code < other.code ? -1 : 1))
}
