import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, type Person, registerPerson } from '../kit/people.ts'
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

interface Managed {
  appId: string
  appName: string
  appIdentifier: string
  appType: string
  appLogo: string | null
  appDescription: string | null
  redirectUris: string[]
  loginConfig: {
    enabledBasicLoginMethods: string[]
    defaultLoginMethod: { connectionType: string }
    enabledExtIdpConns: { extIdpConnId: string; isSocial: boolean }[]
    showAuthorizationPage: boolean
  }
  oidcConfig: Record<string, unknown>
  initLoginUri: string
}

let made = 0
async function create(more: object = {}): Promise<Managed> {
  const name = `made-${++made}`
  return ok<Managed>(await call('POST create-application', { appName: name, appIdentifier: name, ...more }))
}
const read = async (appId: string) => ok<Managed>(await call(`GET get-application?appId=${appId}`))

test('an application is made as these clients describe one, and read as it was made', async () => {
  const created = await create({
    appDescription: 'For customers',
    redirectUris: ['https://shop.example/back'],
    loginConfig: { enabledBasicLoginMethods: ['USERNAME_PASSWORD'], showAuthorizationPage: true },
  })
  const shown = await read(created.appId)
  assert.deepEqual(shown, created)
  assert.deepEqual(shown.loginConfig.enabledBasicLoginMethods, ['USERNAME_PASSWORD'])
  assert.equal(shown.loginConfig.showAuthorizationPage, true)
  assert.equal(shown.loginConfig.defaultLoginMethod.connectionType, 'PASSWORD')
  assert.deepEqual(
    [shown.appType, shown.appDescription, shown.redirectUris],
    ['web', 'For customers', ['https://shop.example/back']],
  )
  assert.ok(
    !JSON.stringify(shown).includes(
      ok<{ secret: string }>(await call(`GET get-application-secret?appId=${shown.appId}`)).secret,
    ),
  )
  const brief = ok<object>(await call(`GET get-application-simple-info?appId=${shown.appId}`))
  assert.deepEqual(Object.keys(brief).length, 7)
})

test('what kind of program it is says how it proves itself, unless that is said', async () => {
  const auth = async (more: object) => (await create(more)).oidcConfig.token_endpoint_auth_method
  assert.equal(await auth({ appType: 'native' }), 'none')
  assert.equal(await auth({ appType: 'web' }), 'client_secret_basic')
  const own = { appType: 'spa', oidcConfig: { token_endpoint_auth_method: 'client_secret_post' } }
  assert.equal(await auth(own), 'client_secret_post')
  const machine = await create({ appType: 'api' })
  assert.deepEqual([machine.appType, machine.oidcConfig.grant_types], ['api', ['client_credentials']])
})

test('an application is changed in what is given, and what null and nothing say stays', async () => {
  const { appId, appName } = await create({
    redirectUris: ['https://a.example/'],
    loginConfig: { showAuthorizationPage: true },
  })
  const change = (more: object) => call('POST update-application', { appId, ...more })
  ok(
    await change({
      appDescription: 'New',
      redirectUris: null,
      loginConfig: null,
      oidcConfig: null,
      registerConfig: null,
    }),
  )
  ok(
    await change({
      loginConfig: { showAuthorizationPage: null, enabledBasicLoginMethods: ['EMAIL_CODE', 'SELF_BUILT_APP_QRCODE'] },
    }),
  )
  const shown = await read(appId)
  assert.deepEqual([shown.appName, shown.appDescription, shown.redirectUris], [appName, 'New', ['https://a.example/']])
  assert.equal(shown.loginConfig.showAuthorizationPage, true)
  assert.deepEqual(shown.loginConfig.enabledBasicLoginMethods, ['EMAIL_CODE', 'SELF_BUILT_APP_QRCODE'])
  ok(await change({ redirectUris: [], oidcConfig: { access_token_expire: 600 } }))
  assert.deepEqual((await read(appId)).redirectUris, [])
  assert.equal((await read(appId)).oidcConfig.access_token_expire, 600)
  // What an answer says may be sent back.
  const { loginConfig, brandingConfig, ssoEnabled, defaultProtocol } = (await read(appId)) as Managed &
    Record<string, unknown>
  const { mergeLoginAndRegisterPage, enabledBasicLoginMethods } = loginConfig as Managed['loginConfig'] &
    Record<string, unknown>
  const told = { mergeLoginAndRegisterPage, enabledBasicLoginMethods }
  ok(await change({ loginConfig: told, brandingConfig, ssoEnabled, defaultProtocol, samlProviderEnabled: false }))
})

