// Who proves an address owns it: what a stranger left on an account that names it ends with its owner's first proof, however
// they prove it; and nothing ends for the people whose account it is.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Code } from '@menshen/contract/errors'
import { verifyContact } from '#domain/account/contact/verify-contact.ts'
import { actOnPage, openBrowser, setPool } from '../../kit/entry.ts'
import { pressButton } from '../../kit/form.ts'
import type { Answer } from '../../kit/light-fetch.ts'
import { managementToken, sealed, send } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { enrol } from '../../kit/second-factor.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string
let counter = 0
const password = 'correct horse'
const chosen = 'battery staple'

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
  const settings = { magicLink: true, enableSubAccount: true }
  const application = `/api/v2/applications/${world.tenant.application.id}`
  accepted(await rest(world.origin, 'PUT', application, settings, { token: manager }))
})

const ask = (path: string, body: object, speaking: Speaking = {}) =>
  rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant: world.tenant, ...speaking })
const speak = (query: string, variables: object, speaking: Speaking = {}) =>
  graphql(world.origin, query, variables, { tenant: world.tenant, ...speaking })

type Kind = 'email' | 'phone'
const fresh = (kind: Kind) => (kind === 'email' ? `owner${++counter}@example.com` : `1380000${1000 + ++counter}`)

/** Texts have shorter names for it. */
const textScenes: Record<string, string> = { RESET_PASSWORD: 'RESET' }
const mailScenes: Record<string, string> = { CHANGE_EMAIL: 'CHANGE_EMAIL' }

async function codeFor(kind: Kind, address: string, scene: string): Promise<string> {
  world.passSeconds(61)
  if (kind === 'phone') {
    accepted(await ask('sms/send', { phone: address, scene: `SCENE_TYPE_${textScenes[scene] ?? scene}` }))
    return codeIn(post.phones.last(`+86${address}`))
  }
  accepted(await ask('email/send', { email: address, scene: mailScenes[scene] ?? `${scene}_VERIFY_CODE` }))
  return codeIn(await post.mailbox.next(address, /\b\d{6}\b/))
}

async function linkFor(address: string, scene: string, path: string): Promise<string> {
  world.passSeconds(61)
  const query = 'mutation ($email: String!, $scene: EmailScene!) { sendEmail(email: $email, scene: $scene) { code } }'
  accepted(await speak(query, { email: address, scene }))
  const { text } = await post.mailbox.next(address, new RegExp(path))
  return new RegExp(`${world.origin}/${path}\\S+`).exec(text ?? '')?.[0] ?? assert.fail('no link')
}

/** Presses the button behind a verification link, in a browser that has never been here. */
async function pressVerify(link: string, browser = openBrowser(world)): Promise<Answer> {
  return pressButton(browser, await browser.go(link))
}

interface Squatter {
  id: string
  token: string
  device: string
  username: string
  other: string
}

