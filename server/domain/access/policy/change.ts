import { refuse } from '@menshen/contract/errors'
import { requireSome } from '#domain/shape/list.ts'
import { checkedText, requiredText } from '#domain/shape/text.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { namespaceOf, requireNamespace } from '#domain/tenancy/namespace/require.ts'
import { newId } from '#platform/crypto/random.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'
import { administratorAccess, type Policy, type PolicyName, type Statement } from './policy.ts'
import { findPoliciesById, insertPolicy, deletePolicies as removePolicies, savePolicy } from './policy-store.ts'
import { requirePolicies } from './require.ts'
import { parseStatements, type StatementInput } from './statement-input.ts'

export interface NewPolicy extends PolicyName {
  description?: string | null
  statements: StatementInput[]
}

interface Parsed {
  code: string
  namespace: string
  description: string | null
  statements: Statement[]
}

/** 400 malformed, 404 no such namespace, 409 the namespace has a policy of that code. */
export const createPolicy: Verb<'policy.created', NewPolicy, Policy, Parsed> = {
  name: 'policy.create',
  admits: 'manager',
  emits: ['policy.created'],
  prepare: (_before, { code, namespace, description, statements }) => ({
    code: requiredText(code, 'code', 128),
    namespace: namespaceOf(namespace),
    description: description ? checkedText(description, 'description') : null,
    statements: parseStatements(statements),
  }),
  async run({ tx, pool, now, emit }, parsed) {
    await requireNamespace(tx, pool.id, parsed.namespace)
    if (isBuiltIn(parsed)) refuseTaken(parsed.code)
    const times = { createdAt: now, updatedAt: now }
    const policy = { ...parsed, ...times, id: newId(now), userPoolId: pool.id, isDefault: false }
    await insertPolicy(tx, policy).catch((error) => refuseConflict(error, parsed.code))
    emit('policy.created', { policyId: policy.id })
    return policy
  },
}

export interface PolicyChange extends PolicyName {
  newCode?: string | null
  description?: string | null
  /** Replace those there are. */
  statements?: StatementInput[] | null
}

type Changes = { code?: string; description?: string; statements?: Statement[] }

/** 400 malformed, 404 no such policy, 1001 the built-in one, 409 the new code is taken. */
export const updatePolicy: Verb<
  'policy.updated',
  PolicyChange,
  Policy,
  { name: { code: string; namespace: string }; changes: Changes }
> = {
  name: 'policy.update',
  admits: 'manager',
  emits: ['policy.updated'],
  prepare: (_before, { code, namespace, newCode, description, statements }) => ({
    name: { code, namespace: namespaceOf(namespace) },
    changes: {
      ...(newCode && { code: requiredText(newCode, 'newCode', 128) }),
      ...(typeof description === 'string' && { description: checkedText(description, 'description') }),
      ...(statements && { statements: parseStatements(statements) }),
    },
  }),
  async run({ tx, pool, now, emit }, { name, changes }) {
    if (isBuiltIn(name)) refuse(1001)
    if (changes.code && isBuiltIn({ ...name, code: changes.code })) refuseTaken(changes.code)
    const [policy] = (await requirePolicies(tx, pool.id, name.namespace, [name.code])) as [Policy]
    await savePolicy(tx, policy, changes, now).catch((error) => refuseConflict(error, changes.code ?? ''))
    const [saved] = await findPoliciesById(tx, pool.id, [policy.id])
    if (!saved) refuse(404, { variant: 'policy', values: { key: name.code } })
    emit('policy.updated', { policyId: saved.id })
    return saved
  },
}

/** Deletes all of these policies or none, with their assignments. 400 none named, 404 one is missing, 1001 the built-in one. */
export const deletePolicies: Verb<'policy.deleted', { codes: string[]; namespace?: string | null }, void> = {
  name: 'policy.delete',
  admits: 'manager',
  emits: ['policy.deleted'],
  prepare: (_before, { codes, namespace }) => {
    requireSome(codes, 'codeList')
    return { codes: [...new Set(codes)], namespace: namespaceOf(namespace) }
  },
  async run({ tx, pool, emit }, { codes, namespace }) {
    const within = namespaceOf(namespace)
    if (codes.some((code) => isBuiltIn({ code, namespace: within }))) refuse(1001)
    const policies = await requirePolicies(tx, pool.id, within, codes)
    const ids = policies.map(({ id }) => id)
    await removePolicies(tx, pool.id, ids)
    emit('policy.deleted', { policyIds: ids })
  },
}

function isBuiltIn({ code, namespace }: { code: string; namespace: string }): boolean {
  return code === administratorAccess.code && namespace === administratorAccess.namespace
}

function refuseTaken(code: string): never {
  refuse(409, { variant: 'policy', values: { key: code } })
}

function refuseConflict(error: unknown, code: string): never {
  if (brokenUniqueness(error) === 'policy_code_key') refuseTaken(code)
  throw error
}
