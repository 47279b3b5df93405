// Somebody is signed out, or shown to be a stranger, while a request of theirs is under way: it was let in, waits for the
// person's row, and must not undo what it waited for.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { newAuthenticator } from '../../kit/authenticator.ts'
import { codesIn } from '../../kit/codes.ts'
import { inTurn } from '../../kit/in-turn.ts'
import { managementToken, sealed, send, signedInAs } from '../../kit/people.ts'
import { openPost } from '../../kit/post.ts'
import { codeOf } from '../../kit/second-factor.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string
let counter = 0
const password = 'correct horse'

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
})

const ask = (path: string, body: object, speaking: Speaking = {}) =>
  rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant: world.tenant, ...speaking })
const speak = (query: string, variables: object, speaking: Speaking = {}) =>
  graphql(world.origin, query, variables, { tenant: world.tenant, ...speaking })

const person = (id: string) => ({ table: 'user_account', id })

interface Somebody {
  id: string
  token: string
  email: string
}

/** Who has registered with a name, and an address that they have not proven. */
async function register(): Promise<Somebody> {
  const email = `meanwhile${++counter}@example.com`
  const body = {
    username: `meanwhile${counter}`,
    password: sealed(world, password),
    forceLogin: true,
    profile: { email },
  }
  return { ...accepted<{ id: string; token: string }>(await ask('register/username', body)), email }
}

const { mailCode, textCode } = codesIn(
  () => world,
  () => post,
)

async function bindable(): Promise<{ phone: string; phoneCode: string }> {
  const phone = `1380000${3000 + ++counter}`
  return { phone, phoneCode: await textCode(phone, 'SCENE_TYPE_BIND') }
}

interface Row {
  phone: string | null
  username: string | null
  second_factors: string[]
  sessions: number
  passkeys: number
}

async function standing(id: string): Promise<Row> {
  const { rows } = await world.database.pool.query<Row>(
    `SELECT phone, username, second_factors,
      (SELECT count(*)::int FROM session WHERE user_id = $1 AND ended_at IS NULL) AS sessions,
      (SELECT count(*)::int FROM passkey WHERE user_id = $1) AS passkeys
     FROM user_account WHERE id = $1`,
    [id],
  )
  return rows[0] ?? assert.fail('the account is gone')
}

const bindPhone =
  'mutation ($phone: String!, $phoneCode: String!) { bindPhone(phone: $phone, phoneCode: $phoneCode) { id } }'
const rename = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { id } }'

/** What somebody prepares while they are in, and sends at the last moment. */
const tries: Record<string, (token: string) => Promise<() => Promise<Outcome>>> = {
  'a number over REST': async (token) => {
    const proof = await bindable()
    return () => ask('users/phone/bind', proof, { token })
  },
  'a number over GraphQL': async (token) => {
    const proof = await bindable()
    return () => speak(bindPhone, proof, { token })
  },
  'a name': async (token) => () => speak(rename, { input: { username: `again${counter}` } }, { token }),
  'an authenticator app': async (token) => {
    const path = 'mfa/totp/associate'
    const { secret } = accepted<{ secret: string }>(await ask(path, {}, { token }))
    return () => ask(`${path}/confirm`, { totp: codeOf(world, { secret }) }, { token })
  },
  'a passkey': async (token) => {
    const named = world.origin.replace('127.0.0.1', 'localhost')
    const passkeys = (step: string, body: object) =>
      rest(named, 'POST', `/api/v2/passkeys/registration/${step}`, body, { tenant: world.tenant, token })
    type Options = { options: Parameters<ReturnType<typeof newAuthenticator>['create']>[0] }
    const { options } = accepted<Options>(await passkeys('initialize', {}))
    const credential = newAuthenticator().create(options, { origin: named })
    return () => passkeys('finalize', { credential })
  },
}