/** A stranger registers by a name of their own and puts somebody else's address, and another one, on the account. */
async function squat(kind: Kind, address: string): Promise<Squatter> {
  const username = `squatter${++counter}`
  const other = fresh(kind === 'email' ? 'phone' : 'email')
  const profile = { [kind]: address, [kind === 'email' ? 'phone' : 'email']: other }
  const body = { username, password: sealed(world, password), forceLogin: true, profile }
  const headers = { 'content-type': 'application/json', 'x-authing-app-id': world.tenant.application.id }
  const answer = await fetch(`${world.origin}/api/v2/register/username`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  const { data } = (await answer.json()) as { data: { id: string; token: string } }
  const sub = { userId: data.id, account: username, password: sealed(world, password) }
  const path = `/api/v2/applications/${world.tenant.application.id}/sub-accounts`
  accepted(await rest(world.origin, 'POST', path, sub, { token: manager }))
  const phone = { deviceId: `phone of ${username}`, userPoolId: world.tenant.pool.id }
  const speaking = { tenant: world.tenant, token: data.token }
  accepted(await rest(world.origin, 'POST', '/oauth/sso/mobile/createSession', phone, speaking))
  await enrol(world, data.token)
  // As if they had agreed on the consent page of an application of others.
  await world.database.pool.query(
    "INSERT INTO consent (user_pool_id, user_id, application_id, scopes, given_at) VALUES ($1, $2, $3, '{openid,email}', now())",
    [world.tenant.pool.id, data.id, world.tenant.application.id],
  )
  return { ...data, username, other, device: answer.headers.get('x-menshen-device') ?? assert.fail('no device') }
}

async function countOf(table: string, userId: string): Promise<number> {
  const text = `SELECT count(*) FROM ${table} WHERE user_id = $1${table === 'session' ? ' AND ended_at IS NULL' : ''}`
  return Number((await world.database.pool.query<{ count: string }>(text, [userId])).rows[0]?.count)
}

interface Row {
  email: string | null
  email_verified: boolean
  phone: string | null
  phone_verified: boolean
  username: string | null
  second_factors: string[]
}

async function rowOf(id: string): Promise<Row> {
  const { rows } = await world.database.pool.query<Row>('SELECT * FROM user_account WHERE id = $1', [id])
  return rows[0] ?? assert.fail('the account is gone')
}

const signInWith = (account: string, secret: string) =>
  ask('login/account', { account, password: sealed(world, secret) })

const byCode = (kind: Kind, address: string, code: string, speaking?: Speaking) =>
  ask(`login/${kind}-code`, { [kind]: address, code }, speaking)

/** Each way in which an owner proves an address that somebody else's account names. */
const ways: Record<string, { kinds: Kind[]; signsIn: boolean; prove(kind: Kind, address: string): Promise<Outcome> }> =
  {
    'a sign-in by code over REST': {
      kinds: ['email', 'phone'],
      signsIn: true,
      prove: async (kind, address) => byCode(kind, address, await codeFor(kind, address, 'LOGIN')),
    },
    'a sign-in by code over GraphQL': {
      kinds: ['phone'],
      signsIn: true,
      prove: async (_kind, phone) =>
        speak('mutation ($input: LoginByPhoneCodeInput!) { loginByPhoneCode(input: $input) { id token } }', {
          input: { phone, code: await codeFor('phone', phone, 'LOGIN') },
        }),
    },
    'a sign-in by code on the page': {
      kinds: ['email', 'phone'],
      signsIn: true,
      prove: async (kind, address) =>
        actOnPage(world, 'sign-in-by-code', { address, code: await codeFor(kind, address, 'LOGIN') }),
    },
    'a registration by code over REST': {
      kinds: ['email', 'phone'],
      signsIn: true,
      prove: async (kind, address) =>
        ask(`register/${kind}-code`, {
          [kind]: address,
          code: await codeFor(kind, address, 'REGISTER'),
          password: sealed(world, chosen),
          forceLogin: true,
        }),
    },
    'a registration by code over GraphQL': {
      kinds: ['phone'],
      signsIn: true,
      prove: async (_kind, phone) =>
        speak('mutation ($input: RegisterByPhoneCodeInput!) { registerByPhoneCode(input: $input) { id token } }', {
          input: { phone, code: await codeFor('phone', phone, 'REGISTER'), forceLogin: true },
        }),
    },
    'a registration by code on the page': {
      kinds: ['email', 'phone'],
      signsIn: true,
      prove: async (kind, address) =>
        actOnPage(world, 'sign-up-by-code', { address, code: await codeFor(kind, address, 'REGISTER') }),
    },
    'a password reset by code over REST': {
      kinds: ['email', 'phone'],
      signsIn: false,
      prove: async (kind, address) =>
        ask(`password/reset/${kind === 'email' ? 'email' : 'sms'}`, {
          [kind]: address,
          code: await codeFor(kind, address, 'RESET_PASSWORD'),
          newPassword: sealed(world, chosen),
        }),
    },
    'a password reset by code over GraphQL': {
      kinds: ['email'],
      signsIn: false,
      prove: async (_kind, email) =>
        speak(
          'mutation ($email: String, $code: String!, $newPassword: String!) { resetPassword(email: $email, code: $code, newPassword: $newPassword) { code message } }',
          { email, code: await codeFor('email', email, 'RESET_PASSWORD'), newPassword: sealed(world, chosen) },
        ),
    },
    'a password reset by code on the page': {
      kinds: ['email', 'phone'],
      signsIn: false,
      prove: async (kind, address) =>
        actOnPage(world, 'reset-password', {
          address,
          code: await codeFor(kind, address, 'RESET_PASSWORD'),
          password: chosen,
        }),
    },
    'a password reset on two pages': {
      kinds: ['email', 'phone'],
      signsIn: false,
      prove: async (kind, address) => {
        const code = await codeFor(kind, address, 'RESET_PASSWORD')
        const begun = await ask('users/password/forget/check-code', { [kind]: address, code })
        const { token: resetPasswordToken } = accepted<{ token: string }>(begun)
        return ask('users/password/password-reset', { resetPasswordToken, newPassword: sealed(world, chosen) })
      },
    },
    'a password reset by link': {
      kinds: ['email'],
      signsIn: false,
      prove: async (_kind, email) => {
        const link = await linkFor(email, 'RESET_PASSWORD', 'reset-password')
        const token = new URL(link).searchParams.get('token')
        return ask('users/password/forget/link-reset-password', { token, newPassword: sealed(world, chosen) })
      },
    },
    'a mailed sign-in link': {
      kinds: ['email'],
      signsIn: true,
      prove: async (_kind, email) => {
        world.passSeconds(61)
        const browser = openBrowser(world)
        const page = await browser.open(`/sign-in/${world.tenant.application.id}`)
        await browser.act(page, 'send-link', { address: email })
        const { text } = await post.mailbox.next(email, /interaction/)
        const token = /link=(\S+)/.exec(text ?? '')?.[1]
        return { ...(await browser.act(page, 'sign-in-by-link', { token })), door: 'hosted page' }
      },
    },
    'a verification link': {
      kinds: ['email'],
      signsIn: false,
      prove: async (_kind, email) => {
        const answer = await pressVerify(await linkFor(email, 'VERIFY_EMAIL', 'verify-email'))
        assert.match(await answer.text(), /验证成功/)
        return { code: 200, message: '', data: {}, door: 'hosted page' }
      },
    },
  }

describe('the first proof of an address ends what a stranger left there', () => {
  for (const [name, { kinds, prove, signsIn }] of Object.entries(ways))
    for (const kind of kinds)
      test(`${name}: ${kind}`, async () => {
        const address = fresh(kind)
        const stranger = await squat(kind, address)
        const outcome = await prove(kind, address)
        accepted(outcome)
        const row = await rowOf(stranger.id)
        const [mine, others] =
          kind === 'email'
            ? [
                [row.email, row.email_verified],
                [row.phone, row.phone_verified],
              ]
            : [
                [row.phone, row.phone_verified],
                [row.email, row.email_verified],
              ]
        assert.deepEqual(
          [mine, others],
          [
            [address, true],
            [null, false],
          ],
        )
        assert.deepEqual([row.username, row.second_factors], [null, []])
        refused(await send(world, 'user', {}, { token: stranger.token }), 2206)
        refused(await signInWith(stranger.username, password), 2004)
        assert.notEqual((await signInWith(address, password)).code, 200)
        refused(await ask(`login/account`, { account: stranger.other, password: sealed(world, password) }), 2004)
        const shared = ['sub_account', 'consent', 'mobile_sso_session']
        const tables = ['totp_authenticator', 'passkey', 'user_identity', 'former_password', ...shared]
        for (const table of tables) assert.equal(await countOf(table, stranger.id), 0, table)
        assert.equal(await countOf('session', stranger.id), signsIn ? 1 : 0)
        const code = await codeFor(kind, address, 'LOGIN')
        const { id } = accepted<{ id: string }>(await byCode(kind, address, code))
        assert.equal(id, stranger.id, 'the account stays one and the same')
      })

  test('the stranger’s device is known no more, and their other number lets nobody in', async () => {
    const address = fresh('email')
    const stranger = await squat('email', address)
    accepted(await byCode('email', address, await codeFor('email', address, 'LOGIN')))
    assert.equal(await countOf('device', stranger.id), 1, 'the owner’s own')
    refused(await byCode('phone', stranger.other, await codeFor('phone', stranger.other, 'LOGIN')), 2004)
  })

  test('it is in the log, and the addresses concerned are told', async () => {
    const phone = fresh('phone')
    const stranger = await squat('phone', phone)
    accepted(await byCode('phone', phone, await codeFor('phone', phone, 'LOGIN')))
    await post.mailbox.next(stranger.other, /已移除|移除了一项/)
    const email = fresh('email')
    const { id } = await squat('email', email)
    accepted(await byCode('email', email, await codeFor('email', email, 'LOGIN')))
    await post.mailbox.next(email, /自此刻起该账号归你所有/)
    const rows = await eventsOf(id)
    assert.deepEqual(rows, [{ kind: 'email', ended: true }])
  })

  test('two proofs at once are one: both get in, and what the first made stays', async () => {
    const phone = fresh('phone')
    await squat('phone', phone)
    const code = await codeFor('phone', phone, 'LOGIN')
    const outcomes = await Promise.all([byCode('phone', phone, code), byCode('phone', phone, code)])
    assert.deepEqual(outcomes.map((outcome) => outcome.code).sort(), [200, 2001])
  })

  test('a wrong code ends nothing', async () => {
    const address = fresh('email')
    const stranger = await squat('email', address)
    const code = await codeFor('email', address, 'LOGIN')
    refused(await byCode('email', address, code === '000000' ? '000001' : '000000'), 2001)
    accepted(await send(world, 'user', {}, { token: stranger.token }))
  })
})

async function eventsOf(userId: string): Promise<object[]> {
  await world.app.relay.catchUp()
  const { rows } = await world.database.pool.query<{ details: object }>(
    "SELECT details FROM audit_record WHERE operation = 'user.address-proven' AND user_id = $1",
    [userId],
  )
  return rows.map(({ details }) => details)
}

describe('a proof from the account itself takes nothing away', () => {
  async function keptBy(kind: Kind, speaking: (person: Squatter) => Speaking): Promise<void> {
    const address = fresh(kind)
    const person = await squat(kind, address)
    const outcome = await byCode(kind, address, await codeFor(kind, address, 'LOGIN'), speaking(person))
    // They have an authenticator app, which is asked for as ever.
    refused(outcome, 1635)
    const row = await rowOf(person.id)
    assert.deepEqual(
      [kind === 'email' ? row.email_verified : row.phone_verified, row.username],
      [true, person.username],
    )
    accepted(await send(world, 'user', {}, { token: person.token }))
    refused(await signInWith(person.username, password), 1635)
  }

  test('in a session of it', () => keptBy('email', ({ token }) => ({ token })))
  test('on the device that registered it', () =>
    keptBy('phone', ({ device }) => ({ headers: { 'x-menshen-device': device } })))

  test('where it was registered without signing in', async () => {
    const email = fresh('email')
    const headers = { 'content-type': 'application/json', 'x-authing-app-id': world.tenant.application.id }
    const body = JSON.stringify({ email, password: sealed(world, password) })
    const answer = await fetch(`${world.origin}/api/v2/register/email`, { method: 'POST', headers, body })
    const device = answer.headers.get('x-menshen-device') ?? assert.fail('nothing shows who registered')
    const code = await codeFor('email', email, 'LOGIN')
    accepted(await byCode('email', email, code, { headers: { 'x-menshen-device': device } }))
    accepted(await signInWith(email, password))
  })

  test('not in a sub-account’s session, nor with somebody else’s token or device', async () => {
    const somebody = await squat('email', fresh('email'))
    for (const speaking of [
      { token: somebody.token },
      { headers: { 'x-menshen-device': somebody.device } },
      { token: 'nonsense' },
    ] as Speaking[]) {
      const email = fresh('email')
      const stranger = await squat('email', email)
      accepted(await byCode('email', email, await codeFor('email', email, 'LOGIN'), speaking))
      refused(await send(world, 'user', {}, { token: stranger.token }), 2206)
    }
  })

  test('the browser that registered keeps its password when it opens the link there', async () => {
    const email = fresh('email')
    const browser = openBrowser(world)
    const page = await browser.open(`/sign-in/${world.tenant.application.id}`)
    accepted({ ...(await browser.act(page, 'sign-up', { method: 'email', email, password })), door: 'hosted page' })
    const link = await linkFor(email, 'VERIFY_EMAIL', 'verify-email')
    assert.match(await (await pressVerify(link, browser)).text(), /验证成功/)
    accepted(await signInWith(email, password))
  })
})

describe('an account that has an owner', () => {
  test('gives an unproven number up to whoever proves it, who gets nothing else of it', async () => {
    const [email, phone] = [fresh('email'), fresh('phone')]
    const person = await squat('email', email)
    accepted(
      await speak(
        'mutation ($id: String, $input: UpdateUserInput!) { updateUser(id: $id, input: $input) { id } }',
        { id: person.id, input: { emailVerified: true } },
        { token: manager },
      ),
    )
    await world.database.pool.query('UPDATE user_account SET phone = $1 WHERE id = $2', [phone, person.id])
    refused(await byCode('phone', phone, await codeFor('phone', phone, 'LOGIN')), 2004)
    const made = accepted<{ id: string }>(
      await ask('register/phone-code', { phone, code: await codeFor('phone', phone, 'REGISTER') }),
    )
    assert.notEqual(made.id, person.id)
    assert.equal((await rowOf(person.id)).phone, null)
    await post.mailbox.next(email, /移除了一项/)
    accepted(await send(world, 'user', {}, { token: person.token }))
    refused(await signInWith(person.username, password), 1635)
  })

  test('by an administrator’s word keeps everything, the second factor too', async () => {
    const [email, username] = [fresh('email'), `employee${++counter}`]
    const userInfo = { email, username, password: sealed(world, password) }
    const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token: manager }))
    const { token } = accepted<{ token: string }>(await signInWith(username, password))
    await enrol(world, token)
    refused(await byCode('email', email, await codeFor('email', email, 'LOGIN')), 1635)
    const row = await rowOf(id)
    assert.deepEqual([row.email_verified, row.second_factors], [true, ['totp']])
    refused(await signInWith(username, password), 1635)
  })

  test('from before administrators were asked for their word is one that did not register by itself', async () => {
    const [brought, registered] = [fresh('email'), fresh('email')]
    const userInfo = { email: brought, password: sealed(world, password) }
    const made = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token: manager }))
    const body = { email: registered, password: sealed(world, password) }
    const own = accepted<{ id: string }>(await ask('register/email', body))
    const ids = [made.id, own.id]
    await world.database.pool.query('UPDATE user_account SET vouched = NULL WHERE id = ANY ($1)', [ids])
    for (const email of [brought, registered])
      accepted(await byCode('email', email, await codeFor('email', email, 'LOGIN')))
    accepted(await signInWith(brought, password))
    refused(await signInWith(registered, password), 2006)
  })

  test('keeps what an administrator bound, on an account that registered by itself', async () => {
    const email = fresh('email')
    const body = { email, password: sealed(world, password) }
    const { id } = accepted<{ id: string }>(await ask('register/email', body))
    const imported = { userId: id, secret: 'JBSWY3DPEHPK3PXP' }
    accepted(
      await rest(world.origin, 'POST', '/api/v2/mfa/totp/import', imported, { tenant: world.tenant, token: manager }),
    )
    refused(await byCode('email', email, await codeFor('email', email, 'LOGIN')), 2004)
    assert.deepEqual((await rowOf(id)).second_factors, ['totp'])
  })

  test('is not taken over by a registration: 2026', async () => {
    const email = fresh('email')
    accepted(await send(world, 'createUser', { userInfo: { email } }, { token: manager }))
    refused(await ask('register/email-code', { email, code: await codeFor('email', email, 'REGISTER') }), 2026)
  })
})

