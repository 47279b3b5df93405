import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { newAuthenticator } from '../../kit/authenticator.ts'
import { openBrowser } from '../../kit/entry.ts'
import { pressButton } from '../../kit/form.ts'
import { managementToken, registerPerson, sealed, send, signedInAs } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { codeOf, personWithApp, signIn, tokenOf } from '../../kit/second-factor.ts'
import { accepted, graphql, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let token: string
before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  token = await managementToken(world)
})

interface Action {
  operation_name: string
  eventResultCode: number
  eventDetails: string | null
  userId: string | null
}

const call = (path: string, body: object, as?: string) =>
  rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant: world.tenant, token: as })

const get = <Data>(path: string, as = token) =>
  rest(world.origin, 'GET', path, undefined, { tenant: world.tenant, token: as }).then((outcome) =>
    accepted<Data>(outcome),
  )

/** What the pool's log has of failures, as way and code. */
async function poolFailures(query = ''): Promise<string[]> {
  await world.app.relay.catchUp()
  const { list } = await get<{ list: Action[] }>(`/api/v2/analysis/user-action?limit=50${query}`)
  return list
    .filter(({ eventResultCode }) => eventResultCode !== 200)
    .map(({ eventDetails, eventResultCode }) => `${JSON.parse(eventDetails ?? '{}').way} ${eventResultCode}`)
}

async function ownFailures(id: string): Promise<string[]> {
  const { list } = await get<{ list: { success: boolean; errorCode: number; loginMethod: string }[] }>(
    `/api/v2/users/${id}/login-history?limit=50`,
  )
  return list.filter(({ success }) => !success).map(({ loginMethod, errorCode }) => `${loginMethod} ${errorCode}`)
}

test('failed second factors and recovery codes stand in the history of the person and of the pool', async () => {
  const person = await personWithApp(world)
  const ticket = tokenOf(await signIn(world, person))
  const speaking = { tenant: world.tenant, token: ticket }
  const wrong = { totp: '00000000000' }
  for (let n = 0; n < 2; n++)
    refused(await rest(world.origin, 'POST', '/api/v2/mfa/totp/verify', wrong, speaking), 6001)
  const recovery = { recoveryCode: 'none of ours' }
  refused(await rest(world.origin, 'POST', '/api/v2/mfa/totp/recovery', recovery, speaking), 6002)
  const right = { totp: codeOf(world, person.app, 1) }
  const { token: own } = accepted<{ token: string }>(
    await rest(world.origin, 'POST', '/api/v2/mfa/totp/verify', right, speaking),
  )
  const expected = ['second-factor 6001', 'second-factor 6001', 'second-factor 6002']
  assert.deepEqual((await ownFailures(person.id)).sort(), expected)
  assert.deepEqual((await poolFailures(`&userId=${person.id}`)).sort(), expected)
  const mine = await get<{ list: { success: boolean }[] }>('/api/v2/users/me/login-history', own)
  assert.equal(mine.list.filter(({ success }) => !success).length, 3)
})

test('tries for names that nobody has stand in the history of the pool, and a flood of them does not fill it', async () => {
  const { pool, application, origin } = await world.addTenant('of nobody')
  const tenant = { pool, application, origin }
  const manager = await managementToken(world, tenant)
  const input = { username: 'nobody at all', password: sealed(world, 'whatever it is') }
  refused(await send(world, 'loginByUsername', { input }, { tenant }), 2004)
  refused(
    await rest(world.origin, 'POST', '/api/v2/login/phone-code', { phone: '13912345678', code: '000000' }, { tenant }),
    2001,
  )
  const listed = async () =>
    accepted<{ list: Action[]; totalCount: number }>(
      await rest(world.origin, 'GET', '/api/v2/analysis/user-action?limit=50', undefined, { tenant, token: manager }),
    )
  const { list } = await listed()
  assert.deepEqual(
    list.map(({ operation_name, eventResultCode, userId }) => [operation_name, eventResultCode, userId]).sort(),
    [
      ['login', 2001, null],
      ['login', 2004, null],
    ],
  )
  assert.ok(!JSON.stringify(list).includes('nobody at all'), 'what was typed is kept nowhere')
  const { unit, ports, clock } = world.app.domain
  const limit = { userPoolId: pool.id, key: 'failure-record:nobody', windowSeconds: 3600, limit: 200 }
  await unit.write(async ({ tx }) => {
    for (let n = 0; n < 198; n++) await ports.limits.hit(tx, limit, clock())
  })
  refused(await send(world, 'loginByUsername', { input }, { tenant }), 2004)
  assert.equal((await listed()).totalCount, 2)
})