describe('a stranger who is still in while the owner of the address proves it leaves nothing behind', () => {
  for (const [name, prepare] of Object.entries(tries))
    test(name, async () => {
      const { id, token, email } = await register()
      const code = await mailCode(email, 'LOGIN_VERIFY_CODE')
      const last = await prepare(token)
      const [owner, stranger] = await inTurn(world, person(id), () => ask('login/email-code', { email, code }), last)
      accepted(owner)
      assert.notEqual(stranger.code, 200)
      const nothing = { phone: null, username: null, second_factors: [], sessions: 1, passkeys: 0 }
      assert.deepEqual(await standing(id), nothing)
    })
})

describe('whoever is signed out everywhere does nothing more', () => {
  const kick = (id: string) => () => ask('users/kick', { userIds: [id] }, { token: manager })

  for (const [name, prepare] of Object.entries(tries))
    test(name, async () => {
      const { id, token } = await register()
      const before = await standing(id)
      const last = await prepare(token)
      const [ended, late] = await inTurn(world, person(id), kick(id), last)
      accepted(ended)
      refused(late, 2206)
      assert.deepEqual(await standing(id), { ...before, sessions: 0 })
    })

  test('a code that was confirmed in the session', async () => {
    const { id, token } = await register()
    const { random } = accepted<{ random: string }>(await ask('qrcode/gene', { scene: 'APP_AUTH' }))
    for (const step of ['scanned', 'confirm']) accepted(await ask(`qrcode/${step}`, { random }, { token }))
    const path = `/api/v2/qrcode/check?random=${random}`
    const check = () => rest(world.origin, 'GET', path, undefined, { tenant: world.tenant })
    accepted((await inTurn(world, person(id), kick(id), check))[0])
    assert.equal((await standing(id)).sessions, 0)
  })

  test('a session that the apps of a phone share', async () => {
    const { id, token } = await register()
    const { id: userPoolId, secret } = world.tenant.pool
    const share = { deviceId: `phone-${counter}-E621E1F8-C36C-495A`, userPoolId }
    const path = '/oauth/sso/mobile'
    const speaking = { tenant: world.tenant, token }
    accepted(await rest(world.origin, 'POST', `${path}/createSession`, share, speaking))
    const tracked = await rest(world.origin, 'GET', `${path}/trackSession?${new URLSearchParams(share)}`)
    const { ticket } = accepted<{ ticket: string }>(tracked)
    const exchange = () =>
      rest(world.origin, 'POST', `${path}/exchangeUserInfoWithTicket`, { ticket, secret, userPoolId })
    accepted((await inTurn(world, person(id), kick(id), exchange))[0])
    assert.equal((await standing(id)).sessions, 0)
  })

  test('an account that takes this one in, or is taken in by it', async () => {
    for (const turned of [false, true]) {
      const [{ id, token }, other] = [await register(), await register()]
      const [primaryUserToken, secondaryUserToken] = turned ? [token, other.token] : [other.token, token]
      const link = () => ask('users/link', { primaryUserToken, secondaryUserToken })
      const [ended, late] = await inTurn(world, person(id), kick(id), link)
      accepted(ended)
      refused(late, 2206)
      accepted(await send(world, 'user', {}, { token: other.token }))
    }
  })

  test('and whoever was first keeps what they did', async () => {
    const { id, token } = await register()
    const bind = await tries['a number over REST']?.(token)
    const [bound, ended] = await inTurn(world, person(id), bind ?? assert.fail(), kick(id))
    accepted(bound)
    accepted(ended)
    const { phone, sessions } = await standing(id)
    assert.deepEqual([phone !== null, sessions], [true, 0])
  })
})

test('whoever signs out, or ends the session they are in, is not in the way of themselves', async () => {
  const { id } = await register()
  const [one, other] = [await signedInAs(world, id), await signedInAs(world, id)]
  accepted(await send(world, 'user', {}, { token: other }))
  accepted(await speak(rename, { input: { tokenExpiredAt: '0' } }, { token: one }))
  refused(await send(world, 'user', {}, { token: one }), 2206)
  accepted(
    await rest(world.origin, 'DELETE', '/api/v2/users/delete', undefined, { tenant: world.tenant, token: other }),
  )
})
