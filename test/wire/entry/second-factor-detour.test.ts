// One application of the pool demands a second factor, another does not. A thief of a password gets in at the other: what
// they find there must not be the way around the factor.
import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { MfaSettings } from '#domain/tenancy/mfa/settings.ts'
import { codesIn } from '../../kit/codes.ts'
import { freshPhone } from '../../kit/fresh.ts'
import { managementToken, type Person, sealed, send } from '../../kit/people.ts'
import { openPost } from '../../kit/post.ts'
import { enrol } from '../../kit/second-factor.ts'
import { addApplication, type Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'
import { authorizeAddress } from '../../oidc/client.ts'
import { callback, type House } from '../../oidc/house.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
})

let counter = 0
const fresh = () => `detour${++counter}@example.com`
const password = 'correct horse'

/** A pool with one application that asks for nothing and one that demands a factor. */
async function poolThatDemands(factors: MfaSettings['factors']): Promise<Tenant & { demanding: Tenant }> {
  const name = `detour-${++counter}`
  const tenant = await world.addTenant(name)
  const settings = { mfa: { policy: 'required', factors } } as const
  const application = await addApplication(world.app.domain, tenant.pool, { identifier: `${name}-bank`, settings })
  return { ...tenant, demanding: { ...tenant, application } }
}

type Victim = Omit<Person, 'username'> & { email: string }

/** Somebody with an e-mail address and a password; `token` is what the thief of the password has. */
async function register(tenant: Tenant, profile: object = {}): Promise<Victim> {
  const email = fresh()
  const input = { email, password: sealed(world, password), forceLogin: true, profile }
  const { id, token } = accepted<Person>(await send(world, 'registerByEmail', { input }, { tenant }))
  return { id, token, email, password }
}

async function everything(tenant: Tenant): Promise<string> {
  const { rows } = await world.database.pool.query(
    `SELECT (SELECT json_agg(u ORDER BY id) FROM user_account u WHERE user_pool_id = $1) AS people,
      (SELECT json_agg(p ORDER BY id) FROM passkey p WHERE user_pool_id = $1) AS passkeys,
      (SELECT count(*) FROM totp_authenticator WHERE user_pool_id = $1) AS apps,
      (SELECT count(*) FROM session WHERE user_pool_id = $1 AND ended_at IS NULL) AS sessions`,
    [tenant.pool.id],
  )
  return JSON.stringify(rows)
}

async function stopped(tenant: Tenant, walk: (lang: string) => Promise<Outcome>): Promise<void> {
  const before = await everything(tenant)
  for (const lang of ['zh-CN', 'en-US']) refused(await walk(lang), 6004)
  assert.equal(await everything(tenant), before)
}

const { mailCode, textCode } = codesIn(
  () => world,
  () => post,
)

const bind = (tenant: Tenant, token: string, phone: string, phoneCode: string, lang = 'en-US') =>
  rest(world.origin, 'POST', '/api/v2/users/phone/bind', { phone, phoneCode }, { tenant, token, lang })

