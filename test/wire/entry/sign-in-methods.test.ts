import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { ApplicationSettings } from '#domain/tenancy/application/application.ts'
import { managementToken, type Person, registerPerson, sealed, send } from '../../kit/people.ts'
import { addApplication, type Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'
import { authorizeAddress } from '../../oidc/client.ts'
import { callback, type House } from '../../oidc/house.ts'
import { managementClient } from '../../sdk/clients.ts'

let world: World
let token: string
let tenant: Tenant
const person = { username: 'wei', email: 'wei@example.com', phone: '13800000001' }
const password = 'correct horse'

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  const { origin, tenant: own, app } = world
  tenant = { origin, pool: own.pool, application: await addApplication(app.domain, own.pool, { identifier: 'ways' }) }
  await managementClient(world).users.create({ ...person, password })
})

interface SignInPage {
  signIn: { identifiers: string[]; codes: string[]; passkey: boolean }
  signUp: { methods: string[] }
  reset: { codes: string[] }
}

interface Config {
  passwordTabConfig: { enabledLoginMethods: string[]; validLoginMethods: string[] }
  verifyCodeTabConfig: { enabledLoginMethods: string[] }
  loginTabs: { list: string[] }
}

const change = (body: object) =>
  rest(world.origin, 'POST', `/api/v2/applications/${tenant.application.id}`, body, { tenant: world.tenant, token })
const config = async () =>
  accepted<Config>(await rest(world.origin, 'GET', `/api/v2/applications/${tenant.application.id}/public-config`))
const byAccount = (account: string) =>
  rest(world.origin, 'POST', '/api/v2/login/account', { account, password: sealed(world, password) }, { tenant })
const input = (key: object) => ({ input: { ...key, password: sealed(world, password) } })
const byPhoneCode = () =>
  graphql(
    world.origin,
    'mutation ($input: LoginByPhoneCodeInput!) { loginByPhoneCode(input: $input) { id } }',
    { input: { phone: person.phone, code: '000000' } },
    { tenant },
  )
const byEmailCode = () =>
  rest(world.origin, 'POST', '/api/v2/login/email-code', { email: person.email, code: '000000' }, { tenant })

test('every way is open until an application closes some; then each door refuses those', async () => {
  for (const account of Object.values(person)) accepted(await byAccount(account))
  const off = { emailPasswordEnabled: false, phonePasswordEnabled: false, phoneCodeEnabled: false }
  const told = accepted<Record<string, unknown>>(await change(off))
  assert.deepEqual([told.usernamePasswordEnabled, told.phoneCodeEnabled], [true, false])
  accepted(await byAccount(person.username))
  accepted(await send(world, 'loginByUsername', input({ username: person.username }), { tenant }))
  refused(await byAccount(person.email), 400)
  refused(await byAccount(person.phone), 2004)
  refused(await send(world, 'loginByEmail', input({ email: person.email }), { tenant }), 400)
  refused(await send(world, 'loginByPhonePassword', input({ phone: person.phone }), { tenant }), 400)
  refused(await byPhoneCode(), 400)
  refused(await byEmailCode(), 2001)
  const shown = await config()
  assert.deepEqual(shown.passwordTabConfig.validLoginMethods, ['username-password'])
  assert.deepEqual(
    [shown.verifyCodeTabConfig.enabledLoginMethods, shown.loginTabs.list],
    [['email-code'], ['password', 'phone-code']],
  )
})

test('codes can be closed altogether, and everything opened again', async () => {
  accepted(await change({ emailCodeEnabled: false }))
  refused(await byEmailCode(), 400)
  assert.deepEqual((await config()).loginTabs.list, ['password'])
  accepted(await change({ emailPasswordEnabled: true, emailCodeEnabled: true, phoneCodeEnabled: true }))
  accepted(await byAccount(person.email))
  refused(await byPhoneCode(), 2001)
})

test('what is no way is refused, and other applications of the pool are not concerned', async () => {
  refused(await change({ emailPasswordEnabled: 'yes' }), 400)
  accepted(await change({ usernamePasswordEnabled: false }))
  refused(await send(world, 'loginByUsername', input({ username: person.username }), { tenant }), 400)
  accepted(await send(world, 'loginByUsername', input({ username: person.username })))
})

