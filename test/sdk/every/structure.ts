import assert from 'node:assert/strict'
import { codeOf } from '../clients.ts'
import { isDone, pageOf, type Stage } from './stage.ts'

/** `GroupsManagementClient`. */
export async function groupPeople({ client: { users, groups }, ann }: Stage) {
  await groups.create('crew', 'Crew', 'who sails')
  assert.equal((await groups.update('crew', { name: 'The crew' })).name, 'The crew')
  assert.equal((await groups.detail('crew')).description, 'who sails')
  pageOf((await groups.list()) as never, 1)
  isDone(await users.addGroup(ann, 'crew'))
  pageOf((await users.listGroups(ann)) as never, 1)
  pageOf((await groups.listUsers('crew')) as never, 1)
  pageOf((await groups.listUsers('crew', { withCustomData: true })) as never, 1)
  isDone(await users.removeGroup(ann, 'crew'))
  isDone(await groups.addUsers('crew', [ann]))
  pageOf(await groups.listAuthorizedResources('crew', 'default'), 0)
  isDone(await groups.removeUsers('crew', [ann]))
  isDone(await groups.delete('crew'))
  await groups.create('watch', 'Watch')
  isDone(await groups.deleteMany(['watch']))
}

/** `RolesManagementClient`. */
export async function giveRoles({ client: { users, roles }, ann }: Stage) {
  await roles.create('editor', 'writes')
  assert.equal((await roles.update('editor', { description: 'edits' })).description, 'edits')
  assert.equal((await roles.detail('editor')).code, 'editor')
  assert.equal((await roles.findByCode('editor')).code, 'editor')
  pageOf((await roles.list()) as never, 1)
  isDone(await users.addRoles(ann, ['editor']))
  pageOf((await users.listRoles(ann)) as never, 1)
  assert.deepEqual([await users.hasRole(ann, 'editor'), await users.hasRole(ann, 'reader')], [true, false])
  isDone(await users.removeRoles(ann, ['editor']))
  isDone(await roles.addUsers('editor', [ann]))
  pageOf((await roles.listUsers('editor')) as never, 1)
  pageOf((await roles.listUsers('editor', { withCustomData: true })) as never, 1)
  pageOf((await roles.findUsers('editor', { search: 'ann' })) as never, 1)
  pageOf((await roles.findUsers('editor', { search: 'bob' })) as never, 0)
  pageOf(await roles.listPolicies('editor'), 0)
  // The client says that the role is a person.
  isDone(await roles.addPolicies(ann, ['AdministratorAccess']))
  isDone(await roles.removePolicies(ann, ['AdministratorAccess']))
  pageOf(await roles.listAuthorizedResources('editor', 'default'), 0)
  isDone(await roles.removeUsers('editor', [ann]))
  isDone(await roles.deleteMany(['editor']))
}

/** `OrgManagementClient`. */
export async function organise({ client: { org, users }, ann, bob }: Stage) {
  const { id, rootNode } = await org.create('Company', 'all of us', 'company')
  const [orgId, root] = [id as string, rootNode?.id as string]
  const words = { nameI18n: '{"en":"Development"}', descriptionI18n: '{"en":"writes"}' }
  const dev = await org.addNode(orgId, root, { name: '研发', code: 'dev', order: 3, description: 'writes', ...words })
  const backend = await org.addNode(orgId, dev.id as string, { name: 'Backend', code: 'backend' })
  const [devId, backendId] = [dev.id as string, backend.id as string]
  assert.equal(pageOf(await org.list(), 1)[0]?.tree?.children?.length, 1)
  const all = await org.getAllOrgs()
  assert.deepEqual([all.totalCount, all.list[0].code], [1, 'company'])
  assert.equal((await org.getNodeByCode(orgId, 'dev'))?.id, devId)
  assert.equal((await org.updateNode(devId, { name: 'Development' })).name, 'Development')
  assert.equal((await org.getNodeById(devId))?.name, 'Development')
  assert.equal((await org.findById(orgId)).tree?.children?.[0]?.children?.length, 1)
  assert.equal((await org.moveNode(orgId, backendId, root)).tree?.children?.length, 2)
  assert.deepEqual([await org.isRootNode(orgId, root), await org.isRootNode(orgId, devId)], [true, false])
  assert.equal((await org.rootNode(orgId)).id, root)
  assert.equal((await org.listChildren(root)).length, 2)
  assert.equal((await org.searchNodes('devel')).length, 1)

  pageOf(await org.addMembers(devId, [ann, bob]), 2)
  assert.equal(await org.moveMembers({ userIds: [bob], sourceNodeId: devId, targetNodeId: backendId }), true)
  pageOf(await org.listMembers(devId), 1)
  pageOf(await org.listMembers(root, { page: 1, limit: 10, includeChildrenNodes: true }), 2)
  isDone(await org.setMainDepartment(ann, devId))
  assert.deepEqual(
    (await users.listOrgs(ann)).map((way: { code: string }[]) => way.map(({ code }) => code)),
    [['company', 'dev']],
  )
  pageOf((await users.listDepartment(ann)) as never, 1)
  pageOf(await users.listAuthorizedResources(ann, 'default'), 0)
  pageOf(await org.listAuthorizedResourcesByNodeId(devId, 'default'), 0)
  pageOf(await org.listAuthorizedResourcesByNodeCode(orgId, 'dev', 'default'), 0)
  pageOf(await org.removeMembers(devId, [ann]), 0)

  const exported = await org.exportByOrgId(orgId)
  const imported = await org.importByJson({ ...exported, code: 'again' })
  assert.equal((await org.exportAll()).length, 2)
  isDone(await org.deleteById(imported.id))
  isDone(await org.deleteNode(orgId, backendId))
  await assert.rejects(org.startSync({ providerType: 'dingtalk' }), (error) => codeOf(error) === 1000)
  await assert.rejects(org.startSync({ providerType: 'ad', adConnectorId: 'x' }), (error) => codeOf(error) === 1000)
}

