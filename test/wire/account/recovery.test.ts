import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Code } from '@menshen/contract/errors'
import { actOnPage, doors, openBrowser, setPool, signingIn, snapshot } from '../../kit/entry.ts'
import { managementToken, sealed, send } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { refusesInBoth } from '../../kit/refused-in-both.ts'
import { sdk } from '../../kit/sdk.ts'
import { codeOf, tokenOf as mfaTokenOf, personWithApp } from '../../kit/second-factor.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
  // The protocol's own words for 2029 know six characters only.
  await setPool(world, { passwordMinLength: 6 })
})

const initial = 'given by the office'
const chosen = 'chosen by myself'

const ask = (path: string, body: object, speaking: Speaking = {}) =>
  rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant: world.tenant, ...speaking })
const speak = (query: string, variables: object, speaking: Speaking = {}) =>
  graphql(world.origin, query, variables, { tenant: world.tenant, ...speaking })
const administer = (query: string, variables: object) => speak(query, variables, { token: manager })

const byFirstLoginToken = (token: string, password: string, speaking?: Speaking) =>
  speak(
    'mutation ($token: String!, $password: String!) { resetPasswordByFirstLoginToken(token: $token, password: $password) { code message } }',
    { token, password: sealed(world, password) },
    speaking,
  )
const byForceResetToken = (token: string, oldPassword: string, newPassword: string, speaking?: Speaking) =>
  speak(
    'mutation ($token: String!, $old: String!, $new: String!) { resetPasswordByForceResetToken(token: $token, oldPassword: $old, newPassword: $new) { code message } }',
    { token, old: sealed(world, oldPassword), new: sealed(world, newPassword) },
    speaking,
  )
const sendFirstLogin = (userId: string, speaking: Speaking = { token: manager }, appId = world.tenant.application.id) =>
  speak(
    'mutation ($userId: String!, $appId: String!) { sendFirstLoginVerifyEmail(userId: $userId, appId: $appId) { code message } }',
    { userId, appId },
    speaking,
  )

interface Person {
  id: string
  username: string
  email: string
}

async function createPerson(more: object = {}, resetPasswordOnFirstLogin = false): Promise<Person> {
  const username = `newcomer${++counter}`
  const email = `${username}@example.com`
  const userInfo = { username, email, password: sealed(world, initial), ...more }
  const query =
    'mutation ($userInfo: CreateUserInput!, $reset: Boolean) { createUser(userInfo: $userInfo, resetPasswordOnFirstLogin: $reset) { id } }'
  const { id } = accepted<{ id: string }>(await administer(query, { userInfo, reset: resetPasswordOnFirstLogin }))
  return { id, username, email }
}

async function forceReset({ id }: Person): Promise<void> {
  accepted(await send(world, 'updateUser', { id, input: { resetPasswordOnNextLogin: true } }, { token: manager }))
}

const signIn = ({ username }: Person, password: string, speaking?: Speaking) =>
  signingIn['REST V2'](world, { account: username, password }, speaking)

/** The token that came with this refusal. */
function tokenOf(outcome: Outcome, code: Code): string {
  refused(outcome, code)
  const { token } = outcome.data as { token: string }
  assert.match(token, /^[0-9a-f]{24}\.[\w-]{43}$/)
  return token
}

/** Refused with this code in both languages, and nobody's account, password or session was touched. */
const refusedInBoth = refusesInBoth(() => snapshot(world))

const linkIn = (text: string | undefined, path: string) => {
  const link = new RegExp(`${world.origin}/${path}\\S+`).exec(text ?? '')?.[0]
  assert.ok(link, `no link in: ${text}`)
  return link
}

