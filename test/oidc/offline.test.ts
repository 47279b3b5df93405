// Offline access: what an application may do while its person is away, and everything that ends it (OpenID Connect Core 1.0, section 11).
import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { decodeJwt } from 'jose'
import * as oidc from 'openid-client'
import { endEverySession } from '#domain/entry/session/end-every.ts'
import { keepOffline } from '#domain/entry/session/offline-store.ts'
import type { Application, ApplicationSettings } from '#domain/tenancy/application/application.ts'
import { managementToken, type Person, registerPerson, sealed, send } from '../kit/people.ts'
import { ask } from '../kit/rest.ts'
import { addApplication } from '../kit/tenant.ts'
import { until } from '../kit/until.ts'
import { accepted, graphql, refused } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { Browser } from './browser.ts'

const callback = 'http://127.0.0.1:9/callback'
let world: World
let count = 0
before(async () => {
  world = await newWorld()
})

interface Setting {
  person: Person
  application: Application
  browser: Browser
  config: oidc.Configuration
  code: string
}

/** Somebody lets an application keep access while they are away; its code is not used yet. */
async function agree(settings: Partial<ApplicationSettings> = {}): Promise<Setting> {
  const application = await addApplication(world.app.domain, world.tenant.pool, {
    identifier: `offline-${++count}`,
    redirectUris: [callback],
    logoutRedirectUris: [callback],
    settings,
  })
  const person = await registerPerson(world)
  const browser = new Browser(world)
  const isPublic = settings.tokenEndpointAuthMethod === 'none'
  const config = await oidc.discovery(
    new URL(`${world.origin}/oidc`),
    application.id,
    isPublic ? undefined : application.secret,
    isPublic ? oidc.None() : undefined,
    { execute: [oidc.allowInsecureRequests] },
  )
  const code = await agreeAgain({ person, application, browser, config, code: '' })
  return { person, application, browser, config, code }
}

const verifier = oidc.randomPKCECodeVerifier()

async function agreeAgain({ person, browser, config }: Setting): Promise<string> {
  const asked = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid email offline_access',
    prompt: 'consent',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  let page = await browser.open(asked.href)
  if (page.screen === 'sign-in') {
    const account = { account: person.username, password: person.password }
    page = await browser.open((await browser.act(page, 'sign-in', account)).data.location)
  }
  const { data } = await browser.act(page, 'consent', { accept: true })
  const answer = await browser.follow(data.location)
  return new URL(answer.headers.get('location') ?? '').href
}

const redeem = ({ config, code }: Setting) =>
  oidc.authorizationCodeGrant(config, new URL(code), { pkceCodeVerifier: verifier, idTokenExpected: true })

type Tokens = Awaited<ReturnType<typeof redeem>>

async function open(settings: Partial<ApplicationSettings> = {}): Promise<Setting & { tokens: Tokens }> {
  const setting = await agree(settings)
  return { ...setting, tokens: await redeem(setting) }
}

const refresh = ({ config, tokens }: { config: oidc.Configuration; tokens: Tokens }) =>
  oidc.refreshTokenGrant(config, tokens.refresh_token ?? '')

async function isOver(opened: Setting & { tokens: Tokens }): Promise<void> {
  await assert.rejects(refresh(opened), (error: { error?: string }) => error.error === 'invalid_grant')
  assert.equal(await informed(opened.tokens), 401)
}

async function informed({ access_token: token }: { access_token: string }): Promise<number> {
  const answer = await fetch(`${world.origin}/oidc/me`, { headers: { authorization: `Bearer ${token}` } })
  await answer.arrayBuffer()
  return answer.status
}

async function signOut({ browser, config, tokens }: Setting & { tokens: Tokens }): Promise<void> {
  const left = { id_token_hint: tokens.id_token ?? '', post_logout_redirect_uri: callback }
  const answer = await browser.go(oidc.buildEndSessionUrl(config, left).href)
  assert.equal(answer.headers.get('location'), callback)
}

interface Listed {
  list: { id: string; kind: string; appId: string; current: boolean }[]
}
const listed = async (token: string) =>
  accepted<Listed>(await ask(world, 'GET /api/v2/users/me/sessions', { token })).list
