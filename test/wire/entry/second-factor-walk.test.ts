// With a second factor required there is no way to a session without it: every way in is walked, and the ways are those of the
// tables, and of the files that make sessions, so that a new one fails here until it is walked too.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, suite, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { isDeclined, Refusal } from '@menshen/contract/errors'
import { Kind, parse } from 'graphql'
import { standsBefore, type Way, ways } from '#domain/entry/sign-in/checks.ts'
import { openSession } from '#domain/entry/sign-in/open.ts'
import type { Context } from '#domain/shape/verb.ts'
import { listOperations } from '#surface/graphql/engine/list-operations.ts'
import { rows as graphqlRows, sdl } from '#surface/graphql/v2/all-rows.ts'
import { allRows } from '#surface/rest/v2/table.ts'
import { newAuthenticator } from '../../kit/authenticator.ts'
import { documents, managementToken, type Person, registerPerson, sealed, send } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { setMfa } from '../../kit/second-factor.ts'
import { accepted, graphql, type Outcome, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'

const server = join(import.meta.dirname, '../../../server')
const read = (path: string) => readFileSync(join(server, path), 'utf8')
const filesWith = (pattern: RegExp, glob: string) =>
  globSync(glob, { cwd: server })
    .filter((path) => !path.endsWith('.test.ts') && pattern.test(read(path)))
    .sort()

const callback = 'http://127.0.0.1:9/callback'
const password = 'correct horse'
const [email, phone] = ['walker@example.com', '13700000001']
let world: World
let post: Awaited<ReturnType<typeof openPost>>
let person: Person
let manager: string
let counter = 0
/** Under the world's host name, for which passkeys can be made. */
let named: string
const authenticator = newAuthenticator()

/** The verbs that asked for a factor, each with the doors at which they did. */
const walkedVerbs = new Map<string, Set<Outcome['door']>>()
/** Those of the walk that is under way. */
const asking = new Set<string>()

/** Notes which verbs ask for a factor, whichever door called them. */
function watchVerbs({ domain }: World['app']): void {
  for (const way of ['call', 'callAt'] as const) {
    const original = domain[way] as (verb: { name: string }, ...rest: unknown[]) => Promise<unknown>
    const watched: typeof original = async (verb, ...rest) => {
      try {
        const result = (await original(verb, ...rest)) as { step?: Refusal } | null
        if (result?.step?.code === 1636) asking.add(verb.name)
        return result
      } catch (error) {
        if (error instanceof Refusal && error.code === 1636) asking.add(verb.name)
        throw error
      }
    }
    domain[way] = watched as never
  }
}

function noteWalk(door: Outcome['door']): void {
  for (const verb of asking) walkedVerbs.set(verb, (walkedVerbs.get(verb) ?? new Set()).add(door))
  asking.clear()
}

type PasskeyOptions = { options: Parameters<typeof authenticator.create>[0] }

const passkeys = (path: string, body: object, token?: string) =>
  rest(named, 'POST', `/api/v2/passkeys/${path}`, body, { tenant: world.tenant, token })

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
  const settings = { enableSubAccount: true, magicLink: true, qrSignInEnabled: true }
  const application = `/api/v2/applications/${world.tenant.application.id}`
  accepted(await rest(world.origin, 'PUT', application, { ...settings, redirectUris: [callback] }, { token: manager }))
  named = world.origin.replace('127.0.0.1', 'localhost')
  person = await registerPerson(world)
  const { token } = await registerPerson(world)
  const { options } = accepted<PasskeyOptions>(await passkeys('registration/initialize', {}, token))
  const credential = authenticator.create(options, { origin: named })
  accepted(await passkeys('registration/finalize', { credential }, token))
  watchVerbs(world.app)
  const input = { email, phone, emailVerified: true, phoneVerified: true }
  accepted(await send(world, 'updateUser', { id: person.id, input }, { token: manager }))
  const sub = { userId: person.id, account: 'walker', password: sealed(world, password) }
  accepted(await rest(world.origin, 'POST', `${application}/sub-accounts`, sub, { token: manager }))
  await setMfa(world, { policy: 'required', factors: ['totp'] })
})