/** What the page of a link was told, and what its button sends. */
async function openLink(link: string) {
  const answer = await fetch(link)
  const page = await answer.text()
  const data = /<script type="application\/json" id="view">(.*?)<\/script>/s.exec(page)?.[1]
  const token = new URL(link).searchParams.get('token') ?? ''
  const view = data ? (JSON.parse(data) as { csrf: string; screen: string; application: { name: string } }) : null
  const press = async (password: string, headers: Record<string, string> = {}): Promise<Outcome> => {
    const sent = await fetch(`${world.origin}/reset-password/set-password`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-menshen-csrf': view?.csrf ?? '',
        'x-authing-lang': 'en-US',
        ...headers,
      },
      body: JSON.stringify({ token, password }),
    })
    return { ...((await sent.json()) as Outcome), door: 'hosted page' }
  }
  return { answer, page, view, press }
}

/** Somebody before the sign-in page who has asked for a link. */
async function askForLink(email: string) {
  const browser = openBrowser(world)
  const page = await browser.open(`/sign-in/${world.tenant.application.id}`)
  accepted({ ...(await browser.act(page, 'send-link', { address: email })), door: 'hosted page' })
  const link = linkIn((await post.mailbox.next(email)).text, 'interaction')
  const token = new URL(link).searchParams.get('link') ?? ''
  const press = async (given = token): Promise<Outcome> => ({
    ...(await browser.act(page, 'sign-in-by-link', { token: given })),
    door: 'hosted page',
  })
  return { browser, page, link, token, press }
}

describe('the first sign-in with a password that somebody else chose', () => {
  test('1639 at every door, in both languages, and no session', async () => {
    const person = await createPerson({}, true)
    for (const door of doors) {
      const provoke = (speaking: Speaking) =>
        signingIn[door](world, { account: person.username, password: initial }, speaking)
      await refusedInBoth(1639, provoke)
      const { data } = await provoke({})
      const { token, ...more } = data as Record<string, unknown>
      assert.equal(typeof token, 'string', door)
      assert.deepEqual(more, { userId: person.id, passwordStrength: 1, customPasswordStrength: { enabled: false } })
    }
  })

  test('a wrong password is told nothing of it', async () => {
    refused(await signIn(await createPerson({}, true), 'not the password'), 2006)
  })

  test('the token sets a password once, and only that one signs in', async () => {
    for (const reset of [
      byFirstLoginToken,
      (token: string, password: string, speaking?: Speaking) =>
        ask('users/password/reset-by-first-login-token', { token, password: sealed(world, password) }, speaking),
    ]) {
      const person = await createPerson({}, true)
      const token = tokenOf(await signIn(person, initial), 1639)
      await refusedInBoth(2029, (speaking) => reset(token, '12345', speaking))
      await refusedInBoth(2029, (speaking) => reset(token, initial, speaking), 'same')
      accepted(await reset(token, chosen))
      await refusedInBoth(2206, (speaking) => reset(token, 'yet another one', speaking))
      refused(await signIn(person, initial), 2006)
      assert.ok(accepted<{ token: string }>(await signIn(person, chosen)).token)
    }
  })

  test('2206: the token is bound to its pool, its purpose, ten minutes and the password that was shown', async () => {
    const person = await createPerson({}, true)
    const token = tokenOf(await signIn(person, initial), 1639)
    const tenant = await world.addTenant(`pool${++counter}`)
    await refusedInBoth(2206, (speaking) => byFirstLoginToken(token, chosen, { ...speaking, tenant }))
    await refusedInBoth(2206, (speaking) => byForceResetToken(token, initial, chosen, speaking))
    await refusedInBoth(2206, (speaking) => byFirstLoginToken('made up', chosen, speaking))
    const [first, second] = [token, tokenOf(await signIn(person, initial), 1639)]
    accepted(await byFirstLoginToken(second, chosen))
    await refusedInBoth(2206, (speaking) => byFirstLoginToken(first, 'yet another one', speaking))
    const other = await createPerson({}, true)
    const late = tokenOf(await signIn(other, initial), 1639)
    world.passSeconds(601)
    refused(await byFirstLoginToken(late, chosen), 2206)
  })

  test('of twenty who come at once with one token, one sets the password', async () => {
    const person = await createPerson({}, true)
    const token = tokenOf(await signIn(person, initial), 1639)
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => byFirstLoginToken(token, `${chosen} ${index}`)),
    )
    assert.equal(outcomes.filter(({ code }) => code === 200).length, 1)
    assert.equal(outcomes.filter(({ code }) => code === 2206).length, 19)
  })

  test('any other way to a password of their own takes the mark away as well', async () => {
    const person = await createPerson({}, true)
    accepted(await ask('email/send', { email: person.email, scene: 'RESET_PASSWORD' }))
    const code = codeIn(await post.mailbox.next(person.email))
    accepted(await ask('password/reset/email', { email: person.email, code, newPassword: sealed(world, chosen) }))
    accepted(await signIn(person, chosen))
  })

  test('a code signs in: it shows no password that somebody else knows', async () => {
    const { email } = await createPerson({}, true)
    accepted(await ask('email/send', { email, scene: 'LOGIN_VERIFY_CODE' }))
    accepted(await ask('login/email-code', { email, code: codeIn(await post.mailbox.next(email)) }))
  })

  test('the official SDK: created so, signed in, reset', async () => {
    const { pool, application } = world.tenant
    const management = new sdk.ManagementClient({ userPoolId: pool.id, secret: pool.secret, host: world.origin })
    const username = `newcomer${++counter}`
    await management.users.create({ username, password: initial }, { resetPasswordOnFirstLogin: true })
    const person = new sdk.AuthenticationClient({ appId: application.id, appHost: world.origin })
    await assert.rejects(person.loginByUsername(username, initial), { code: 1639 })
  })
})