test('an application without passwords takes codes and passkeys, and asks for neither a password nor a reset', async () => {
  const passwords = { usernamePasswordEnabled: false, emailPasswordEnabled: false, phonePasswordEnabled: false }
  const made = { identifier: 'codes-only', redirectUris: [callback] }
  const application = await addApplication(world.app.domain, tenant.pool, made)
  const update = (body: object) =>
    rest(world.origin, 'POST', `/api/v2/applications/${application.id}`, body, { tenant: world.tenant, token })
  accepted(await update({ ...passwords, passkeyEnabled: true }))
  const at = { tenant: { ...tenant, application } }
  refused(await send(world, 'loginByEmail', input({ email: person.email }), at), 400)
  const page = await new Browser(world).open(`/sign-in/${application.id}`)
  const { signIn, signUp, reset } = page as unknown as SignInPage
  assert.deepEqual(signIn.identifiers, [])
  assert.deepEqual([signIn.codes.includes('email'), signIn.passkey], [true, true])
  assert.deepEqual([signUp.methods, reset.codes], [[], []])
  const closed = { emailCodeEnabled: false, phoneCodeEnabled: false, magicLink: false, qrSignInEnabled: false }
  refused(await update({ ...closed, passkeyEnabled: false }), 400)
  accepted(await update({ ...closed, passkeyEnabled: true }))
})

suite('a way that an application has closed', () => {
  const passwords = { usernamePasswordEnabled: false, emailPasswordEnabled: false, phonePasswordEnabled: false }
  let counter = 0

  /** A pool with one application more, and somebody in it. */
  async function another(settings: Partial<ApplicationSettings>) {
    const name = `closed-${++counter}`
    const { pool, application, origin } = await world.addTenant(name)
    const at = { identifier: `${name}-bank`, redirectUris: [callback], settings }
    const bank = { origin, pool, application: await addApplication(world.app.domain, pool, at) }
    return { shop: { origin, pool, application }, bank, who: await registerPerson(world, { tenant: bank }) }
  }

  const manage = async (at: Tenant, method: string, body?: object) =>
    accepted(
      await rest(world.origin, method, `/api/v2/applications/${at.application.id}`, body, {
        tenant: at,
        token: await managementToken(world, at),
      }),
    )
  const byPool = ({ pool }: Tenant) => ({ tenant: null, headers: { 'x-authing-userpool-id': pool.id } })
  const signIn = ({ username }: Person, at: Speaking) => send(world, 'loginByUsername', input({ username }), at)

  test('is closed by naming the pool alone, unless another application of it has the way open', async () => {
    const { shop, bank, who } = await another(passwords)
    refused(await signIn(who, { tenant: bank }), 400)
    accepted(await signIn(who, byPool(bank)))
    await manage(shop, 'POST', passwords)
    for (const lang of ['zh-CN', 'en-US']) refused(await signIn(who, { ...byPool(bank), lang }), 400)
    const account = { account: who.username, password: sealed(world, password) }
    refused(await rest(world.origin, 'POST', '/api/v2/login/account', account, byPool(bank)), 2004)
    await manage(shop, 'DELETE')
    refused(await signIn(who, byPool(bank)), 400)
    await manage(bank, 'POST', { usernamePasswordEnabled: true })
    accepted(await signIn(who, byPool(bank)))
  })

  test('is not opened by the application of a machine', async () => {
    const { shop, bank, who } = await another(passwords)
    await manage(shop, 'POST', { oidcConfig: { grant_types: ['client_credentials'] } })
    refused(await signIn(who, byPool(bank)), 400)
  })

  test('lets in nobody who came by it elsewhere: the browser is asked to sign in', async () => {
    const { shop, bank, who } = await another(passwords)
    await manage(shop, 'POST', { redirectUris: [callback] })
    const at = (tenant: Tenant, more: Record<string, string> = {}) =>
      authorizeAddress({ ...world, issuer: `${world.origin}/oidc` } as unknown as House, tenant.application, more)
    const inside = async (tenant: Tenant) => {
      const browser = new Browser(world)
      const back = await browser.signIn(at(tenant), who.username, who.password)
      assert.ok(back.searchParams.get('code'))
      return browser
    }
    const silent = async (browser: Browser, tenant: Tenant) => {
      const answer = await browser.follow(at(tenant, { prompt: 'none' }))
      return new URL(answer.headers.get('location') ?? assert.fail(answer.url)).searchParams
    }
    const fromShop = await inside(shop)
    assert.ok((await silent(fromShop, shop)).get('code'))
    assert.equal((await silent(fromShop, bank)).get('error'), 'login_required')
    await manage(bank, 'POST', { usernamePasswordEnabled: true })
    assert.ok((await silent(fromShop, bank)).get('code'))
    const fromBank = await inside(bank)
    await manage(bank, 'POST', passwords)
    assert.ok((await silent(fromBank, bank)).get('code'), 'who was let in here stays in')
  })
})
