import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setPool } from '../../kit/entry.ts'
import { managementToken, type Person, registerPerson, sealed, send, signedInAs } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { addApplication, type Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'
import { authorizeAddress } from '../../oidc/client.ts'
import { callback, type House } from '../../oidc/house.ts'
import { tokensFrom } from '../../walls/tokens.ts'

const page = 'https://shop.example.com'
const subPassword = 'a second horse'
let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string
let shop: Tenant
let till: Tenant
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
  shop = await open('shop', { firstParty: true })
  till = await open('till', { firstParty: true })
  accepted(await manage('POST', `/api/v2/applications/${shop.application.id}`, { enableSubAccount: true }))
})

async function open(identifier: string, settings: { firstParty: boolean }): Promise<Tenant> {
  const redirectUris = [callback, `${page}/callback`]
  const { pool } = world.tenant
  return {
    ...world.tenant,
    application: await addApplication(world.app.domain, pool, { identifier, redirectUris, settings }),
  }
}

const call = (method: string, path: string, body?: object, speaking: Speaking = {}): Promise<Outcome> =>
  rest(world.origin, method, path, body, { tenant: shop, ...speaking })
const manage = (method: string, path: string, body?: object) => call(method, path, body, { token: manager })

async function withSubAccount(): Promise<{ person: Person; account: string }> {
  const person = await registerPerson(world, { tenant: shop })
  const account = `till ${++counter}`
  const body = { userId: person.id, account, password: sealed(world, subPassword) }
  accepted(await manage('POST', `/api/v2/applications/${shop.application.id}/sub-accounts`, body))
  return { person, account }
}

async function subToken(account: string): Promise<string> {
  const query =
    'mutation ($account: String!, $password: String!) { loginBySubAccount(account: $account, password: $password) { token } }'
  const input = { account, password: sealed(world, subPassword) }
  return accepted<{ token: string }>(await graphql(world.origin, query, input, { tenant: shop })).token
}

const asIssuer = () => ({ ...world, issuer: `${world.origin}/oidc` }) as unknown as House
const authorize = (tenant: Tenant, more: Record<string, string> = {}) =>
  authorizeAddress(asIssuer(), tenant.application, more)

/** A browser that somebody has signed in in at the shop. */
async function browserOf(action: string, fields: object): Promise<Browser> {
  const browser = new Browser(world)
  const form = await browser.open(authorize(shop))
  await browser.follow((await browser.act(form, action, fields)).data.location)
  return browser
}

/** What an application is told that asks without a page to be shown. */
async function silently(browser: Browser, tenant: Tenant): Promise<string | null> {
  const back = await browser.follow(authorize(tenant, { prompt: 'none' }))
  const { searchParams } = new URL(back.headers.get('location') ?? '')
  return searchParams.get('error') ?? (searchParams.get('code') && 'a code')
}

