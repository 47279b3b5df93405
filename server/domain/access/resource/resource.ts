import { refuse } from '@menshen/contract/errors'
import { requireSome } from '#domain/shape/list.ts'
import { type Context, nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { namespaceOf, requireNamespace } from '#domain/tenancy/namespace/require.ts'
import { newId } from '#platform/crypto/random.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'
import { numbered, numberedOne, type Resource } from './numbered.ts'
import { parseResource, type ResourceFields, type ResourceInput } from './resource-input.ts'
import {
  findResources,
  insertResources,
  deleteResource as removeResource,
  deleteResources as removeResources,
  type Resource as StoredResource,
  saveResource,
} from './resource-store.ts'

export interface NewResource {
  namespace?: string | null | undefined
  input: ResourceInput
}

interface Parsed {
  namespace: string
  fields: ResourceFields
}

const most = 1_000

/** Makes all of these resources or none. 400 malformed, 404 no such namespace, 409 a code is taken. */
export const createResources: Verb<'resource.created', NewResource[], Resource[], Parsed[]> = {
  name: 'resource.create',
  admits: 'manager',
  emits: ['resource.created'],
  prepare(_before, resources) {
    requireSome(resources, 'resources', most)
    return resources.map(({ namespace, input }) => ({
      namespace: namespaceOf(namespace),
      fields: parseResource(input),
    }))
  },
  async run({ tx, pool, now, emit }, parsed) {
    for (const namespace of new Set(parsed.map((one) => one.namespace))) await requireNamespace(tx, pool.id, namespace)
    const resources = parsed.map(({ namespace, fields }) => ({
      name: null,
      description: null,
      actions: [],
      apiIdentifier: null,
      type: 'DATA' as const,
      ...fields,
      code: fields.code ?? refuse(2231),
      id: newId(now),
      userPoolId: pool.id,
      namespace,
      createdAt: now,
      updatedAt: now,
    }))
    await insertResources(tx, resources).catch((error) => {
      if (brokenUniqueness(error) !== 'resource_code_key') throw error
      refuse(409, {
        variant: 'resource',
        values: {
          key: resources
            .map(({ code }) => code)
            .join(', ')
            .slice(0, 200),
        },
      })
    })
    emit('resource.created', { resourceIds: resources.map(({ id }) => id) })
    return numbered(tx, pool.id, resources)
  },
}

interface ResourceName {
  code: string
  namespace?: string | null | undefined
}

/** 400 malformed, 404 no such resource. Its code stays. */
export const updateResource: Verb<
  'resource.updated',
  ResourceName & { input: ResourceInput },
  Resource,
  ResourceName & { fields: ResourceFields }
> = {
  name: 'resource.update',
  admits: 'manager',
  emits: ['resource.updated'],
  prepare: (_before, { input, ...name }) => ({ ...name, fields: parseResource(input) }),
  async run(context, { fields: { code: _, ...fields }, ...name }) {
    const resource = await require(context, name)
    const saved = (await saveResource(context.tx, resource, fields, context.now)) ?? refuseMissing(name.code)
    context.emit('resource.updated', { resourceId: saved.id })
    return numberedOne(context.tx, saved)
  },
}

/** What was granted on it stays granted, since that may stand in policies too. 404 no such resource. */
export const deleteResource: Verb<'resource.deleted', ResourceName, void> = {
  name: 'resource.delete',
  admits: 'manager',
  emits: ['resource.deleted'],
  prepare: nothingToPrepare,
  async run(context, name) {
    const resource = await require(context, name)
    await removeResource(context.tx, resource)
    context.emit('resource.deleted', { resourceId: resource.id })
  },
}

/** Those of the codes in a namespace and those of the ids that there are; what there is not is passed over. */
export const deleteResources: Verb<
  'resource.deleted',
  { namespace?: string | null | undefined; codes: string[]; ids: string[] },
  void
> = {
  name: 'resource.delete-batch',
  admits: 'manager',
  emits: ['resource.deleted'],
  prepare(_before, { namespace, codes, ids }) {
    requireSome([...codes, ...ids], codes.length > 0 ? 'codeList' : 'ids', most)
    return { namespace: namespaceOf(namespace), codes, ids }
  },
  async run({ tx, pool, emit }, { namespace, codes, ids }) {
    const deleted = await removeResources(tx, pool.id, { namespace: namespaceOf(namespace), codes, ids })
    for (const resourceId of deleted) emit('resource.deleted', { resourceId })
  },
}

async function require({ tx, pool }: Context, { code, namespace }: ResourceName): Promise<StoredResource> {
  const [resource] = await findResources(tx, pool.id, namespaceOf(namespace), [code])
  return resource ?? refuseMissing(code)
}

function refuseMissing(code: string): never {
  return refuse(404, { variant: 'resource', values: { key: code } })
}
