import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../kit/people.ts'
import type { Tenant } from '../kit/tenant.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string
let elsewhere: Tenant
let stranger: string
before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  elsewhere = await world.addTenant('elsewhere')
  stranger = await managementToken(world, elsewhere)
})

const call = v3In(
  () => world,
  () => ({ token: manager }),
)

interface Source {
  id: string
  name: string
  type: string
  tenantId: string | null
}

interface Connection {
  id: string
  identifier: string
  fields: Record<string, unknown>
  enabled: boolean
  appIds: string[]
  tenantIds: string[]
}

let made = 0
const create = async (more: object = {}) =>
  ok<Source>(await call('POST create-ext-idp', { name: `Source ${++made}`, type: 'oidc', ...more }))
const connect = async ({ id }: Source, more: object = {}) =>
  ok<Connection>(
    await call('POST create-ext-idp-conn', {
      extIdpId: id,
      type: 'oidc',
      identifier: `conn-${++made}`,
      displayName: 'Staff',
      fields: { issuer: 'https://id.example', clientSecret: 'hush' },
      ...more,
    }),
  )
const read = async ({ id }: Source) =>
  ok<Source & { connections: Connection[] }>(await call(`GET get-ext-idp?id=${id}`))

async function makeTenant(): Promise<string> {
  const speaking = { tenant: world.tenant, token: manager }
  const body = { name: `Tenant ${++made}`, appIds: world.tenant.application.id }
  return accepted<{ id: string }>(await rest(world.origin, 'POST', '/api/v2/tenant', body, speaking)).id
}

test('a source is made, renamed and deleted; its connections go with it', async () => {
  const source = await create()
  const connection = await connect(source)
  ok(await call('POST update-ext-idp', { id: source.id, name: 'Staff', tenantId: null }))
  const shown = await read(source)
  assert.deepEqual([shown.name, shown.connections.map(({ id }) => id)], ['Staff', [connection.id]])
  assert.equal(shown.connections[0]?.fields.clientSecret, '********')
  const changed = ok<Connection>(
    await call('POST update-ext-idp-conn', {
      id: connection.id,
      displayName: 'All',
      fields: { issuer: 'https://new.example' },
    }),
  )
  assert.deepEqual(changed.fields, { issuer: 'https://new.example' })
  ok(await call('POST delete-ext-idp-conn', { id: connection.id }))
  assert.deepEqual((await read(source)).connections, [])
  ok(await call('POST delete-ext-idp', { id: source.id }))
  refusedAs(await call(`GET get-ext-idp?id=${source.id}`), 404, 404)
})

test('a connection is switched on in applications, and those know it', async () => {
  const source = await create()
  const connection = await connect(source, { loginOnly: false })
  const application = async (more: object) => {
    const name = `connected-${++made}`
    const body = { appName: name, appIdentifier: name, loginConfig: more }
    return ok<{ appId: string; loginConfig: { enabledExtIdpConns: { extIdpConnId: string; isSocial: boolean }[] } }>(
      await call('POST create-application', body),
    )
  }
  const first = await application({ enabledExtIdpConnIds: [{ extIdpConnId: connection.id }] })
  assert.deepEqual(
    first.loginConfig.enabledExtIdpConns.map(({ extIdpConnId, isSocial }) => [extIdpConnId, isSocial]),
    [[connection.id, false]],
  )
  const every = await application({ enabledAllExtIdpConns: true })
  assert.ok(every.loginConfig.enabledExtIdpConns.some(({ extIdpConnId }) => extIdpConnId === connection.id))
  const none = await application({})
  assert.deepEqual(none.loginConfig.enabledExtIdpConns, [])
  const ids = [first, every, none].map(({ appId }) => appId)
  const turn = (enabled: boolean) => call('POST change-ext-idp-conn-state', { id: connection.id, enabled, appIds: ids })
  ok(await turn(true))
  assert.deepEqual((await read(source)).connections[0]?.appIds, [...ids].sort())
  const apps = ok<{ totalCount: number; list: { id: string }[] }>(await call(`GET ext-idp-conn-apps?id=${source.id}`))
  assert.deepEqual([apps.totalCount, apps.list.map(({ id }) => id)], [3, [...ids].sort()])
  const inOne = ok<{ list: Source[] }>(await call(`GET list-ext-idp?appId=${none.appId}`))
  assert.deepEqual(
    inOne.list.map(({ id }) => id),
    [source.id],
  )
  ok(await turn(false))
  assert.deepEqual((await read(source)).connections[0]?.appIds, [])
  const missing = {
    appName: 'Lost',
    appIdentifier: 'lost',
    loginConfig: { enabledExtIdpConnIds: [{ extIdpConnId: 'none' }] },
  }
  refusedAs(await call('POST create-application', missing), 404, 404)
  assert.equal(
    ok<{ available: boolean }>(await call('POST check-domain-available', { domain: 'lost' })).available,
    true,
  )
})

test('people are told what their application has switched on', async () => {
  const { id: appId } = world.tenant.application
  const offered = async () =>
    ok<{ identifier: string; extIdpType: string; bindUrl: null }[]>(
      await call('GET get-application-enabled-extidps', undefined, { token: undefined }),
    ).map(({ identifier, extIdpType, bindUrl }) => [identifier, extIdpType, bindUrl])
  const connection = await connect(await create({ type: 'github' }))
  assert.deepEqual(await offered(), [])
  ok(await call('POST change-ext-idp-conn-state', { id: connection.id, enabled: true, appId }))
  assert.deepEqual(await offered(), [[connection.identifier, 'social', null]])
  ok(await call('POST change-ext-idp-conn-state', { id: connection.id, enabled: false }))
  assert.deepEqual(await offered(), [])
})