async function shareSession(): Promise<string> {
  const speaking = { tenant: world.tenant, token: person.token }
  const body = { deviceId: 'E621E1F8-C36C-495A-93FC-000000000001', userPoolId: world.tenant.pool.id }
  accepted(await rest(world.origin, 'POST', '/oauth/sso/mobile/createSession', body, speaking))
  const path = `/oauth/sso/mobile/trackSession?deviceId=${body.deviceId}&userPoolId=${body.userPoolId}`
  return accepted<{ ticket: string }>(await rest(world.origin, 'GET', path)).ticket
}

type QrStatus = { status: number; ticket?: string; userInfo?: object; scannedResult?: { code: number } }

async function confirmedCode(): Promise<QrStatus> {
  const speaking = { tenant: world.tenant, token: person.token }
  const qr = (step: string, body: object) => rest(world.origin, 'POST', `/api/v2/qrcode/${step}`, body, speaking)
  const { random } = accepted<{ random: string }>(await qr('gene', { scene: 'APP_AUTH' }))
  for (const step of ['scanned', 'confirm']) accepted(await qr(step, { random }))
  const path = `/api/v2/qrcode/check?random=${random}`
  return accepted<QrStatus>(await rest(world.origin, 'GET', path, undefined, { tenant: world.tenant }))
}

async function countSessions(): Promise<number> {
  const { rows } = await world.database.pool.query<{ count: string }>('SELECT count(*) FROM session')
  return Number(rows[0]?.count)
}

/** Refused with the demand for a factor; no token in the answer, and no session in the database. */
async function stopped(walk: () => Promise<Outcome>): Promise<void> {
  const sessions = await countSessions()
  asking.clear()
  const outcome = await walk()
  refused(outcome, 1636)
  noteWalk(outcome.door)
  const data = outcome.data as Record<string, unknown>
  assert.match(String(data.mfaToken), /^mfa\./)
  assert.deepEqual([data.token, data.location], [undefined, undefined])
  assert.equal(await countSessions(), sessions)
}

async function codeFor(by: 'email' | 'phone', to: string, scene: 'LOGIN' | 'REGISTER'): Promise<string> {
  // One address gets one code a minute.
  world.passSeconds(61)
  const tenant = world.tenant
  if (by === 'email') {
    accepted(
      await rest(world.origin, 'POST', '/api/v2/email/send', { email: to, scene: `${scene}_VERIFY_CODE` }, { tenant }),
    )
    return codeIn(await post.mailbox.next(to))
  }
  accepted(
    await rest(world.origin, 'POST', '/api/v2/sms/send', { phone: to, scene: `SCENE_TYPE_${scene}` }, { tenant }),
  )
  return codeIn(post.phones.last(`+86${to}`))
}

const fresh = (by: 'email' | 'phone' | 'username') => {
  counter++
  return by === 'email'
    ? `walker${counter}@example.com`
    : by === 'phone'
      ? `1370001${1000 + counter}`
      : `walker${counter}`
}

