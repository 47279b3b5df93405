import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { registerPerson, send } from '../kit/people.ts'
import { ask } from '../kit/rest.ts'
import { accepted, graphql, refused } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

// What the official clients for Java, Go and Python, older ones for JavaScript and older login components read or send, where
// the SDK that the other tests use does it otherwise.

let world: World
let token: string
before(async () => {
  world = await newWorld()
  token = (await toldToken()).accessToken as string
})

async function toldToken(): Promise<Record<string, unknown>> {
  const { id, secret } = world.tenant.pool
  return (await ask(world, `GET /api/v2/userpools/accessToken?userPoolId=${id}&secret=${secret}`)) as never
}

const manage = (line: string, body?: unknown) => ask(world, line, { token }, body)

test('the Java client finds its management token at the top of the answer, the others within data', async () => {
  const { data, ...told } = await toldToken()
  const { accessToken, exp, iat } = told
  assert.deepEqual(data, { accessToken, exp, iat })
  assert.equal(told.code, 200)
  accepted(await ask(world, 'GET /api/v2/userpools/detail', { token: accessToken as string }))
  const { id } = world.tenant.pool
  const wrong = await ask(world, `GET /api/v2/userpools/accessToken?userPoolId=${id}&secret=${'0'.repeat(32)}`)
  assert.equal('accessToken' in wrong, false)
  assert.notEqual(wrong.code, 200)
})

test('setting a variable of the pool answers that variable, which the clients for Java and Go read', async () => {
  const value = { deep: [1, null] }
  assert.deepEqual(accepted(await manage('POST /api/v2/env', { key: 'HOOK', value })), { key: 'HOOK', value })
})

test('older login components find a list at every place that they ask for its length', async () => {
  const config = () => ask(world, `GET /api/v2/applications/${world.tenant.application.id}/public-config`)
  const lists = async () =>
    accepted<{ qrcodeTabsSettings: Record<string, unknown[]> }>(await config()).qrcodeTabsSettings
  assert.deepEqual(await lists(), { 'app-qrcode': [], 'wechat-miniprogram-qrcode': [], 'wechatmp-qrcode': [] })
  accepted(await manage(`POST /api/v2/applications/${world.tenant.application.id}`, { qrSignInEnabled: true }))
  assert.equal((await lists())['app-qrcode']?.length, 1)
})

test('the Go client makes an application with one address as a text', async () => {
  const application = { name: 'Go', identifier: 'go-made', redirectUris: 'https://go.example/cb' }
  const made = accepted<{ redirectUris: string[] }>(await manage('POST /api/v2/applications', application))
  assert.deepEqual(made.redirectUris, ['https://go.example/cb'])
  const none = { name: 'Go 2', identifier: 'go-made-2', redirectUris: '' }
  assert.deepEqual(accepted<typeof made>(await manage('POST /api/v2/applications', none)).redirectUris, [])
  refused(await manage('POST /api/v2/applications', { ...none, identifier: 'go-3', redirectUris: 'no address' }), 400)
})

test('the Go client says the namespace of a resource that it deletes in the body', async () => {
  const { id } = world.tenant.pool
  accepted(await manage(`POST /api/v2/resource-namespace/${id}`, { code: 'shop', name: 'Shop' }))
  const resource = { code: 'orders', type: 'DATA', namespace: 'shop', actions: [] }
  accepted(await manage('POST /api/v2/resources', resource))
  refused(await manage('DELETE /api/v2/resources/orders', { namespace: 'elsewhere' }), 404)
  accepted(await manage('DELETE /api/v2/resources/orders', { namespace: 'shop' }))
  assert.equal(accepted(await manage('GET /api/v2/resources/detail?code=orders&namespace=shop')), null)
})

test('an older JavaScript client signs out by saying that its token has expired', async () => {
  const [person, other] = [await registerPerson(world), await registerPerson(world)]
  const input = { tokenExpiredAt: '0' }
  accepted(await send(world, 'updateUser', { input }, { token: person.token }))
  refused(await send(world, 'user', {}, { token: person.token }), 2206)
  assert.equal(accepted<{ id: string }>(await send(world, 'user', {}, { token: other.token })).id, other.id)
})

test('2018, 2202: signing out so is for oneself, and no other time can be said', async () => {
  const [person, other] = [await registerPerson(world), await registerPerson(world)]
  const speaking = { token: person.token }
  for (const tokenExpiredAt of ['1', '2999-01-01', ' 0', ''])
    refused(await send(world, 'updateUser', { input: { tokenExpiredAt } }, speaking), 2018)
  refused(await send(world, 'updateUser', { input: { tokenExpiredAt: '0', blocked: false } }, speaking), 2018)
  refused(await send(world, 'updateUser', { id: other.id, input: { tokenExpiredAt: '0' } }, speaking), 2202)
  for (const { token: still } of [person, other]) accepted(await send(world, 'user', {}, { token: still }))
})

test('the targets of a resource are told under the names that other clients have for it', async () => {
  const { id } = await registerPerson(world)
  accepted(await manage('POST /api/v2/resources', { code: 'report', type: 'DATA', actions: [] }))
  const opts = [
    { targetType: 'USER', targetIdentifiers: [id], resources: [{ code: 'report', actions: ['report:read'] }] },
  ]
  accepted(await manage('POST /api/v2/acl/authorize-resources', { namespace: 'default', opts }))
  for (const name of ['authorizedTargets', 'authorizedTargetsCode', 'resourcePermissions']) {
    const query = `{ ${name}(namespace: "default", resourceType: DATA, resource: "report") { totalCount list { targetType targetIdentifier } } }`
    const told = accepted(await graphql(world.origin, query, {}, { tenant: world.tenant, token }))
    assert.deepEqual(told, { totalCount: 1, list: [{ targetType: 'USER', targetIdentifier: id }] }, name)
  }
})

test('fields that other clients ask for are there, and empty', async () => {
  const { token: own } = await registerPerson(world)
  const person = await graphql(
    world.origin,
    '{ user { secondaryUserIds expiredAt directManagement } }',
    {},
    { token: own },
  )
  assert.deepEqual(accepted(person), { secondaryUserIds: [], expiredAt: null, directManagement: null })
  const pool = await graphql(world.origin, '{ userpool { customSMSProvider { config253 { appId } } } }', {}, { token })
  assert.deepEqual(accepted(pool), { customSMSProvider: { config253: null } })
})
