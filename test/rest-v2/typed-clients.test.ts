import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken, type Person, registerPerson } from '../kit/people.ts'
import { ask } from '../kit/rest.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { type Kind, misfits, type Shape } from './shape-of.ts'

// The clients for Java and Go read answers into types of their own: a text where they hold a number is an error there, and of a
// list for an object nothing is left. What an answer has under a name that they declare is of the kind that both can hold.

const shape = (texts: string, others: Record<string, Kind> = {}): Shape => ({
  ...Object.fromEntries(texts.split(' ').map((name) => [name, 'text'])),
  ...others,
})
const paged = (item: Kind): Shape => ({ totalCount: 'number', list: [item] })

const identity = shape('openid userIdInIdp userId connectionId provider userPoolId extIdpId type', { isSocial: 'flag' })
const person = shape(
  'id arn status userPoolId username email phone unionid openid nickname photo password oauth token tokenExpiredAt lastLogin lastIP signedUp device browser company name givenName familyName middleName profile preferredUsername website gender birthdate zoneinfo locale address formatted streetAddress locality region postalCode city province country createdAt updatedAt externalId',
  {
    emailVerified: 'flag',
    phoneVerified: 'flag',
    blocked: 'flag',
    isDeleted: 'flag',
    loginsCount: 'number',
    registerSource: ['text'],
    secondaryUserIds: ['text'],
    identities: [identity],
    customData: [shape('key value label dataType')],
  },
)
const department = shape(
  'id orgId name nameI18n description descriptionI18n code leaderUserId userPoolId createdAt updatedAt',
  { order: 'number', root: 'flag', depth: 'number', path: ['text'], codePath: ['text'], namePath: ['text'] },
)
const tree: Shape = { ...department, children: ['any'], members: [person] }
const organisation: Shape = { id: 'text', rootNode: department, nodes: [department] }
const role = shape('id namespace code arn description createdAt updatedAt', { isSystem: 'flag', parent: 'any' })
const resource = shape('id userPoolId code type description apiIdentifier namespace createdAt updatedAt', {
  namespaceId: 'number',
  actions: [shape('name description')],
})
const namespace = shape('code name description applicationId userPoolId', { id: 'number', status: 'number' })
const accessAccount = shape('id appId secret remarks userId createdAt updatedAt', {
  tokenLifetime: 'number',
  enabled: 'flag',
})
const agreement = shape('title lang appId userPoolId', { id: 'number', order: 'number', required: 'flag' })
const tabs: Record<string, Kind> = { loginTabs: ['text'], registerTabs: ['text'] }
const application = shape(
  'id userPoolId protocol name description secret identifier logo defaultLoginTab defaultRegisterTab css createdAt updatedAt',
  {
    ...tabs,
    redirectUris: ['text'],
    logoutRedirectUris: ['text'],
    permissionStrategy: shape('defaultStrategy allowPolicyId denyPolicyId', { enabled: 'flag' }),
    qrcodeScanning: { redirect: 'flag', interval: 'number' },
    ...Object.fromEntries(
      [
        'isOfficial isDeleted isDefault isDemo enableSubAccount showAuthorizationPage extendsFieldsEnabled registerDisabled',
        'oidcProviderEnabled oauthProviderEnabled samlProviderEnabled casProviderEnabled',
      ].flatMap((names) => names.split(' ').map((name) => [name, 'flag' as const])),
    ),
  },
)
const policy = shape('id userPoolId code description createdAt updatedAt', {
  isDefault: 'flag',
  statements: [shape('resource effect', { actions: ['text'] })],
})
const rule = shape('assignedAt policyId code targetType targetIdentifier', {
  inheritByChildren: 'any',
  enabled: 'flag',
  policy,
  target: 'any',
})
const tenant = shape('id userPoolId name logo defaultLoginTab defaultRegisterTab createdAt updatedAt', {
  ...tabs,
  apps: [application],
  users: [person],
})
const connection = shape('id type identifier displayName logo', {
  fields: { clientID: 'text', clientSecret: 'text' },
  userMatchFields: ['text'],
  enabled: 'flag',
})
const source = shape('id name type tenantId', { connections: [connection] })
const allowance = paged(shape('code type apiIdentifier', { actions: ['text'] }))
const authenticator = shape('id createdAt updatedAt userId secret authenticatorType recoveryCode source', {
  enable: 'flag',
})

let world: World
let token: string
let somebody: Person
const at: Record<string, string> = {}

const manage = (line: string, body?: unknown) => ask(world, line, { token }, body)
const make = async (line: string, body: unknown) => accepted<{ id: string }>(await manage(line, body))

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  somebody = await registerPerson(world)
  at.user = somebody.id
  at.app = world.tenant.application.id
  at.pool = world.tenant.pool.id
  const { id: org, ...rest } = (await make('POST /api/v2/orgs', { name: 'Works', code: 'works' })) as {
    id: string
    rootNode?: { id: string }
  }
  at.org = org
  at.root = rest.rootNode?.id ?? org
  at.tenant = (await make('POST /api/v2/tenant', { name: 'Branch', appIds: at.app })).id
})