const offlineOf = async ({ person, application }: Setting) =>
  (await listed(person.token)).filter(({ kind, appId }) => kind === 'offline' && appId === application.id)

suite('it goes on', () => {
  test('after signing out in the browser, with whom and when the person signed in unchanged', async () => {
    const opened = await open()
    const { iat: _first, exp: _end, at_hash: _hash, nonce: _none, ...before } = decodeJwt(opened.tokens.id_token ?? '')
    await signOut(opened)
    assert.equal(await informed(opened.tokens), 200)
    const fresh = await refresh(opened)
    assert.equal(await informed(fresh), 200)
    const { iat: _new, exp: _later, at_hash: _other, ...after } = decodeJwt(fresh.id_token ?? '')
    assert.deepEqual(after, before)
    const access = decodeJwt(fresh.access_token)
    assert.deepEqual([access.auth_time, access.acr, access.amr], [before.auth_time, before.acr, before.amr])
    assert.equal((await oidc.tokenIntrospection(opened.config, fresh.access_token)).active, true)
  })

  test('after the browser’s session ran out or was ended from elsewhere, for public clients as well', async () => {
    const opened = await open({ tokenEndpointAuthMethod: 'none' })
    const { sid } = decodeJwt(opened.tokens.id_token ?? '')
    accepted(await ask(world, `DELETE /api/v2/users/me/sessions/${sid}`, { token: opened.person.token }))
    const second = await refresh(opened)
    const third = await refresh({ ...opened, tokens: second as Tokens })
    assert.equal(await informed(third), 200)
    // Using an old one again ends the family, as ever.
    await assert.rejects(refresh(opened), (error: { error?: string }) => error.error === 'invalid_grant')
    assert.equal(await informed(third), 401)
    assert.deepEqual(await offlineOf(opened), [])
  })

  test('but is nobody who is signed in: the identity token ends with the browser, the access token reads', async () => {
    const opened = await open()
    const { id_token: token = '' } = opened.tokens
    accepted(await send(world, 'user', {}, { token }))
    await signOut(opened)
    refused(await send(world, 'user', {}, { token }), 2206)
    const fresh = await refresh(opened)
    refused(await send(world, 'user', {}, { token: fresh.id_token ?? '' }), 2206)
    const other = { token: fresh.access_token, tenant: { ...world.tenant, application: opened.application } }
    accepted(await ask(world, 'GET /api/v2/users/me', other))
    refused(await ask(world, 'POST /api/v2/users/me/sessions/end-others', other), 1001)
    refused(await send(world, 'refreshToken', {}, other), 1001)
    const where = `GET /api/v2/users/login-status?userId=${opened.person.id}&appId=${opened.application.id}`
    const status = accepted<{ isLogin: boolean }>(await ask(world, where, { token: await managementToken(world) }))
    assert.equal(status.isLogin, false)
  })

  test('for as long as its refresh token is good, and a code that nobody uses opens none for longer', async () => {
    const unused = await agree()
    assert.equal((await offlineOf(unused)).length, 1)
    world.passSeconds(61)
    assert.deepEqual(await offlineOf(unused), [])
    const opened = await open({ refreshTokenLifetime: 600, tokenEndpointAuthMethod: 'none' })
    world.passSeconds(500)
    assert.equal((await offlineOf(opened)).length, 1)
    world.passSeconds(101)
    assert.deepEqual(await offlineOf(opened), [])
    await isOver(opened)
  })

  test('no longer than an application says of its sessions', async () => {
    const opened = await open({ sessionAbsoluteTimeout: 600 })
    world.passSeconds(601)
    await isOver(opened)
  })
})