describe('the mail for a first sign-in', () => {
  test('its link sets the password, verifies the address and works once', async () => {
    const person = await createPerson({ password: undefined }, true)
    const sent = accepted<{ code: number }>(await sendFirstLogin(person.id))
    assert.equal(sent.code, 200)
    const link = linkIn((await post.mailbox.next(person.email)).text, 'reset-password')
    const { press, view } = await openLink(link)
    assert.deepEqual([view?.screen, view?.application.name], ['reset-link', world.tenant.application.name])
    accepted(await press(chosen))
    refused(await press('yet another one'), 2206)
    accepted(await signIn(person, chosen))
    const { rows } = await world.database.pool.query('SELECT email_verified FROM user_account WHERE id = $1', [
      person.id,
    ])
    assert.deepEqual(rows, [{ email_verified: true }])
  })

  test('is good for a day', async () => {
    const person = await createPerson({ password: undefined }, true)
    accepted(await sendFirstLogin(person.id))
    const link = linkIn((await post.mailbox.next(person.email)).text, 'reset-password')
    world.passSeconds(86_000)
    assert.equal((await openLink(link)).view?.screen, 'reset-link')
    world.passSeconds(500)
    const { view, page } = await openLink(link)
    assert.equal(view, null)
    assert.match(page, />2206</)
    manager = await managementToken(world)
  })

  test('1001, 2020, 2004, 2011 and 2028: who may send it, to whom, through what', async () => {
    const person = await createPerson()
    const { token } = accepted<{ token: string }>(await signIn(person, initial))
    await refusedInBoth(1001, (speaking) => sendFirstLogin(person.id, { ...speaking, token }))
    await refusedInBoth(2020, (speaking) => sendFirstLogin(person.id, speaking))
    const nobody = '0'.repeat(24)
    await refusedInBoth(2004, (speaking) => sendFirstLogin(nobody, { ...speaking, token: manager }))
    await refusedInBoth(2011, (speaking) =>
      sendFirstLogin(person.id, { ...speaking, token: manager, tenant: null }, nobody),
    )
    const silent = await createPerson({ email: undefined })
    await refusedInBoth(2028, (speaking) => sendFirstLogin(silent.id, { ...speaking, token: manager }))
  })
})

