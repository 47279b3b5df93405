import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, sealed, send } from '../kit/people.ts'
import { addApplication, type Tenant } from '../kit/tenant.ts'
import { accepted, graphql, refused, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { Browser } from '../oidc/browser.ts'
import { callback } from '../oidc/house.ts'
import { managementClient } from '../sdk/clients.ts'

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

interface Situation {
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
  const { signIn, signUp, reset } = page as unknown as Situation
  assert.deepEqual(signIn.identifiers, [])
  assert.deepEqual([signIn.codes.includes('email'), signIn.passkey], [true, true])
  assert.deepEqual([signUp.methods, reset.codes], [[], []])
  const closed = { emailCodeEnabled: false, phoneCodeEnabled: false, magicLink: false, qrSignInEnabled: false }
  refused(await update({ ...closed, passkeyEnabled: false }), 400)
  accepted(await update({ ...closed, passkeyEnabled: true }))
})
