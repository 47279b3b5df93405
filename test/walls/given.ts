// What the operations of administrators need that the rules for single arguments do not say, to be seen to succeed.
import { managementToken, registerPerson, sealed } from '../kit/people.ts'
import { ask } from '../kit/rest.ts'
import type { Tenant } from '../kit/tenant.ts'
import type { World } from '../kit/world.ts'
import type { Request } from './operation.ts'
import type { Rows } from './pool-rows.ts'
import type { Things } from './values.ts'

interface Ground {
  world: World
  things: Things
  rows: Rows
  userId: string
  tenant: Tenant
  applicationId: string
}

type Given = (ground: Ground) => Partial<Request> | Promise<Partial<Request>>

const holders: Given = ({ things, userId }) => ({ args: { roleCode: things.role?.[0], userIds: [userId] } })
const assigned: Given = ({ things, userId }) => ({
  args: { policies: [things.policy?.[0]], targetType: 'USER', targetIdentifiers: [userId] },
})

/** Which policy has been given to whom differs from pool to pool. */
const assignedAlready: Given = ({ rows }) => {
  const [one] = (rows.get('policy_assignment') ?? []).map((row) => JSON.parse(row) as Record<string, string>)
  const policies = (rows.get('policy') ?? []).map((row) => JSON.parse(row) as Record<string, string>)
  const policy = policies.find(({ id }) => id === one?.policy_id)?.code
  return { args: { policy, targetType: one?.target_type, targetIdentifier: one?.target_id } }
}

/** A request about the first resource that there is. */
const resources =
  (bodyOf: (resource: Record<string, unknown>) => Request['body']): Given =>
  ({ rows }) => ({ body: bodyOf(JSON.parse(rows.get('resource')?.[0] ?? '{}')) })