test('wrong codes to reset a password stand in the history of whoever has the address', async () => {
  const phone = '13987654321'
  const userInfo = { phone, password: sealed(world, 'correct horse') }
  const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token }))
  const ask = (path: string, body: object) =>
    rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant: world.tenant })
  accepted(await ask('sms/send', { phone }))
  const code = codeIn(post.phones.last(`+86${phone}`))
  const wrong = code === '000000' ? '111111' : '000000'
  const newPassword = sealed(world, 'another good horse')
  refused(await ask('password/reset/sms', { phone, code: wrong, newPassword }), 2001)
  refused(await ask('users/password/forget/check-code', { phone, code: wrong }), 2001)
  const query =
    'mutation ($phone: String, $code: String!, $newPassword: String!) { resetPassword(phone: $phone, code: $code, newPassword: $newPassword) { code } }'
  refused(await graphql(world.origin, query, { phone, code: wrong, newPassword }, { tenant: world.tenant }), 2001)
  assert.deepEqual(await ownFailures(id), ['reset 2001', 'reset 2001', 'reset 2001'])
})

/** Somebody with an address that an administrator vouches for. */
async function withAddress(email: string): Promise<string> {
  const userInfo = { email, emailVerified: true, password: sealed(world, 'correct horse') }
  return accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token })).id
}

async function linkFor(email: string, scene: string, path: string): Promise<string> {
  world.passSeconds(61)
  accepted(await call('email/send', { email, scene }))
  const link = new RegExp(`http://\\S+/${path}\\?token=[\\w.-]+`)
  // A notice to the same address may be under way.
  const { text } = await post.mailbox.next(email, link)
  return link.exec(text ?? '')?.[0] ?? assert.fail(`no link in: ${text}`)
}

test('links to a new password that were used or came late stand in the history of whom they went to, made-up ones in that of the pool', async () => {
  const email = 'reset-links@example.com'
  const id = await withAddress(email)
  const path = 'users/password/forget/link-reset-password'
  const tokenIn = (link: string) => new URL(link).searchParams.get('token') ?? ''
  const reset = (token: string) => call(path, { token, newPassword: sealed(world, 'another good horse') })
  const used = tokenIn(await linkFor(email, 'RESET_PASSWORD', 'reset-password'))
  accepted(await reset(used))
  refused(await reset(used), 2206)
  const late = tokenIn(await linkFor(email, 'RESET_PASSWORD', 'reset-password'))
  world.passSeconds(601)
  refused(await reset(late), 2206)
  assert.deepEqual(await ownFailures(id), ['reset 2206', 'reset 2206'])
  assert.deepEqual(await poolFailures(`&userId=${id}`), ['reset 2206', 'reset 2206'])
  const before = (await poolFailures()).length
  refused(await reset(used.replace(/.{4}$/, 'AAAA')), 2206)
  refused(await reset('x'), 2206)
  refused(
    await call('password/reset/email', {
      email: 'nobody-here@example.com',
      code: '1',
      newPassword: sealed(world, 'a good long horse'),
    }),
    2004,
  )
  refused(await call('users/password/forget/check-code', { email: 'nobody-here@example.com', code: '1' }), 2004)
  assert.equal((await poolFailures()).length, before + 4)
})

test('links that verify an address or sign in and came late or were used stand there too', async () => {
  const email = 'other-links@example.com'
  const id = await withAddress(email)
  const browser = openBrowser(world)
  const page = await browser.go(await linkFor(email, 'VERIFY_EMAIL', 'verify-email'))
  world.passSeconds(86_401)
  token = await managementToken(world)
  assert.match(await (await pressButton(browser, page)).text(), /2023/)
  assert.deepEqual(await ownFailures(id), ['verification 2023'])
  const application = `/api/v2/applications/${world.tenant.application.id}`
  accepted(await rest(world.origin, 'PUT', application, { magicLink: true }, { tenant: world.tenant, token }))
  const open = () => browser.open(`/sign-in/${world.tenant.application.id}`)
  const asking = await open()
  await browser.act(asking, 'send-link', { address: email })
  const { text } = await post.mailbox.next(email, /interaction/)
  const link = /link=(\S+)/.exec(text ?? '')?.[1]
  const elsewhere = openBrowser(world)
  const other = await elsewhere.open(`/sign-in/${world.tenant.application.id}`)
  assert.equal((await elsewhere.act(other, 'sign-in-by-link', { token: link })).code, 2206)
  assert.equal((await browser.act(asking, 'sign-in-by-link', { token: link })).code, 200)
  assert.equal((await elsewhere.act(other, 'sign-in-by-link', { token: link })).code, 2206)
  assert.deepEqual((await ownFailures(id)).sort(), ['link 2206', 'link 2206', 'verification 2023'])
})

