import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { doors, inBothLanguages, setPool, signingIn } from '../../kit/entry.ts'
import { managementToken, type Person, registerPerson, send } from '../../kit/people.ts'
import type { sdk } from '../../kit/sdk.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { addApplication, type Tenant } from '../../kit/tenant.ts'
import { accepted, refused, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { managementClient } from '../../sdk/clients.ts'

let world: World
let token: string
let client: InstanceType<typeof sdk.ManagementClient>
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  client = managementClient(world)
  await setPool(world, { frequentRegisterCheck: { enabled: false } })
})

const { request: call } = speakerIn(
  () => world,
  () => ({ token }),
)

let counter = 0
/** Another application of the pool, as a tenant to speak to. */
async function addTenant(): Promise<Tenant> {
  const application = await addApplication(world.app.domain, world.tenant.pool, { identifier: `guarded-${++counter}` })
  return { ...world.tenant, application }
}

const login = ({ username, password }: Person, tenant: Tenant, speaking: Speaking = {}) =>
  signingIn['REST V2'](world, { account: username, password }, { tenant, ...speaking })

const on = ({ application }: Tenant, what: string) => `/api/v2/applications/${application.id}/authorization/${what}`
const rule = (tenant: Tenant, what: string, targetType: string, ...targetIdentifiers: string[]) =>
  call(`POST ${on(tenant, what)}`, { targetType, targetIdentifiers, namespace: tenant.application.id })

test('an application that denies everybody admits whom a rule allows, as soon as it does', async () => {
  const tenant = await addTenant()
  const { id } = tenant.application
  const [friend, stranger] = [await registerPerson(world), await registerPerson(world)]
  accepted(await login(stranger, tenant))
  const { permissionStrategy } = (await client.applications.updateDefaultAccessPolicy(id, 'DENY_ALL')) as unknown as {
    permissionStrategy: object
  }
  assert.deepEqual(permissionStrategy, { enabled: true, defaultStrategy: 'DENY_ALL' })
  refused(await login(stranger, tenant), 1001)
  await client.applications.allowAccess(id, { targetType: 'USER', targetIdentifiers: [friend.id] })
  accepted(await login(friend, tenant))
  refused(await login(stranger, tenant), 1001)
  accepted(await call(`POST /api/v2/applications/${id}`, { permissionStrategy: { enabled: false } }))
  accepted(await login(stranger, tenant))
  const back = { permissionStrategy: { enabled: true } }
  const kept = accepted<{ permissionStrategy: object }>(await call(`POST /api/v2/applications/${id}`, back))
  assert.deepEqual(kept.permissionStrategy, { enabled: true, defaultStrategy: 'DENY_ALL' })
  refused(await login(stranger, tenant), 1001)
})

suite('who is denied gets no session', () => {
  for (const door of doors)
    test(`${door}: 1001 in both languages, and nothing has changed`, async () => {
      const person = await registerPerson(world)
      accepted(await rule(world.tenant, 'deny', 'USER', person.id))
      const outcomes = await inBothLanguages(world, async (speaking) => {
        const { username: account, password } = person
        const outcome = await signingIn[door](world, { account, password }, speaking)
        refused(outcome, 1001)
        return outcome
      })
      assert.equal(outcomes[1]?.message, `You may not enter the application ${world.tenant.application.name}`)
      accepted(await rule(world.tenant, 'revoke', 'USER', person.id))
      accepted(await signingIn[door](world, { account: person.username, password: person.password }))
    })

  test('nor a fresh token for one that was open, from nobody', async () => {
    const person = await registerPerson(world)
    accepted(await rule(world.tenant, 'deny', 'USER', person.id))
    refused(await send(world, 'refreshToken', {}, { token: person.token }), 1001)
    refused(await send(world, 'refreshToken', { id: person.id }, { token }), 1001)
    accepted(await rule(world.tenant, 'disable-effect', 'USER', person.id))
    accepted(await send(world, 'refreshToken', {}, { token: person.token }))
    accepted(await rule(world.tenant, 'enable-effect', 'USER', person.id))
    refused(await send(world, 'refreshToken', {}, { token: person.token }), 1001)
  })
})

test('rules reach through roles, groups and departments; a denial goes before what allows', async () => {
  const tenant = await addTenant()
  const { id } = tenant.application
  await client.applications.updateDefaultAccessPolicy(id, 'DENY_ALL')
  const person = await registerPerson(world)
  await client.roles.create(`seller${counter}`, undefined, id)
  await client.roles.addUsers(`seller${counter}`, [person.id], id)
  accepted(await rule(tenant, 'allow', 'ROLE', `seller${counter}`))
  accepted(await login(person, tenant))
  await client.groups.create(`banned${counter}`, 'Banned')
  await client.groups.addUsers(`banned${counter}`, [person.id])
  accepted(await rule(tenant, 'deny', 'GROUP', `banned${counter}`))
  refused(await login(person, tenant), 1001)
  await client.groups.removeUsers(`banned${counter}`, [person.id])
  accepted(await login(person, tenant))
  accepted(await rule(tenant, 'revoke', 'ROLE', `seller${counter}`))
  refused(await login(person, tenant), 1001)
})

test('what is said of a department holds below it only where it is inherited', async () => {
  const tenant = await addTenant()
  const { id } = tenant.application
  await client.applications.updateDefaultAccessPolicy(id, 'DENY_ALL')
  const person = await registerPerson(world)
  const org = (await client.org.create(`House ${counter}`)) as unknown as { id: string; rootNode: { id: string } }
  const { id: orgId, rootNode } = org
  const { id: sales } = (await client.org.addNode(orgId, rootNode.id, { name: 'Sales' })) as unknown as { id: string }
  await client.org.addMembers(sales, [person.id])
  const allow = (inheritByChildren: boolean) =>
    client.applications.allowAccess(id, { targetType: 'ORG', targetIdentifiers: [rootNode.id], inheritByChildren })
  await allow(false)
  refused(await login(person, tenant), 1001)
  await allow(true)
  accepted(await login(person, tenant))
})