test('whoever binds an address with its code gets it from an account that only names it', async () => {
  const phone = fresh('phone')
  const stranger = await squat('phone', phone)
  const plain = accepted<{ token: string }>(
    await ask('register/username', {
      username: `plain${++counter}`,
      password: sealed(world, password),
      forceLogin: true,
    }),
  )
  const bind = 'mutation ($phone: String!, $code: String!) { bindPhone(phone: $phone, phoneCode: $code) { phone } }'
  const code = await codeFor('phone', phone, 'BIND')
  accepted(await speak(bind, { phone, code }, { token: plain.token }))
  assert.equal((await rowOf(stranger.id)).phone, null)
  refused(await send(world, 'user', {}, { token: stranger.token }), 2206)
})

describe('the page behind a verification link, in a browser that is not signed in', () => {
  const register = async () => {
    const email = fresh('email')
    accepted(await ask('register/email', { email, password: sealed(world, password) }))
    return email
  }
  const opened = async (link: string, language: string, browser = openBrowser(world)) =>
    (await browser.go(link, { headers: { 'accept-language': language } })).text()

  test('says what would end, and offers to sign in first, which keeps everything', async () => {
    const email = await register()
    const link = await linkFor(email, 'VERIFY_EMAIL', 'verify-email')
    const browser = openBrowser(world)
    for (const [language, ends, offer] of [
      ['en', /every device is signed out, and the password/, /Sign in first to keep them/],
      ['zh-CN', /密码、二次验证方式和其他未经验证的登录名失效/, /先登录以保留密码/],
    ] as const) {
      const html = await opened(link, language, browser)
      assert.match(html, ends)
      assert.match(html, offer)
      assert.match(html, new RegExp(`href="/u/${world.tenant.application.identifier}"`))
    }
    const page = await browser.open(`/sign-in/${world.tenant.application.id}`)
    accepted({ ...(await browser.act(page, 'sign-in', { account: email, password })), door: 'hosted page' })
    const html = await opened(link, 'en', browser)
    assert.match(html, /stay as they are/)
    assert.doesNotMatch(html, /Sign in first/)
    assert.match(await (await pressVerify(link, browser)).text(), /验证成功/)
    accepted(await signInWith(email, password))
  })

  test('offers no sign-in where nobody may sign in before the address is verified', async () => {
    await setPool(world, { loginRequireEmailVerified: true })
    const html = await opened(await linkFor(await register(), 'VERIFY_EMAIL', 'verify-email'), 'en')
    assert.match(html, /open this link in the browser in which you registered/)
    assert.doesNotMatch(html, /[Ss]ign in first/)
    await setPool(world, { loginRequireEmailVerified: false })
  })

  test('tells whoever is signed in to another account the same', async () => {
    const [email, other] = [await register(), await register()]
    const browser = openBrowser(world)
    const page = await browser.open(`/sign-in/${world.tenant.application.id}`)
    accepted({ ...(await browser.act(page, 'sign-in', { account: other, password })), door: 'hosted page' })
    assert.match(
      await opened(await linkFor(email, 'VERIFY_EMAIL', 'verify-email'), 'en', browser),
      /every device is signed out/,
    )
  })
})