suite('the list of ways in', () => {
  test('has one maker of sessions, and one writer of them', () => {
    assert.deepEqual(filesWith(/INSERT INTO session\b|insertInto\('session'\)/, '**/*.ts'), [
      // Out of a session that somebody is in already: no way in.
      'domain/entry/session/offline-store.ts',
      'domain/entry/sign-in/entry-store.ts',
    ])
    assert.deepEqual(filesWith(/\binsertEntry\(/, '**/*.ts'), [
      'domain/entry/sign-in/entry-store.ts',
      'domain/entry/sign-in/open.ts',
    ])
  })

  test('is what this file walks', () => {
    assert.deepEqual(filesWith(/\b(openSession|afterRegistration)\(/, '**/*.ts'), [
      'domain/account/register/after-registration.ts',
      'domain/account/register/register-with-code.ts',
      'domain/account/register/register.ts',
      'domain/account/sign-in/sign-in-with-code.ts',
      'domain/account/sign-in/sign-in-with-password.ts',
      'domain/entry/mfa/pass-factor.ts',
      'domain/entry/mobile-sso/exchange.ts',
      'domain/entry/passkey/sign-in.ts',
      'domain/entry/qr-sign-in/collect.ts',
      'domain/entry/session/refresh.ts',
      'domain/entry/sign-in/open.ts',
      'domain/entry/sign-in/sign-in-with-link.ts',
      'domain/entry/sub-account/sign-in.ts',
    ])
    assert.deepEqual(filesWith(/\bissueTokenTo\(/, 'surface/**/*.ts'), [
      'surface/graphql/v2/context.ts',
      'surface/graphql/v2/rows/session.ts',
      'surface/rest/v2/encode-user.ts',
    ])
    assert.deepEqual(filesWith(/\bentries\.signedIn\(/, 'surface/**/*.ts'), ['surface/hosted/sign-in/action.ts'])
  })

  test('lets nobody through at the one maker, however they came', async () => {
    const { domain } = world.app
    const { pool, application } = { ...world.tenant }
    const now = domain.clock()
    const current = (await domain.ports.cached.pool(pool.id)) ?? pool
    for (const way of Object.keys(ways) as Way[]) {
      const result = await domain.unit
        .write(async ({ tx, changed }) => {
          const { limits, keys } = domain.ports
          const client = { ip: '127.0.0.1', userAgent: null }
          const at = { pool: current, application, caller: { kind: 'anonymous' }, client, origin: world.origin, now }
          const context = { ...at, tx, changed, limits, keys } as Context
          const opened = await openSession(context, person, { way, kind: 'token', counted: false })
          throw Object.assign(new Error('undone'), { opened })
        })
        .catch((error) => (error.opened === undefined ? Promise.reject(error) : error.opened))
      assert.equal(isDeclined(result), standsBefore(way, 'factor'), way)
    }
  })
})

suite('REST', () => {
  const walked = allRows().filter(
    ({ method, path }) => method === 'POST' && /^\/api\/v2\/(login|register)\b/.test(path),
  )

  test('has the ways that are walked', () => {
    assert.ok(walked.length >= 12)
    // The login component asks these before anybody registers: they sign nobody in.
    assert.deepEqual(
      walked.filter(({ path }) => !/^\/api\/v2\/(login\/|register[-/])/.test(path)),
      [],
    )
  })

  for (const { path } of walked)
    test(path, async () => {
      const by = path.includes('email') ? 'email' : path.includes('phone') ? 'phone' : 'username'
      const signsIn = path.includes('/login/')
      const own = { email, phone, username: person.username }[by]
      const account = signsIn ? own : fresh(by)
      const proven = by === 'username' || !path.includes('code')
      const code = proven ? undefined : await codeFor(by as 'email' | 'phone', account, signsIn ? 'LOGIN' : 'REGISTER')
      const named = /register\//.test(path) ? { [by]: account } : { account }
      const shown = code === undefined ? { password: sealed(world, password) } : { code }
      const body = { ...named, ...shown, ...(!signsIn && { forceLogin: true }) }
      await stopped(() => rest(world.origin, 'POST', path, body, { tenant: world.tenant }))
    })

  test('a token that nobody counts is none either', async () => {
    const body = { account: fresh('username'), password: sealed(world, password), generateToken: true }
    await stopped(() => rest(world.origin, 'POST', '/api/v2/register-username', body, { tenant: world.tenant }))
  })

  test('signing in and registering on the way', async () => {
    const body = { account: fresh('username'), password: sealed(world, password), autoRegister: true }
    await stopped(() => rest(world.origin, 'POST', '/api/v2/login/account', body, { tenant: world.tenant }))
  })

  test('a code that a phone confirmed', async () => {
    const sessions = await countSessions()
    asking.clear()
    const { status, ticket, userInfo, scannedResult } = await confirmedCode()
    noteWalk('REST V2')
    assert.deepEqual([status, ticket, userInfo], [4, undefined, undefined])
    assert.equal(scannedResult?.code, 1636)
    assert.equal(await countSessions(), sessions)
  })

  test('a passkey that anybody present may use', async () => {
    const { options } = accepted<PasskeyOptions>(await passkeys('login/initialize', {}))
    const credential = authenticator.get(options, { origin: named, counter: 1, userVerified: false })
    await stopped(() => passkeys('login/finalize', { credential }))
  })

  test('the session that the apps of a phone share', async () => {
    const { id: userPoolId, secret } = world.tenant.pool
    const path = '/oauth/sso/mobile/exchangeUserInfoWithTicket'
    const body = { ticket: await shareSession(), secret, userPoolId }
    await stopped(() => rest(world.origin, 'POST', path, body))
  })
})

/** The operations of GraphQL that asked for a factor. */
const walkedOperations = new Set<string>()

suite('GraphQL', () => {
  async function walk(document: string, variables: object): Promise<void> {
    await stopped(() => graphql(world.origin, document, variables, { tenant: world.tenant }))
    for (const definition of parse(document).definitions)
      if (definition.kind === Kind.OPERATION_DEFINITION)
        for (const field of definition.selectionSet.selections)
          if (field.kind === Kind.FIELD) walkedOperations.add(field.name.value)
  }

  const login = (input: object, operation: keyof typeof documents) =>
    walk(documents[operation], { input: { ...input, password: sealed(world, password) } })

  test('passwords', async () => {
    await login({ username: person.username }, 'loginByUsername')
    await login({ email }, 'loginByEmail')
    await login({ phone }, 'loginByPhonePassword')
    await login({ email: fresh('email'), autoRegister: true }, 'loginByEmail')
  })

  test('registering with a session or a token', async () => {
    for (const wish of [{ forceLogin: true }, { generateToken: true }]) {
      await login({ email: fresh('email'), ...wish }, 'registerByEmail')
      await login({ username: fresh('username'), ...wish }, 'registerByUsername')
    }
  })

  test('codes', async () => {
    const signIn = 'mutation ($input: LoginByPhoneCodeInput!) { loginByPhoneCode(input: $input) { token } }'
    const register = 'mutation ($input: RegisterByPhoneCodeInput!) { registerByPhoneCode(input: $input) { token } }'
    const code = await codeFor('phone', phone, 'LOGIN')
    await walk(signIn, { input: { phone, code } })
    const other = fresh('phone')
    const input = { phone: other, code: await codeFor('phone', other, 'REGISTER'), forceLogin: true }
    await walk(register, { input })
  })

  test('sub-accounts', () => {
    const document =
      'mutation ($account: String!, $password: String!) { loginBySubAccount(account: $account, password: $password) { token } }'
    const variables = { account: 'walker', password: sealed(world, password) }
    return walk(document, variables)
  })
})

suite('the sign-in page', () => {
  const openPage = async (browser: Browser) => {
    const asked = {
      client_id: world.tenant.application.id,
      redirect_uri: callback,
      response_type: 'code',
      scope: 'openid',
    }
    return browser.open(`${world.origin}/oidc/auth?${new URLSearchParams(asked)}`)
  }

  async function walk(action: string, body: (at: { uid: string; csrf: string }, browser: Browser) => Promise<object>) {
    const browser = new Browser(world)
    const page = await openPage(browser)
    const sent = await body(page, browser)
    await stopped(async () => ({ ...(await browser.act(page, action, sent)), door: 'hosted page' }) as Outcome)
    assert.deepEqual(browser.sessionCookies(), [])
  }

  test('passwords', () => walk('sign-in', async () => ({ account: person.username, password })))
  test('sub-accounts', () => walk('sign-in-by-sub-account', async () => ({ account: 'walker', password })))
  test('signing up', () => walk('sign-up', async () => ({ method: 'email', email: fresh('email'), password })))
  test('codes', async () => {
    await walk('sign-in-by-code', async () => ({ address: email, code: await codeFor('email', email, 'LOGIN') }))
    const address = fresh('email')
    await walk('sign-up-by-code', async () => ({ address, code: await codeFor('email', address, 'REGISTER') }))
  })
  test('links', () =>
    walk('sign-in-by-link', async (page, browser) => {
      world.passSeconds(61)
      assert.equal((await browser.act(page, 'send-link', { address: email })).code, 200)
      const { text = '' } = await post.mailbox.next(email)
      return { token: /[?&]link=([\w.%-]+)/.exec(text)?.[1] ?? assert.fail(`no link in ${text}`) }
    }))
  test('codes to scan', () =>
    walk('qr-check', async (page, browser) => {
      const { data } = (await browser.act(page, 'qr-code', {})) as unknown as { data: { random: string } }
      const body = { random: data.random }
      const speaking = { tenant: world.tenant, token: person.token }
      for (const step of ['scanned', 'confirm'])
        accepted(await rest(world.origin, 'POST', `/api/v2/qrcode/${step}`, body, speaking))
      return body
    }))

  test('passkeys that anybody present may use', async () => {
    const browser = new Browser({ origin: named })
    const asked = { client_id: world.tenant.application.id, redirect_uri: callback }
    const more = new URLSearchParams({ ...asked, response_type: 'code', scope: 'openid' })
    const page = await browser.open(`${named}/oidc/auth?${more}`)
    const { data } = (await browser.act(page, 'passkey-options', {})) as unknown as { data: PasskeyOptions }
    const credential = authenticator.get(data.options, { origin: named, counter: 2, userVerified: false })
    await stopped(
      async () => ({ ...(await browser.act(page, 'passkey-sign-in', { credential })), door: 'hosted page' }) as Outcome,
    )
    assert.deepEqual(browser.sessionCookies(), [])
  })

  test('has no other actions that let anybody through', () => {
    assert.deepEqual(filesWith(/\bletThrough\(/, 'surface/**/*.ts'), [
      'surface/hosted/sign-in/action.ts',
      'surface/hosted/sign-in/code-actions.ts',
      'surface/hosted/sign-in/link-actions.ts',
      'surface/hosted/sign-in/mfa-actions.ts',
      'surface/hosted/sign-in/passkey-actions.ts',
      'surface/hosted/sign-in/password-actions.ts',
      'surface/hosted/sign-in/qr-actions.ts',
    ])
  })
})

test('a session that is there stays, with fresh tokens, and so do the tokens that administrators take', async () => {
  accepted(await send(world, 'refreshToken', {}, { token: person.token }))
  accepted(await send(world, 'refreshToken', { id: person.id }, { token: manager }))
})

/** The verb that a file exports, and the name under which others import it. */
async function verbIn(path: string): Promise<{ name: string; identifier: string }> {
  const exported: Record<string, unknown> = await import(pathToFileURL(join(server, path)).href)
  const verbs = Object.entries(exported).flatMap(([identifier, value]) =>
    typeof value === 'object' && value !== null && 'run' in value && 'name' in value
      ? [{ name: String(value.name), identifier }]
      : [],
  )
  assert.equal(verbs.length, 1, `${path} exports ${verbs.length} verbs`)
  return verbs[0] as (typeof verbs)[number]
}

test('every verb that opens a session was walked at every door that offers it', async () => {
  // The second half itself, the one maker, what verbs share, and what administrators open.
  const no = ['mfa/pass-factor.ts', 'sign-in/open.ts', 'register/after-registration.ts', 'session/refresh.ts']
  const makers = filesWith(/\b(openSession|afterRegistration)\(/, 'domain/**/*.ts')
  const verbs = await Promise.all(makers.filter((path) => !no.some((end) => path.endsWith(end))).map(verbIn))
  const doors = { graphql: 'GraphQL V2', rest: 'REST V2', hosted: 'hosted page' } as const
  // What doors call in its place.
  const through: Record<string, string> = { collectQrCode: 'watchQrCode' }
  const missing: string[] = []
  for (const { name, identifier } of verbs) {
    const called = new RegExp(`\\b${through[identifier] ?? identifier}\\b`)
    const offering = filesWith(called, 'surface/**/*.ts').map((path) => path.split('/')[1] ?? '')
    assert.ok(offering.length > 0, `no door offers ${identifier}`)
    for (const folder of new Set(offering)) {
      const door = doors[folder as keyof typeof doors] ?? assert.fail(`${folder} offers ${identifier}`)
      if (!walkedVerbs.get(name)?.has(door)) missing.push(`${name} at the door ${door}`)
    }
  }
  assert.deepEqual(missing, [])
})

test('every operation of GraphQL that is called a sign-in or a registration was walked', () => {
  const operations = listOperations(sdl, graphqlRows).map(({ name }) => name)
  const ways = operations.filter((name) => /^(login|register)/.test(name))
  assert.ok(ways.length >= 8)
  assert.deepEqual(
    ways.filter((name) => !walkedOperations.has(name)),
    [],
  )
})
