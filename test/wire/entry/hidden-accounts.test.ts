// With `hideAccountExistence` no door that looks a name up for a stranger tells whether somebody has it: whole answers are
// compared, of an address that has an account and of one that has none. Without it, asking is counted.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Code } from '@menshen/contract/errors'
import { actOnPage, setPool } from '../../kit/entry.ts'
import { countHashing } from '../../kit/hashing.ts'
import { managementToken, registerPerson, sealed, send } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string
let counter = 0
const password = 'correct horse'
const [held, phone, username] = ['holder@example.com', '13900000001', 'holder']

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
  const userInfo = { email: held, phone, username, password: sealed(world, password) }
  accepted(await send(world, 'createUser', { userInfo }, { token: manager }))
  await setPool(world, {
    hideAccountExistence: true,
    loginFailCheck: { enabled: false },
    loginPasswordFailCheck: { enabled: false },
  })
})

const ask = (path: string, body: object, speaking: Speaking = {}) =>
  rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant: world.tenant, ...speaking })
const look = (query: string, speaking: Speaking = {}) =>
  rest(world.origin, 'GET', `/api/v2/users/${query}`, undefined, { tenant: world.tenant, ...speaking })
const speak = (query: string, variables: object, speaking: Speaking = {}) =>
  graphql(world.origin, query, variables, { tenant: world.tenant, ...speaking })

/** An answer without what is new in every one: ids, times, and the names that were sent. */
function bare(outcome: Outcome): string {
  return JSON.stringify(outcome)
    .replace(/[0-9a-f]{24}/g, 'ID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)|\w{3} \w{3} \d\d \d{4} [^"]+|(?<=At":)\d+/g, 'TIME')
    .replace(/[\w-]+@example\.com|1390000\d{4}/g, 'NAME')
    .replace(/"requestId":"[^"]+"/g, '')
    .replace(/"remainCount":\d+/g, '')
}

const freshEmail = () => `nobody${++counter}@example.com`
const freshPhone = () => `1390000${1000 + ++counter}`

const exists = 'query ($email: String, $phone: String) { isUserExists(email: $email, phone: $phone) }'
const register =
  'mutation ($input: RegisterByEmailInput!) { registerByEmail(input: $input) { id email emailVerified token username loginsCount signedUp createdAt updatedAt status registerSource nickname } }'
const registerByName =
  'mutation ($input: RegisterByUsernameInput!) { registerByUsername(input: $input) { id username token } }'
const rename = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id username } }'
const reset =
  'mutation ($email: String, $code: String!, $newPassword: String!) { resetPassword(email: $email, code: $code, newPassword: $newPassword) { code message } }'
const login = 'mutation ($input: LoginByEmailInput!) { loginByEmail(input: $input) { id token } }'
const sendEmail =
  'mutation ($email: String!, $scene: EmailScene!) { sendEmail(email: $email, scene: $scene) { code message } }'
const secret = () => sealed(world, password)

/** Who has just signed in, and may choose another name. */
async function somebody(): Promise<Speaking> {
  return { token: (await registerPerson(world)).token }
}

/** What a stranger can ask about an e-mail address at each door. */
const byEmail: Record<string, (email: string) => Promise<Outcome>> = {
  'isUserExists over GraphQL': (email) => speak(exists, { email }),
  'is-user-exists over REST': (email) => look(`is-user-exists?email=${email}`),
  'find over REST': (email) => look(`find?type=email&key=${email}&userPoolId=${world.tenant.pool.id}`),
  'registration over GraphQL': (email) => speak(register, { input: { email, password: secret() } }),
  'registration with a session': (email) => speak(register, { input: { email, password: secret(), forceLogin: true } }),
  'registration over REST': (email) => ask('register/email', { email, password: secret() }),
  'registration on the page': (email) => actOnPage(world, 'sign-up', { method: 'email', email, password }),
  'registration by name beside it': (email) =>
    ask('register/username', { username: `beside${++counter}`, password: secret(), profile: { email } }),
  'registration by a name that reads so over GraphQL': (name) =>
    speak(registerByName, { input: { username: name, password: secret() } }),
  'registration by a name that reads so over REST': (name) =>
    ask('register/username', { username: name, password: secret() }),
  'registration by a name that reads so on the page': (name) =>
    actOnPage(world, 'sign-up', { method: 'username', username: name, password }),
  'registration by the address and a name that reads so': (email) =>
    ask('register/email', { email, password: secret(), profile: { username: email }, emailToken: 'x' }),
  'a new name that reads so over GraphQL': async (name) =>
    speak(rename, { input: { username: name } }, await somebody()),
  'a new name that reads so over REST': async (name) =>
    ask('users/profile/update', { username: ` ${name.toUpperCase()}` }, await somebody()),
  'registration with a token that proves nothing': (email) =>
    ask('register/email', { email, password: secret(), emailToken: 'x' }),
  'registration with a number that a token does not prove': (email) =>
    ask('register/email', { email, password: secret(), profile: { phone: '13900009999' }, phoneToken: 'x' }),
  'registration on the way in': (email) =>
    speak(login, { input: { email, password: sealed(world, 'another one'), autoRegister: true } }),
  'sign-in over GraphQL': (email) => speak(login, { input: { email, password: sealed(world, 'wrong') } }),
  'sign-in over REST': (account) => ask('login/account', { account, password: sealed(world, 'wrong') }),
  'sign-in on the page': (account) => actOnPage(world, 'sign-in', { account, password: 'wrong' }),
  'sign-in by code': (email) => ask('login/email-code', { email, code: '000000' }),
  'sign-in by code on the page': (address) => actOnPage(world, 'sign-in-by-code', { address, code: '000000' }),
  'registration by code': (email) => ask('register/email-code', { email, code: '000000' }),
  'registration by code on the page': (address) => actOnPage(world, 'sign-up-by-code', { address, code: '000000' }),
  'reset over GraphQL': (email) => speak(reset, { email, code: '000000', newPassword: secret() }),
  'reset over REST': (email) => ask('password/reset/email', { email, code: '000000', newPassword: secret() }),
  'reset on two pages': (email) => ask('users/password/forget/check-code', { email, code: '000000' }),
  'reset on the page': (address) => actOnPage(world, 'reset-password', { address, code: '000000', password }),
  'a code to reset': (email) => speak(sendEmail, { email, scene: 'RESET_PASSWORD' }),
  'a verification link': (email) => speak(sendEmail, { email, scene: 'VERIFY_EMAIL' }),
}