describe('an address that the pool takes as verified (emailVerifiedDefault)', () => {
  test('is its owner’s at the first proof all the same, and only then proven', async () => {
    await setPool(world, { emailVerifiedDefault: true })
    const email = fresh('email')
    const stranger = accepted<{ id: string; token: string; emailVerified: boolean }>(
      await ask('register/email', { email, password: sealed(world, password), forceLogin: true }),
    )
    assert.equal(stranger.emailVerified, true)
    const owner = accepted<{ id: string; token: string }>(
      await byCode('email', email, await codeFor('email', email, 'LOGIN')),
    )
    assert.equal(owner.id, stranger.id)
    refused(await send(world, 'user', {}, { token: stranger.token }), 2206)
    refused(await signInWith(email, password), 2006)
    accepted(await byCode('email', email, await codeFor('email', email, 'LOGIN')))
    accepted(await send(world, 'user', {}, { token: owner.token }))
    await setPool(world, { emailVerifiedDefault: false })
  })

  test('stays with whoever proves it in a session of theirs, or by an administrator’s word', async () => {
    await setPool(world, { emailVerifiedDefault: true })
    for (const prove of [
      async (_email: string, id: string) =>
        send(world, 'updateUser', { id, input: { emailVerified: true } }, { token: manager }),
      async (email: string, _id: string, token: string) =>
        ask('login/email-code', { email, code: await codeFor('email', email, 'LOGIN') }, { token }),
    ]) {
      const email = fresh('email')
      const body = { email, password: sealed(world, password), forceLogin: true }
      const person = accepted<{ id: string; token: string }>(await ask('register/email', body))
      accepted(await prove(email, person.id, person.token))
      accepted(await byCode('email', email, await codeFor('email', email, 'LOGIN')))
      accepted(await signInWith(email, password))
    }
    await setPool(world, { emailVerifiedDefault: false })
  })
})

