import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inBothLanguages } from '../../kit/entry.ts'
import { managementToken, registerPerson } from '../../kit/people.ts'
import { ask } from '../../kit/rest.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { accepted, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { managementClient } from '../../sdk/clients.ts'

let world: World
let other: Tenant
let token: string
before(async () => {
  world = await newWorld()
  other = await world.addTenant('other')
  token = await managementToken(world)
})

interface Connection {
  id: string
  extIdpId: string
  type: string
  identifier: string
  displayName: string
  fields: Record<string, unknown>
  userMatchFields: string[]
  enabled: boolean
  appIds: string[]
  tenantIds: string[]
}
interface Source {
  id: string
  name: string
  type: string
  tenantId: string | null
  connections: Connection[]
}

const call = (line: string, body?: object, speaking: object = {}) => ask(world, line, { token, ...speaking }, body)
const nowhere = '0'.repeat(24)

let counter = 0
const connection = (more: object = {}) => ({
  type: 'oidc',
  identifier: `source-${++counter}`,
  displayName: 'Company',
  fields: { issuer: 'https://login.example', clientId: 'a', clientSecret: 'never show me' },
  ...more,
})
const addSource = async (connections: object[] = [connection()], more: object = {}) =>
  accepted<Source>(await call('POST /api/v2/extIdp', { name: 'Company', type: 'oidc', connections, ...more }))
const sourceOf = async (id: string) => accepted<Source>(await call(`GET /api/v2/extIdp/${id}`))

test('the official client makes, lists, changes and deletes sources and connections', async () => {
  const { tenant } = managementClient(world)
  const own = (await tenant.create({ name: 'Branch', appIds: world.tenant.application.id })) as { id: string }
  const made = (await tenant.createExtIdp({
    tenantId: own.id,
    name: 'WeChat',
    type: 'wechat',
    connections: [
      {
        type: 'wechat:pc',
        identifier: 'wx1',
        displayName: 'WeChat',
        fields: { clientID: 'c' },
        userMatchFields: ['phone'],
      },
    ],
  })) as Source
  assert.deepEqual(made.connections[0]?.userMatchFields, ['phone'])
  assert.equal(((await tenant.updateExtIdp(made.id, { name: 'Weixin' })) as Source).name, 'Weixin')
  const second = (await tenant.createExtIdpConnection({
    extIdpId: made.id,
    type: 'wechat:mobile',
    identifier: 'wx2',
    displayName: 'Phone',
    fields: {},
  })) as Connection
  const changed = (await tenant.updateExtIdpConnection(second.id, {
    displayName: 'Mobile',
    fields: { a: 1 },
  })) as Connection
  assert.deepEqual([changed.displayName, changed.fields, changed.extIdpId], ['Mobile', { a: 1 }, made.id])
  const listed = (await tenant.listExtIdp(own.id)) as Source[]
  assert.deepEqual(
    listed.map(({ name, connections }) => [name, connections.map(({ identifier }) => identifier)]),
    [['Weixin', ['wx1', 'wx2']]],
  )
  // The client says false of an identifier that is free, and true of one that is not.
  assert.equal(await tenant.checkExtIdpConnectionIdentifierUnique('wx9'), false)
  assert.equal(await tenant.checkExtIdpConnectionIdentifierUnique('wx2'), true)
  await tenant.deleteExtIdpConnection(second.id)
  assert.equal(await tenant.checkExtIdpConnectionIdentifierUnique('wx2'), false)
  await tenant.delete(own.id)
  refused(await call(`GET /api/v2/extIdp/${made.id}`), 404)
})