suite('where an address would do as the factor, a session of a password alone', () => {
  test('binds no other address', async () => {
    const tenant = await poolThatDemands(['sms', 'email'])
    const { token } = await register(tenant)
    const phone = freshPhone()
    const code = await textCode(phone, 'SCENE_TYPE_BIND', tenant)
    await stopped(tenant, (lang) => bind(tenant, token, phone, code, lang))
    const document =
      'mutation ($phone: String!, $phoneCode: String!) { bindPhone(phone: $phone, phoneCode: $phoneCode) { id } }'
    await stopped(tenant, (lang) =>
      graphql(world.origin, document, { phone, phoneCode: code }, { tenant, token, lang }),
    )
  })

  test('gives none up', async () => {
    const tenant = await poolThatDemands(['sms', 'email'])
    const { id, token } = await register(tenant)
    const manager = await managementToken(world, tenant)
    accepted(await send(world, 'updateUser', { id, input: { phone: freshPhone() } }, { tenant, token: manager }))
    for (const kind of ['phone', 'email'])
      await stopped(tenant, (lang) =>
        rest(world.origin, 'POST', `/api/v2/users/${kind}/unbind`, {}, { tenant, token, lang }),
      )
  })

  test('changes none without a code that went to the old one', async () => {
    const tenant = await poolThatDemands(['email'])
    const { email: oldEmail, token } = await register(tenant)
    const manager = await managementToken(world, tenant)
    const update = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }'
    const input = { changeEmailStrategy: { verifyOldEmail: false } }
    accepted(await graphql(world.origin, update, { input }, { tenant, token: manager }))
    const email = fresh()
    const path = '/api/v2/users/email/update'
    const emailCode = await mailCode(email, 'CHANGE_EMAIL', tenant)
    await stopped(tenant, (lang) => rest(world.origin, 'POST', path, { email, emailCode }, { tenant, token, lang }))
    const strict = { changeEmailStrategy: { verifyOldEmail: true } }
    accepted(await graphql(world.origin, update, { input: strict }, { tenant, token: manager }))
    const oldEmailCode = await mailCode(oldEmail, 'CHANGE_EMAIL', tenant)
    accepted(await rest(world.origin, 'POST', path, { email, emailCode, oldEmail, oldEmailCode }, { tenant, token }))
  })

  test('sets up no authenticator app and no passkey', async () => {
    const tenant = await poolThatDemands(['totp', 'email'])
    const { token } = await register(tenant)
    const begin = (lang: string) =>
      rest(world.origin, 'POST', '/api/v2/mfa/totp/associate', {}, { tenant, token, lang })
    await stopped(tenant, begin)
    const change = 'mutation { changeMfa(enable: true) { id } }'
    await stopped(tenant, (lang) => graphql(world.origin, change, {}, { tenant, token, lang }))
    const origin = world.origin.replace('127.0.0.1', 'localhost')
    const passkeys = (path: string, body: object, lang?: string) =>
      rest(origin, 'POST', `/api/v2/passkeys/registration/${path}`, body, { tenant, token, ...(lang && { lang }) })
    await stopped(tenant, (lang) => passkeys('initialize', {}, lang))
  })

  test('is joined with no other account, on neither side', async () => {
    const tenant = await poolThatDemands(['email', 'sms'])
    const victim = await register(tenant)
    const thief = accepted<Person>(
      await send(
        world,
        'registerByUsername',
        { input: { username: `thief${++counter}`, password: sealed(world, password), forceLogin: true } },
        { tenant },
      ),
    )
    const link = (primaryUserToken: string, secondaryUserToken: string) => (lang: string) =>
      rest(world.origin, 'POST', '/api/v2/users/link', { primaryUserToken, secondaryUserToken }, { tenant, lang })
    await stopped(tenant, link(victim.token, thief.token))
    await stopped(tenant, link(thief.token, victim.token))
  })
})

/** Signs in with the password where the factor is demanded, and shows the code that is mailed for it. */
async function signInWhole(tenant: Tenant & { demanding: Tenant }, { email }: Victim): Promise<string> {
  const at = { tenant: tenant.demanding }
  const half = await send(world, 'loginByEmail', { input: { email, password: sealed(world, password) } }, at)
  refused(half, 1636)
  const { mfaToken } = half.data as { mfaToken: string }
  const code = await mailCode(email, 'MFA_VERIFY_CODE', tenant.demanding)
  const path = '/api/v2/applications/mfa/email/verify'
  return accepted<Person>(await rest(world.origin, 'POST', path, { email, code }, { ...at, token: mfaToken })).token
}

