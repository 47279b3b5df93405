// What a code was sent for is all that it opens, at every door that takes one.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import type { Language } from '@menshen/contract/errors'
import { saveCode } from '#domain/proof/verification-code/code-store.ts'
import type { SentPurpose } from '#domain/proof/verification-code/purpose.ts'
import { actOnPage, setPool } from '../../kit/entry.ts'
import { freshEmail, freshPhone } from '../../kit/fresh.ts'
import { managementToken, sealed, send, signedInAs } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { newestSdk } from '../../kit/sdk.ts'
import { setMfa, signIn, tokenOf } from '../../kit/second-factor.ts'
import { addApplication, type Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, type Outcome, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'

const domain = join(import.meta.dirname, '../../../server/domain')
const filesWith = (pattern: RegExp) =>
  globSync('**/*.ts', { cwd: domain })
    .filter((path) => !path.endsWith('.test.ts') && pattern.test(readFileSync(join(domain, path), 'utf8')))
    .sort()

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string
let counter = 0
/** An application that asks everybody for a second factor. */
let strict: Tenant

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
  await setMfa(world, { policy: 'off' })
  await setPool(world, { loginFailCheck: { enabled: false }, loginPasswordFailCheck: { enabled: false } })
  const settings = { mfa: { policy: 'required' as const, factors: ['sms' as const, 'email' as const] } }
  const wanted = { identifier: 'purposes-strict', settings, redirectUris: [`${world.origin}/welcome`] }
  strict = { ...world.tenant, application: await addApplication(world.app.domain, world.tenant.pool, wanted) }
})

const purposes = [
  'any',
  'login',
  'register',
  'reset-password',
  'bind',
  'unbind',
  'mfa',
  'complete',
  'delete-account',
] as const satisfies SentPurpose[]
const codeFor = (purpose: SentPurpose) => `7${String(purposes.indexOf(purpose)).padStart(5, '0')}`

/** As if a code for each purpose had been sent to the address. */
async function seed(address: string): Promise<void> {
  const { ports, unit, clock } = world.app.domain
  const userPoolId = world.tenant.pool.id
  const addressHash = ports.codes.addressHash(userPoolId, address)
  const expiresAt = new Date(clock().getTime() + 300_000)
  await unit.write(async ({ tx }) => {
    for (const purpose of purposes) {
      const codeHash = ports.codes.codeHash({ userPoolId, address, purpose }, codeFor(purpose))
      await saveCode(tx, { userPoolId, addressHash, purpose, codeHash, triesLeft: 100, expiresAt })
    }
  })
}

interface Somebody {
  id: string
  username: string
  password: string
  email: string
  phone: string
  token: string
}

async function addSomebody(): Promise<Somebody> {
  const who = { username: `purpose${++counter}`, password: 'correct horse', email: freshEmail(), phone: freshPhone() }
  const userInfo = { ...who, password: sealed(world, who.password), emailVerified: true, phoneVerified: true }
  const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token: manager }))
  for (const address of [who.email, who.phone]) await seed(address)
  return { ...who, id, token: await signedInAs(world, id) }
}

/** Shows a code at a door. */
type Show = (code: string) => Promise<Outcome>

interface CodeDoor {
  takes: SentPurpose[]
  /** Everything up to the code, once for every code. */
  approach(): Promise<Show>
}

const call = (path: string, body: object, token?: string, tenant = world.tenant) =>
  rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant, token })

const atLogin = (show: (who: Somebody, code: string) => Promise<Outcome>): CodeDoor => ({
  takes: ['login', 'any'],
  async approach() {
    const who = await addSomebody()
    return (code) => show(who, code)
  },
})

const atRegistration = (show: (email: string, phone: string, code: string) => Promise<Outcome>): CodeDoor => ({
  takes: ['register', 'any'],
  async approach() {
    const [email, phone] = [freshEmail(), freshPhone()]
    for (const address of [email, phone]) await seed(address)
    return (code) => show(email, phone, code)
  },
})

const forSession = (takes: SentPurpose[], show: (who: Somebody, code: string) => Promise<Outcome>): CodeDoor => ({
  ...atLogin(show),
  takes,
})

/** A free address to which a code of each purpose went. */
async function freeAddress(kind: 'email' | 'phone'): Promise<string> {
  const address = kind === 'email' ? freshEmail() : freshPhone()
  await seed(address)
  return address
}

const byGraphql = (query: string, variables: object, token?: string) =>
  graphql(world.origin, query, variables, { tenant: world.tenant, token })

const newPassword = () => sealed(world, 'another good horse')