describe('a pool that keeps what was there (firstProof: keep)', () => {
  test('lets the first password and the second factor stand', async () => {
    await setPool(world, { firstProof: 'keep' })
    const email = fresh('email')
    const stranger = await squat('email', email)
    refused(await byCode('email', email, await codeFor('email', email, 'LOGIN')), 1635)
    accepted(await send(world, 'user', {}, { token: stranger.token }))
    refused(await ask('register/email-code', { email, code: await codeFor('email', email, 'REGISTER') }), 2026 as Code)
    await setPool(world, { firstProof: 'end' })
  })
})

describe('an address that an administrator writes', () => {
  const update = (id: string, input: object) => send(world, 'updateUser', { id, input }, { token: manager })
  const create = async (userInfo: object) =>
    accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token: manager })).id
  const proofsOf = async (id: string) => {
    const { email_verified, phone_verified } = await rowOf(id)
    return [email_verified, phone_verified]
  }

  test('is unverified when it is another than before, unless the same request says otherwise', async () => {
    const verified = { emailVerified: true, phoneVerified: true }
    const [email, phone] = [fresh('email'), fresh('phone')]
    const id = await create({ email, phone, ...verified })
    assert.deepEqual(await proofsOf(id), [true, true])
    accepted(await update(id, { email: email.toUpperCase(), phone, nickname: 'x' }))
    assert.deepEqual(await proofsOf(id), [true, true], 'the same as before')
    accepted(await update(id, { email: fresh('email'), phone: fresh('phone') }))
    assert.deepEqual(await proofsOf(id), [false, false])
    accepted(await update(id, { email: fresh('email'), phone: fresh('phone'), ...verified }))
    assert.deepEqual(await proofsOf(id), [true, true])
    accepted(await update(id, { email: null }))
    assert.deepEqual(await proofsOf(id), [false, true])
  })

  test('is the person’s by that word: who proves it gets in, and nothing ends', async () => {
    const id = await create({ username: `moved${++counter}`, email: fresh('email'), emailVerified: true })
    const phone = fresh('phone')
    accepted(await update(id, { phone, password: sealed(world, password) }))
    const entered = accepted<{ id: string }>(await byCode('phone', phone, await codeFor('phone', phone, 'LOGIN')))
    assert.equal(entered.id, id)
    accepted(await signInWith(phone, password))
    accepted(await signInWith((await rowOf(id)).email ?? '', password))
  })
})

