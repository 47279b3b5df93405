import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, refused } from '../kit/wire.ts'
import { openTestDoor } from './open-door.ts'

const door = await openTestDoor()

let counter = 0
const create = (fields: object = {}) =>
  door.manage(
    'POST /api/v2/applications',
    { name: `Shop ${++counter}`, identifier: `shop-${counter}`, ...fields },
    { lang: 'en-US' },
  )
const created = async (fields: object) => accepted<{ redirectUris: string[] }>(await create(fields))

test('what an application may not be is refused by name', async () => {
  const cases: [fields: object, code: 400 | 2007 | 2009 | 2013 | 2024 | 2222 | 2231, message?: string][] = [
    [{ name: undefined }, 2231],
    [{ identifier: undefined }, 2231],
    [{ name: '' }, 2007],
    [{ name: '  ' }, 2007],
    [{ name: 'a\u0007b' }, 2007],
    [{ name: 'a'.repeat(65) }, 2007],
    [{ name: 7 }, 400, 'Bad request: name must be a text'],
    [{ identifier: 7 }, 400, 'Bad request: identifier must be a text'],
    [{ identifier: 'no_host' }, 400],
    [{ identifier: '-shop' }, 400],
    [{ identifier: 'oauth' }, 2222],
    [{ identifier: 'Console' }, 2222],
    [{ description: { a: 1 } }, 2013],
    [{ description: 'a\u0000' }, 2013],
    [{ description: '一'.repeat(141) }, 2024],
    [{ appType: 'nope' }, 2009],
    [{ logo: 'javascript:alert(1)' }, 400],
    [{ firstParty: 'yes' }, 400, 'Bad request: firstParty must be true or false'],
    [{ machineScopes: ['two words'] }, 400],
    [{ permissionStrategy: 'DENY_ALL' }, 400, 'Bad request: permissionStrategy must be an object'],
    [{ permissionStrategy: { defaultStrategy: 'ALLOW' } }, 400],
    [{ permissionStrategy: { enabled: 1 } }, 400],
    [{ oidcConfig: 'x' }, 400, 'Bad request: oidcConfig must be an object'],
    [
      { oidcConfig: { grant_types: ['password'] } },
      400,
      'Bad request: oidcConfig.grant_types cannot contain "password"',
    ],
    [{ oidcConfig: { response_types: ['token'] } }, 400],
    [{ oidcConfig: { id_token_signed_response_alg: 'none' } }, 400],
    [{ oidcConfig: { token_endpoint_auth_method: 'magic' } }, 400],
    [{ oidcConfig: { access_token_expire: 59 } }, 400],
    [{ oidcConfig: { access_token_expire: '3600' } }, 400],
    [{ oidcConfig: { access_token_expire: 1e12 } }, 400],
    [{ oidcConfig: { grant_types: ['client_credentials'], token_endpoint_auth_method: 'none' } }, 400],
    [{ oidcConfig: { id_token_signed_response_alg: 'HS256', token_endpoint_auth_method: 'none' } }, 400],
    [{ oidcConfig: { claim_form: 'xml' } }, 400],
    [{ oidcConfig: { token_in_address: 'yes' } }, 400],
  ]
  const before = accepted<{ totalCount: number }>(await door.manage('GET /api/v2/applications'))
  for (const [fields, code, message] of cases) {
    const outcome = await create(fields)
    assert.equal(outcome.code, code, JSON.stringify(fields))
    refused(outcome, code)
    if (message) assert.equal(outcome.message, message)
  }
  refused(await door.manage('POST /api/v2/applications', {}), 2231)
  assert.equal(
    accepted<{ totalCount: number }>(await door.manage('GET /api/v2/applications')).totalCount,
    before.totalCount,
  )
})

test('an address to go back to is absolute, exact and harmless', async () => {
  const good = [
    'http://localhost:3000/cb',
    'https://a.example/cb?x=1',
    'https://[::1]:8/',
    'com.example.app:/oauth',
    'com.example.app://oauth',
  ]
  assert.deepEqual((await created({ redirectUris: [...good, good[0]], logoutRedirectUris: good })).redirectUris, good)
  const bad = [
    '/cb',
    'a.example/cb',
    'https://a.example/#x',
    'https://a.example/cb#',
    'https://*.example/cb',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'app://cb',
    'https://u:p@a.example/',
    'https://a.example/\ncb',
    ' https://a.example/',
    'https:\\\\a.example',
    'https:a.example',
    'https:///a',
    'https://',
    `https://a.example/${'a'.repeat(2048)}`,
    7,
    null,
  ]
  for (const uri of bad)
    for (const field of ['redirectUris', 'logoutRedirectUris']) {
      const outcome = await create({ [field]: ['https://ok.example/', uri] })
      assert.equal(outcome.code, 400, String(uri))
      assert.match(outcome.message, new RegExp(`${field}\\[1\\] `))
    }
  refused(await create({ redirectUris: Array.from({ length: 51 }, (_, n) => `https://a.example/${n}`) }), 400)
})

