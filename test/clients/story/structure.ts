import assert from 'node:assert/strict'
import type { Tell } from './teller.ts'

interface People {
  ann: string
  bob: string
}

export async function tellOfGroups(tell: Tell, { ann, bob }: People): Promise<void> {
  await tell('createGroup', { type: 'STATIC', code: 'crew', name: 'Crew', description: 'All hands' })
  await tell('createGroupsBatch', { list: [{ type: 'STATIC', code: 'night', name: 'Night', description: '' }] })
  await tell('createOrUpdateGroup', { type: 'STATIC', code: 'night', name: 'Night watch', description: 'Late' })
  assert.equal((await tell('getGroup', { code: 'night' })).name, 'Night watch')
  await tell('addGroupMembers', { code: 'crew', userIds: [ann, bob] })
  assert.equal((await tell('listGroupMembers', { code: 'crew', page: 1, limit: 10 })).totalCount, 2)
  await tell('removeGroupMembers', { code: 'crew', userIds: [bob] })
  assert.equal((await tell('getUserGroups', { userId: ann })).list.length, 1)
  await tell('updateGroup', { code: 'crew', name: 'Crew', description: 'Everybody', newCode: 'hands' })
  assert.equal((await tell('listGroups', { page: 1, limit: 10 })).totalCount, 2)
  await tell('getAllGroups', { fetchMembers: true })
  await tell('getGroupAuthorizedResources', { code: 'hands' })
  await tell('deleteGroupsBatch', { codeList: ['night', 'hands'] })
}

export async function tellOfRoles(tell: Tell, { ann, bob }: People): Promise<void> {
  const to = (userId: string) => ({ targetType: 'USER', targetIdentifier: userId })
  await tell('createRole', { code: 'editor', description: 'Writes', namespace: 'default' })
  await tell('createRolesBatch', {
    list: [
      { code: 'reader', namespace: 'default' },
      { code: 'owner', namespace: 'default' },
    ],
  })
  assert.equal((await tell('getRole', { code: 'editor', namespace: 'default' })).description, 'Writes')
  await tell('assignRole', { code: 'editor', namespace: 'default', targets: [to(ann)] })
  await tell('assignRoleBatch', { roles: [{ code: 'reader', namespace: 'default' }], targets: [to(ann), to(bob)] })
  assert.equal(
    (await tell('listRoleMembers', { code: 'reader', namespace: 'default', page: 1, limit: 10 })).totalCount,
    2,
  )
  assert.equal((await tell('getUserRoles', { userId: ann, namespace: 'default' })).list.length, 2)
  assert.equal(
    (await tell('hasAnyRole', { userId: bob, roles: [{ namespace: 'default', code: 'reader' }] })).hasAnyRole,
    true,
  )
  await tell('revokeRoleBatch', { roles: [{ code: 'reader', namespace: 'default' }], targets: [to(bob)] })
  await tell('revokeRole', { code: 'editor', namespace: 'default', targets: [to(ann)] })
  await tell('listRoleDepartments', { code: 'editor', namespace: 'default', page: 1, limit: 10 })
  const held = { roleCode: 'reader', namespaceCode: 'default', page: 1, limit: 10 }
  assert.equal((await tell('listRoleAssignments', { ...held, targetType: ['USER', 'ORG'] })).totalCount, 1)
  await tell('getRoleAuthorizedResources', { code: 'editor', namespace: 'default' })
  await tell('updateRole', {
    code: 'editor',
    newCode: 'author',
    name: 'Author',
    namespace: 'default',
    description: 'Writes',
  })
  await tell('checkParamsNamespace', { code: 'editor', namespace: 'default' })
  assert.equal((await tell('listRoles', { page: 1, limit: 10, namespace: 'default' })).totalCount, 3)
  await tell('deleteRolesBatch', { codeList: ['author', 'owner'], namespace: 'default' })
  await tell('deleteRoles', { roleList: [{ code: 'reader', namespace: 'default' }] })
}

export async function tellOfOrganisations(tell: Tell, { ann, bob }: People): Promise<void> {
  const organizationCode = 'acme'
  const made = await tell('createOrganization', { organizationName: 'Acme', organizationCode, metadata: {} })
  assert.equal((await tell('getOrganization', { organizationCode })).organizationName, 'Acme')
  await tell('createOrganization', { organizationName: 'Bell', organizationCode: 'bell', metadata: {} })
  assert.equal((await tell('getOrganizationsBatch', { organizationCodeList: [organizationCode, 'bell'] })).length, 2)
  await tell('deleteOrganization', { organizationCode: 'bell' })
  await tell('updateOrganization', { organizationCode, organizationName: 'Acme Ltd' })
  assert.equal((await tell('searchOrganizations', { keywords: 'Acme', page: 1, limit: 10 })).totalCount, 1)
  assert.equal((await tell('listOrganizations', { page: 1, limit: 10 })).totalCount, 1)
  await tell('updateOrganizationStatus', { rootNodeId: made.departmentId, status: 'true' })
  const { departmentId } = await tell('createDepartment', {
    organizationCode,
    parentDepartmentId: 'root',
    name: 'Sales',
    code: 'sales',
    metadata: {},
  })
  const at = { organizationCode, departmentId }
  await tell('getDepartment', at)
  await tell('getDepartmentById', { departmentId })
  await tell('updateDepartment', { ...at, name: 'Sales and more' })
  await tell('addDepartmentMembers', { ...at, userIds: [ann, bob] })
  assert.equal((await tell('listDepartmentMembers', { ...at, page: 1, limit: 10 })).totalCount, 2)
  assert.deepEqual((await tell('listDepartmentMemberIds', at)).toSorted(), [ann, bob].toSorted())
  await tell('searchDepartmentMembers', { ...at, keywords: 'ann', page: 1, limit: 10 })
  assert.equal((await tell('isUserInDepartment', { ...at, userId: ann })).inDepartment, true)
  await tell('removeDepartmentMembers', { ...at, userIds: [bob] })
  await tell('setUserDepartments', {
    userId: bob,
    departments: [{ departmentId, isLeader: true, isMainDepartment: true }],
  })
  assert.equal((await tell('getUserDepartments', { userId: bob, page: 1, limit: 10 })).totalCount, 1)
  await tell('listChildrenDepartments', { organizationCode, departmentId: 'root' })
  await tell('getAllDepartments', { organizationCode })
  await tell('getParentDepartment', at)
  await tell('searchDepartments', { organizationCode, keywords: 'Sales' })
  await tell('searchDepartmentsList', { organizationCode, page: 1, limit: 10 })
  await tell('updateNodeStatus', { departmentId, status: true })
  await tell('deleteDepartment', at)
  await tell('createDepartmentTree', { name: 'Tree', children: ['Twig'] })
  await tell('deleteOrganization', { organizationCode })
}
