import assert from 'node:assert/strict'
import type { Tell } from './teller.ts'

export async function tellOfPermissions(tell: Tell, { ann }: { ann: string }): Promise<void> {
  const namespace = 'shop'
  await tell('createNamespace', { code: namespace, name: 'Shop', description: '商店' })
  await tell('createNamespacesBatch', { list: [{ code: 'mill', name: 'Mill' }] })
  assert.equal((await tell('getNamespace', { code: namespace })).description, '商店')
  await tell('getNamespacesBatch', { codeList: [namespace, 'mill'] })
  await tell('updateNamespace', { code: 'mill', name: 'The mill' })
  await tell('listNamespaces', { page: 1, limit: 10 })
  await tell('listNamespaceRoles', { code: namespace, page: 1, limit: 10 })
  const actions = [{ name: 'read', description: 'Look' }]
  await tell('createResource', { type: 'DATA', code: 'book', actions, namespace })
  await tell('createResourcesBatch', { list: [{ type: 'API', code: 'pen', actions }], namespace })
  assert.equal((await tell('getResource', { code: 'book', namespace })).type, 'DATA')
  await tell('getResourcesBatch', { codeList: ['book', 'pen'], namespace })
  await tell('updateResource', { code: 'book', description: 'To read', actions, namespace })
  assert.equal((await tell('listResources', { namespace, page: 1, limit: 10 })).totalCount, 2)
  await tell('listCommonResource', { page: 1, limit: 10 })
  const asked = { userId: ann, action: 'read', resource: 'book', namespace }
  assert.equal((await tell('isActionAllowed', asked)).allowed, false)
  const resources = [{ code: 'book', resourceType: 'DATA', actions: ['read'] }]
  await tell('authorizeResources', { namespace, list: [{ targetType: 'USER', targetIdentifiers: [ann], resources }] })
  assert.equal((await tell('isActionAllowed', asked)).allowed, true)
  await tell('getAuthorizedResources', { targetType: 'USER', targetIdentifier: ann, namespace })
  await tell('getUserAuthorizedResources', { userId: ann, namespace })
  await tell('getResourceAuthorizedTargets', { resource: 'book', namespace, targetType: 'USER', page: 1, limit: 10 })
  await tell('deleteResource', { code: 'book', namespace })
  await tell('deleteResourcesBatch', { codeList: ['pen'], namespace })
  await tell('deleteNamespacesBatch', { codeList: ['mill'] })
  await tell('deleteNamespace', { code: namespace })
}

export async function tellOfFields(tell: Tell, { ann }: { ann: string }): Promise<void> {
  const targetType = 'USER'
  await tell('getUserBaseFields')
  await tell('setCustomFields', { list: [{ targetType, key: 'school', dataType: 'STRING', label: '学校' }] })
  const fields = await tell('getCustomFields', { targetType })
  assert.ok(fields.some(({ key }: { key: string }) => key === 'school'))
  await tell('setCustomData', { targetType, targetIdentifier: ann, list: [{ key: 'school', value: '清华 & Co' }] })
  assert.equal((await tell('getCustomData', { targetType, targetIdentifier: ann })).school, '清华 & Co')
  assert.equal((await tell('getUser', { userId: ann, withCustomData: true })).customData.school, '清华 & Co')
}

export async function tellOfSettings(tell: Tell): Promise<void> {
  const type = 'EMAIL'
  await tell('addWhitelist', { type, list: ['ann@example.com'] })
  await tell('listWhitelists', { type })
  await tell('deleteWhitelist', { type, list: ['ann@example.com'] })
  await tell('getSecuritySettings')
  await tell('updateSecuritySettings', { verifyCodeMaxAttempts: 4 })
  await tell('getGlobalMfaSettings')
  await tell('updateGlobalMfaSettings', { enabledFactors: ['OTP', 'EMAIL'] })
  await tell('closeGlobalMfaSettings', { disableFactors: ['EMAIL'] })
  await tell('getUserActionLogs', { pagination: { page: 1, limit: 10 } })
  await tell('getAdminAuditLogs', { pagination: { page: 1, limit: 10 } })
}

export async function tellOfApplications(tell: Tell, { ann, appId }: { ann: string; appId: string }): Promise<void> {
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
  await tell('listAuthApplication', { ...own, page: 1, limit: 10 })
  await tell('listAuthSubject', { targetType: 'USER', targetId: ann })
  await tell('revokeApplicationAccess', { ...own, list: [target] })
  await tell('checkDomainAvailable', { domain: 'nobody-has-this' })
  await tell('deleteApplication', own)
}

export async function tellOfSources(tell: Tell): Promise<void> {
  const { id } = await tell('createExtIdp', { name: 'Hub', type: 'oidc' })
  await tell('updateExtIdp', { id, name: 'The hub' })
  await tell('getExtIdp', { id })
  assert.equal((await tell('listExtIdp', {})).totalCount, 1)
  await tell('deleteExtIdp', { id })
}