describe('a sub-account', () => {
  test('does not become another application’s sign-in, nor open the account centre', async () => {
    const { person, account } = await withSubAccount()
    const browser = await browserOf('sign-in-by-sub-account', { account, password: subPassword })
    assert.equal(await silently(browser, shop), 'a code')
    assert.equal(await silently(browser, till), 'login_required')
    const centre = await browser.go('/u/shop')
    assert.match(new URL(centre.headers.get('location') ?? '', world.origin).search, /prompt=login/)
    const action = await browser.go('/u/shop/actions/profile', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    assert.equal(((await action.json()) as { code: number }).code, 410)
    const whole = await browserOf('sign-in', { account: person.username, password: person.password })
    assert.equal(await silently(whole, till), 'a code')
    assert.equal((await whole.go('/u/shop')).status, 200)
  })

  test('is known to no page of another application', async () => {
    await setPool(world, { appSsoEnabled: true })
    const { account } = await withSubAccount()
    const browser = await browserOf('sign-in-by-sub-account', { account, password: subPassword })
    assert.ok((await here(browser, shop)).userInfo)
    assert.equal((await here(browser, till)).userInfo, null)
  })

  test('has a token for its own application only', async () => {
    const token = await subToken((await withSubAccount()).account)
    accepted(await send(world, 'user', {}, { tenant: shop, token }))
    refused(await send(world, 'user', {}, { tenant: till, token }), 1001)
  })

  test('takes no identifier, links nothing and shares nothing', async () => {
    const { person, account } = await withSubAccount()
    const token = await subToken(account)
    const own = await registerPerson(world, { tenant: shop })
    const both = { primaryUserToken: own.token, secondaryUserToken: token }
    refused(await call('POST', '/api/v2/users/link', both), 1001)
    refused(await send(world, 'updateUser', { input: { username: 'taken' } }, { tenant: shop, token }), 1001)
    refused(await call('POST', '/api/v2/mfa/totp/associate', {}, { token }), 1001)
    refused(await call('GET', '/api/v2/users/me/export', undefined, { token }), 1001)
    const share = { userPoolId: shop.pool.id, deviceId: 'a phone' }
    refused(await call('POST', '/oauth/sso/mobile/createSession', share, { token }), 1001)
    assert.equal(
      accepted<{ username: string }>(await send(world, 'user', {}, { token: person.token })).username,
      person.username,
    )
  })
})

describe('where a factor is demanded and the account has none, a first half that shows nothing of it sets none up', () => {
  const half = (outcome: Outcome) => {
    refused(outcome, 1636)
    return (outcome.data as { mfaToken: string }).mfaToken
  }

  async function byCodeToScan({ token }: Person): Promise<string> {
    const { random } = accepted<{ random: string }>(await call('POST', '/api/v2/qrcode/gene', { scene: 'APP_AUTH' }))
    for (const step of ['scanned', 'confirm'])
      accepted(await call('POST', `/api/v2/qrcode/${step}`, { random }, { token }))
    const status = accepted<{ scannedResult: Outcome }>(await call('GET', `/api/v2/qrcode/check?random=${random}`))
    return half({ ...status.scannedResult, door: 'REST V2' })
  }

  async function bySubAccount({ account }: { account: string }): Promise<string> {
    const query =
      'mutation ($account: String!, $password: String!) { loginBySubAccount(account: $account, password: $password) { token } }'
    return half(await graphql(world.origin, query, { account, password: sealed(world, subPassword) }, { tenant: shop }))
  }

  async function standing(id: string): Promise<object> {
    const text = `SELECT email, phone, second_factors, (SELECT count(*) FROM totp_enrolment WHERE user_id = $1) AS begun
      FROM user_account WHERE id = $1`
    return (await world.database.pool.query(text, [id])).rows[0]
  }

  const nothing = { email: null, phone: null, second_factors: [], begun: '0' }

  before(() => setPool(world, { mfa: { policy: 'required', factors: ['totp', 'email', 'sms'] } }))
  after(() => setPool(world, { mfa: { policy: 'optional' } }))

  test('over REST: neither an app nor an address', async () => {
    await setPool(world, { mfa: { policy: 'optional' } })
    const { person, account } = await withSubAccount()
    await setPool(world, { mfa: { policy: 'required' } })
    const tokens = [await bySubAccount({ account }), await byCodeToScan(person)]
    const [email, phone] = [`bound${++counter}@example.com`, `1380000${2000 + ++counter}`]
    world.passSeconds(61)
    accepted(await call('POST', '/api/v2/email/send', { email, scene: 'MFA_VERIFY_CODE' }))
    const code = codeIn(await post.mailbox.next(email))
    accepted(await call('POST', '/api/v2/sms/send', { phone, scene: 'SCENE_TYPE_MFA_VERIFY' }))
    const text = codeIn(post.phones.last(`+86${phone}`))
    for (const token of tokens) {
      refused(await call('POST', '/api/v2/mfa/totp/associate', {}, { token }), 1001)
      refused(await call('POST', '/api/v2/applications/mfa/email/verify', { email, code }, { token }), 1001)
      refused(await call('POST', '/api/v2/applications/mfa/sms/verify', { phone, code: text }, { token }), 1001)
    }
    assert.deepEqual(await standing(person.id), nothing)
    // An app that the account's own first half began is not set up by another's.
    const input = { username: person.username, password: sealed(world, person.password) }
    const own = half(await send(world, 'loginByUsername', { input }, { tenant: shop }))
    accepted(await call('POST', '/api/v2/mfa/totp/associate', {}, { token: own }))
    for (const token of tokens)
      refused(await call('POST', '/api/v2/mfa/totp/associate/confirm', { totp: '000000' }, { token }), 1001)
  })

  test('on the hosted page', async () => {
    await setPool(world, { mfa: { policy: 'optional' } })
    const { person, account } = await withSubAccount()
    await setPool(world, { mfa: { policy: 'required' } })
    const browser = new Browser(world)
    const form = await browser.open(authorize(shop))
    const act = async (action: string, fields: object): Promise<Outcome> => ({
      ...(await browser.act(form, action, fields)),
      door: 'hosted page',
    })
    const mfaToken = half(await act('sign-in-by-sub-account', { account, password: subPassword }))
    const email = `bound${++counter}@example.com`
    refused(await act('mfa-enrol', { mfaToken }), 1001)
    refused(await act('mfa-send', { mfaToken, kind: 'email', address: email }), 1001)
    refused(await act('mfa-code', { mfaToken, kind: 'email', address: email, code: '000000' }), 1001)
    assert.deepEqual(await standing(person.id), nothing)
  })
})

test('two accounts become one by two fresh sign-ins, and both addresses are told', async () => {
  const link = (primaryUserToken: string, secondaryUserToken: string) =>
    call('POST', '/api/v2/users/link', { primaryUserToken, secondaryUserToken })
  const unlink = (primaryUserToken: string) =>
    call('POST', '/api/v2/users/unlink', { primaryUserToken, provider: 'github' })
  const withMail = async () => {
    const email = `joined${++counter}@example.com`
    const made = accepted<{ id: string }>(
      await send(world, 'createUser', { userInfo: { email } }, { tenant: shop, token: manager }),
    )
    return { email, enter: () => signedInAs(world, made.id, shop) }
  }
  const [first, second] = [await withMail(), await withMail()]
  const old = [await first.enter(), await second.enter()] as const
  world.passSeconds(301)
  const fresh = [await first.enter(), await second.enter()] as const
  refused(await link(old[0], fresh[1]), 6127)
  refused(await link(fresh[0], old[1]), 6127)
  refused(await unlink(old[0]), 6127)
  accepted(await link(...fresh))
  for (const { email } of [first, second])
    assert.match((await post.mailbox.next(email)).subject ?? '', /两个账号已合并/)
  refused(await send(world, 'user', {}, { tenant: shop, token: fresh[1] }), 2206)
})

test('an access token of offline access reads, and does not become a token that does more', async () => {
  const person = await registerPerson(world, { tenant: shop })
  const { access_token: token, id_token: identity } = await tokensFrom(world, shop.application, person)
  accepted(await send(world, 'user', {}, { tenant: shop, token }))
  refused(await send(world, 'refreshToken', {}, { tenant: shop, token }), 1001)
  refused(await call('POST', '/api/v2/users/refresh-token', {}, { token }), 1001)
  refused(await send(world, 'updateUser', { input: { nickname: 'x' } }, { tenant: shop, token }), 1001)
  // The official clients hold a first party's identity token as the user token.
  accepted(await send(world, 'updateUser', { input: { nickname: 'x' } }, { tenant: shop, token: identity }))
})

describe('a session of a while ago', () => {
  const old = async () => {
    const person = await registerPerson(world)
    world.passSeconds(301)
    return person
  }
  const update = (input: object, token: string) => send(world, 'updateUser', { input }, { token })

  test('changes what is shown of a person, and not the name to sign in with', async () => {
    const { token, username } = await old()
    accepted(await update({ nickname: 'x', username }, { token }.token))
    const refusal = await update({ username: `${username}x` }, token)
    refused(refusal, 6127)
    assert.deepEqual(refusal.data, { maxAge: 300 })
    accepted(await send(world, 'refreshToken', {}, { token }))
    refused(await update({ username: `${username}x` }, token), 6127)
  })

  test('binds no address, unbinds none without a code to it, and sets up no authenticator', async () => {
    const { token, password } = await old()
    const email = `later${++counter}@example.com`
    const code = async (to: string, scene: string) => {
      world.passSeconds(61)
      accepted(await call('POST', '/api/v2/email/send', { email: to, scene }))
      return codeIn(await post.mailbox.next(to))
    }
    const emailCode = await code(email, 'EMAIL_BIND_VERIFY_CODE')
    const bind = (bearer: string) => call('POST', '/api/v2/users/email/bind', { email, emailCode }, { token: bearer })
    refused(await bind(token), 6127)
    refused(await call('POST', '/api/v2/mfa/totp/associate', {}, { token }), 6127)
    const changed = { oldPassword: sealed(world, password), newPassword: sealed(world, 'another horse') }
    accepted(await call('POST', '/api/v2/password/update', changed, { token }))

    const { username } = accepted<Person>(await send(world, 'user', {}, { token }))
    const input = { username, password: sealed(world, 'another horse') }
    const again = accepted<{ token: string }>(await send(world, 'loginByUsername', { input })).token
    accepted(await bind(again))
    world.passSeconds(301)
    refused(await call('POST', '/api/v2/users/email/unbind', {}, { token: again }), 6127)
    const proof = { emailCode: await code(email, 'EMAIL_UNBIND_VERIFY_CODE') }
    accepted(await call('POST', '/api/v2/users/email/unbind', proof, { token: again }))
  })
})

test('a change of address ends the other sessions', async () => {
  const person = await registerPerson(world)
  const input = { username: person.username, password: sealed(world, person.password) }
  const other = accepted<{ token: string }>(await send(world, 'loginByUsername', { input })).token
  const email = `mover${++counter}@example.com`
  accepted(await call('POST', '/api/v2/email/send', { email, scene: 'EMAIL_BIND_VERIFY_CODE' }))
  const emailCode = codeIn(await post.mailbox.next(email))
  accepted(await call('POST', '/api/v2/users/email/bind', { email, emailCode }, { token: person.token }))
  accepted(await send(world, 'user', {}, { token: other }))
  accepted(await call('POST', '/api/v2/users/email/unbind', {}, { token: person.token }))
  refused(await send(world, 'user', {}, { token: other }), 2206)
  accepted(await send(world, 'user', {}, { token: person.token }))
})

interface Probe {
  session: object | null
  userInfo: { id: string } | null
}

async function here(browser: Browser, { application }: Tenant): Promise<Probe> {
  const headers = { 'x-authing-app-id': application.id, origin: page }
  return (await (await browser.go('/cas/session', { headers })).json()) as Probe
}

test('a third party’s page is not told who is here', async () => {
  await setPool(world, { appSsoEnabled: true })
  const stranger = await open('stranger', { firstParty: false })
  const person = await registerPerson(world, { tenant: shop })
  const browser = await browserOf('sign-in', { account: person.username, password: person.password })
  assert.equal((await here(browser, till)).userInfo?.id, person.id)
  assert.deepEqual(await here(browser, stranger), { session: null, userInfo: null })
  const share = { userPoolId: shop.pool.id, deviceId: 'their phone' }
  accepted(await call('POST', '/oauth/sso/mobile/createSession', share, { token: person.token }))
  const track = (tenant: Tenant) =>
    call('GET', `/oauth/sso/mobile/trackSession?${new URLSearchParams(share)}`, undefined, { tenant })
  accepted(await track(till))
  refused(await track(stranger), 2401)
})