test('a code that proved an address nobody has makes an account with it on the page, where registration is open', async () => {
  const phone = fresh('phone')
  const browser = openBrowser(world)
  const page = await browser.open(`/sign-in/${world.tenant.application.id}`)
  const body = { address: phone, code: await codeFor('phone', phone, 'LOGIN') }
  const act = async (more: object = {}): Promise<Outcome> => ({
    ...(await browser.act(page, 'sign-in-by-code', { ...body, ...more })),
    door: 'hosted page',
  })
  refused(await act(), 2004)
  await setPool(world, { registerDisabled: true })
  refused(await act({ register: 'yes' }), 2031)
  await setPool(world, { registerDisabled: false })
  accepted(await act({ register: 'yes' }))
})

test('people verify the address that they have in the user centre, and nothing ends', async () => {
  const email = fresh('email')
  const person = await squat('email', email)
  const domain = world.app.domain
  const session = {
    kind: 'user',
    userPoolId: world.tenant.pool.id,
    userId: person.id,
    token: person.token,
    strength: 'full',
    boundTo: null,
  } as const
  const { rows } = await world.database.pool.query('SELECT id FROM session WHERE user_id = $1', [person.id])
  const client = { ip: '127.0.0.1', userAgent: null }
  const at = { ...world.tenant, caller: { ...session, sessionId: rows[0].id }, client, origin: world.origin }
  const verify = (code: string) => domain.callAt(verifyContact, at, { kind: 'email', code })
  const code = await codeFor('email', email, 'CHANGE_EMAIL')
  await assert.rejects(verify('000000'), { code: 2001 })
  assert.equal((await verify(code)).emailVerified, true)
  accepted(await send(world, 'user', {}, { token: person.token }))
})
