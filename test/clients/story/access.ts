import assert from 'node:assert/strict'
import type { Stage, Tell } from './teller.ts'

export async function tellOfPermissions(tell: Tell, { ann }: { ann: string }): Promise<void> {
  const namespace = 'shop'
  await tell('createNamespace', { code: namespace, name: 'Shop', description: '商店' })
  await tell('createNamespacesBatch', { list: [{ code: 'mill', name: 'Mill' }] })
  assert.equal((await tell('getNamespace', { code: namespace })).description, '商店')
  assert.equal((await tell('getNamespacesBatch', { codeList: [namespace, 'mill'] })).length, 2)
  await tell('updateNamespace', { code: 'mill', name: 'The mill' })
  await tell('listNamespaces', { page: 1, limit: 10 })
  await tell('listNamespaceRoles', { code: namespace, page: 1, limit: 10 })
  const actions = [{ name: 'read', description: 'Look' }]
  await tell('createResource', { type: 'DATA', code: 'book', actions, namespace })
  await tell('createResourcesBatch', { list: [{ type: 'API', code: 'pen', actions }], namespace })
  assert.equal((await tell('getResource', { code: 'book', namespace })).type, 'DATA')
  assert.equal((await tell('getResourcesBatch', { codeList: ['book', 'pen'], namespace })).length, 2)
  await tell('updateResource', { code: 'book', description: 'To read', actions, namespace })
  assert.equal((await tell('listResources', { namespace, page: 1, limit: 10 })).totalCount, 2)
  await tell('listCommonResource', { page: 1, limit: 10 })
  const asked = { userId: ann, action: 'read', resource: 'book', namespace }
  assert.equal((await tell('isActionAllowed', asked)).allowed, false)
  const resources = [{ code: 'book', resourceType: 'DATA', actions: ['read'] }]
  await tell('authorizeResources', { namespace, list: [{ targetType: 'USER', targetIdentifiers: [ann], resources }] })
  assert.equal((await tell('isActionAllowed', asked)).allowed, true)
  const held = { targetType: 'USER', targetIdentifier: ann, namespace, resourceList: ['book', 'pen'] }
  assert.equal((await tell('getAuthorizedResources', held)).totalCount, 1)
  await tell('getUserAuthorizedResources', { userId: ann, namespace })
  await tell('getResourceAuthorizedTargets', { resource: 'book', namespace, targetType: 'USER', page: 1, limit: 10 })
  await tell('deleteResource', { code: 'book', namespace })
  await tell('deleteResourcesBatch', { codeList: ['pen'], namespace })
  await tell('createResource', { type: 'DATA', code: 'loose', actions, namespace: 'default' })
  const [{ id }] = (await tell('listCommonResource', { keyword: 'loose', page: 1, limit: 10 })).list
  await tell('batchDeleteCommonResource', { ids: [id] })
  await tell('deleteNamespacesBatch', { codeList: ['mill'] })
  await tell('deleteNamespace', { code: namespace })
}

export async function tellOfFields(tell: Tell, { ann }: { ann: string }): Promise<void> {
  const targetType = 'USER'
  await tell('getUserBaseFields')
  const known = { targetType, dataType: 'STRING', page: 1, limit: 10 }
  await tell('setUserBaseFields', { list: [{ key: 'company', label: 'Firm' }] })
  const named = (await tell('getUserBaseFields')).find(({ key }: { key: string }) => key === 'company')
  assert.equal(named.label, 'Firm')
  await tell('listUserBaseFields', { ...known, keyword: 'firm' })
  await tell('setCustomFields', { list: [{ targetType, key: 'school', dataType: 'STRING', label: '学校' }] })
  const fields = await tell('getCustomFields', { targetType })
  assert.ok(fields.some(({ key }: { key: string }) => key === 'school'))
  await tell('setCustomData', { targetType, targetIdentifier: ann, list: [{ key: 'school', value: '清华 & Co' }] })
  assert.equal((await tell('getCustomData', { tenantId: '', targetType, targetIdentifier: ann })).school, '清华 & Co')
  assert.equal((await tell('getUser', { userId: ann, withCustomData: true })).customData.school, '清华 & Co')
  await tell('listCustFields', { ...known, keyword: 'school' })
  await tell('deleteCustomFields', { tenantId: '', list: [{ targetType, key: 'school' }] })
}