/** By the name of the operation. */
export const given: Readonly<Record<string, Given>> = {
  'Mutation.createUser': () => ({ args: { userInfo: { username: 'somebody-new' } } }),
  'Mutation.updateUserpool': () => ({ args: { input: { description: 'another' } } }),
  'Mutation.assignRole': holders,
  'Mutation.revokeRole': holders,
  'Mutation.addPolicyAssignments': assigned,
  'Mutation.removePolicyAssignments': assigned,
  'Mutation.enablePolicyAssignment': assignedAlready,
  'Mutation.disbalePolicyAssignment': assignedAlready,
  'Mutation.setUdfValueBatch': ({ userId }) => ({
    args: { targetType: 'USER', input: [{ targetId: userId, key: 'hobby', value: '"go"' }] },
  }),
  'Mutation.moveNode': ({ rows, things }) => ({ args: { orgId: things.org?.[0], ...twoDepartments(rows) } }),
  'POST /api/v2/applications': () => ({ body: { name: 'another', identifier: 'another-app' } }),
  'POST /api/v2/applications/:id/agreements': ({ applicationId }) => ({
    path: { id: applicationId },
    body: { title: 'Terms' },
  }),
  'POST /api/v2/applications/:id/agreements/sort': ({ applicationId, things }) => ({
    path: { id: applicationId },
    body: { ids: things.agreement?.map(Number) },
  }),
  'POST /api/v2/applications/:id/sub-accounts': ({ applicationId, userId, world }) => ({
    path: { id: applicationId },
    body: { userId, account: 'another', password: sealed(world, 'a third horse') },
  }),
  'POST /api/v3/set-custom-fields': () => ({
    body: { list: [{ targetType: 'USER', key: 'hat', dataType: 'STRING', label: 'Hat' }] },
  }),
  'DELETE /api/v2/env/:key': () => ({ path: { key: 'KEY' } }),
  'POST /api/v3/delete-department': ({ rows, things }) => ({
    body: { organizationCode: rootCode(rows) ?? things.org?.[0], departmentId: twoDepartments(rows).nodeId },
  }),
  'POST /api/v3/create-department-tree': () => ({ body: { name: 'grown', children: [] } }),
  'POST /api/v3/user-connection-post': async ({ world, tenant, things }) => {
    const { id: userId } = await registerPerson(world, { tenant })
    return { body: { userId, postId: things.post?.[0] } }
  },
  'POST /api/v3/set-user-departments': async ({ world, tenant, rows }) => {
    const { id: userId } = await registerPerson(world, { tenant })
    return { body: { userId, departments: [{ departmentId: twoDepartments(rows).nodeId }] } }
  },
  'POST /api/v3/set-user-posts': async ({ world, tenant, things }) => {
    const { id: userId } = await registerPerson(world, { tenant })
    return { body: { userId, postIds: things.post } }
  },
  'POST /api/v3/set-custom-data': ({ userId }) => ({
    body: { targetType: 'USER', targetIdentifier: userId, list: [{ key: 'hobby', value: 'go' }] },
  }),
  'POST /api/v2/orgs/import': () => ({ body: { file: { name: 'imported', children: [] } } }),
  // What there is not is passed over here, and then there is nothing to tell.
  'POST /api/v3/delete-namespaces-batch': ({ things }) => ({ body: { codeList: things.namespace } }),
  'POST /api/v3/delete-resource': resources(({ code, namespace }) => ({ code, namespace })),
  'POST /api/v3/delete-resources-batch': resources(({ code, namespace }) => ({ codeList: [code], namespace })),
  'POST /api/v3/delete-common-resources-batch': resources(({ id }) => ({ ids: [id] })),
  'POST /api/v2/users/:id/management/principal_authentication': ({ userId }) => ({
    path: { id: userId },
    body: { type: 'P', name: 'Ann', idCard: '11010519491231002X' },
  }),
  'DELETE /api/v2/users/:id/sessions/:sessionId': async ({ world, tenant }) => {
    const { id, token } = await registerPerson(world, { tenant })
    const { sid } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    return { path: { id, sessionId: sid } }
  },
  'POST /api/v3/create-user': () => ({ body: { username: 'one-more' } }),
  'POST /api/v3/create-users-batch': () => ({ body: { list: [{ username: 'two-more' }] } }),
  'POST /api/v3/update-user': ({ userId }) => ({ body: { userId, nickname: 'Another' } }),
  'POST /api/v3/update-user-batch': ({ userId }) => ({ body: { list: [{ userId, nickname: 'Another' }] } }),
  'POST /api/v3/import-otp': ({ userId }) => ({
    body: { list: [{ userId, otp: { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' } }] },
  }),
  'POST /api/v3/set-mfa-status': ({ userId }) => ({ body: { userId, mfaTriggerData: { totpMfaEnabled: false } } }),
  'POST /api/v3/link-identity': ({ userId, things }) => ({
    body: { userId, extIdpId: things.source?.[0], userIdInIdp: 'another', type: 'another' },
  }),
  'POST /api/v3/unlink-identity': async ({ world, tenant, userId, things }) => {
    const source = { userId, extIdpId: things.source?.[0] }
    const speaking = { tenant, token: await managementToken(world, tenant) }
    await ask(world, 'POST /api/v3/link-identity', speaking, {
      ...source,
      userIdInIdp: 'to-part-from',
      type: 'parting',
    })
    return { body: source }
  },
  'PUT /api/v2/mail-sender': () => ({
    body: { kind: 'smtp', config: { host: '127.0.0.1', port: 25, from: 'a@example.com' }, enabled: false },
  }),
  'POST /api/v2/mail-templates/:type/send': () => ({
    path: { type: 'WELCOME' },
    body: { email: 'somebody@example.com' },
  }),
}

/** One that can move: up to the top of its organisation. */
function twoDepartments(rows: Rows): { nodeId?: string; targetParentId?: string } {
  const all = (rows.get('department') ?? []).map((row) => JSON.parse(row) as { id: string; parent_id: string | null })
  return {
    nodeId: all.find(({ parent_id }) => parent_id !== null)?.id,
    targetParentId: all.find(({ parent_id }) => parent_id === null)?.id,
  }
}

/** By which an organisation goes. */
function rootCode(rows: Rows): string | undefined {
  const all = (rows.get('department') ?? []).map((row) => JSON.parse(row) as { code: string; parent_id: string | null })
  return all.find(({ parent_id }) => parent_id === null)?.code
}