/** In the user centre, signed in with the password. */
async function inCentre({ username, password }: Somebody, action: string, body: object): Promise<Outcome> {
  const base = `/u/${world.tenant.application.identifier}`
  const browser = new Browser(world)
  await browser.signIn(base, username, password)
  const page = await (await browser.go(base)).text()
  const data =
    /<script type="application\/json" id="centre">(.*?)<\/script>/s.exec(page)?.[1] ?? assert.fail(page.slice(0, 300))
  const answer = await browser.go(`${base}/actions/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-menshen-csrf': JSON.parse(data).csrf },
    body: JSON.stringify(body),
  })
  return { ...((await answer.json()) as Omit<Outcome, 'door'>), door: 'hosted page' }
}

const ticketFor = async (who: Somebody) => tokenOf(await signIn(world, who, { tenant: strict }))

const doors: Record<string, CodeDoor> = {
  'GraphQL loginByPhoneCode': atLogin(({ phone }, code) =>
    byGraphql('mutation ($input: LoginByPhoneCodeInput!) { loginByPhoneCode(input: $input) { id } }', {
      input: { phone, code },
    }),
  ),
  'REST login/phone-code': atLogin(({ phone }, code) => call('login/phone-code', { phone, code })),
  'REST login/email-code': atLogin(({ email }, code) => call('login/email-code', { email, code })),
  'the sign-in page, by e-mail': atLogin(({ email }, code) =>
    actOnPage(world, 'sign-in-by-code', { address: email, code }),
  ),
  'GraphQL registerByPhoneCode': atRegistration((_email, phone, code) =>
    byGraphql('mutation ($input: RegisterByPhoneCodeInput!) { registerByPhoneCode(input: $input) { id } }', {
      input: { phone, code },
    }),
  ),
  'REST register/phone-code': atRegistration((_email, phone, code) => call('register/phone-code', { phone, code })),
  'REST register/email-code': atRegistration((email, _phone, code) => call('register/email-code', { email, code })),
  'the sign-up page, by phone': atRegistration((_email, phone, code) =>
    actOnPage(world, 'sign-up-by-code', { address: phone, code }),
  ),
  'REST sms/preCheckCode': {
    ...atRegistration((_email, phone, code) => call('sms/preCheckCode', { phone, phoneCode: code })),
    takes: ['register', 'complete', 'any'],
  },
  'REST email/preCheckCode': {
    ...atRegistration((email, _phone, code) => call('email/preCheckCode', { email, emailCode: code })),
    takes: ['register', 'complete', 'any'],
  },
  'REST V3 pre-check-code': forSession(['login', 'any'], async ({ email }, code) => {
    const emailCodePayload = { email, passCode: code, channel: 'CHANNEL_LOGIN' }
    const body = { codeType: 'EMAIL', emailCodePayload }
    const answer = await rest(world.origin, 'POST', '/api/v3/pre-check-code', body, { tenant: world.tenant })
    return (answer.data as { isValid?: boolean }).isValid ? answer : { ...answer, code: 2001 }
  }),
  'GraphQL resetPassword': forSession(['reset-password', 'any'], ({ phone }, code) =>
    byGraphql(
      'mutation ($phone: String, $code: String!, $newPassword: String!) { resetPassword(phone: $phone, code: $code, newPassword: $newPassword) { code } }',
      { phone, code, newPassword: newPassword() },
    ),
  ),
  'REST password/reset/sms': forSession(['reset-password', 'any'], ({ phone }, code) =>
    call('password/reset/sms', { phone, code, newPassword: newPassword() }),
  ),
  'REST password/reset/email': forSession(['reset-password', 'any'], ({ email }, code) =>
    call('password/reset/email', { email, code, newPassword: newPassword() }),
  ),
  'REST users/password/forget/check-code': forSession(['reset-password', 'any'], ({ email }, code) =>
    call('users/password/forget/check-code', { email, code }),
  ),
  'the page for a new password': forSession(['reset-password', 'any'], ({ phone }, code) =>
    actOnPage(world, 'reset-password', { address: phone, code, password: 'another good horse' }),
  ),
  'GraphQL updatePhone, the new number': forSession(['bind', 'any'], async ({ phone, token }, code) =>
    byGraphql(
      'mutation ($phone: String!, $phoneCode: String!, $oldPhone: String, $oldPhoneCode: String) { updatePhone(phone: $phone, phoneCode: $phoneCode, oldPhone: $oldPhone, oldPhoneCode: $oldPhoneCode) { id } }',
      { phone: await freeAddress('phone'), phoneCode: code, oldPhone: phone, oldPhoneCode: codeFor('unbind') },
      token,
    ),
  ),
  'REST users/email/update, the old address': forSession(['bind', 'unbind', 'any'], async ({ email, token }, code) =>
    call(
      'users/email/update',
      { email: await freeAddress('email'), emailCode: codeFor('bind'), oldEmail: email, oldEmailCode: code },
      token,
    ),
  ),
  'REST users/phone/bind': forSession(['bind', 'any'], async ({ id, token }, code) => {
    await world.database.pool.query('UPDATE user_account SET phone = NULL, phone_country_code = NULL WHERE id = $1', [
      id,
    ])
    return call('users/phone/bind', { phone: await freeAddress('phone'), phoneCode: code }, token)
  }),
  'REST users/phone/unbind': forSession(['unbind'], ({ token }, code) =>
    call('users/phone/unbind', { phoneCode: code }, token),
  ),
  'the user centre, verifying': forSession(['bind', 'any'], (who, code) =>
    inCentre(who, 'verify-contact', { kind: 'email', code }),
  ),
  'the user centre, removing': forSession(['unbind'], (who, code) =>
    inCentre(who, 'unbind-contact', { kind: 'phone', code }),
  ),
  'REST users/delete': forSession(['delete-account'], ({ token }, code) =>
    rest(world.origin, 'DELETE', '/api/v2/users/delete', { code }, { tenant: world.tenant, token }),
  ),
  'the user centre, deleting': forSession(['delete-account'], (who, code) => inCentre(who, 'delete-account', { code })),
  'REST applications/mfa/sms/verify': forSession(['mfa'], async (who, code) =>
    call('applications/mfa/sms/verify', { phone: who.phone, code }, await ticketFor(who), strict),
  ),
  'REST applications/mfa/email/verify': forSession(['mfa'], async (who, code) =>
    call('applications/mfa/email/verify', { email: who.email, code }, await ticketFor(who), strict),
  ),
  'the sign-in page, as a second factor': forSession(['mfa'], async (who, code) =>
    actOnPage({ ...world, tenant: strict }, 'mfa-code', { mfaToken: await ticketFor(who), kind: 'sms', code }),
  ),
}

describe('a code opens what it was sent for, and nothing else:', () => {
  for (const [name, { takes, approach }] of Object.entries(doors))
    test(name, async () => {
      let show: Show | null = null
      for (const purpose of purposes) {
        show ??= await approach()
        const outcome = await show(codeFor(purpose))
        const right = takes.includes(purpose)
        assert.equal(outcome.code, right ? 200 : 2001, `${purpose}: ${outcome.message}`)
        if (right) show = null
      }
    })

  test('every operation that takes one is among these', () => {
    assert.deepEqual(filesWith(/\bproofOf\(/), [
      'account/contact/bind-contact.ts',
      'account/contact/change-contact.ts',
      'account/contact/unbind-contact.ts',
      'account/contact/verify-contact.ts',
      'account/lifecycle/delete-own.ts',
      'account/password/begin-reset.ts',
      'account/password/reset-with-code.ts',
      'account/register/prove-address.ts',
      'account/register/register-with-code.ts',
      'account/sign-in/sign-in-with-code.ts',
      'entry/mfa/verify-code.ts',
      'proof/verification-code/pre-check.ts',
      'proof/verification-code/use-code.ts',
    ])
  })
})

describe('where the pool takes no code without a purpose,', () => {
  const only = (verifyCodeSceneRequired: boolean) => setPool(world, { verifyCodeSceneRequired })

  test('none is sent, at any door, and one that was sent before opens nothing', async () => {
    await only(true)
    try {
      const [email, phone] = [freshEmail(), freshPhone()]
      const sendEmail = 'mutation { sendEmail(email: "a@example.com", scene: VERIFY_CODE) { code } }'
      const asks = [
        (lang: Language) => rest(world.origin, 'POST', '/api/v2/sms/send', { phone }, { tenant: world.tenant, lang }),
        (lang: Language) => rest(world.origin, 'POST', '/api/v2/email/send', { email }, { tenant: world.tenant, lang }),
        (lang: Language) => {
          const body = { email, scene: 'VERIFY_CODE' }
          return rest(world.origin, 'POST', '/api/v2/email/send', body, { tenant: world.tenant, lang })
        },
        (lang: Language) => graphql(world.origin, sendEmail, {}, { tenant: world.tenant, lang }),
      ]
      for (const ask of asks)
        for (const lang of ['zh-CN', 'en-US'] as const) {
          const outcome = await ask(lang)
          refused(outcome, 400)
          assert.match(
            outcome.message,
            lang === 'zh-CN' ? /scene 必须说明验证码的用途/ : /scene must say what the code is for/,
          )
        }
      for (const [name, { takes, approach }] of Object.entries(doors))
        if (takes.includes('any')) assert.equal((await (await approach())(codeFor('any'))).code, 2001, name)
    } finally {
      await only(false)
    }
  })

  test('what says its purpose works as ever, with the official client too', async () => {
    await only(true)
    try {
      const { AuthenticationClient } = newestSdk
      const client = new AuthenticationClient({ appId: world.tenant.application.id, appHost: world.origin })
      const phone = freshPhone()
      await client.sendSmsCode(phone, '+86', 'register' as never)
      const code = codeIn(post.phones.last(`+86${phone}`))
      assert.equal((await client.registerByPhoneCode(phone, code, 'a good long horse')).phone, phone)
      world.passSeconds(61)
      await client.sendSmsCode(phone, '+86', 'login' as never)
      assert.equal((await client.loginByPhoneCode(phone, codeIn(post.phones.last(`+86${phone}`)))).phone, phone)
    } finally {
      await only(false)
    }
  })
})

describe('a message says what its code is for', () => {
  const texts = [
    ['SCENE_TYPE_LOGIN', /用于登录，/, /to sign in\./, 'login'],
    ['register', /用于注册，/, /to sign up\./, 'register'],
    ['SCENE_TYPE_RESET', /用于重置密码，/, /to set a new password\./, 'reset-password'],
    ['bind', /用于确认这是你的手机号，/, /to confirm that this number is yours\./, 'bind'],
    ['unbind', /用于更换或解绑此手机号，/, /to replace or remove this number\./, 'unbind'],
    ['mfa-verify', /用于完成登录，/, /to finish signing in\./, 'mfa'],
    ['complete-phone', /用于完善资料，/, /to complete your profile\./, 'complete'],
    ['SCENE_TYPE_DELETE_ACCOUNT', /用于注销账号，/, /to delete your account\./, 'delete-account'],
    [undefined, /用于验证身份，/, /to confirm that it is you\./, 'any'],
  ] as const

  test('by text, in both languages, and is kept under it', async () => {
    for (const [scene, chinese, english, purpose] of texts)
      for (const [lang, words] of [
        ['zh-CN', chinese],
        ['en-US', english],
      ] as const) {
        const phone = freshPhone()
        accepted(await rest(world.origin, 'POST', '/api/v2/sms/send', { phone, scene }, { tenant: world.tenant, lang }))
        const { content, params } = post.phones.last(`+86${phone}`)
        assert.match(content, words)
        assert.ok(content.includes(params.purpose ?? assert.fail('no purpose')))
        assert.deepEqual(await keptFor(phone), [purpose])
      }
  })

  test('by mail, in both languages', async () => {
    const mails = [
      ['LOGIN_VERIFY_CODE', /用于登录）/, /to sign in:/, 'login'],
      ['REGISTER_VERIFY_CODE', /用于注册）/, /to sign up:/, 'register'],
      ['EMAIL_BIND_VERIFY_CODE', /用于确认这是你的邮箱）/, /to confirm that this address is yours:/, 'bind'],
      ['EMAIL_UNBIND_VERIFY_CODE', /用于更换或解绑此邮箱）/, /to replace or remove this address:/, 'unbind'],
      ['DELETE_ACCOUNT_VERIFY_CODE', /用于注销账号）/, /to delete your account:/, 'delete-account'],
      ['RESET_PASSWORD', /重置 .* 的登录密码/, /resetting your password/, 'reset-password'],
      ['MFA_VERIFY_CODE', /完成登录/, /to finish signing in/, 'mfa'],
      ['VERIFY_CODE', /用于验证身份）/, /to confirm that it is you:/, 'any'],
    ] as const
    for (const [scene, chinese, english, purpose] of mails)
      for (const [lang, words] of [
        ['zh-CN', chinese],
        ['en-US', english],
      ] as const) {
        const email = freshEmail()
        accepted(
          await rest(world.origin, 'POST', '/api/v2/email/send', { email, scene }, { tenant: world.tenant, lang }),
        )
        const { text, html } = await post.mailbox.next(email)
        for (const part of [text, html]) assert.match(String(part), words)
        assert.deepEqual(await keptFor(email), [purpose])
      }
  })

  async function keptFor(address: string): Promise<string[]> {
    const hash = world.app.domain.ports.codes.addressHash(world.tenant.pool.id, address)
    const { rows } = await world.database.pool.query<{ purpose: string }>(
      'SELECT purpose FROM verification_code WHERE address_hash = $1',
      [hash],
    )
    return rows.map(({ purpose }) => purpose)
  }
})