const byPhone: Record<string, (phone: string) => Promise<Outcome>> = {
  'isUserExists over GraphQL': (to) => speak(exists, { phone: to }),
  'registration over REST': (to) => ask('register-phone', { phone: to, password: secret() }),
  'registration by a name that reads so': (to) =>
    ask('register/username', { username: `+86 ${to}`, password: secret() }),
  'a new name that reads so': async (to) => speak(rename, { input: { username: to } }, await somebody()),
  'sign-in over REST': (account) => ask('login/account', { account, password: sealed(world, 'wrong') }),
  'sign-in by code': (to) => ask('login/phone-code', { phone: to, code: '000000' }),
  'reset over REST': (to) => ask('password/reset/sms', { phone: to, code: '000000', newPassword: secret() }),
  'a code to sign in': (to) => ask('sms/send', { phone: to, scene: 'SCENE_TYPE_LOGIN' }),
}

describe('a pool that hides who has an account answers alike', () => {
  for (const [name, provoke] of Object.entries(byEmail))
    test(`by e-mail: ${name}`, async () => {
      world.passSeconds(3601)
      manager = await managementToken(world)
      const [there, nobody] = [await provoke(held), await provoke(freshEmail())]
      assert.equal(bare(there), bare(nobody))
    })
  for (const [name, provoke] of Object.entries(byPhone))
    test(`by phone: ${name}`, async () => {
      world.passSeconds(3601)
      const [there, nobody] = [await provoke(phone), await provoke(freshPhone())]
      assert.equal(bare(there), bare(nobody))
    })

  test('and what somebody registered lets nobody in before its address is proven', async () => {
    const email = freshEmail()
    accepted(await ask('register/email', { email, password: secret(), forceLogin: true }))
    const [there, made] = [
      await byEmail['sign-in over REST']?.(held),
      await ask('login/account', { account: email, password: secret() }),
    ]
    assert.equal(bare(made), bare(there as Outcome))
    world.passSeconds(61)
    accepted(await ask('email/send', { email, scene: 'LOGIN_VERIFY_CODE' }))
    const code = codeIn(await post.mailbox.next(email, /\b\d{6}\b/))
    accepted(await ask('login/email-code', { email, code }))
  })

  test('the reader of the mail learns which it was', async () => {
    world.passSeconds(3601)
    const email = freshEmail()
    accepted(await ask('register/email', { email, password: secret() }))
    assert.match((await post.mailbox.next(email)).text ?? '', /verify-email\?token=/)
    accepted(await ask('register/email', { email: held, password: secret() }))
    assert.match((await post.mailbox.next(held, /已有账号/)).text ?? '', /尝试用此邮箱注册/)
  })

  test('a name that reads as an address is one’s own, or 400', async () => {
    const { token } = await registerPerson(world)
    const email = freshEmail()
    world.passSeconds(61)
    accepted(await ask('email/send', { email, scene: 'EMAIL_BIND_VERIFY_CODE' }))
    const emailCode = codeIn(await post.mailbox.next(email, /\b\d{6}\b/))
    accepted(await ask('users/email/bind', { email, emailCode }, { token }))
    for (const lang of ['zh-CN', 'en-US'])
      refused(await speak(rename, { input: { username: freshEmail() } }, { token, lang }), 400)
    accepted(await speak(rename, { input: { username: email } }, { token }))
    accepted(await ask('register/username', { username: '2023123456', password: secret() }))
  })

  test('an administrator is told the truth', async () => {
    manager = await managementToken(world)
    assert.equal(accepted(await speak(exists, { email: held }, { token: manager })), true)
    assert.equal(accepted(await look(`is-user-exists?email=${held}`, { token: manager })), true)
    const other = await world.addTenant('another')
    const foreign = await managementToken(world, other)
    assert.equal(accepted(await speak(exists, { email: held }, { token: foreign })), false)
  })
})