/** By its line, what is sent and what the clients declare of `data`. They run in this order. */
const answers: [line: string, body: (() => unknown) | null, declared: Kind][] = [
  ['POST /api/v2/orgs/:org/nodes', () => ({ name: 'Below', code: 'below', nameI18n: '{"en-US":"Below"}' }), department],
  ['POST /api/v2/orgs/nodes/:root/members', () => ({ userIds: [at.user] }), department],
  ['GET /api/v2/orgs/pagination', null, paged(organisation)],
  ['GET /api/v2/orgs/nodes/search?q=Below', null, [department]],
  ['GET /api/v2/orgs/children?nodeId=:root&depth=1', null, [department]],
  ['GET /api/v2/orgs/export?org_id=:org', null, tree],
  ['GET /api/v2/orgs/export', null, [tree]],
  ['POST /api/v2/orgs/import', () => ({ filetype: 'json', file: '{"name":"In","children":[]}' }), tree],
  ['GET /api/v2/users/:user/departments', null, paged({ department, isMainDepartment: 'flag', joinedAt: 'text' })],
  ['POST /api/v2/roles', () => ({ code: 'reader', description: 'reads' }), role],
  ['GET /api/v2/roles', null, paged(role)],
  ['POST /api/v2/users/:user/roles', () => ({ list: ['reader'] }), shape('message', { code: 'number' })],
  ['GET /api/v2/users/:user/roles', null, paged(role)],
  ['POST /api/v2/resources', () => ({ code: 'book', type: 'DATA', actions: [{ name: 'book:read' }] }), resource],
  ['GET /api/v2/resources?page=1&limit=10', null, paged(resource)],
  ['GET /api/v2/resources/by-code/book', null, resource],
  ['GET /api/v2/resources/detail?code=book', null, resource],
  ['POST /api/v2/resources/book', () => ({ description: 'paper' }), resource],
  ['POST /api/v2/resource-namespace/:pool', () => ({ code: 'shelf', name: 'Shelf' }), namespace],
  ['GET /api/v2/resource-namespace/:pool?page=1&limit=10', null, paged(namespace)],
  ['POST /api/v2/applications/:app/programmatic-access-accounts', () => ({ remarks: 'a' }), accessAccount],
  ['GET /api/v2/applications/:app/programmatic-access-accounts', null, paged(accessAccount)],
  ['POST /api/v2/applications/:app/agreements', () => ({ title: 'Terms' }), agreement],
  ['GET /api/v2/applications/:app/agreements', null, paged(agreement)],
  ['GET /api/v2/applications/:app', null, application],
  ['GET /api/v2/applications?page=1&limit=10', null, paged(application)],
  [
    'POST /api/v2/applications/:app/authorization/allow',
    () => ({ targetType: 'USER', targetIdentifiers: [at.user] }),
    'flag',
  ],
  ['GET /api/v2/applications/:app/authorization/records', null, paged(rule)],
  [
    'GET /api/v2/applications/:app/active-users',
    null,
    paged(shape('id username email phone nickname photo lastLogin lastIp')),
  ],
  ['GET /api/v2/tenants', null, { ...paged(tenant) }],
  ['GET /api/v2/tenant/:tenant', null, tenant],
  ['POST /api/v2/tenant/:tenant', () => ({ description: 'b' }), 'flag'],
  ['POST /api/v2/tenant/:tenant/user', () => ({ userIds: [at.user] }), tenant],
  [
    'GET /api/v2/tenant/:tenant/users',
    null,
    { listTotal: 'number', list: [{ id: 'text', tenantId: 'text', user: person }] },
  ],
  ['GET /api/v2/users/:user/tenants', null, { ...person, tenants: [tenant], apps: [application] }],
  [
    'GET /api/v2/application/:app/tenants',
    null,
    shape('id name logo domain description protocol createdAt updatedAt', { isIntegrate: 'flag', tenants: [tenant] }),
  ],
  [
    'POST /api/v2/extIdp',
    () => ({
      name: 'Login',
      type: 'oidc',
      connections: [{ type: 'oidc', identifier: 'login', displayName: 'Login', fields: { clientID: 'a' } }],
    }),
    source,
  ],
  ['GET /api/v2/extIdp', null, [source]],
  ['POST /api/v2/env', () => ({ key: 'K', value: 'v' }), { key: 'text', value: 'any' }],
  ['GET /api/v2/env', null, [{ key: 'text', value: 'any' }]],
  ['GET /api/v2/users/:user', null, person],
  ['POST /api/v2/users/:user', () => ({ nickname: 'N' }), person],
  ['POST /api/v2/users/batch', () => ({ ids: [at.user] }), [person]],
  ['GET /api/v2/users/login-status?userId=:user', null, { isLogin: 'flag', user: person, application: ['any'] }],
  ['GET /api/v2/users/:user/mfa-bound', null, { OTP: 'flag', FACE: 'flag' }],
  [
    'POST /api/v2/acl/is-allowed',
    () => ({ userId: at.user, resource: 'book', action: 'book:read' }),
    { allowed: 'flag' },
  ],
  [
    'POST /api/v2/acl/list-authorized-resources-batch',
    () => ({ namespace: 'default', targets: [{ targetType: 'USER', targetIdentifier: at.user }] }),
    { list: [allowance] },
  ],
  [
    'POST /api/v2/mfa/totp/import',
    () => ({ userId: at.user, secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }),
    authenticator,
  ],
  ['GET /api/v2/userpools/detail', null, shape('id name domain description secret jwtSecret logo createdAt updatedAt')],
  ['POST /api/v2/users/kick', () => ({ userIds: [at.user] }), 'any'],
]