test('a tenant has sources of its own, and those that it is given', async () => {
  const tenantId = await makeTenant()
  const [own, given] = [await create({ tenantId, type: 'wechat' }), await create({ type: 'saml' })]
  const connection = await connect(given)
  const list = async (more = '') => {
    const answer = await call(`GET list-tenant-ext-idp?tenantId=${tenantId}${more}`)
    const { totalCount, list } = ok<{ totalCount: number; list: Source[] }>(answer)
    return [totalCount, ...list.map(({ id }) => id)]
  }
  assert.deepEqual(await list(), [1, own.id])
  const associate = (association: unknown) =>
    call('POST change-ext-idp-conn-association-state', { id: connection.id, association, tenantId })
  ok(await associate(true))
  assert.deepEqual(await list(), [2, own.id, given.id])
  assert.deepEqual(await list('&page=2&limit=1'), [2, given.id])
  assert.deepEqual(
    [await list('&type=social'), await list('&type=enterprise')],
    [
      [1, own.id],
      [1, given.id],
    ],
  )
  const all = ok<{ totalCount: number; list: Source[] }>(await call(`GET list-ext-idp?tenantId=${tenantId}`))
  assert.equal(all.totalCount, 2)
  ok(await associate(false))
  assert.deepEqual(await list(), [1, own.id])
  refusedAs(await associate(undefined), 400, 2231)
  refusedAs(
    await call('POST change-ext-idp-conn-association-state', { id: connection.id, association: true }),
    400,
    2231,
  )
  refusedAs(await call('GET list-tenant-ext-idp?limit=51'), 400, 400)
})

test('what cannot be is refused, and nothing has changed', async () => {
  const source = await create()
  const connection = await connect(source)
  const before = await read(source)
  const update = (more: object) =>
    call('POST update-ext-idp-conn', { id: connection.id, displayName: 'X', fields: {}, ...more })
  refusedAs(await call('POST create-ext-idp', { name: 'x', type: 'no spaces' }), 400, 400)
  refusedAs(await call('POST create-ext-idp', { name: 'x' }), 400, 2231)
  refusedAs(await call('POST create-ext-idp', { name: 'x', type: 'oidc', tenantId: 'none' }), 404, 404)
  refusedAs(await call('POST update-ext-idp', { id: source.id, name: 'x'.repeat(129) }), 400, 400)
  refusedAs(await update({ loginOnly: true }), 501, 1000)
  refusedAs(await update({ fields: 'text' }), 400, 400)
  refusedAs(await update({ colour: 'red' }), 400, 400)
  const twin = { extIdpId: source.id, type: 'oidc', identifier: connection.identifier, displayName: 'X' }
  refusedAs(await call('POST create-ext-idp-conn', twin), 409, 409)
  const turn = (more: object) => call('POST change-ext-idp-conn-state', { id: connection.id, ...more })
  refusedAs(await turn({}), 400, 2231)
  refusedAs(await turn({ enabled: true, appIds: [world.tenant.application.id, '0'.repeat(24)] }), 404, 2011)
  refusedAs(await turn({ enabled: true, tenantId: 'none' }), 404, 404)
  assert.deepEqual(await read(source), before)
})

test('sources of another pool are not there, and people manage none', async () => {
  const source = await create()
  const { id } = await connect(source)
  const { token } = await registerPerson(world)
  const lines: [line: string, body?: object][] = [
    [`GET get-ext-idp?id=${source.id}`],
    [`GET ext-idp-conn-apps?id=${source.id}`],
    ['POST update-ext-idp', { id: source.id, name: 'Mine' }],
    ['POST delete-ext-idp', { id: source.id }],
    ['POST update-ext-idp-conn', { id, displayName: 'Mine' }],
    ['POST delete-ext-idp-conn', { id }],
    ['POST change-ext-idp-conn-state', { id, enabled: false }],
  ]
  for (const [line, body] of lines) {
    refusedAs(await call(line, body, { token }), 403, 1001)
    refusedAs(await call(line, body, { token: stranger, tenant: elsewhere }), 404, 404)
  }
  const theirs = await call('GET list-ext-idp', undefined, { token: stranger, tenant: elsewhere })
  assert.equal(ok<{ totalCount: number }>(theirs).totalCount, 0)
  assert.equal((await read(source)).connections[0]?.enabled, true)
})

test('people see their accounts elsewhere, with what both generations of clients read of them', async () => {
  const { id, token } = await registerPerson(world)
  const speaking = { tenant: world.tenant, token: manager }
  const body = { userId: id, identifier: 'github', userIdInIdp: 'gh-1', isSocial: true, extIdpId: 'source-1' }
  accepted(await rest(world.origin, 'POST', '/api/v2/users/identity/link', body, speaking))
  const [own] = ok<Record<string, unknown>[]>(await call('GET get-identities', undefined, { token }))
  const { identityId, provider, userIdInIdp, extIdpId, userInfoInIdp, originConnIds, accessToken, userId } = own ?? {}
  assert.deepEqual([identityId, provider, userIdInIdp, extIdpId], ['github:gh-1', 'github', 'gh-1', 'source-1'])
  assert.deepEqual([userInfoInIdp, originConnIds, accessToken, userId], [{}, [], null, id])
  const unlinked = await call('POST unlink-extidp', { extIdpId: 'source-1' }, { token })
  ok(unlinked)
  assert.equal(unlinked.message, '')
  assert.deepEqual(ok(await call('GET get-identities', undefined, { token })), [])
})