describe('a password that has to be changed', () => {
  test('2058 at every door once an administrator says so', async () => {
    const person = await createPerson()
    await forceReset(person)
    for (const door of doors)
      await refusedInBoth(2058, (speaking) =>
        signingIn[door](world, { account: person.username, password: initial }, speaking),
      )
  })

  test('the token and the present password change it, and every session ends', async () => {
    const person = await createPerson()
    const { token: session } = accepted<{ token: string }>(await signIn(person, initial))
    await forceReset(person)
    const token = tokenOf(await signIn(person, initial), 2058)
    await refusedInBoth(2203, (speaking) => byForceResetToken(token, 'not the password', chosen, speaking))
    await refusedInBoth(2029, (speaking) => byForceResetToken(token, initial, '12345', speaking))
    await refusedInBoth(2029, (speaking) => byForceResetToken(token, initial, initial, speaking), 'same')
    accepted(await send(world, 'user', {}, { token: session }))
    const done = accepted<object>(await byForceResetToken(token, initial, chosen, { lang: 'zh-CN' }))
    assert.deepEqual(Object.keys(done).sort(), ['code', 'message'], 'and nothing that signs in')
    refused(await send(world, 'user', {}, { token: session }), 2206)
    await refusedInBoth(2206, (speaking) => byForceResetToken(token, chosen, 'yet another one', speaking))
    accepted(await signIn(person, chosen))
  })

  test('2206: after a few wrong present passwords the token is void, and does not tell the right one', async () => {
    const person = await createPerson()
    await forceReset(person)
    const token = tokenOf(await signIn(person, initial), 2058)
    for (let tries = 0; tries < 5; tries++) refused(await byForceResetToken(token, `guess ${tries}`, chosen), 2203)
    refused(await byForceResetToken(token, 'guess 6', chosen), 2206)
    refused(await byForceResetToken(token, initial, chosen), 2206)
    tokenOf(await signIn(person, initial), 2058)
  })

  test('the first sign-in goes before: nobody is asked for a password that they did not choose', async () => {
    const person = await createPerson({}, true)
    await forceReset(person)
    accepted(await byFirstLoginToken(tokenOf(await signIn(person, initial), 1639), chosen))
    accepted(await signIn(person, chosen))
  })

  test('a password that an administrator sets lasts, unless the same request says that it is to be replaced', async () => {
    const person = await createPerson()
    const set = (input: object) => send(world, 'updateUser', { id: person.id, input }, { token: manager })
    accepted(await set({ password: sealed(world, 'set by the office') }))
    accepted(await signIn(person, 'set by the office'))
    accepted(await set({ password: sealed(world, 'for one day only'), resetPasswordOnFirstLogin: true }))
    const token = tokenOf(await signIn(person, 'for one day only'), 1639)
    accepted(await byFirstLoginToken(token, chosen))
    refused(await signIn(person, 'for one day only'), 2006)
    accepted(await signIn(person, chosen))
  })

  test('2018: people cannot set or lift the mark themselves', async () => {
    const person = await createPerson()
    const { token } = accepted<{ token: string }>(await signIn(person, initial))
    for (const input of [{ resetPasswordOnNextLogin: false }, { resetPasswordOnFirstLogin: false }])
      await refusedInBoth(2018, (speaking) => send(world, 'updateUser', { input }, { token, ...speaking }))
  })

  test('a password that the administrator set afterwards ends the token', async () => {
    const person = await createPerson()
    await forceReset(person)
    const token = tokenOf(await signIn(person, initial), 2058)
    const input = { password: sealed(world, 'set by the office') }
    accepted(await send(world, 'updateUser', { id: person.id, input }, { token: manager }))
    refused(await byForceResetToken(token, 'set by the office', chosen), 2206)
    tokenOf(await signIn(person, 'set by the office'), 2058)
  })
})