suite('what is borrowed stays so', () => {
  test('a session that a scanned code opened gives no access beyond itself', async () => {
    const first = await agree()
    const { rows } = await world.database.pool.query<{ id: string }>(
      `UPDATE session SET methods = '{qr}', application_id = $2 WHERE user_id = $1 AND kind = 'browser' RETURNING id`,
      [first.person.id, first.application.id],
    )
    world.database.notices.deliver(`session:${world.tenant.pool.id}:${rows[0]?.id}`)
    const opened = { ...first, code: await agreeAgain(first) }
    const tokens = await redeem(opened)
    assert.equal(decodeJwt(tokens.access_token).sid, rows[0]?.id)
    assert.equal((await offlineOf(opened)).length, 1, 'but the one from before')
    assert.equal(await informed(await refresh({ ...opened, tokens })), 200)
    await signOut({ ...opened, tokens })
    await isOver({ ...opened, tokens })
  })
})

suite('it ends', () => {
  test('when its person ends it, who sees it among the sessions and in the user centre', async () => {
    const opened = await open()
    const [session] = await offlineOf(opened)
    assert.ok(session)
    const base = `/u/${world.tenant.application.identifier}`
    const { csrf } = await opened.browser.open(`${base}/sessions`)
    const act = async (action: string, body: object) => {
      const headers = { 'content-type': 'application/json', 'x-menshen-csrf': csrf }
      const init = { method: 'POST', headers, body: JSON.stringify(body) }
      const answer = await opened.browser.go(`${base}/actions/${action}`, init)
      return (await answer.json()) as { code: number; data: { sessions: { id: string; offline: boolean }[] } }
    }
    const { sessions } = (await act('sessions', {})).data
    assert.deepEqual(
      sessions.filter(({ offline }) => offline).map(({ id }) => id),
      [session.id],
    )
    assert.equal((await act('end-session', { id: session.id })).code, 200)
    await isOver(opened)
  })

  test('with a sign-out everywhere, by its person or by an administrator', async () => {
    const own = await open()
    accepted(await ask(world, 'POST /api/v2/users/me/sessions/end-others', { token: own.person.token }))
    await isOver(own)
    const kicked = await open()
    const token = await managementToken(world)
    const all = `GET /api/v2/users/${kicked.person.id}/sessions`
    const kinds = accepted<Listed>(await ask(world, all, { token })).list.map(({ kind }) => kind)
    assert.deepEqual(kinds.sort(), ['browser', 'offline', 'token'])
    accepted(await ask(world, 'POST /api/v2/users/kick', { token }, { userIds: [kicked.person.id] }))
    await isOver(kicked)
    const one = await open()
    const [session] = await offlineOf(one)
    accepted(await ask(world, `DELETE /api/v2/users/${one.person.id}/sessions/${session?.id}`, { token }))
    await isOver(one)
  })

  test('with a new password, its person’s own or an administrator’s', async () => {
    const own = await open()
    const change =
      'mutation ($newPassword: String!, $oldPassword: String) { updatePassword(newPassword: $newPassword, oldPassword: $oldPassword) { id } }'
    const passwords = { newPassword: sealed(world, 'another horse 9'), oldPassword: sealed(world, own.person.password) }
    accepted(await graphql(world.origin, change, passwords, { tenant: world.tenant, token: own.person.token }))
    await isOver(own)
    const reset = await open()
    const input = { password: sealed(world, 'another horse 9') }
    const token = await managementToken(world)
    accepted(await send(world, 'updateUser', { id: reset.person.id, input }, { token }))
    await isOver(reset)
  })

  test('when its person is locked, for good, and with the account', async () => {
    const opened = await open()
    const token = await managementToken(world)
    const lock = (blocked: boolean) =>
      send(world, 'updateUser', { id: opened.person.id, input: { blocked } }, { token })
    accepted(await lock(true))
    await isOver(opened)
    accepted(await lock(false))
    await isOver(opened)
    const gone = await open()
    accepted(await send(world, 'deleteUser', { id: gone.person.id }, { token }))
    await isOver(gone)
  })

  test('with its tokens: revoked, or a code used twice', async () => {
    for (const name of ['refresh_token', 'access_token'] as const) {
      const opened = await open()
      await oidc.tokenRevocation(opened.config, opened.tokens[name] ?? '')
      await isOver(opened)
      assert.deepEqual(await offlineOf(opened), [])
    }
    const twice = await open()
    await assert.rejects(redeem(twice))
    await isOver(twice)
    assert.deepEqual(await offlineOf(twice), [])
  })

  test('when what was agreed to is taken back', async () => {
    const opened = await open({ firstParty: false })
    const { token } = opened.person
    accepted(await ask(world, `DELETE /api/v2/users/me/consents/${opened.application.id}`, { token }))
    await isOver(opened)
    assert.deepEqual(await offlineOf(opened), [])
  })

  test('at the time that an administrator has set, however often it is refreshed', async () => {
    const opened = await open({ tokenEndpointAuthMethod: 'none' })
    const input = { tokenExpiredAt: new Date(world.app.domain.clock().getTime() + 600_000).toISOString() }
    accepted(await send(world, 'updateUser', { id: opened.person.id, input }, { token: await managementToken(world) }))
    const tokens = (await refresh(opened)) as Tokens
    world.passSeconds(601)
    await isOver({ ...opened, tokens })
  })
})

