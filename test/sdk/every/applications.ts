import assert from 'node:assert/strict'
import { isDone, pageOf, type Stage } from './stage.ts'

/** `ApplicationsManagementClient`: the application itself. */
export async function runApplications({ world, client: { applications }, ann }: Stage) {
  const shop = await applications.create({
    name: 'Shop',
    identifier: 'shop',
    redirectUris: ['https://shop.example/cb'],
  })
  assert.match(shop.secret as string, /^[0-9a-f]{32}$/)
  assert.equal((await applications.findById(shop.id)).domain, 'shop')
  assert.equal((await applications.list()).totalCount, 2)
  for (const type of ['Tenant', 'BOTH', 'INDIVIDUAL'])
    assert.equal((await applications.changeApplicationType(shop.id, type as never)).appType, type)
  assert.notEqual((await applications.refreshApplicationSecret(shop.id)).secret, shop.secret)
  assert.equal((await applications.activeUsers(world.tenant.application.id)).list[0]?.id, ann)
  await rule(shop.id, applications, ann)
  await agree(shop.id, applications)
  assert.equal(await applications.delete(shop.id), true)
}

type Applications = Stage['client']['applications']

/** Resources and roles in the namespace of an application. */
async function rule(id: string, applications: Applications, ann: string) {
  const actions = [{ name: 'order:read', description: 'reads' }]
  await applications.createResource(id, { code: 'order', type: 'DATA', actions })
  pageOf(await applications.listResources(id), 1)
  const changed = await applications.updateResource(id, { code: 'order', description: 'Orders' })
  assert.equal(changed.description, 'Orders')
  await applications.createRole(id, { code: 'clerk' })
  assert.equal((await applications.updateRole(id, { code: 'clerk', newCode: 'seller' })).code, 'seller')
  assert.equal((await applications.findRole(id, 'seller')).namespace, id)
  pageOf((await applications.getRoles(id)) as never, 1)
  isDone(await applications.addUsersToRole(id, 'seller', [ann]))
  pageOf((await applications.getUsersByRoleCode(id, 'seller')) as never, 1)
  pageOf(await applications.listAuthorizedResourcesByRole(id, 'seller'), 0)
  isDone(await applications.removeUsersFromRole(id, 'seller', [ann]))
  isDone(await applications.deleteRole(id, 'seller'))
  await applications.createRole(id, { code: 'buyer' })
  isDone(await applications.deleteRoles(id, ['buyer']))
  assert.equal(await applications.deleteResource(id, 'order'), true)
}

async function agree(id: string, applications: Applications) {
  const terms = await applications.createAgreement(id, { title: 'Terms' } as never)
  const privacy = await applications.createAgreement(id, { title: 'Privacy', required: false } as never)
  const changed = await applications.modifyAgreement(id, terms.id, { title: 'Our terms', lang: 'en-US' } as never)
  assert.equal(changed.title, 'Our terms')
  assert.equal(await applications.sortAgreement(id, [privacy.id, terms.id]), true)
  assert.deepEqual(
    (await applications.listAgreement(id)).list.map(({ title }) => title),
    ['Privacy', 'Our terms'],
  )
  assert.equal(await applications.deleteAgreement(id, terms.id), true)
}

/** Who may enter an application, and machines that act for one: both clients that say so. */
export async function admit({ world, client: { applications, acl }, ann }: Stage) {
  const appId = world.tenant.application.id
  const whom = { targetType: 'USER' as const, targetIdentifiers: [ann] }
  for (const method of ['allowAccess', 'denyAccess', 'disableAccessPolicy', 'enableAccessPolicy'] as const)
    isDone(await applications[method](appId, whom))
  pageOf(await applications.getAccessPolicies(appId), 1)
  isDone(await applications.deleteAccessPolicy(appId, whom))
  const named = { ...whom, appId, namespace: appId } as never
  isDone(await acl.allowAccessApplication(named))
  isDone(await acl.denyAccessApplication(named))
  isDone(await acl.disableApplicationAccessPolicy(named))
  isDone(await acl.enableApplicationAccessPolicy(named))
  pageOf(await acl.getApplicationAccessPolicies({ appId }), 1)
  isDone(await acl.deleteApplicationAccessPolicy(named))
  for (const defaultStrategy of ['DENY_ALL', 'ALLOW_ALL'] as const) {
    const strategy = (await applications.updateDefaultAccessPolicy(appId, defaultStrategy)).permissionStrategy
    assert.equal(strategy.defaultStrategy, defaultStrategy)
    assert.ok(await acl.updateDefaultApplicationAccessPolicy({ appId, defaultStrategy }))
  }

  const account = await acl.createProgrammaticAccessAccount(appId, { tokenLifetime: 600, remarks: 'a machine' })
  pageOf(await acl.programmaticAccessAccountList(appId), 1)
  const renewed = await acl.refreshProgrammaticAccessAccountSecret(account.id)
  assert.notEqual(renewed.secret, account.secret)
  assert.equal((await acl.disableProgrammaticAccessAccount(account.id)).enabled, false)
  assert.equal((await acl.enableProgrammaticAccessAccount(account.id)).enabled, true)
  assert.equal(await acl.deleteProgrammaticAccessAccount(account.id), true)
}