describe('the pool asks for another password after so many days', () => {
  test('2058 from that day on, counted from the last change; not before, and not when it is off', async () => {
    await setPool(world, { passwordUpdatePolicy: { enabled: true, forcedCycle: 30, differenceCycle: 1 } })
    const person = await createPerson()
    world.passSeconds(30 * 86_400 - 60)
    manager = await managementToken(world)
    accepted(await signIn(person, initial))
    world.passSeconds(120)
    const token = tokenOf(await signIn(person, initial), 2058)
    accepted(await byForceResetToken(token, initial, chosen))
    accepted(await signIn(person, chosen))
    await setPool(world, { passwordUpdatePolicy: { enabled: false } })
    const other = await createPerson()
    world.passSeconds(40 * 86_400)
    manager = await managementToken(world)
    accepted(await signIn(other, initial))
  })

  test('2029: nobody goes back to one of the latest passwords, by whichever way', async () => {
    await setPool(world, { passwordUpdatePolicy: { enabled: true, differenceCycle: 3 } })
    const person = await createPerson()
    const codeFor = async () => {
      world.passSeconds(61)
      accepted(await ask('email/send', { email: person.email, scene: 'RESET_PASSWORD' }))
      const mail = await post.mailbox.next(person.email, /\b\d{6}\b/)
      return { code: codeIn(mail), link: linkIn(mail.text, 'reset-password') }
    }
    const byCode = (code: string, password: string, speaking?: Speaking) =>
      ask('password/reset/email', { email: person.email, code, newPassword: sealed(world, password) }, speaking)
    accepted(await byCode((await codeFor()).code, 'the second one'))
    await post.mailbox.next(person.email)
    const { code, link } = await codeFor()
    await refusedInBoth(2029, (speaking) => byCode(code, initial, speaking), 'used')
    await refusedInBoth(2029, (speaking) => byCode(code, 'the second one', speaking), 'same')
    refused(await byCode('000000', initial), 2001)
    const { press } = await openLink(link)
    refused(await press(initial), 2029)
    const { token } = accepted<{ token: string }>(await signIn(person, 'the second one'))
    const change = (newPassword: string, speaking?: Speaking) =>
      speak(
        'mutation ($new: String!, $old: String!) { updatePassword(newPassword: $new, oldPassword: $old) { id } }',
        { new: sealed(world, newPassword), old: sealed(world, 'the second one') },
        { token, ...speaking },
      )
    await refusedInBoth(2029, (speaking) => change(initial, speaking), 'used')
    await refusedInBoth(2029, (speaking) => change('the second one', speaking), 'same')
    accepted(await change('the third one'))
    await forceReset(person)
    const renewal = tokenOf(await signIn(person, 'the third one'), 2058)
    refused(await byForceResetToken(renewal, 'the third one', initial), 2029)
    accepted(await byForceResetToken(renewal, 'the third one', 'the fourth one'))
    const { code: last } = await codeFor()
    refused(await byCode(last, 'the second one'), 2029)
    accepted(await byCode(last, initial))
    const kept = 'SELECT count(*)::int AS kept FROM former_password WHERE user_id = $1'
    assert.deepEqual((await world.database.pool.query(kept, [person.id])).rows, [{ kept: 2 }])
    await setPool(world, { passwordUpdatePolicy: { enabled: false } })
    await forceReset(person)
    accepted(await byForceResetToken(tokenOf(await signIn(person, initial), 2058), initial, 'the second one'))
    assert.deepEqual((await world.database.pool.query(kept, [person.id])).rows, [{ kept: 0 }])
  })

  test('400 for what no cycle can be', async () => {
    const update = (passwordUpdatePolicy: object, speaking: Speaking) =>
      speak(
        'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { id } }',
        { input: { passwordUpdatePolicy } },
        { token: manager, ...speaking },
      )
    refused(await update({ forcedCycle: 0 }, {}), 400)
    refused(await update({ differenceCycle: 11 }, {}), 400)
    const policy = 'query { userpool { passwordUpdatePolicy { enabled forcedCycle differenceCycle } } }'
    const { passwordUpdatePolicy } = accepted<{ passwordUpdatePolicy: object }>(await administer(policy, {}))
    assert.deepEqual(passwordUpdatePolicy, { enabled: false, forcedCycle: 30, differenceCycle: 3 })
  })
})

