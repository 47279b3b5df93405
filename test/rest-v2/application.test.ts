import assert from 'node:assert/strict'
import { test } from 'node:test'
import { registerPerson } from '../kit/people.ts'
import { accepted, refused } from '../kit/wire.ts'
import { type Envelope, openTestDoor } from './open-door.ts'

const door = await openTestDoor()
const nobody = '0'.repeat(24)

interface ApplicationJson {
  id: string
  userPoolId: string
  identifier: string
  name: string
  secret: string
  description: string | null
  appType: string
  firstParty: boolean
  machineScopes: string[]
  redirectUris: string[]
  logoutRedirectUris: string[]
  oidcConfig: Record<string, unknown>
}

interface PublicConfig {
  id: string
  userPoolId: string
  publicKey: string
  oidcConfig: { client_id: string }
  loginTabs: { list: string[] }
  registerTabs: { list: string[] }
  socialConnections: unknown[]
}

let counter = 0
const create = (fields: object = {}) =>
  door.manage(
    'POST /api/v2/applications',
    { name: `Shop ${++counter}`, identifier: `shop-${counter}`, ...fields },
    { lang: 'en-US' },
  )
const created = async (fields: object = {}) => accepted<ApplicationJson>(await create(fields))
const read = async (id: string) => accepted<ApplicationJson>(await door.manage(`GET /api/v2/applications/${id}`))

test('an application is made, read, changed by POST and PUT, listed and deleted', async () => {
  const app = await created({ name: ' Shop ', description: '一'.repeat(140), redirectUris: ['https://a.example/cb'] })
  assert.match(app.id, /^[0-9a-f]{24}$/)
  assert.match(app.secret, /^[0-9a-f]{32}$/)
  assert.deepEqual([app.name, app.userPoolId, app.appType], ['Shop', door.world.tenant.pool.id, 'INDIVIDUAL'])
  const told = await read(app.id)
  assert.deepEqual([told.secret, told.oidcConfig.client_secret], [null, null], 'a secret is told once')
  const oidcConfig = { ...app.oidcConfig, client_secret: null }
  assert.deepEqual(told, { ...app, secret: null, oidcConfig })
  const renamed = accepted<ApplicationJson>(
    await door.manage(`POST /api/v2/applications/${app.id}`, { name: 'Store', appType: 'Tenant' }),
  )
  assert.deepEqual(
    [renamed.name, renamed.appType, renamed.secret, renamed.redirectUris],
    ['Store', 'Tenant', null, app.redirectUris],
  )
  const put = await door.manage(`PUT /api/v2/applications/${app.id}`, {
    description: null,
    logoutRedirectUris: ['https://a.example/'],
  })
  assert.deepEqual(
    [accepted<ApplicationJson>(put).description, (await read(app.id)).logoutRedirectUris],
    [null, ['https://a.example/']],
  )
  const list = async (query: string) =>
    accepted<{ totalCount: number; list: ApplicationJson[] }>(await door.manage(`GET /api/v2/applications${query}`))
  const { totalCount } = await list('')
  assert.ok((await list('?page=1&limit=50')).list.some(({ id }) => id === app.id))
  assert.deepEqual([(await list('?page=2&limit=1')).list.length, (await list('?page=1000')).list.length], [1, 0])
  assert.equal(accepted(await door.manage(`DELETE /api/v2/applications/${app.id}`)), true)
  refused(await door.manage(`GET /api/v2/applications/${app.id}`), 2011)
  assert.equal((await list('')).totalCount, totalCount - 1)
})

test('settings stand in oidcConfig and keep what is not mentioned', async () => {
  const app = await created({
    oidcConfig: {
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: 'RS256',
      redirect_uris: ['https://a.example/'],
    },
  })
  assert.deepEqual(app.redirectUris, ['https://a.example/'])
  const oidcConfig = {
    access_token_expire: 3600,
    id_token_expire: 600,
    refresh_token_lifetime: 7200,
    response_types: ['code'],
  }
  accepted(
    await door.manage(`POST /api/v2/applications/${app.id}`, {
      oidcConfig,
      firstParty: false,
      machineScopes: ['orders:read'],
    }),
  )
  const after = await read(app.id)
  assert.deepEqual([after.firstParty, after.machineScopes], [false, ['orders:read']])
  const {
    token_endpoint_auth_method,
    id_token_signed_response_alg,
    access_token_expire,
    id_token_expire,
    refresh_token_expire,
  } = after.oidcConfig
  assert.deepEqual([token_endpoint_auth_method, id_token_signed_response_alg], ['none', 'RS256'])
  assert.deepEqual([access_token_expire, id_token_expire, refresh_token_expire], [3600, 600, 7200])
  accepted(await door.manage(`POST /api/v2/applications/${app.id}`, { oidcConfig: { id_token_expire: null } }))
  assert.equal((await read(app.id)).oidcConfig.id_token_expire, null)
})