describe('what is counted tells nothing either', () => {
  test('a number has one count however it is written, whether or not somebody has it', async () => {
    manager = await managementToken(world)
    const userInfo = { phone: '2025550143', phoneCountryCode: '+1', password: sealed(world, password) }
    accepted(await send(world, 'createUser', { userInfo }, { token: manager }))
    await setPool(world, { loginFailCheck: { enabled: true, limit: 5, timeInterval: 300 } })
    const tell = async (number: string) => {
      const left: unknown[] = []
      for (const spelling of [{ account: number, countryCode: '+1' }, { account: `+1${number}` }]) {
        const outcome = await actOnPage(world, 'sign-in', { ...spelling, password: 'wrong' })
        refused(outcome, 2333)
        left.push((outcome.data as { remainCount: number }).remainCount)
      }
      return left
    }
    assert.deepEqual(await tell('2025550143'), [4, 3])
    assert.deepEqual(await tell('2025550199'), [4, 3])
    await setPool(world, { loginFailCheck: { enabled: false } })
  })

  test('to register with a name that is taken costs no hash, however often', async () => {
    const hashing = countHashing(world)
    for (const by of [
      () => ask('register/username', { username, password: secret() }),
      () =>
        speak('mutation ($input: RegisterByUsernameInput!) { registerByUsername(input: $input) { id } }', {
          input: { username, password: secret() },
        }),
      () => actOnPage(world, 'sign-up', { method: 'username', username, password }),
    ])
      refused(await by(), 2026)
    assert.deepEqual(hashing.since(), { hashed: 0, compared: 0 })
  })
})

describe('whoever asks whether names are taken is counted', () => {
  const lookUps = (many: number) =>
    `{ ${Array.from({ length: many }, (_, at) => `a${at}: isUserExists(username: "x${at}")`).join(' ')} }`

  test('429 after a hundred in five minutes, at all doors together; not for administrators', async () => {
    await setPool(world, { hideAccountExistence: false })
    world.passSeconds(3601)
    manager = await managementToken(world)
    for (let round = 0; round < 3; round++) accepted(await speak(lookUps(30), {}))
    for (let left = 0; left < 10; left++) assert.equal(accepted(await look(`is-user-exists?email=${held}`)), true)
    refused(await look(`is-user-exists?email=${held}`), 429)
    refused(await look(`is-user-exists?email=${freshEmail()}`), 429)
    refused(await speak(exists, { email: held }), 429)
    assert.equal(accepted(await speak(exists, { email: held }, { token: manager })), true)
    world.passSeconds(301)
    assert.equal(accepted(await speak(exists, { email: held })), true)
  })

  const told: Record<string, { code: Code; ask: () => Promise<Outcome> }> = {
    'a reset over REST for nobody': {
      code: 2004,
      ask: () => ask('password/reset/email', { email: freshEmail(), code: '000000', newPassword: secret() }),
    },
    'a reset over REST for somebody': {
      code: 2001,
      ask: () => ask('password/reset/email', { email: held, code: '000000', newPassword: secret() }),
    },
    'a reset over GraphQL': {
      code: 2004,
      ask: () => speak(reset, { email: freshEmail(), code: '000000', newPassword: secret() }),
    },
    'a reset on two pages for nobody': {
      code: 2004,
      ask: () => ask('users/password/forget/check-code', { phone: freshPhone(), code: '000000' }),
    },
    'a reset on two pages for somebody': {
      code: 2001,
      ask: () => ask('users/password/forget/check-code', { phone, code: '000000' }),
    },
    'a registration over GraphQL': {
      code: 2026,
      ask: () => speak(register, { input: { email: held, password: secret() } }),
    },
    'a registration over REST': {
      code: 2026,
      ask: () => ask('register/username', { username, password: secret() }),
    },
    'a registration on the page': {
      code: 2026,
      ask: () => actOnPage(world, 'sign-up', { method: 'username', username, password }),
    },
    'another name of one’s own': {
      code: 2034,
      ask: async () => speak(rename, { input: { username } }, await somebody()),
    },
  }

  test('so is whoever learns it from what they do: no more than a hundred answers for all of it', async () => {
    await setPool(world, { hideAccountExistence: false })
    for (const [name, { code, ask }] of Object.entries(told)) {
      world.passSeconds(3601)
      const before = await ask()
      assert.equal(before.code, code, name)
      for (let round = 0; round < 9; round++) accepted(await speak(lookUps(11), {}))
      for (const lang of ['one', 'more']) assert.equal((await ask()).code, 429, `${name}, ${lang}`)
    }
  })

  test('and whoever holds a right code is not kept waiting by it', async () => {
    world.passSeconds(3601)
    for (let round = 0; round < 4; round++) accepted(await speak(lookUps(25), {}))
    accepted(await speak(sendEmail, { email: held, scene: 'RESET_PASSWORD' }))
    const code = codeIn(await post.mailbox.next(held, /\b\d{6}\b/))
    accepted(await ask('password/reset/email', { email: held, code, newPassword: sealed(world, 'another horse') }))
  })
})
