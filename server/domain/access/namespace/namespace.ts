import { refuse } from '@menshen/contract/errors'
import { forgetStrays } from '#domain/people/custom-field/forget-targets.ts'
import { requireSome } from '#domain/shape/list.ts'
import { checkedText, requiredText } from '#domain/shape/text.ts'
import { type Context, nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import {
  deleteContents,
  insertNamespaces,
  lockNamespace,
  lockNamespaceByNumber,
  lockNamespaces,
  type Namespace,
  deleteNamespace as removeNamespace,
  renameInContents,
  saveNamespace,
} from '#domain/tenancy/namespace/namespace-store.ts'
import { isBuiltIn } from '#domain/tenancy/namespace/require.ts'
import { newId } from '#platform/crypto/random.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'

export type { Namespace } from '#domain/tenancy/namespace/namespace-store.ts'

export interface NamespaceInput {
  code?: string | undefined
  name?: string | undefined
  description?: string | undefined
}

/** A namespace's number, code or id; with `byCode` digits are no number. */
interface NamespaceKey {
  key: string
  byCode: boolean
}

/** Codes are letters, digits, `_`, `-`, `.`: they stand in addresses. Digits alone would read as the number of another. */
function parse({ code, name, description }: NamespaceInput): NamespaceInput {
  if (code !== undefined && !/^[\w.-]{1,128}$/.test(code))
    refuse(400, { variant: 'signs', values: { field: 'code', min: 1, max: 128, signs: '_ - .' } })
  if (code !== undefined && /^\d+$/.test(code)) refuse(400, { variant: 'digitsAlone', values: { field: 'code' } })
  return {
    ...(code !== undefined && { code }),
    ...(name !== undefined && { name: requiredText(name, 'name', 128) }),
    ...(description !== undefined && { description: checkedText(description, 'description') }),
  }
}

/** Makes all of these or none. 400 malformed or without a code, 409 the pool has one of the codes. */
export const createNamespaces: Verb<'namespace.created', NamespaceInput[], Namespace[]> = {
  name: 'namespace.create',
  admits: 'manager',
  emits: ['namespace.created'],
  prepare(_before, inputs) {
    requireSome(inputs, 'list')
    return inputs.map(parse)
  },
  async run({ tx, pool, now, emit }, inputs) {
    const times = { createdAt: now, updatedAt: now }
    const fresh = inputs.map(({ code, name, description }) => {
      if (!code) refuse(400, { variant: 'empty', values: { field: 'code' } })
      if (isBuiltIn(code)) refuse(409, { variant: 'namespace', values: { key: code } })
      const about = { code, name: name ?? code, description: description ?? null }
      return { id: newId(now), userPoolId: pool.id, ...about, ...times }
    })
    const codes = fresh.map(({ code }) => code)
    const made = await insertNamespaces(tx, fresh).catch((error) => refuseTaken(error, codes.join(', ').slice(0, 200)))
    for (const { id } of made) emit('namespace.created', { namespaceId: id })
    return made
  },
}

/** What is in the namespace stays in it. 400, 404 no such namespace, 409 the new code is taken. */
export const updateNamespace: Verb<'namespace.updated', NamespaceKey & { input: NamespaceInput }, Namespace> = {
  name: 'namespace.update',
  admits: 'manager',
  emits: ['namespace.updated'],
  prepare: (_before, { input, ...by }) => ({ ...by, input: parse(input) }),
  async run(context, { input, ...by }) {
    const { tx, pool, now } = context
    const current = await require(context, by)
    const next = { ...current, ...input, updatedAt: now } as Namespace
    if (isBuiltIn(next.code)) refuse(409, { variant: 'namespace', values: { key: next.code } })
    await saveNamespace(tx, next).catch((error) => refuseTaken(error, next.code))
    if (next.code !== current.code) await renameInContents(tx, pool.id, current.code, next.code)
    context.emit('namespace.updated', { namespaceId: next.id })
    return next
  },
}

/** With every role, resource, policy and grant in it. 404 no such namespace. */
export const deleteNamespace: Verb<'namespace.deleted', NamespaceKey, void> = {
  name: 'namespace.delete',
  admits: 'manager',
  emits: ['namespace.deleted'],
  prepare: nothingToPrepare,
  async run(context, by) {
    await remove(context, [await require(context, by)])
  },
}

/** All of them; a code that is no namespace's is passed over. */
export const deleteNamespaces: Verb<'namespace.deleted', { codes: string[] }, void> = {
  name: 'namespace.delete-batch',
  admits: 'manager',
  emits: ['namespace.deleted'],
  prepare(_before, { codes }) {
    requireSome(codes, 'codeList', 100)
    return { codes }
  },
  async run(context, { codes }) {
    await remove(context, await lockNamespaces(context.tx, context.pool.id, codes))
  },
}

async function remove({ tx, pool, emit }: Context<'namespace.deleted'>, namespaces: Namespace[]): Promise<void> {
  for (const namespace of namespaces) {
    await deleteContents(tx, pool.id, namespace.code)
    await removeNamespace(tx, namespace)
    emit('namespace.deleted', { namespaceId: namespace.id })
  }
  await forgetStrays(tx, pool.id, 'ROLE')
}

async function require({ tx, pool }: Context, { key, byCode }: NamespaceKey): Promise<Namespace> {
  const number = !byCode && /^\d{1,9}$/.test(key) ? Number(key) : null
  const numbered = number === null ? null : await lockNamespaceByNumber(tx, pool.id, number)
  return numbered ?? (await lockNamespace(tx, pool.id, key)) ?? refuse(404, { variant: 'namespace', values: { key } })
}

function refuseTaken(error: unknown, code: string): never {
  if (brokenUniqueness(error) === 'resource_namespace_code_key')
    refuse(409, { variant: 'namespace', values: { key: code } })
  throw error
}