test('secrets go in sealed, are never shown again, and stay when the mask is sent back', async () => {
  const nested = { saml: { privateKey: '-----BEGIN PRIVATE KEY-----', entryPoint: 'https://idp.example' } }
  const fields = { clientId: 'a', clientSecret: 'never show me', tokenEndpoint: 'https://a.example/token', ...nested }
  const made = await addSource([connection({ fields })])
  const [shown] = made.connections
  assert.deepEqual(shown?.fields, {
    clientId: 'a',
    clientSecret: '********',
    tokenEndpoint: 'https://a.example/token',
    saml: { privateKey: '********', entryPoint: 'https://idp.example' },
  })
  const stored = async () =>
    (await world.database.pool.query('SELECT fields_sealed FROM identity_connection WHERE id = $1', [shown?.id]))
      .rows[0].fields_sealed
  assert.ok(!(await stored()).includes('never show me'))
  const opened = async () => JSON.parse(world.app.domain.ports.seal.open('identity_connection.fields', await stored()))
  const change = (given: object) =>
    call(`PUT /api/v2/extIdpConn/${shown?.id}`, { displayName: 'Company', fields: given })
  accepted(await change({ ...shown?.fields, clientId: 'b' }))
  assert.deepEqual(await opened(), { ...fields, clientId: 'b' })
  accepted(await change({ clientSecret: 'a new one' }))
  assert.deepEqual(await opened(), { clientSecret: 'a new one' })
  accepted(await call(`PUT /api/v2/extIdpConn/${shown?.id}`, { displayName: 'Renamed' }))
  assert.deepEqual(await opened(), { clientSecret: 'a new one' })
  await world.app.relay.catchUp()
  const { rows } = await world.database.pool.query('SELECT * FROM audit_record')
  assert.doesNotMatch(JSON.stringify(rows), /never show me|a new one/)
})

test('a connection is switched on where it is used, alone or with all of its source', async () => {
  const made = await addSource([connection(), connection()])
  const [first] = made.connections
  const application = world.tenant.application.id
  const tenant = accepted<{ id: string }>(await call('POST /api/v2/tenant', { name: 'Switching' }))
  const client = managementClient(world).tenant
  assert.equal(await client.changeExtIdpConnectionState(first?.id ?? '', { tenantId: tenant.id, enabled: true }), true)
  assert.equal(await client.batchChangeExtIdpConnectionState(made.id, { appId: application, enabled: true }), true)
  const told = async () =>
    (await sourceOf(made.id)).connections.map(({ appIds, tenantIds, enabled }) => [appIds, tenantIds, enabled])
  assert.deepEqual(await told(), [
    [[application], [tenant.id], true],
    [[application], [], true],
  ])
  accepted(await call(`PUT /api/v2/extIdpConn/${first?.id}/state`, { appId: application, enabled: false }))
  accepted(await call(`PUT /api/v2/extIdp/${made.id}/connState`, { enabled: false }))
  assert.deepEqual(await told(), [
    [[], [tenant.id], false],
    [[application], [], false],
  ])
  refused(await call(`PUT /api/v2/extIdpConn/${first?.id}/state`, { appId: nowhere, enabled: true }), 2011)
  refused(await call(`PUT /api/v2/extIdpConn/${first?.id}/state`, { tenantId: nowhere, enabled: true }), 404)
  refused(await call(`PUT /api/v2/extIdpConn/${first?.id}/state`, {}), 2231)
})

test('nobody is offered a source: signing in through one is not built', async () => {
  const config = async () =>
    JSON.stringify(
      accepted(
        await call(`GET /api/v2/applications/${world.tenant.application.id}/public-config`, undefined, {
          token: undefined,
        }),
      ),
    )
  const before = await config()
  const made = await addSource()
  accepted(await call(`PUT /api/v2/extIdp/${made.id}/connState`, { appId: world.tenant.application.id, enabled: true }))
  assert.equal((await config()).includes(made.connections[0]?.identifier ?? ''), false)
  assert.equal((await config()).length, before.length)
})

test('an identifier is taken once in a pool, whoever asks first, and a source is made whole or not at all', async () => {
  const identifier = 'contested'
  const outcomes = await Promise.all(
    [1, 2, 3, 4].map(() =>
      call('POST /api/v2/extIdp', { name: 'x', type: 'oidc', connections: [connection({ identifier })] }),
    ),
  )
  assert.deepEqual(outcomes.map(({ code }) => code).sort(), [200, 409, 409, 409])
  const before = accepted<Source[]>(await call('GET /api/v2/extIdp')).length
  const body = { name: 'x', type: 'oidc', connections: [connection(), connection({ identifier })] }
  for (const outcome of await inBothLanguages(world, (speaking) => call('POST /api/v2/extIdp', body, speaking)))
    refused(outcome, 409)
  assert.equal(accepted<Source[]>(await call('GET /api/v2/extIdp')).length, before)
  const stranger = { token: await managementToken(world, other), tenant: other }
  accepted(
    await call('POST /api/v2/extIdp', { name: 'x', type: 'oidc', connections: [connection({ identifier })] }, stranger),
  )
})