test('what is not built, or not known, is refused by name and nothing has changed', async () => {
  const { appId } = await create()
  const before = await read(appId)
  for (const field of [
    { samlProviderEnabled: true },
    { casConfig: { endpoint: 'x' } },
    { defaultProtocol: 'saml' },
    { ssoEnabled: false },
    { brandingConfig: { customCSS: 'b{}' } },
    { loginConfig: { mergeLoginAndRegisterPage: true } },
    { registerConfig: { enabledBasicRegisterMethods: ['PHONE_CODE'] } },
  ])
    refusedAs(await call('POST update-application', { appId, appName: 'Never', ...field }), 501, 1000)
  for (const field of [
    { colour: 'red' },
    { loginConfig: { colour: 'red' } },
    { loginConfig: 7 },
    { loginConfig: { enabledBasicLoginMethods: ['TELEPATHY'] } },
    { loginConfig: { showAuthorizationPage: 'yes' } },
    { redirectUris: ['javascript:alert(1)'] },
    { redirectUris: ['https://a.example/\0'] },
    { appIdentifier: 'no spaces' },
  ])
    refusedAs(await call('POST update-application', { appId, appName: 'Never', ...field }), 400, 400)
  refusedAs(await call('POST update-application', { appId, appName: 'x'.repeat(65) }), 400, 2007)
  refusedAs(await call('POST create-application', { appName: 'Unnamed' }), 400, 2231)
  refusedAs(await call('POST create-application', { appIdentifier: 'unnamed' }), 400, 2231)
  refusedAs(await call('POST create-application', { appName: 'Fa', appIdentifier: 'fa', appType: 'mfa' }), 400, 400)
  refusedAs(await call('POST create-application', { appName: 'Twin', appIdentifier: before.appIdentifier }), 409, 2039)
  assert.deepEqual(await read(appId), before)
})

test('lists are counted whole and told in pages; words are looked for in names', async () => {
  for (const at of [1, 2, 3]) await create({ appName: `Ledger ${at}`, appIdentifier: `books-${at}` })
  const list = async (more: string) =>
    ok<{ totalCount: number; list: Managed[] }>(await call(`GET list-applications?${more}`))
  const pages = [await list('keywords=LEDGER&page=1&limit=2'), await list('keywords=LEDGER&page=2&limit=2')]
  assert.deepEqual(
    pages.map(({ totalCount, list }) => [totalCount, list.length]),
    [
      [3, 2],
      [3, 1],
    ],
  )
  const names = pages.flatMap((page) => page.list.map(({ appName }) => appName))
  assert.deepEqual(names.sort(), ['Ledger 1', 'Ledger 2', 'Ledger 3'])
  assert.equal((await list('keywords=books-2')).totalCount, 1)
  assert.equal((await list('isIntegrateApp=true')).totalCount, 0)
  const all = await list('isIntegrateApp=false&isSelfBuiltApp=false&ssoEnabled=false&limit=50')
  assert.equal(all.list.length, all.totalCount)
  const brief = ok<{ totalCount: number }>(await call('GET list-application-simple-info?keywords=ledger'))
  assert.equal(brief.totalCount, 3)
  refusedAs(await call('GET list-applications?limit=51'), 400, 400)
  refusedAs(await call('GET list-applications?page=0'), 400, 400)
  const [first] = pages.flatMap((page) => page.list)
  const settings = { method: 'PUT', path: `/api/v2/applications/${first?.appId}` }
  accepted(
    await rest(
      world.origin,
      settings.method,
      settings.path,
      { appType: 'BOTH' },
      { tenant: world.tenant, token: manager },
    ),
  )
  const ofTenants = ok<{ totalCount: number; list: { appId: string }[] }>(await call('GET list-tenant-applications'))
  assert.deepEqual([ofTenants.totalCount, ofTenants.list[0]?.appId], [1, first?.appId])
})

test('a secret is read and replaced, and a host name is free until somebody has it', async () => {
  const { appId, appIdentifier } = await create()
  const secret = async () => ok<{ secret: string }>(await call(`GET get-application-secret?appId=${appId}`)).secret
  const first = await secret()
  const second = ok<{ secret: string }>(await call('POST refresh-application-secret', { appId })).secret
  assert.notEqual(first, second)
  assert.equal(await secret(), second)
  const free = async (domain: string) =>
    ok<{ available: boolean }>(await call('POST check-domain-available', { domain })).available
  assert.deepEqual([await free(appIdentifier), await free('oidc'), await free('nobody-has-it')], [false, false, true])
  refusedAs(await call('POST check-domain-available', { domain: 'a b' }), 400, 400)
  ok(await call('POST delete-application', { appId }))
  refusedAs(await call(`GET get-application?appId=${appId}`), 404, 2011)
  assert.equal(await free(appIdentifier), true)
})

test('who has signed in to an application is told, with as much as is asked for', async () => {
  const person = await registerPerson(world)
  const appId = world.tenant.application.id
  const active = async (options?: object) =>
    ok<{ totalCount: number; list: { userId: string; identities?: object[] }[] }>(
      await call('POST list-application-active-users', { appId, options }),
    )
  assert.ok((await active()).list.some(({ userId }) => userId === person.id))
  const one = await active({ pagination: { page: 1, limit: 1 }, withIdentities: true })
  assert.deepEqual([one.list.length, one.list[0]?.identities], [1, []])
  refusedAs(
    await call('POST list-application-active-users', { appId, options: { pagination: { limit: 51 } } }),
    400,
    400,
  )
})