suite('the account as a whole, in a session of a password alone', () => {
  const exporting = (token: string, at: Speaking) =>
    rest(world.origin, 'GET', '/api/v2/users/me/export', undefined, { ...at, token })
  const deleting = (token: string, at: Speaking, body: object) =>
    rest(world.origin, 'DELETE', '/api/v2/users/delete', body, { ...at, token })

  test('is neither taken along nor deleted, with the password again neither, nor by naming the pool alone', async () => {
    const tenant = await poolThatDemands(['email'])
    const { email } = await register(tenant)
    const again = { password: sealed(world, password) }
    for (const at of [{ tenant }, { tenant: null, headers: { 'x-authing-userpool-id': tenant.pool.id } }]) {
      const { token } = accepted<Person>(await send(world, 'loginByEmail', { input: { email, ...again } }, at))
      await stopped(tenant, (lang) => exporting(token, { ...at, lang }))
      await stopped(tenant, (lang) => deleting(token, { ...at, lang }, {}))
      await stopped(tenant, (lang) => deleting(token, { ...at, lang }, again))
    }
  })

  test('both go in a session that has shown the factor', async () => {
    const tenant = await poolThatDemands(['email'])
    const victim = await register(tenant)
    const token = await signInWhole(tenant, victim)
    accepted(await exporting(token, { tenant }))
    accepted(await deleting(token, { tenant }, {}))
  })

  test('a code to the address deletes it from any session', async () => {
    const tenant = await poolThatDemands(['email'])
    const { token, email } = await register(tenant)
    accepted(await deleting(token, { tenant }, { code: await mailCode(email, 'DELETE_ACCOUNT_VERIFY_CODE', tenant) }))
  })
})

suite('what guards nothing stops nobody', () => {
  test('whoever signed in with a code to the address binds another', async () => {
    const tenant = await poolThatDemands(['sms', 'email'])
    const { email } = await register(tenant)
    const code = await mailCode(email, 'LOGIN_VERIFY_CODE', tenant)
    const { token } = accepted<Person>(
      await rest(world.origin, 'POST', '/api/v2/login/email-code', { email, code }, { tenant }),
    )
    const phone = freshPhone()
    accepted(await bind(tenant, token, phone, await textCode(phone, 'SCENE_TYPE_BIND', tenant)))
  })

  test('where no address would do, the first factor is set up as on the way in', async () => {
    const tenant = await poolThatDemands(['totp'])
    const { token } = await register(tenant)
    await enrol(world, token, tenant)
  })

  test('and where nothing is demanded anywhere', async () => {
    const tenant = await world.addTenant('detour-nowhere')
    const { token } = await register(tenant)
    const phone = freshPhone()
    accepted(await bind(tenant, token, phone, await textCode(phone, 'SCENE_TYPE_BIND', tenant)))
    await enrol(world, token, tenant)
  })
})

suite('a person with an authenticator app', () => {
  test('is joined with no other account in a session that has not shown it, nor parted from one', async () => {
    const tenant = await poolThatDemands(['totp'])
    const off = { policy: 'off', factors: ['totp'] }
    const path = `/api/v2/applications/${tenant.application.id}`
    accepted(
      await rest(world.origin, 'PUT', path, { mfa: off }, { tenant, token: await managementToken(world, tenant) }),
    )
    const victim = await register(tenant)
    await enrol(world, victim.token, tenant)
    const input = { email: victim.email, password: sealed(world, password) }
    const stolen = accepted<Person>(await send(world, 'loginByEmail', { input }, { tenant })).token
    const thief = await register(tenant)
    const link = (primaryUserToken: string, secondaryUserToken: string) => (lang: string) =>
      rest(world.origin, 'POST', '/api/v2/users/link', { primaryUserToken, secondaryUserToken }, { tenant, lang })
    await stopped(tenant, link(stolen, thief.token))
    await stopped(tenant, link(thief.token, stolen))
    accepted(await link(victim.token, thief.token)('en-US'))
    const own = (method: string, path: string, token: string, lang?: string) =>
      rest(world.origin, method, `/api/v2/users/me/linkings${path}`, undefined, {
        tenant,
        token,
        ...(lang && { lang }),
      })
    const [linking] = accepted<{ id: string }[]>(await own('GET', '', victim.token))
    const undo = (token: string) => (lang: string) => own('POST', `/${linking?.id}/undo`, token, lang)
    await stopped(tenant, undo(stolen))
    accepted(await undo(victim.token)('en-US'))
  })
})