suite('it does not slip out of an end that comes at the same moment', () => {
  const sessionIdOf = async ({ person }: Setting) =>
    (await listed(person.token)).find(({ kind }) => kind === 'browser')?.id ?? assert.fail('no session')

  /** Until somebody waits for a row: the session's, or the person's. */
  const somebodyWaits = () =>
    until(async () => {
      const { rows } = await world.database.pool.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      return rows.length > 0
    })

  test('a session that ends while its person agrees opens nothing', async () => {
    const setting = await agree()
    const id = await sessionIdOf(setting)
    const { unit } = world.app.domain
    const pool = world.tenant.pool
    const ended = Promise.withResolvers<void>()
    const holding = Promise.withResolvers<void>()
    const ending = unit.write(async ({ tx, changed }) => {
      await endEverySession({ tx, changed, pool, now: world.app.domain.clock() }, [setting.person.id])
      holding.resolve()
      await ended.promise
    })
    await holding.promise
    const agreeing = agreeAgain(setting)
    await somebodyWaits()
    ended.resolve()
    await ending
    await assert.rejects(redeem({ ...setting, code: await agreeing }))
    const { rows } = await world.database.pool.query(
      `SELECT kind FROM session WHERE user_id = $1 AND ended_at IS NULL`,
      [setting.person.id],
    )
    assert.deepEqual([id !== '', rows], [true, []])
  })

  test('and what has opened a moment before ends with all the others', async () => {
    const setting = await agree()
    const { person, application } = setting
    const { unit, clock } = world.app.domain
    const pool = world.tenant.pool
    const openedIn = await sessionIdOf(setting)
    const use = {
      ...{ userPoolId: pool.id, userId: person.id, applicationId: application.id },
      ...{ grantId: 'a-grant', openedIn, seconds: 600, absoluteTimeout: null },
    }
    const [held, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const opening = unit.write(async ({ tx }) => {
      await keepOffline(tx, use, clock())
      held.resolve()
      await go.promise
    })
    await held.promise
    const ending = unit.write(({ tx, changed }) => endEverySession({ tx, changed, pool, now: clock() }, [person.id]))
    await somebodyWaits()
    go.resolve()
    await Promise.all([opening, ending])
    const { rows } = await world.database.pool.query(`SELECT id FROM session WHERE user_id = $1 AND ended_at IS NULL`, [
      person.id,
    ])
    assert.deepEqual(rows, [])
  })
})

suite('an application may do without it', () => {
  test('then its refresh tokens end with the browser’s session; an administrator says so', async () => {
    const token = await managementToken(world)
    const body = { name: 'Attached', identifier: 'attached', oidcConfig: { offline_access: false } }
    const made = accepted<{ id: string; oidcConfig: { offline_access: boolean } }>(
      await ask(world, 'POST /api/v2/applications', { token }, body),
    )
    assert.equal(made.oidcConfig.offline_access, false)
    const wrong = { oidcConfig: { offline_access: 'no' } }
    refused(await ask(world, `PUT /api/v2/applications/${made.id}`, { token }, wrong), 400)
    const opened = await open({ offlineAccess: false })
    assert.equal(await informed(await refresh(opened)), 200)
    assert.deepEqual(await offlineOf(opened), [])
    await signOut(opened)
    await isOver(opened)
  })
})