/** `TenantManagementClient`, with the identity sources of a tenant. */
export async function letTenants({ world, client: { tenant, org, users, applications }, ann, bob }: Stage) {
  const appId = world.tenant.application.id
  const { id } = await tenant.create({ name: 'Acme', appIds: appId, description: 'a customer' })
  assert.equal((await tenant.list()).totalCount, 1)
  assert.equal(await tenant.update(id, { name: 'Acme Ltd' }), true)
  assert.equal(await tenant.config(id, { css: 'a{}', ssoPageCustomizationSettings: { hideIdp: true } }), true)
  const { name, css, appIds } = await tenant.details(id)
  assert.deepEqual([name, css, appIds], ['Acme Ltd', 'a{}', [appId]])
  const of = await applications.applicationTenants(appId)
  assert.deepEqual([of.domain, of.tenants.map((each) => each.id)], ['first-app', [id]])
  assert.equal((await tenant.addMembers(id, [ann, bob])).users.length, 2)
  pageOf(await tenant.members(id, {}), 2)
  assert.equal((await users.getUserTenants(ann)).tenants.length, 1)
  assert.equal(await tenant.setTanentAdmin(id, { userIds: [ann] }), true)
  assert.equal(await tenant.deleteTanentAdmin(id, ann), true)
  assert.equal(await tenant.updateTenantMember(id, ann, false), true)
  isDone(await tenant.removeMembers(id, ann))
  await org.create('Acme', '', 'acme', id)
  assert.equal((await org.getOrgByTenantId(id)).rootNode.code, 'acme')

  const connection = { type: 'oidc', identifier: 'acme-oidc', displayName: 'Acme', fields: { clientId: 'a' } }
  const source = await tenant.createExtIdp({ tenantId: id, name: 'Acme', type: 'oidc', connections: [connection] })
  assert.equal((await tenant.listExtIdp(id)).length, 1)
  assert.equal((await tenant.updateExtIdp(source.id, { name: 'Acme people' })).name, 'Acme people')
  assert.equal((await tenant.extIdpDetail(source.id)).connections.length, 1)
  const second = { ...connection, identifier: 'acme-two', extIdpId: source.id, userMatchFields: ['email'] }
  const made = await tenant.createExtIdpConnection(second)
  assert.equal((await tenant.updateExtIdpConnection(made.id, { displayName: 'Two', fields: {} })).displayName, 'Two')
  // Its own sense: true for one that is taken.
  assert.equal(await tenant.checkExtIdpConnectionIdentifierUnique('acme-two'), true)
  assert.equal(await tenant.checkExtIdpConnectionIdentifierUnique('acme-three'), false)
  assert.equal(await tenant.changeExtIdpConnectionState(made.id, { tenantId: id, enabled: true }), true)
  assert.equal(await tenant.batchChangeExtIdpConnectionState(source.id, { appId, enabled: true }), true)
  const link = { userId: ann, isSocial: false, identifier: 'acme-two', extIdpId: source.id, type: 'oidc' }
  isDone(await users.linkIdentity({ ...link, userIdInIdp: '9' }))
  isDone(await users.unlinkIdentity(link))
  isDone(await tenant.deleteExtIdpConnection(made.id))
  isDone(await tenant.deleteExtIdp(source.id))
  isDone(await tenant.delete(id))
}
