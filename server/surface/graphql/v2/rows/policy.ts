import { refuse } from '@menshen/contract/errors'
import { assignPolicies, switchPolicy, unassignPolicies } from '#domain/access/policy/assign.ts'
import { createPolicy, deletePolicies, updatePolicy } from '#domain/access/policy/change.ts'
import { assignmentsCount, getPolicy, listPolicies } from '#domain/access/policy/find.ts'
import { type Assignments, listAssignments } from '#domain/access/policy/list-assignments.ts'
import type { Policy } from '#domain/access/policy/policy.ts'
import { pageOf } from '#domain/shape/page.ts'
import { commonMessage } from '../../../view/structure.ts'
import { graphqlDate } from '../../../view/user.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

function encode({ id, namespace, code, isDefault, description, statements, createdAt, updatedAt }: Policy) {
  const times = { createdAt: graphqlDate(createdAt), updatedAt: graphqlDate(updatedAt) }
  return { id, namespace, code, isDefault, description, statements, ...times }
}

function encodeAssignments({ totalCount, list }: Assignments) {
  const named = list.map(({ policyCode, targetType, targetName }) => ({
    code: policyCode,
    targetType,
    targetIdentifier: targetName,
  }))
  return { totalCount, list: named }
}

export const policyQueries = {
  async policy(name, { domain, hints }) {
    const policy = await domain.ask(getPolicy, hints, name)
    return policy && encode(policy)
  },

  async policies({ namespace, excludeDefault, page, limit }, { domain, hints }) {
    const asked = { ...pageOf(page, limit), namespace: namespace ?? null, excludeDefault: excludeDefault ?? false }
    const { totalCount, list } = await domain.ask(listPolicies, hints, asked)
    return { totalCount, list: list.map(encode) }
  },

  async policyAssignments({ namespace, code, targetType, targetIdentifier, page, limit }, { domain, hints }) {
    const of = {
      namespace: namespace ?? null,
      code: code ?? null,
      type: targetType ?? null,
      name: targetIdentifier ?? null,
    }
    return encodeAssignments(await domain.ask(listAssignments, hints, { ...of, ...pageOf(page, limit) }))
  },
} satisfies RowsFor<Arguments['Query'], RowContext>

function decodeHolders({
  policies,
  targetType,
  targetIdentifiers,
  namespace,
}: Arguments['Mutation']['removePolicyAssignments']) {
  return { policies, type: targetType, names: targetIdentifiers ?? refuse(2231), namespace: namespace ?? null }
}

type SwitchArgs = Arguments['Mutation']['enablePolicyAssignment']

const switchTo =
  (enabled: boolean) =>
  async ({ policy, targetType, targetIdentifier, namespace }: SwitchArgs, { domain, hints, language }: RowContext) => {
    const input = { policy, type: targetType, name: targetIdentifier, namespace: namespace ?? null, enabled }
    await domain.call(switchPolicy, hints, input)
    return commonMessage(language)
  }

export const policyMutations = {
  createPolicy: async (input, { domain, hints }) => encode(await domain.call(createPolicy, hints, input)),

  updatePolicy: async (input, { domain, hints }) => encode(await domain.call(updatePolicy, hints, input)),

  async deletePolicy({ code, namespace }, { domain, hints, language }) {
    await domain.call(deletePolicies, hints, { codes: [code], namespace: namespace ?? null })
    return commonMessage(language)
  },

  async deletePolicies({ codeList, namespace }, { domain, hints, language }) {
    await domain.call(deletePolicies, hints, { codes: codeList, namespace: namespace ?? null })
    return commonMessage(language)
  },

  async addPolicyAssignments({ inheritByChildren, ...holders }, { domain, hints, language }) {
    await domain.call(assignPolicies, hints, { ...decodeHolders(holders), inherited: inheritByChildren ?? true })
    return commonMessage(language)
  },

  async removePolicyAssignments(holders, { domain, hints, language }) {
    await domain.call(unassignPolicies, hints, decodeHolders(holders))
    return commonMessage(language)
  },

  enablePolicyAssignment: switchTo(true),
  // Spelt so on the wire.
  disbalePolicyAssignment: switchTo(false),
} satisfies RowsFor<Arguments['Mutation'], RowContext>

export const policyFields = {
  Policy: {
    assignmentsCount: (_, { domain, hints }, { id }: { id: string }) => domain.ask(assignmentsCount, hints, { id }),

    async assignments({ page, limit }, { domain, hints }, { code, namespace }: Policy) {
      const asked = { code, namespace, ...pageOf(page, limit) }
      return encodeAssignments(await domain.ask(listAssignments, hints, asked)).list
    },
  } satisfies RowsFor<Arguments['Policy'], RowContext, 'assignmentsCount'>,
}