test('400, by name: what nobody knows of an application, at the top and within; nothing of the request is kept', async () => {
  const { id } = accepted<{ id: string }>(await create())
  const path = `/api/v2/applications/${id}`
  const unknown: [fields: object, name: string][] = [
    [{ qrSigninEnabled: true }, 'qrSigninEnabled'],
    [{ redirectUri: 'https://a.example/' }, 'redirectUri'],
    [{ oidcConfig: { redirect_uri: 'x' } }, 'oidcConfig.redirect_uri'],
    [{ oidcConfig: { grantTypes: [] } }, 'oidcConfig.grantTypes'],
    [{ permissionStrategy: { default: 'DENY_ALL' } }, 'permissionStrategy.default'],
    [{ mfa: { policy: 'required', factor: ['sms'] } }, 'mfa.factor'],
    [{ __proto__: null, constructor: 1 }, 'constructor'],
    [{ toString: 1 }, 'toString'],
  ]
  for (const [fields, name] of unknown) {
    const sent = { description: 'changed', ...fields }
    for (const outcome of [
      await door.manage(`POST ${path}`, sent, { lang: 'en-US' }),
      await door.manage(`PUT ${path}`, sent, { lang: 'en-US' }),
      await create(fields),
    ]) {
      refused(outcome, 400)
      assert.ok(outcome.message.includes(name), `${name}: ${outcome.message}`)
    }
  }
  assert.equal(accepted<{ description: unknown }>(await door.manage(`GET ${path}`)).description, null)
})

test('1000, by name: what the protocol has and nobody has built, unless its value asks for nothing', async () => {
  const { id } = accepted<{ id: string }>(await create())
  const path = `/api/v2/applications/${id}`
  const unbuilt: [fields: object, name: string][] = [
    [{ samlProviderEnabled: true, samlConfig: { acs: 'https://sp.example/acs' } }, 'samlProviderEnabled'],
    [{ casProviderEnabled: true }, 'casProviderEnabled'],
    [{ oauthProviderEnabled: true }, 'oauthProviderEnabled'],
    [{ samlConfig: { acs: 'https://sp.example/acs' } }, 'samlConfig'],
    [{ oidcProviderEnabled: false }, 'oidcProviderEnabled'],
    [{ protocol: 'saml' }, 'protocol'],
    [{ css: 'a {}' }, 'css'],
    [{ secret: 'a secret of my own' }, 'secret'],
    [{ oidcConfig: { skip_consent: true } }, 'oidcConfig.skip_consent'],
  ]
  for (const [fields, name] of unbuilt) {
    const outcome = await door.manage(`POST ${path}`, { description: 'changed', ...fields }, { lang: 'en-US' })
    refused(outcome, 1000)
    assert.ok(outcome.message.includes(name), `${name}: ${outcome.message}`)
  }
  const nothing = { samlProviderEnabled: false, samlConfig: {}, casConfig: null, css: '', extendsFields: [] }
  accepted(await door.manage(`POST ${path}`, nothing))
  assert.equal(accepted<{ description: unknown }>(await door.manage(`GET ${path}`)).description, null)
})

test('an answer can be sent back as it came, and another name changes the address', async () => {
  const { id } = accepted<{ id: string }>(await create({ redirectUris: ['https://a.example/'], mfa: null }))
  const path = `/api/v2/applications/${id}`
  const read = async () => accepted<Record<string, unknown>>(await door.manage(`GET ${path}`))
  const before = await read()
  accepted(await door.manage(`POST ${path}`, before))
  assert.deepEqual({ ...(await read()), updatedAt: null }, { ...before, updatedAt: null })
  accepted(await door.manage(`POST ${path}`, { ...before, identifier: 'renamed-here' }))
  assert.equal((await read()).domain, 'renamed-here')
  accepted(await door.manage(`POST ${path}`, { domain: 'renamed-again' }))
  assert.equal((await read()).identifier, 'renamed-again')
})
