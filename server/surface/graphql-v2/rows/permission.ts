import { refuse } from '@menshen/contract/errors'
import { decide } from '#domain/access/permission/decide.ts'
import { grantResources } from '#domain/access/permission/grant.ts'
import { permittedResources } from '#domain/access/permission/list-resources.ts'
import { permittedTargets } from '#domain/access/permission/list-targets.ts'
import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import { commonMessage } from '../../wire/structure.ts'
import type { RowContext } from '../context.ts'

interface DecisionArgs {
  resource: string
  action: string
  userId: string
  namespace?: string | null
}

interface ResourceArgs {
  namespace?: string | null
  resourceType?: string | null
}

async function listOf(type: SubjectType, name: string, args: ResourceArgs, { domain, hints }: RowContext) {
  const list = await domain.ask(permittedResources, hints, { ...args, type, name })
  return { totalCount: list.length, list }
}

type TargetArgs = {
  namespace: string
  resourceType: string
  resource: string
  targetType?: SubjectType | null
  actions?: { op: 'AND' | 'OR'; list: (string | null)[] } | null
}

async function listTargets(
  { namespace, resourceType, resource, targetType, actions }: TargetArgs,
  { domain, hints }: RowContext,
) {
  const wanted = actions && {
    all: actions.op === 'AND',
    list: actions.list.filter((action): action is string => action !== null),
  }
  const asked = { namespace, resourceType, resource, type: targetType ?? null, actions: wanted ?? null }
  const targets = await domain.ask(permittedTargets, hints, asked)
  const list = targets.map(({ type, name, actions: granted }) => ({
    targetType: type,
    targetIdentifier: name,
    actions: granted,
  }))
  return { totalCount: list.length, list }
}

export const permissionQueries = {
  isActionAllowed: async (asked: DecisionArgs, { domain, hints }: RowContext) =>
    (await domain.ask(decide, hints, asked)).allowed,

  isActionDenied: async (asked: DecisionArgs, { domain, hints }: RowContext) =>
    (await domain.ask(decide, hints, asked)).denied,

  authorizedResources: (
    {
      targetType,
      targetIdentifier,
      ...args
    }: ResourceArgs & {
      targetType?: SubjectType | null
      targetIdentifier?: string | null
    },
    context: RowContext,
  ) => listOf(targetType ?? refuse(2231), targetIdentifier ?? refuse(2231), args, context),

  authorizedTargets: listTargets,
  // The same under the names that other clients have for it: ours says roles and groups by code anyway.
  authorizedTargetsCode: listTargets,
  resourcePermissions: listTargets,
}

type AllowArgs = {
  resource: string
  action: string
  userId?: string | null
  userIds?: string[] | null
  roleCode?: string | null
  roleCodes?: string[] | null
  namespace?: string | null
}

type AuthorizeArgs = {
  namespace?: string | null
  resourceType?: string | null
  resource?: string | null
  opts?: ({ targetType: SubjectType; targetIdentifier: string; actions?: string[] | null } | null)[] | null
}

const some = (...names: (string | null | undefined)[]) => names.filter((name): name is string => Boolean(name))

export const permissionMutations = {
  async allow(
    { resource, action, userId, userIds, roleCode, roleCodes, namespace }: AllowArgs,
    { domain, hints, language }: RowContext,
  ) {
    const resources = [{ code: resource, actions: [action] }]
    const grants = [
      { type: 'USER' as const, names: some(userId, ...(userIds ?? [])), resources },
      { type: 'ROLE' as const, names: some(roleCode, ...(roleCodes ?? [])), resources },
    ]
    await domain.call(grantResources, hints, { namespace: namespace ?? null, grants })
    return commonMessage(language)
  },

  async authorizeResource(
    { namespace, resourceType, resource, opts }: AuthorizeArgs,
    { domain, hints, language }: RowContext,
  ) {
    const code = resource ?? refuse(2231)
    const grants = (opts ?? []).flatMap((opt) =>
      opt
        ? [
            {
              type: opt.targetType,
              names: [opt.targetIdentifier],
              resources: [{ code, resourceType: resourceType ?? null, actions: opt.actions ?? null }],
            },
          ]
        : [],
    )
    await domain.call(grantResources, hints, { namespace: namespace ?? null, grants })
    return commonMessage(language)
  },
}

type Holder = { id: string; namespace?: string }

export const permissionFields = {
  User: {
    authorizedResources: (args: ResourceArgs, context: RowContext, { id }: Holder) => listOf('USER', id, args, context),
  },
  Group: {
    authorizedResources: (args: ResourceArgs, context: RowContext, { id }: Holder) =>
      listOf('GROUP', id, args, context),
  },
  Node: {
    authorizedResources: (args: ResourceArgs, context: RowContext, { id }: Holder) => listOf('ORG', id, args, context),
  },
  Role: {
    authorizedResources: ({ resourceType }: ResourceArgs, context: RowContext, { id, namespace }: Holder) =>
      listOf('ROLE', id, { namespace: namespace ?? null, resourceType: resourceType ?? null }, context),
  },
}