describe('the link of a mail to reset a password', () => {
  async function mailedLink(email: string): Promise<{ link: string; code: string }> {
    accepted(await ask('email/send', { email, scene: 'RESET_PASSWORD' }))
    const mail = await post.mailbox.next(email)
    return { link: linkIn(mail.text, 'reset-password'), code: codeIn(mail) }
  }

  test('looking changes nothing, as often as anybody looks; the button sets the password and ends sessions', async () => {
    const person = await createPerson()
    const { token } = accepted<{ token: string }>(await signIn(person, initial))
    const { link, code } = await mailedLink(person.email)
    const before = await snapshot(world)
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await fetch(link, { method })
      await answer.arrayBuffer()
      assert.equal(answer.status, 200)
      assert.match(answer.headers.get('content-security-policy') ?? '', /default-src 'none'/)
      assert.deepEqual(
        [answer.headers.get('referrer-policy'), answer.headers.get('cache-control')],
        ['no-referrer', 'no-store'],
      )
    }
    assert.equal(await snapshot(world), before)
    const { press } = await openLink(link)
    refused(await press('12345'), 2029)
    accepted(await press(chosen))
    refused(await press('yet another one'), 2206)
    refused(await send(world, 'user', {}, { token }), 2206)
    assert.match((await post.mailbox.next(person.email)).subject ?? '', /密码|password/)
    const spent = { email: person.email, code, newPassword: sealed(world, 'yet another one') }
    refused(await ask('password/reset/email', spent), 2001)
    assert.match((await openLink(link)).page, />2206</)
    accepted(await signIn(person, chosen))
  })

  test('the code of the mail ends its link', async () => {
    const person = await createPerson()
    const { link, code } = await mailedLink(person.email)
    const { press } = await openLink(link)
    accepted(await ask('password/reset/email', { email: person.email, code, newPassword: sealed(world, chosen) }))
    refused(await press('yet another one'), 2206)
    accepted(await signIn(person, chosen))
  })

  test('it lives as long as the code; the login component uses it as well', async () => {
    const person = await createPerson()
    const { link } = await mailedLink(person.email)
    const { press } = await openLink(link)
    world.passSeconds(301)
    refused(await press(chosen), 2206)
    assert.match((await openLink(link)).page, />2206</)
    const token = new URL((await mailedLink(person.email)).link).searchParams.get('token')
    const path = 'users/password/forget/link-reset-password'
    await refusedInBoth(
      2206,
      (speaking) => ask(path, { token: 'made up', newPassword: sealed(world, chosen) }, speaking),
      'link',
    )
    accepted(await ask(path, { token, newPassword: sealed(world, chosen) }))
    accepted(await signIn(person, chosen))
  })

  test('whether anybody has the address is told to nobody but the reader of the mail', async () => {
    const [known, unknown] = [(await createPerson()).email, `nobody${++counter}@example.com`]
    const pages = []
    for (const email of [known, unknown]) {
      const { link } = await mailedLink(email)
      const { page, press } = await openLink(link)
      pages.push({ page: page.replaceAll(email, 'X').replace(/"csrf":"[^"]*"/, ''), press })
    }
    assert.equal(pages[0]?.page, pages[1]?.page)
    refused((await pages[1]?.press(chosen)) ?? assert.fail(), 2004)
  })

  test('another site can press nothing', async () => {
    const person = await createPerson()
    const { link } = await mailedLink(person.email)
    const { press } = await openLink(link)
    refused(await press(chosen, { origin: 'https://evil.example' }), 1001)
    refused(await press(chosen, { 'x-menshen-csrf': 'x' }), 1001)
    assert.equal((await press(chosen, { 'content-type': 'text/plain' })).code, 415)
    accepted(await press(chosen))
  })

  test('the address of the link is ours, whatever the request says of hosts', async () => {
    const person = await createPerson()
    const headers = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
    accepted(await ask('email/send', { email: person.email, scene: 'RESET_PASSWORD' }, { headers }))
    const mail = await post.mailbox.next(person.email)
    assert.ok(!`${mail.text}${mail.html}`.includes('evil.example'))
    linkIn(mail.text, 'reset-password')
  })

  test('what is no token gets a page and no more', async () => {
    for (const query of ['', '?token=', '?token=a&token=b', `?token=${'0'.repeat(24)}.${'x'.repeat(43)}`]) {
      const { answer, page, view } = await openLink(`${world.origin}/reset-password${query}`)
      assert.deepEqual([answer.status, view], [200, null], query)
      assert.match(page, />2206</)
    }
  })
})

describe('signing in by a mailed link', () => {
  const switchOn = async (magicLink: boolean) =>
    accepted(
      await rest(
        world.origin,
        'POST',
        `/api/v2/applications/${world.tenant.application.id}`,
        { magicLink },
        { token: manager },
      ),
    )

  test('off unless the application switches it on', async () => {
    const browser = openBrowser(world)
    const page = await browser.open(`/sign-in/${world.tenant.application.id}`)
    assert.equal((page.signIn as { link: boolean }).link, false)
    const { email } = await createPerson()
    for (const [action, body] of [
      ['send-link', { address: email }],
      ['sign-in-by-link', { token: 'x' }],
    ] as const)
      refused({ ...(await browser.act(page, action, body)), door: 'hosted page' }, 400)
    refused(await ask(`applications/${world.tenant.application.id}`, { magicLink: 'yes' }, { token: manager }), 400)
    await switchOn(true)
    assert.equal(
      ((await openBrowser(world).open(`/sign-in/${world.tenant.application.id}`)).signIn as { link: boolean }).link,
      true,
    )
  })

  test('the button behind it signs in once, in the browser that asked; looking signs nobody in', async () => {
    const person = await createPerson()
    const { browser, link, press } = await askForLink(person.email)
    const scanner = await fetch(link)
    assert.equal(scanner.status, 410)
    assert.match(await scanner.text(), /发起登录的浏览器|browser in which/)
    assert.equal((await browser.open(link)).screen, 'sign-in')
    assert.deepEqual(browser.sessionCookies(), [])
    const { location } = accepted<{ location: string }>(await press())
    await browser.follow(location)
    assert.equal(browser.sessionCookies().length, 1)
    const { rows } = await world.database.pool.query(
      'SELECT logins_count, email_verified FROM user_account WHERE id = $1',
      [person.id],
    )
    assert.deepEqual(rows, [{ logins_count: 1, email_verified: true }])
  })

  test('2206: spent, too old, or of another sign-in', async () => {
    const person = await createPerson()
    const victim = await askForLink(person.email)
    const thief = await askForLink((await createPerson()).email)
    await refusedInBoth(
      2206,
      async ({ lang = '' }) => ({
        ...(await thief.browser.act(
          thief.page,
          'sign-in-by-link',
          { token: victim.token },
          { 'x-authing-lang': lang },
        )),
        door: 'hosted page',
      }),
      'link',
    )
    accepted(await victim.press())
    const again = openBrowser(world)
    const page = await again.open(`/sign-in/${world.tenant.application.id}`)
    refused({ ...(await again.act(page, 'sign-in-by-link', { token: victim.token })), door: 'hosted page' }, 2206)
    world.passSeconds(601)
    refused(await thief.press(), 2206)
    refused(await thief.press('made up'), 2206)
  })

  test('whoever asks learns nothing of who has an account; 2004 is for the reader of the mail', async () => {
    const { press } = await askForLink(`nobody${++counter}@example.com`)
    refused(await press(), 2004)
  })

  test('2005 and 2080, 2204: locked people stay out; one a minute to an address', async () => {
    const person = await createPerson()
    const { browser, page, press } = await askForLink(person.email)
    const again = await browser.act(page, 'send-link', { address: person.email })
    refused({ ...again, door: 'hosted page' }, 2080)
    refused({ ...(await browser.act(page, 'send-link', { address: 'x' })), door: 'hosted page' }, 2204)
    accepted(await send(world, 'updateUser', { id: person.id, input: { blocked: true } }, { token: manager }))
    refused(await press(), 2005)
    await switchOn(false)
    refused(await press(), 400)
    await switchOn(true)
  })

  test('it counts as a code does: ten an hour to an address, whatever they are', async () => {
    const { email } = await createPerson()
    const { browser, page } = await askForLink(email)
    for (let sent = 1; sent < 10; sent++) {
      world.passSeconds(61)
      accepted(await ask('email/send', { email, scene: 'LOGIN_VERIFY_CODE' }))
    }
    world.passSeconds(61)
    refused({ ...(await browser.act(page, 'send-link', { address: email })), door: 'hosted page' }, 429)
  })

  test('a browser in which somebody signed in by code or link is known as theirs', async () => {
    const person = await createPerson()
    const { browser, press } = await askForLink(person.email)
    accepted(await press())
    assert.ok(browser.deviceCookies().length === 1)
    world.passSeconds(61)
    const other = openBrowser(world)
    const fields = { purpose: 'login', address: person.email }
    accepted(await actOnPage(world, 'send-code', fields, {}, other))
    const code = codeIn(await post.mailbox.next(person.email))
    accepted(await actOnPage(world, 'sign-in-by-code', { address: person.email, code }, {}, other))
    assert.ok(other.deviceCookies().length === 1)
  })
})

describe('a reset never skips a second factor', () => {
  /** With an authenticator app, and a password that has to be changed. */
  async function personToRenew() {
    const person = await personWithApp(world)
    accepted(
      await send(world, 'updateUser', { id: person.id, input: { resetPasswordOnNextLogin: true } }, { token: manager }),
    )
    return person
  }
  const showCode = (mfaToken: string, totp: string) => ask('mfa/totp/verify', { totp }, { token: mfaToken })
  const signInAs = ({ username }: { username: string }, password: string) =>
    signingIn['REST V2'](world, { account: username, password })

  test('whoever has to change the password shows the factor first: the password alone gives no way to change it', async () => {
    const person = await personToRenew()
    const asked = await signInAs(person, person.password)
    refused(asked, 1635)
    assert.ok(!('token' in (asked.data as object)))
    const token = tokenOf(await showCode(mfaTokenOf(asked), codeOf(world, person.app)), 2058)
    accepted(await byForceResetToken(token, person.password, chosen))
    const again = await signInAs(person, chosen)
    refused(again, 1635)
    accepted(await showCode(mfaTokenOf(again), codeOf(world, person.app, 1)))
  })

  test('a mailed link, for a new password or to sign in, leads to the factor as well', async () => {
    const person = await personWithApp(world)
    const email = `factor${++counter}@example.com`
    accepted(await send(world, 'updateUser', { id: person.id, input: { email } }, { token: manager }))
    accepted(await ask('email/send', { email, scene: 'RESET_PASSWORD' }))
    const { press } = await openLink(linkIn((await post.mailbox.next(email)).text, 'reset-password'))
    const done = accepted<object>(await press(chosen))
    assert.deepEqual(done, { done: true })
    refused(await send(world, 'user', {}, { token: person.token }), 2206)
    refused(await signInAs(person, chosen), 1635)
    world.passSeconds(61)
    const { browser, press: signInBy } = await askForLink(email)
    refused(await signInBy(), 1635)
    assert.deepEqual(browser.sessionCookies(), [])
    refused(await signInBy(), 2206)
  })
})

test('2031: no code for registering where nobody may, at any door', async () => {
  await setPool(world, { registerDisabled: true })
  await refusedInBoth(2031, (speaking) => ask('sms/send-register', { phone: '13800000000' }, speaking))
  const address = `late${++counter}@example.com`
  await refusedInBoth(2031, (speaking) => actOnPage(world, 'send-code', { purpose: 'register', address }, speaking))
  await setPool(world, { registerDisabled: false })
})
