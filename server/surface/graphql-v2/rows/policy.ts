import { refuse } from '@menshen/contract/errors'
import { assignPolicies, switchPolicy, unassignPolicies } from '#domain/access/policy/assign.ts'
import {
  createPolicy,
  deletePolicies,
  type NewPolicy,
  type PolicyChange,
  updatePolicy,
} from '#domain/access/policy/change.ts'
import { assignmentsCount, getPolicy, listPolicies } from '#domain/access/policy/find.ts'
import { type Assignments, listAssignments } from '#domain/access/policy/list-assignments.ts'
import type { Policy, PolicyName } from '#domain/access/policy/policy.ts'
import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import { pageOf } from '#domain/shape/page.ts'
import { commonMessage } from '../../wire/structure.ts'
import { graphqlDate } from '../../wire/user.ts'
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

type PageArgs = { page?: number | null; limit?: number | null; namespace?: string | null }

type AssignmentArgs = PageArgs & {
  code?: string | null
  targetType?: SubjectType | null
  targetIdentifier?: string | null
}

export const policyQueries = {
  async policy(name: PolicyName, { domain, hints }: RowContext) {
    const policy = await domain.ask(getPolicy, hints, name)
    return policy && encode(policy)
  },

  async policies(
    { namespace, excludeDefault, page, limit }: PageArgs & { excludeDefault?: boolean | null },
    { domain, hints }: RowContext,
  ) {
    const asked = { ...pageOf(page, limit), namespace: namespace ?? null, excludeDefault: excludeDefault ?? false }
    const { totalCount, list } = await domain.ask(listPolicies, hints, asked)
    return { totalCount, list: list.map(encode) }
  },

  async policyAssignments(
    { namespace, code, targetType, targetIdentifier, page, limit }: AssignmentArgs,
    { domain, hints }: RowContext,
  ) {
    const of = {
      namespace: namespace ?? null,
      code: code ?? null,
      type: targetType ?? null,
      name: targetIdentifier ?? null,
    }
    return encodeAssignments(await domain.ask(listAssignments, hints, { ...of, ...pageOf(page, limit) }))
  },
}

interface HolderArgs {
  policies: string[]
  targetType: SubjectType
  targetIdentifiers?: string[] | null
  namespace?: string | null
}

function decodeHolders({ policies, targetType, targetIdentifiers, namespace }: HolderArgs) {
  return { policies, type: targetType, names: targetIdentifiers ?? refuse(2231), namespace: namespace ?? null }
}

type SwitchArgs = { policy: string; targetType: SubjectType; targetIdentifier: string; namespace?: string | null }

const switchTo =
  (enabled: boolean) =>
  async ({ policy, targetType, targetIdentifier, namespace }: SwitchArgs, { domain, hints, language }: RowContext) => {
    const input = { policy, type: targetType, name: targetIdentifier, namespace: namespace ?? null, enabled }
    await domain.call(switchPolicy, hints, input)
    return commonMessage(language)
  }

export const policyMutations = {
  createPolicy: async (input: NewPolicy, { domain, hints }: RowContext) =>
    encode(await domain.call(createPolicy, hints, input)),

  updatePolicy: async (input: PolicyChange, { domain, hints }: RowContext) =>
    encode(await domain.call(updatePolicy, hints, input)),

  async deletePolicy({ code, namespace }: PolicyName, { domain, hints, language }: RowContext) {
    await domain.call(deletePolicies, hints, { codes: [code], namespace: namespace ?? null })
    return commonMessage(language)
  },

  async deletePolicies(
    { codeList, namespace }: { codeList: string[]; namespace?: string | null },
    { domain, hints, language }: RowContext,
  ) {
    await domain.call(deletePolicies, hints, { codes: codeList, namespace: namespace ?? null })
    return commonMessage(language)
  },

  async addPolicyAssignments(
    { inheritByChildren, ...holders }: HolderArgs & { inheritByChildren?: boolean | null },
    { domain, hints, language }: RowContext,
  ) {
    await domain.call(assignPolicies, hints, { ...decodeHolders(holders), inherited: inheritByChildren ?? true })
    return commonMessage(language)
  },

  async removePolicyAssignments(holders: HolderArgs, { domain, hints, language }: RowContext) {
    await domain.call(unassignPolicies, hints, decodeHolders(holders))
    return commonMessage(language)
  },

  enablePolicyAssignment: switchTo(true),
  // Spelt so on the wire.
  disbalePolicyAssignment: switchTo(false),
}

export const policyFields = {
  Policy: {
    assignmentsCount: (_: object, { domain, hints }: RowContext, { id }: { id: string }) =>
      domain.ask(assignmentsCount, hints, { id }),

    async assignments({ page, limit }: PageArgs, { domain, hints }: RowContext, { code, namespace }: Policy) {
      const asked = { code, namespace, ...pageOf(page, limit) }
      return encodeAssignments(await domain.ask(listAssignments, hints, asked)).list
    },
  },
}