const own: [line: string, body: unknown, declared: Kind][] = [
  [
    'GET /api/v2/users/me/security-level',
    null,
    {
      ...{ score: 'number', passwordSecurityLevel: 'number', email: 'flag' },
      ...{ phone: 'flag', password: 'flag', mfa: 'flag' },
    },
  ],
  [
    'GET /api/v2/users/me/applications/allowed',
    null,
    paged(shape('id name logo domain description protocol createdAt')),
  ],
  ['GET /api/v2/users/me', null, person],
  [
    'POST /api/v2/mfa/totp/associate',
    { authenticator_type: 'totp' },
    shape('authenticator_type secret qrcode_uri qrcode_data_url recovery_code'),
  ],
  ['GET /api/v2/mfa/authenticator', null, [authenticator]],
]

/** Lists and objects that login components ask for a member of, without asking whether they are there: by the versions on npm, 4.4 to 6.0. */
const publicConfig: Shape = {
  loginTabs: { list: ['text'], default: 'text' },
  registerTabs: { list: ['text'], default: 'text' },
  passwordTabConfig: { enabledLoginMethods: ['text'], validLoginMethods: ['text'], validRegisterMethods: ['text'] },
  verifyCodeTabConfig: { enabledLoginMethods: ['text'], validLoginMethods: ['text'], validRegisterMethods: ['text'] },
  tabMethodsFields: [shape('key label labelEn')],
  qrcodeTabsSettings: {
    'app-qrcode': ['any'],
    'wechat-miniprogram-qrcode': ['any'],
    'wechatmp-qrcode': ['any'],
  },
  ssoPageComponentDisplay: {
    ...Object.fromEntries(
      'socialLoginBtns idpBtns autoRegisterThenLoginHintInfo registerBtn userPasswordInput'
        .split(' ')
        .map((name) => [name, 'flag' as const]),
    ),
  },
  complateFiledsPlace: ['text'],
  extendsFields: ['any'],
  applicationMfa: [{ mfaPolicy: 'text', status: 'number', sort: 'number' }],
  oidcConfig: shape('token_endpoint_auth_method introspection_endpoint_auth_method', { redirect_uris: ['text'] }),
  redirectUris: ['text'],
  logoutRedirectUris: ['text'],
  socialConnections: ['any'],
  identityProviders: ['any'],
  agreements: ['any'],
}

const placed = (line: string) => line.replace(/:(\w+)/g, (_, name) => at[name] ?? 'none')

describe('what clients with types of their own read', () => {
  for (const [line, body, declared] of answers)
    test(line, async () => {
      assert.deepEqual(misfits(accepted(await manage(placed(line), body?.())), declared), [])
    })

  test('who belongs to a tenant is told with the tenant, one by one', async () => {
    type Members = { listTotal: number; list: { tenantId: string; user: { id: string } }[] }
    const { listTotal, list } = accepted<Members>(await manage(placed('GET /api/v2/tenant/:tenant/users')))
    assert.deepEqual([listTotal, list[0]?.tenantId, list[0]?.user.id], [1, at.tenant, at.user])
    const added = await manage(placed('POST /api/v2/tenant/:tenant/user'), { userIds: [at.user] })
    assert.equal(accepted<{ users: { id: string }[] }>(added).users[0]?.id, at.user)
  })

  test('login components find in the public configuration what they ask for without looking', async () => {
    const config = accepted<Record<string, unknown>>(
      await ask(world, placed('GET /api/v2/applications/:app/public-config')),
    )
    assert.deepEqual(misfits(config, publicConfig), [])
    const missing = Object.entries(publicConfig).flatMap(([name, kind]) => {
      const value = config[name] as Record<string, unknown> | null | undefined
      if (value === null || value === undefined) return [name]
      return Array.isArray(kind) ? [] : Object.keys(kind).filter((inner) => value[inner] === undefined)
    })
    assert.deepEqual(missing, [])
  })

  for (const [line, body, declared] of own)
    test(line, async () => {
      const { token } = await registerPerson(world)
      assert.deepEqual(misfits(accepted(await ask(world, line, { token }, body ?? undefined)), declared), [])
    })
})