test('what cannot be is refused by name', async () => {
  const source = await addSource()
  const wrong: [body: object, code: 400 | 404 | 2231][] = [
    [{ type: 'oidc' }, 2231],
    [{ name: 'x' }, 2231],
    [{ name: ' ', type: 'oidc' }, 400],
    [{ name: 'x', type: 'a b' }, 400],
    [{ name: 'x', type: 'oidc', tenantId: nowhere }, 404],
    [{ name: 'x', type: 'oidc', connections: 'y' }, 400],
    [{ name: 'x', type: 'oidc', connections: [connection({ identifier: 'a b' })] }, 400],
    [{ name: 'x', type: 'oidc', connections: [connection({ identifier: undefined })] }, 2231],
    [{ name: 'x', type: 'oidc', connections: [connection({ fields: [] })] }, 400],
    [{ name: 'x', type: 'oidc', connections: [connection({ fields: { a: 'x'.repeat(40_000) } })] }, 400],
    [
      { name: 'x', type: 'oidc', connections: [connection({ fields: { a: { b: { c: { d: { e: { f: {} } } } } } } })] },
      400,
    ],
    [{ name: 'x', type: 'oidc', connections: [connection({ userMatchFields: 'phone' })] }, 400],
    [{ name: 'x', type: 'oidc', connections: Array.from({ length: 51 }, () => connection()) }, 400],
  ]
  for (const [body, code] of wrong) refused(await call('POST /api/v2/extIdp', body), code)
  refused(await call('POST /api/v2/extIdpConn', { extIdpId: nowhere, ...connection() }), 404)
  refused(await call(`PUT /api/v2/extIdpConn/${nowhere}`, { displayName: 'x', fields: {} }), 404)
  refused(await call(`DELETE /api/v2/extIdpConn/${nowhere}`), 404)
  refused(await call(`DELETE /api/v2/extIdp/${nowhere}`), 404)
  refused(await call(`PUT /api/v2/extIdp/${source.id}`, {}), 2231)
  assert.deepEqual(accepted(await call(`GET /api/v2/extIdp?tenantId=${nowhere}`)), [])
})

test('another pool finds none of it, and people may not ask', async () => {
  const source = await addSource()
  const [own] = source.connections
  const stranger = { token: await managementToken(world, other), tenant: other }
  const lines: [line: string, body?: object][] = [
    [`GET /api/v2/extIdp/${source.id}`],
    [`PUT /api/v2/extIdp/${source.id}`, { name: 'theirs' }],
    [`PUT /api/v2/extIdp/${source.id}/connState`, { enabled: false }],
    [`PUT /api/v2/extIdpConn/${own?.id}`, { displayName: 'theirs', fields: {} }],
    [`PUT /api/v2/extIdpConn/${own?.id}/state`, { enabled: false }],
    [`DELETE /api/v2/extIdpConn/${own?.id}`],
    [`DELETE /api/v2/extIdp/${source.id}`],
    ['POST /api/v2/extIdpConn', { extIdpId: source.id, ...connection() }],
  ]
  const person = await registerPerson(world)
  for (const [line, body] of lines) {
    refused(await call(line, body, stranger), 404)
    refused(await call(line, body, { token: person.token }), 1001)
    refused(await call(line, body, { token: undefined }), 2020)
  }
  refused(
    await call('PUT /api/v2/extIdpConn/x/state', { appId: world.tenant.application.id, enabled: true }, stranger),
    2011,
  )
  const listed = accepted<Source[]>(await call('GET /api/v2/extIdp', undefined, stranger))
  assert.ok(!listed.some(({ id }) => id === source.id))
  assert.deepEqual(await sourceOf(source.id), source)
})