test('whether people without a rule may enter is said, and holds', async () => {
  const { appId } = await create()
  const person = await registerPerson(world)
  const strategy = async () =>
    ok<{ permissionStrategy: string }>(await call(`GET get-application-permission-strategy?appId=${appId}`))
      .permissionStrategy
  assert.equal(await strategy(), 'ALLOW_ALL')
  assert.ok((await accessible(person)).includes(appId))
  const say = (permissionStrategy: string) =>
    call('POST update-application-permission-strategy', { appId, permissionStrategy })
  ok(await say('DENY_ALL'))
  assert.equal(await strategy(), 'DENY_ALL')
  assert.ok(!(await accessible(person)).includes(appId))
  refusedAs(await say('MAYBE'), 400, 400)
  ok(await say('ALLOW_ALL'))
  assert.equal(await strategy(), 'ALLOW_ALL')
})

async function accessible({ token }: Person): Promise<string[]> {
  const list = ok<{ appId: string; active: boolean; appLoginUrl: string }[]>(
    await call('GET get-my-accessible-apps', undefined, { token }),
  )
  const active = list.filter((application) => application.active).map(({ appId }) => appId)
  assert.deepEqual(active, [world.tenant.application.id])
  for (const { appId, appLoginUrl } of list) assert.equal(appLoginUrl, `${world.origin}/sign-in/${appId}`)
  return list.map(({ appId }) => appId)
}

test('second factors of an application are demanded one by one, and asked for by an administrator’s word', async () => {
  const { appId } = await create()
  const say = async (body: object) =>
    ok<{ enabledFactors: string[] }>(await call('POST update-application-mfa-settings', { appId, ...body }))
      .enabledFactors
  assert.deepEqual(await say({ enabledFactors: ['EMAIL', 'OTP'] }), ['EMAIL', 'OTP'])
  assert.deepEqual(await say({ disabledFactors: ['EMAIL'] }), ['OTP'])
  refusedAs(await call('POST update-application-mfa-settings', { appId, enabledFactors: ['PALM'] }), 400, 400)
  const person = await registerPerson(world)
  const trigger = (more: string) => call(`GET get-mfa-trigger-data?appId=${appId}&${more}`)
  const byName = ok<{ mfaToken: string; username: string; applicationMfa: { mfaPolicy: string }[] }>(
    await trigger(`userId=${person.username}&userIdType=username`),
  )
  assert.equal(byName.username, person.username)
  assert.ok(byName.mfaToken.startsWith('mfa.'))
  assert.deepEqual(
    byName.applicationMfa.map(({ mfaPolicy }) => mfaPolicy),
    ['OTP'],
  )
  refusedAs(await trigger(`userId=${'0'.repeat(24)}`), 404, 2004)
  assert.deepEqual(await say({ disabledFactors: ['OTP'] }), [])
  refusedAs(await trigger(`userId=${person.id}`), 404, 6003)
})

test('applications of another pool are not there, and people manage none', async () => {
  const { appId } = await create()
  const { token } = await registerPerson(world)
  const lines: [line: string, body?: object][] = [
    [`GET get-application?appId=${appId}`],
    [`GET get-application-secret?appId=${appId}`],
    [`GET get-application-simple-info?appId=${appId}`],
    ['POST delete-application', { appId }],
    ['POST refresh-application-secret', { appId }],
    ['POST update-application', { appId, appName: 'Mine' }],
    ['POST update-application-mfa-settings', { appId, enabledFactors: ['OTP'] }],
  ]
  for (const [line, body] of lines) {
    refusedAs(await call(line, body, { token }), 403, 1001)
    refusedAs(await call(line, body, { token: stranger, tenant: elsewhere }), 404, 2011)
  }
  assert.equal((await read(appId)).appId, appId)
})

test('countries have dial codes and names, in the order of the reader’s language', async () => {
  const list = async (lang: string) =>
    ok<
      {
        alpha2: string
        alpha3: string
        phoneCountryCode: string
        flag: string
        name: Record<string, { value: string }>
      }[]
    >(await call('GET get-country-list', undefined, { token: undefined, lang }))
  const [english, chinese] = [await list('en-US'), await list('zh-CN')]
  assert.ok(english.length > 200)
  const china = english.find(({ alpha2 }) => alpha2 === 'CN')
  assert.deepEqual([china?.alpha3, china?.phoneCountryCode, china?.flag], ['CHN', '+86', '🇨🇳'])
  assert.deepEqual([china?.name['zh-CN']?.value, china?.name['en-US']?.value], ['中国', 'China'])
  assert.equal(english[0]?.alpha2, 'AF')
  assert.notEqual(chinese[0]?.alpha2, 'AF')
})