test('an identifier is unique over all pools, also between two who ask at once', async () => {
  const app = await created({ identifier: 'Only-One' })
  assert.equal(app.identifier, 'only-one')
  refused(await create({ identifier: 'only-one' }), 2039)
  const elsewhere = { token: door.otherManager, tenant: door.other }
  refused(await door.ask('POST /api/v2/applications', { name: 'a', identifier: 'only-one' }, elsewhere), 2039)
  const own = door.world.tenant.application
  refused(
    await door.manage(`POST /api/v2/applications/${own.id}`, { identifier: 'only-one', name: 'Half written' }),
    2039,
  )
  assert.equal((await read(own.id)).name, own.name)
  const race = await Promise.all(Array.from({ length: 8 }, () => create({ identifier: 'raced' })))
  assert.deepEqual(race.map(({ code }) => code).sort(), [200, ...Array(7).fill(2039)])
})

test('a change is seen at once: by the tenant of a request and in the public config', async () => {
  const app = await created({ identifier: 'renamed-from' })
  const config = async (): Promise<Envelope> =>
    door.ask(`GET /api/v2/applications/${app.id}/public-config`, undefined, { tenant: null })
  assert.equal(accepted<{ identifier: string }>(await config()).identifier, 'renamed-from')
  accepted(await door.manage(`PUT /api/v2/applications/${app.id}`, { identifier: 'renamed-to' }))
  assert.equal(accepted<{ identifier: string }>(await config()).identifier, 'renamed-to')
  accepted(await door.manage(`DELETE /api/v2/applications/${app.id}`))
  refused(await config(), 2011)
})

test('rotating the secret ends the old one and the tokens it signed; deleting ends the rest', async () => {
  const app = await created({ oidcConfig: { id_token_signed_response_alg: 'HS256' } })
  const tenant = { ...door.world.tenant, application: { ...door.world.tenant.application, id: app.id } }
  const { token } = await registerPerson(door.world, { tenant })
  const me = (bearer: string) => door.ask('GET /api/v2/users/me', undefined, { token: bearer, tenant: null })
  accepted(await me(token))
  const rotated = accepted<ApplicationJson>(await door.manage(`PATCH /api/v2/application/${app.id}/refresh-secret`))
  assert.notEqual(rotated.secret, app.secret)
  refused(await me(token), 2207)
  const later = await registerPerson(door.world, { tenant })
  accepted(await me(later.token))
  accepted(await door.manage(`DELETE /api/v2/applications/${app.id}`))
  refused(await me(later.token), 2207)
  const status = await door.manage(`GET /api/v2/users/login-status?userId=${later.id}`)
  assert.equal(accepted<{ isLogin: boolean }>(status).isLogin, false)
})

test("an application is nobody else's: not of people, not of another pool, not without an id", async () => {
  const { id } = door.world.tenant.application
  const lines: [line: string, body?: object][] = [
    [`GET /api/v2/applications/${id}`],
    [`POST /api/v2/applications/${id}`, { name: 'mine' }],
    [`PUT /api/v2/applications/${id}`, { name: 'mine' }],
    [`DELETE /api/v2/applications/${id}`],
    [`PATCH /api/v2/application/${id}/refresh-secret`],
  ]
  for (const [line, body] of lines) {
    refused(await door.ask(line, body), 2020)
    refused(await door.ask(line, body, { token: door.person.token }), 1001)
    refused(await door.ask(line, body, { token: door.otherManager, tenant: door.other }), 2011)
    refused(await door.ask(line, body, { token: door.otherManager, tenant: null }), 2011)
    refused(await door.ask(line, body, { token: door.otherManager }), 2036)
    refused(await door.manage(line.replace(id, nobody), body), 2011)
    refused(await door.manage(line.replace(id, ''), body), 2010)
  }
  for (const line of ['GET /api/v2/applications', 'POST /api/v2/applications']) {
    const body = line.startsWith('POST') ? {} : undefined
    refused(await door.ask(line, body), 2020)
    refused(await door.ask(line, body, { token: door.person.token }), 1001)
  }
  const theirs = await door.ask('GET /api/v2/applications', undefined, { token: door.otherManager, tenant: null })
  assert.deepEqual(
    accepted<{ list: ApplicationJson[] }>(theirs).list.map((app) => app.id),
    [door.other.application.id],
  )
})

test('the public config is told to anyone, claims only what works and tells no secret', async () => {
  const { application, pool } = door.world.tenant
  const path = `GET /api/v2/applications/${application.id}/public-config`
  const config = accepted<PublicConfig>(await door.ask(path, undefined, { tenant: door.other, token: 'rubbish' }))
  assert.deepEqual(
    [config.id, config.userPoolId, config.oidcConfig.client_id],
    [application.id, pool.id, application.id],
  )
  assert.equal(config.publicKey, door.world.app.domain.ports.keys.transport.publicPem)
  assert.deepEqual(
    [config.loginTabs.list, config.socialConnections, config.registerTabs.list],
    // Nothing is configured, so codes go to the outbox.
    [['password', 'phone-code'], [], ['email']],
  )
  for (const secret of [application.secret, pool.secret, pool.jwtSecret])
    assert.ok(!JSON.stringify(config).includes(secret))
  const parts = await door.ask(`GET /api/v2/applications/${application.id}/components-public-config/guard`)
  assert.deepEqual(accepted<object>(parts), { global: { showChangeLanguage: true, defaultLanguage: 'browser' } })
  for (const path of ['public-config', 'components-public-config/guard'])
    refused(await door.ask(`GET /api/v2/applications/${nobody}/${path}`), 2011)
})
