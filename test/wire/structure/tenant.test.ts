import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson, send } from '../../kit/people.ts'
import type { sdk } from '../../kit/sdk.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { accepted, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { codeOf, managementClient } from '../../sdk/clients.ts'

let world: World
let token: string
let client: InstanceType<typeof sdk.ManagementClient>

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  client = managementClient(world)
})

const { call } = speakerIn(
  () => world,
  () => ({ token }),
)

interface Tenant {
  id: string
  name: string
  css?: string
  appIds: string[]
  ssoPageCustomizationSettings?: object
}

test('a tenant is made, changed in part, listed and deleted', async () => {
  const appIds = world.tenant.application.id
  const made = (await client.tenant.create({ name: 'Branch', appIds })) as Tenant
  assert.deepEqual(made.appIds, [appIds])
  await client.tenant.config(made.id, { css: '.a {}', ssoPageCustomizationSettings: { hideIdp: true } })
  await client.tenant.config(made.id, { ssoPageCustomizationSettings: { hideIdp: false } })
  assert.equal(await client.tenant.update(made.id, { name: 'Office' }), true)
  const changed = (await client.tenant.details(made.id)) as unknown as Tenant
  assert.deepEqual(
    [changed.name, changed.css, changed.ssoPageCustomizationSettings, changed.appIds],
    ['Office', '.a {}', { hideIdp: false }, [appIds]],
  )
  const { tenants } = await client.applications.applicationTenants(appIds)
  assert.deepEqual(
    tenants.map(({ name }) => name),
    ['Office'],
  )
  assert.equal((await client.tenant.list()).totalCount, 1)
  await client.tenant.delete(made.id)
  await assert.rejects(client.tenant.details(made.id), (error) => codeOf(error) === 404)
})

test('its members join, are switched off, lead and leave; an organisation stays when it goes', async () => {
  const person = await registerPerson(world)
  const tenant = accepted<Tenant>(await call('POST', '/api/v2/tenant', { name: 'Team' }))
  refused(await call('POST', `/api/v2/tenant/${tenant.id}/user`, { userIds: [person.id, '0'.repeat(24)] }), 2004)
  await client.tenant.addMembers(tenant.id, [person.id])
  await client.tenant.updateTenantMember(tenant.id, person.id, false)
  assert.equal(await client.tenant.setTanentAdmin(tenant.id, { userIds: [person.id] }), true)
  const { list } = (await client.tenant.members(tenant.id, {})) as {
    list: { id: string; isEnabled: boolean; isAdmin: boolean }[]
  }
  assert.deepEqual(
    list.map(({ id, isEnabled, isAdmin }) => [id, isEnabled, isAdmin]),
    [[person.id, false, true]],
  )
  const own = accepted<{ tenants: Tenant[] }>(await call('GET', `/api/v2/users/${person.id}/tenants`))
  assert.deepEqual(
    own.tenants.map(({ name }) => name),
    ['Team'],
  )
  accepted(await call('POST', '/api/v2/orgs/import', { filetype: 'json', file: { name: 'Org' }, tenantId: tenant.id }))
  const org = accepted<{ id: string }>(await call('GET', `/api/v2/orgs/by-tenant?tenant_id=${tenant.id}`))
  await client.tenant.removeMembers(tenant.id, person.id)
  refused(await call('DELETE', `/api/v2/tenant/${tenant.id}/user?userId=${person.id}`), 2004)
  await client.tenant.delete(tenant.id)
  assert.equal((await client.org.findById(org.id)).id, org.id)
  accepted(await send(world, 'deleteUser', { id: person.id }, { token }))
})

test('what a tenant cannot be is refused; another pool sees none of it', async () => {
  refused(await call('POST', '/api/v2/tenant', {}), 400)
  refused(await call('POST', '/api/v2/tenant', { name: 'x', appIds: ['0'.repeat(24)] }), 2011)
  const other = await world.addTenant('tenant')
  refused(await call('POST', '/api/v2/tenant', { name: 'x', appIds: other.application.id }), 2011)
  const tenant = accepted<Tenant>(await call('POST', '/api/v2/tenant', { name: 'Walled' }))
  const strange = { tenant: other, token: await managementToken(world, other) }
  refused(await call('GET', `/api/v2/tenant/${tenant.id}`, undefined, strange), 404)
  refused(await call('POST', `/api/v2/tenant/${tenant.id}`, { name: 'theirs' }, strange), 404)
  refused(await call('DELETE', `/api/v2/tenant/${tenant.id}`, undefined, strange), 404)
  const stranger = await registerPerson(world, { tenant: other })
  refused(await call('POST', `/api/v2/tenant/${tenant.id}/user`, { userIds: [stranger.id] }), 2004)
  refused(await call('GET', '/api/v2/tenants', undefined, { token: (await registerPerson(world)).token }), 1001)
})
