import { refuse } from '@menshen/contract/errors'
import { decide } from '#domain/access/permission/decide.ts'
import { grantResources } from '#domain/access/permission/grant.ts'
import { permittedResources } from '#domain/access/permission/list-resources.ts'
import { permittedTargets } from '#domain/access/permission/list-targets.ts'
import type { SubjectType } from '#domain/ground/permission/subject-type.ts'
import { commonMessage } from '../../../view/structure.ts'
import type { RowsFor } from '../../engine/rows.ts'
import type { Arguments } from '../arguments.gen.ts'
import type { RowContext } from '../context.ts'

type ResourceArgs = Arguments['User']['authorizedResources']

async function listOf(type: SubjectType, name: string, args: ResourceArgs, { domain, hints }: RowContext) {
  const list = await domain.ask(permittedResources, hints, { ...args, type, name })
  return { totalCount: list.length, list }
}

async function listTargets(
  { namespace, resourceType, resource, targetType, actions }: Arguments['Query']['authorizedTargets'],
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
  isActionAllowed: async (asked, { domain, hints }) => (await domain.ask(decide, hints, asked)).allowed,

  isActionDenied: async (asked, { domain, hints }) => (await domain.ask(decide, hints, asked)).denied,

  authorizedResources: ({ targetType, targetIdentifier, ...args }, context) =>
    listOf(targetType ?? refuse(2231), targetIdentifier ?? refuse(2231), args, context),

  authorizedTargets: listTargets,
  // The same under the names that other clients have for it: ours says roles and groups by code anyway.
  authorizedTargetsCode: listTargets,
  resourcePermissions: listTargets,
} satisfies RowsFor<Arguments['Query'], RowContext>

const some = (...names: (string | null | undefined)[]) => names.filter((name): name is string => Boolean(name))

export const permissionMutations = {
  async allow({ resource, action, userId, userIds, roleCode, roleCodes, namespace }, { domain, hints, language }) {
    const resources = [{ code: resource, actions: [action] }]
    const grants = [
      { type: 'USER' as const, names: some(userId, ...(userIds ?? [])), resources },
      { type: 'ROLE' as const, names: some(roleCode, ...(roleCodes ?? [])), resources },
    ]
    await domain.call(grantResources, hints, { namespace: namespace ?? null, grants })
    return commonMessage(language)
  },

  async authorizeResource({ namespace, resourceType, resource, opts }, { domain, hints, language }) {
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
} satisfies RowsFor<Arguments['Mutation'], RowContext>

type Holder = { id: string; namespace?: string }

export const permissionFields = {
  User: {
    authorizedResources: (args, context, { id }: Holder) => listOf('USER', id, args, context),
  } satisfies RowsFor<Arguments['User'], RowContext>,
  Group: {
    authorizedResources: (args, context, { id }: Holder) => listOf('GROUP', id, args, context),
  } satisfies RowsFor<Arguments['Group'], RowContext>,
  Node: {
    authorizedResources: (args, context, { id }: Holder) => listOf('ORG', id, args, context),
  } satisfies RowsFor<Arguments['Node'], RowContext>,
  Role: {
    authorizedResources: ({ resourceType }, context, { id, namespace }: Holder) =>
      listOf('ROLE', id, { namespace: namespace ?? null, resourceType: resourceType ?? null }, context),
  } satisfies RowsFor<Arguments['Role'], RowContext>,
}