export async function tellOfSettings(tell: Tell, { appId }: { appId: string }): Promise<void> {
  const type = 'EMAIL'
  await tell('addWhitelist', { type, list: ['ann@example.com'] })
  await tell('listWhitelists', { type })
  await tell('deleteWhitelist', { type, list: ['ann@example.com'] })
  await tell('addWhitelistOfApp', { appId, type, list: ['ann@example.com'] })
  await tell('listWhitelistsOfApp', { appId, type })
  await tell('deleteWhitelistOfApp', { appId, type, list: ['ann@example.com'] })
  await tell('getSecuritySettings')
  await tell('updateSecuritySettings', { verifyCodeMaxAttempts: 4 })
  await tell('getGlobalMfaSettings')
  await tell('updateGlobalMfaSettings', { enabledFactors: ['OTP', 'EMAIL'] })
  await tell('closeGlobalMfaSettings', { disableFactors: ['EMAIL'] })
  await tell('getUserActionLogs', { pagination: { page: 1, limit: 10 } })
  await tell('getAdminAuditLogs', { pagination: { page: 1, limit: 10 } })
}

export async function tellOfApplications(
  tell: Tell,
  { ann, bob, appId }: Record<'ann' | 'bob' | 'appId', string>,
): Promise<void> {
  assert.equal((await tell('getApplication', { appId })).appId, appId)
  const made = await tell('createApplication', {
    appName: 'Stall',
    appIdentifier: 'stall',
    redirectUris: ['https://stall.example/back'],
  })
  const own = { appId: made.appId }
  await tell('updateApplication', { ...own, appName: 'Market stall' })
  assert.ok((await tell('listApplications', { page: 1, limit: 10 })).totalCount >= 2)
  await tell('getApplicationSimpleInfo', own)
  await tell('listApplicationSimpleInfo', { page: 1, limit: 10 })
  await tell('getApplicationSecret', own)
  await tell('refreshApplicationSecret', own)
  await tell('listApplicationActiveUsers', own)
  await tell('getApplicationPermissionStrategy', own)
  await tell('updateApplicationPermissionStrategy', { ...own, permissionStrategy: 'DENY_ALL' })
  const target = { targetType: 'USER', targetIdentifier: [ann] }
  await tell('authorizeApplicationAccess', { ...own, list: [{ ...target, effect: 'ALLOW' }] })
  const { list: rules } = await tell('listAuthApplication', { ...own, page: 1, limit: 10 })
  await tell('enabledAuth', { id: rules[0].id, enabled: false })
  const subject = { targetType: 'USER', targetId: ann }
  await tell('detailAuthSubject', { ...own, ...subject })
  await tell('listAuthSubject', subject)
  await tell('revokeApplicationAccess', { ...own, list: [target] })
  await tell('authorizeApplicationAccess', {
    ...own,
    list: [{ targetType: 'USER', targetIdentifier: [ann, bob], effect: 'DENY' }],
  })
  const { success } = await tell('deleteAuth', [[ann, bob].map((id) => `${made.appId}:USER:${id}`)])
  const { totalCount } = await tell('listAuthApplication', { ...own, page: 1, limit: 10 })
  assert.equal(totalCount, success ? 0 : 2)
  await tell('listTenantApplications', { page: '1', limit: '10', keywords: '', ssoEnabled: false })
  await tell('updateApplicationMfaSettings', { ...own, enabledFactors: ['EMAIL', 'OTP'] })
  await tell('getMfaTriggerData', { ...own, userId: ann })
  await tell('checkDomainAvailable', { domain: 'nobody-has-this' })
  await tell('deleteApplication', own)
}

export async function tellOfSources(tell: Tell, { appId, makeTenant }: Stage): Promise<void> {
  const { id } = await tell('createExtIdp', { name: 'Hub', type: 'oidc' })
  await tell('updateExtIdp', { id, name: 'The hub' })
  const fields = { issuer: 'https://id.example' }
  const described = { extIdpId: id, type: 'oidc', identifier: 'hub', displayName: 'Staff', fields, loginOnly: false }
  const connection = { id: (await tell('createExtIdpConn', described)).id }
  await tell('updateExtIdpConn', { ...connection, displayName: 'All', fields })
  await tell('changeExtIdpConnState', { ...connection, enabled: true, appId, appIds: [appId] })
  assert.equal((await tell('extIdpConnStateByApps', { id })).totalCount, 1)
  const tenantId = await makeTenant()
  await tell('changeExtIdpConnAssociationState', { ...connection, association: true, tenantId })
  assert.equal((await tell('listTenantExtIdp', { tenantId, page: 1, limit: 10 })).totalCount, 1)
  await tell('getExtIdp', { id })
  assert.equal((await tell('listExtIdp', {})).totalCount, 1)
  await tell('deleteExtIdpConn', connection)
  await tell('deleteExtIdp', { id })
}