suite('a password that was set by who reads the mail', () => {
  async function resetByMail(tenant: Tenant, { email }: Victim): Promise<string> {
    const code = await mailCode(email, 'RESET_PASSWORD', tenant)
    const newPassword = `another good horse ${++counter}`
    const input = { email, code, newPassword: sealed(world, newPassword) }
    accepted(await rest(world.origin, 'POST', '/api/v2/password/reset/email', input, { tenant }))
    return newPassword
  }

  const asked = async ({ demanding }: { demanding: Tenant }, { email }: Victim, plain: string) => {
    const input = { email, password: sealed(world, plain) }
    const half = await send(world, 'loginByEmail', { input }, { tenant: demanding })
    refused(half, 1636)
    return half.data as { mfaToken: string; applicationMfa: { mfaPolicy: string }[] }
  }
  const kindsOf = ({ applicationMfa }: { applicationMfa: { mfaPolicy: string }[] }) =>
    applicationMfa.map(({ mfaPolicy }) => mfaPolicy)

  test('is followed by the app that was set up, and not by another mail', async () => {
    const tenant = await poolThatDemands(['email', 'totp'])
    const victim = await register(tenant)
    await enrol(world, await signInWhole(tenant, victim), tenant)
    assert.deepEqual(kindsOf(await asked(tenant, victim, password)), ['EMAIL', 'OTP'])
    const half = await asked(tenant, victim, await resetByMail(tenant, victim))
    assert.deepEqual(kindsOf(half), ['OTP'])
    const code = await mailCode(victim.email, 'MFA_VERIFY_CODE', tenant)
    const at = { tenant: tenant.demanding, token: half.mfaToken }
    const path = '/api/v2/applications/mfa/email/verify'
    for (const lang of ['zh-CN', 'en-US'])
      refused(await rest(world.origin, 'POST', path, { email: victim.email, code }, { ...at, lang }), 6003)
  })

  test('is followed by a mail where nothing else was set up', async () => {
    const tenant = await poolThatDemands(['email', 'totp'])
    const victim = await register(tenant)
    assert.deepEqual(kindsOf(await asked(tenant, victim, await resetByMail(tenant, victim))), ['EMAIL'])
  })

  test('is followed by no mail either where an application asks by `acr`, whatever it accepts otherwise', async () => {
    const tenant = await world.addTenant(`detour-${++counter}`)
    const settings = { mfa: { policy: 'off', factors: ['email'] } } as const
    const asking = { identifier: `detour-${counter}-acr`, redirectUris: [callback], settings }
    const application = await addApplication(world.app.domain, tenant.pool, asking as never)
    const at = { ...tenant, application }
    const victim = await register(at)
    // What was set up before the first proof of the address would end with it.
    const proof = { email: victim.email, code: await mailCode(victim.email, 'LOGIN_VERIFY_CODE', at) }
    const proven = await rest(world.origin, 'POST', '/api/v2/login/email-code', proof, { tenant: at })
    await enrol(world, accepted<Person>(proven).token, at)
    const newPassword = await resetByMail(at, victim)
    const browser = new Browser(world)
    const essential = JSON.stringify({ id_token: { acr: { essential: true, values: ['2'] } } })
    const house = { ...world, issuer: `${world.origin}/oidc` } as unknown as House
    const page = await browser.open(authorizeAddress(house, application, { claims: essential }))
    const inside = await browser.act(page, 'sign-in', { account: victim.email, password: newPassword })
    const second = await browser.open((inside.data as { location: string }).location)
    const begun = await browser.act(second, 'mfa-begin', {})
    const { mfaToken: token, applicationMfa } = begun.data as unknown as Awaited<ReturnType<typeof asked>>
    assert.deepEqual(kindsOf({ applicationMfa }), ['OTP'])
    const code = await mailCode(victim.email, 'MFA_VERIFY_CODE', at)
    const path = '/api/v2/applications/mfa/email/verify'
    for (const lang of ['zh-CN', 'en-US'])
      refused(await rest(world.origin, 'POST', path, { email: victim.email, code }, { tenant: at, token, lang }), 6003)
  })
})