test('passkeys: failed sign-ins and ceremonies stand in the history of whose they are, and a new one in that of the pool', async () => {
  const person = await registerPerson(world)
  const origin = world.origin.replace('127.0.0.1', 'localhost')
  const at = (path: string, body: object, as?: string) =>
    rest(origin, 'POST', `/api/v2/passkeys/${path}`, body, { tenant: world.tenant, token: as })
  type Options = { options: Parameters<ReturnType<typeof newAuthenticator>['create']>[0] }
  const optionsOf = async (path: string, as?: string) => accepted<Options>(await at(path, {}, as)).options
  const passkey = newAuthenticator()
  const strange = passkey.create(await optionsOf('registration/initialize', person.token), {
    origin: 'https://evil.example',
  })
  refused(await at('registration/finalize', { credential: strange }, person.token), 6122)
  const good = passkey.create(await optionsOf('registration/initialize', person.token), { origin })
  accepted(await at('registration/finalize', { credential: good }, person.token))
  refused(await at('registration/finalize', { credential: good }, person.token), 6121)
  const wrong = passkey.get(await optionsOf('login/initialize'), { origin: 'https://evil.example' })
  refused(await at('login/finalize', { credential: wrong }), 6122)
  const right = passkey.get(await optionsOf('login/initialize'), { origin })
  accepted(await at('login/finalize', { credential: right }))
  refused(await at('login/finalize', { credential: right }), 6121)
  const expected = ['passkey 6121', 'passkey 6122', 'passkey-registration 6121', 'passkey-registration 6122']
  assert.deepEqual((await ownFailures(person.id)).sort(), expected)
  assert.deepEqual((await poolFailures(`&userId=${person.id}`)).sort(), expected)
  const { list } = await get<{ list: Action[] }>(`/api/v2/analysis/user-action?limit=50&userId=${person.id}`)
  assert.ok(list.some(({ operation_name }) => operation_name === 'bindMfa'))
})

test('what is guessed in a session, a password or a code, stands in the history of whose it is', async () => {
  const email = 'own-guesses@example.com'
  const id = await withAddress(email)
  const own = await signedInAs(world, id)
  const wrong = sealed(world, 'not the password')
  refused(
    await call('password/update', { oldPassword: wrong, newPassword: sealed(world, 'another good horse') }, own),
    1320011,
  )
  const asked = await rest(
    world.origin,
    'DELETE',
    '/api/v2/users/delete',
    { password: wrong },
    { tenant: world.tenant, token: own },
  )
  refused(asked, 2006)
  refused(await call('users/email/update', { email: 'elsewhere@example.com', emailCode: '000000' }, own), 2001)
  refused(await call('users/phone/bind', { phone: '13712345678', phoneCode: '000000' }, own), 2001)
  const codes = await rest(
    world.origin,
    'DELETE',
    '/api/v2/users/delete',
    { code: '000000' },
    { tenant: world.tenant, token: own },
  )
  refused(codes, 2001)
  assert.deepEqual((await ownFailures(id)).sort(), [
    'own-code 2001',
    'own-code 2001',
    'own-code 2001',
    'own-password 2006',
    'own-password 2203',
  ])
})

test('sub-accounts and linked identities are in the histories: tries, and what administrators did', async () => {
  const { id } = await registerPerson(world)
  const application = `/api/v2/applications/${world.tenant.application.id}`
  const speaking = { tenant: world.tenant, token }
  accepted(await rest(world.origin, 'PUT', application, { enableSubAccount: true }, speaking))
  const sub = { userId: id, account: 'history-sub', password: sealed(world, 'correct horse') }
  accepted(await rest(world.origin, 'POST', `${application}/sub-accounts`, sub, speaking))
  const query =
    'mutation ($account: String!, $password: String!) { loginBySubAccount(account: $account, password: $password) { id } }'
  const enter = (account: string) =>
    graphql(world.origin, query, { account, password: sealed(world, 'not theirs') }, { tenant: world.tenant })
  refused(await enter('history-sub'), 2333)
  const before = (await poolFailures()).length
  refused(await enter('nobody by this name'), 2333)
  assert.equal((await poolFailures()).length, before + 1)
  assert.deepEqual(await ownFailures(id), ['sub-account 2006'])
  const identity = { userId: id, identifier: 'github', isSocial: true }
  accepted(await call('users/identity/link', { ...identity, userIdInIdp: 'history-1' }, token))
  accepted(await call('users/identity/unlink', identity, token))
  await world.app.relay.catchUp()
  const { list } = await get<{ list: Action[] }>(`/api/v2/analysis/audit?limit=50&userId=${id}`)
  assert.deepEqual(list.map(({ operation_name }) => operation_name).sort(), [
    'identity.link',
    'identity.unlink',
    'sub-account.create',
  ])
})
