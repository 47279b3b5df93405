import { refuse } from '@menshen/contract/errors'
import { deleteGrant, type Grant, saveGrants } from '#domain/ground/permission/grant-store.ts'
import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import { requiredText } from '#domain/shape/text.ts'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { namespaceOf, requireNamespace } from '#domain/tenancy/namespace/require.ts'
import { actionsOf } from '../policy/statement-input.ts'
import { storedPattern } from './pattern.ts'
import { resolveSubjects, subjectIds } from './subject.ts'

/** Actions on resources for some subjects. */
export interface GrantInput {
  type: SubjectType
  names: string[]
  resources: { code: string; resourceType?: string | null; actions?: string[] | null }[]
}

export interface Grants {
  namespace?: string | null
  grants: GrantInput[]
}

interface Parsed {
  namespace: string
  grants: { type: SubjectType; names: string[]; resources: Omit<Grant, 'target'>[] }[]
}

/** Subjects times resources, over all of a call. */
const most = 10_000

/** `all`: what stands for actions that are not named. */
function parse({ namespace, grants }: Grants, all: string[]): Parsed {
  const count = grants.reduce((sum, { names, resources }) => sum + names.length * resources.length, 0)
  if (count === 0) refuse(400, { variant: 'empty', values: { field: 'resources' } })
  if (count > most) refuse(400, { variant: 'many', values: { field: 'resources', max: most } })
  return {
    namespace: namespaceOf(namespace),
    grants: grants.map(({ type, names, resources }) => ({
      type,
      names,
      resources: resources.map(({ code, resourceType, actions }) => ({
        resource: storedPattern(requiredText(code, 'resource', 512)),
        resourceType: resourceType ?? null,
        actions: actions?.length ? actionsOf(actions) : all,
      })),
    })),
  }
}

async function flatten({ tx, pool }: Context, { namespace, grants }: Parsed): Promise<Grant[]> {
  const flat: Grant[] = []
  for (const { type, names, resources } of grants)
    for (const target of await resolveSubjects(tx, pool.id, { type, names, namespace }))
      flat.push(...resources.map((resource) => ({ ...resource, target })))
  return flat
}

/** Each once, however many resources. */
const subjectsOf = (grants: Grant[]) => subjectIds([...new Set(grants.map(({ target }) => target))])

/**
 * Lets subjects do actions on resources, every action when none are named. 400 malformed, 404 no such
 * namespace, 2004 a person is missing, 404 a role, group or department is: then nobody is granted anything.
 */
export const grantResources: Verb<'permission.granted', Grants, void, Parsed> = {
  name: 'permission.grant',
  admits: 'manager',
  emits: ['permission.granted'],
  prepare: (_before, grants) => parse(grants, ['*']),
  async run(context, parsed) {
    await requireNamespace(context.tx, context.pool.id, parsed.namespace)
    const grants = await flatten(context, parsed)
    await saveGrants(context.tx, context.pool.id, parsed.namespace, grants, context.now)
    context.emit('permission.granted', subjectsOf(grants))
  },
}

/** Takes grants back, all actions when none are named. Refuses like `grantResources`, except for the namespace; what was not granted is passed over. */
export const revokeResources: Verb<'permission.revoked', Grants, void, Parsed> = {
  name: 'permission.revoke',
  admits: 'manager',
  emits: ['permission.revoked'],
  prepare: (_before, grants) => parse(grants, []),
  async run(context, parsed) {
    const grants = await flatten(context, parsed)
    for (const grant of grants) await deleteGrant(context.tx, context.pool.id, parsed.namespace, grant)
    context.emit('permission.revoked', subjectsOf(grants))
  },
}
