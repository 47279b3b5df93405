import type { Tenant } from '../kit/tenant.ts'
import { type Mark, mutation, type Speak } from './mark.ts'

/** Roles, groups, departments, posts and tenants, with the person in each. */
export async function addStructure(speak: Speak, mark: Mark, userId: string, tenant: Tenant): Promise<void> {
  const code = '$code: String!, $text: String!'
  await speak(mutation('createRole', code, 'code: $code, description: $text', '{ code }'), {
    code: mark('role'),
    text: mark('role-text'),
  })
  await speak(mutation('createGroup', code, 'code: $code, name: $text', '{ code }'), {
    code: mark('group'),
    text: mark('group-name'),
  })
  const org = (await speak(mutation('createOrg', code, 'code: $code, name: $text', '{ id rootNode { id } }'), {
    code: mark('org'),
    text: mark('org-name'),
  })) as { id: string; rootNode: { id: string } }
  const node = await speak(
    mutation(
      'addNodeV2',
      `$org: String!, $root: String, ${code}`,
      'orgId: $org, parentNodeId: $root, code: $code, name: $text',
      '{ id }',
    ),
    { org: org.id, root: org.rootNode.id, code: mark('node'), text: mark('node-name') },
  )
  await speak(mutation('addMember', '$node: String, $ids: [String!]!', 'nodeId: $node, userIds: $ids', '{ id }'), {
    node: node.id,
    ids: [userId],
  })
  await speak(
    mutation('setMainDepartment', '$user: String!, $node: String', 'userId: $user, departmentId: $node', '{ code }'),
    {
      user: userId,
      node: node.id,
    },
  )
  await speak(mutation('addUserToGroup', '$ids: [String!]!, $code: String', 'userIds: $ids, code: $code', '{ code }'), {
    ids: [userId],
    code: mark('group'),
  })
  for (const [kind, name] of [
    ['userIds', userId],
    ['groupCodes', mark('group')],
    ['nodeCodes', mark('node')],
  ])
    await speak(
      mutation('assignRole', '$role: String, $names: [String!]', `roleCode: $role, ${kind}: $names`, '{ code }'),
      {
        role: mark('role'),
        names: [name],
      },
    )
  const post = await speak('POST /api/v3/create-post', {
    code: mark('post'),
    name: mark('post-name'),
    description: mark('post-text'),
    departmentIdList: [node.id],
  })
  await speak('POST /api/v3/user-connection-post', { userId, postId: post.id })
  const made = await speak('POST /api/v2/tenant', {
    name: mark('tenant'),
    description: mark('tenant-text'),
    appIds: [tenant.application.id],
  })
  await speak(`POST /api/v2/tenant/${made.id}/user`, { userIds: [userId] })
}

/** What a person, a role or a group may do with what. */
export async function addPermissions(speak: Speak, mark: Mark, userId: string): Promise<void> {
  const { id: _id } = await speak('POST /api/v2/resource-namespace/POOL'.replace('POOL', await poolIdOf(speak)), {
    code: mark('space'),
    name: mark('space-name'),
  })
  await speak('POST /api/v2/resources', {
    code: mark('resource'),
    type: 'DATA',
    description: mark('resource-text'),
    actions: [{ name: 'read', description: mark('action') }],
    namespace: 'default',
  })
  await speak(
    mutation(
      'createPolicy',
      '$code: String!, $text: String, $all: [PolicyStatementInput!]!',
      'code: $code, description: $text, statements: $all',
      '{ code }',
    ),
    {
      code: mark('policy'),
      text: mark('policy-text'),
      all: [{ resource: mark('resource'), actions: ['read'], effect: 'ALLOW' }],
    },
  )
  await speak(
    mutation(
      'addPolicyAssignments',
      '$policies: [String!]!, $names: [String!]',
      'policies: $policies, targetType: USER, targetIdentifiers: $names',
      '{ code }',
    ),
    {
      policies: [mark('policy')],
      names: [userId],
    },
  )
  await speak(
    mutation(
      'allow',
      '$resource: String!, $id: String',
      'resource: $resource, action: "read", userId: $id',
      '{ code }',
    ),
    {
      resource: mark('resource'),
      id: userId,
    },
  )
}

const poolIdOf = async (speak: Speak) => String((await speak('query { userpool { id } }', {})).id)