interface Listed {
  totalCount: number
  list: {
    targetType: string
    targetIdentifier: string
    effect: string
    enabled: boolean
    target: { id: string } | null
  }[]
}

test('the rules are listed in their order, with whom they are about', async () => {
  const tenant = await addTenant()
  const [one, two] = [await registerPerson(world), await registerPerson(world)]
  accepted(await rule(tenant, 'allow', 'USER', one.id))
  accepted(await rule(tenant, 'deny', 'USER', two.id))
  accepted(await rule(tenant, 'disable-effect', 'USER', two.id))
  const records = async (query = '') => accepted<Listed>(await call(`GET ${on(tenant, 'records')}${query}`))
  const { totalCount, list } = await records()
  assert.equal(totalCount, 2)
  assert.deepEqual(
    list.map(({ targetIdentifier, effect, enabled, target }) => [targetIdentifier, effect, enabled, target?.id]),
    [
      [one.id, 'ALLOW', true, one.id],
      [two.id, 'DENY', false, two.id],
    ],
  )
  assert.deepEqual(
    (await records('?page=2&limit=1')).list.map(({ targetIdentifier }) => targetIdentifier),
    [two.id],
  )
  accepted(await send(world, 'deleteUser', { id: two.id }, { token }))
  assert.equal((await records()).totalCount, 1)
})

test('what cannot be a rule is refused and changes nothing', async () => {
  const tenant = await addTenant()
  const person = await registerPerson(world)
  const elsewhere = await world.addTenant('walled')
  const theirs = await registerPerson(world, { tenant: elsewhere })
  const nobody = '0'.repeat(24)
  refused(await rule(tenant, 'allow', 'USER', person.id, nobody), 2004)
  refused(await rule(tenant, 'allow', 'USER', theirs.id), 2004)
  refused(await rule(tenant, 'allow', 'ROLE', 'nobody'), 404)
  refused(await rule(tenant, 'deny', 'GROUP', 'nobody'), 404)
  refused(await rule(tenant, 'deny', 'ORG', nobody), 404)
  refused(await rule(tenant, 'enable-effect', 'USER', person.id), 404)
  refused(await rule(tenant, 'allow', 'AK_SK', person.id), 400)
  refused(await rule(tenant, 'allow', 'USER'), 400)
  refused(await call(`POST ${on(tenant, 'allow')}`, { targetIdentifiers: [person.id] }), 2231)
  for (const what of ['allow', 'deny', 'revoke', 'enable-effect', 'disable-effect']) {
    refused(await rule(elsewhere, what, 'USER', person.id), 2011)
    const body = { targetType: 'USER', targetIdentifiers: [person.id] }
    refused(await call(`POST ${on(tenant, what)}`, body, { token: person.token }), 1001)
  }
  refused(await call(`GET ${on(elsewhere, 'records')}`), 2011)
  refused(await call(`GET ${on(tenant, 'records')}`, undefined, { token: person.token }), 1001)
  assert.equal(accepted<Listed>(await call(`GET ${on(tenant, 'records')}`)).totalCount, 0)
  accepted(await login(person, tenant))
})

test('people see the applications that they may enter, and administrators who has entered', async () => {
  const tenant = await addTenant()
  const [one, two] = [await registerPerson(world, { tenant }), await registerPerson(world)]
  const seen = async ({ token }: Person) => {
    const outcome = await call('GET /api/v2/users/me/applications/allowed?limit=50', undefined, { token })
    const { list } = accepted<{ list: { id: string; secret?: string }[] }>(outcome)
    assert.ok(list.every((application) => !('secret' in application)))
    return list.some(({ id }) => id === tenant.application.id)
  }
  assert.deepEqual([await seen(one), await seen(two)], [true, true])
  accepted(await rule(tenant, 'deny', 'USER', two.id))
  assert.deepEqual([await seen(one), await seen(two)], [true, false])
  refused(await call('GET /api/v2/users/me/applications/allowed'), 1001)
  const far = await call('GET /api/v2/users/me/applications/allowed?page=9', undefined, { token: one.token })
  const { totalCount: all, list: none } = accepted<{ totalCount: number; list: object[] }>(far)
  assert.deepEqual([all > 0, none], [true, []])
  await world.passSeconds(120)
  const third = await registerPerson(world, { tenant })
  const fresh = await managementToken(world)
  const users = async (query = '') => {
    const path = `GET /api/v2/applications/${tenant.application.id}/active-users${query}`
    return accepted<{ totalCount: number; list: { id: string }[] }>(await call(path, undefined, { token: fresh }))
  }
  const { totalCount, list } = await users()
  assert.deepEqual([totalCount, list.map(({ id }) => id)], [2, [third.id, one.id]])
  assert.deepEqual(
    (await users('?page=2&limit=1')).list.map(({ id }) => id),
    [one.id],
  )
  await world.passSeconds(40 * 86_400)
  token = await managementToken(world)
  const path = `GET /api/v2/applications/${tenant.application.id}/active-users`
  assert.equal(accepted<{ totalCount: number }>(await call(path)).totalCount, 0)
  refused(
    await call(`GET /api/v2/applications/${(await world.addTenant('further')).application.id}/active-users`),
    2011,
  )
})
