// However often it is refreshed, and whatever it leads to: a session lasts no longer than the pool says.
import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { setPool } from '../../kit/entry.ts'
import { isSignedIn, managementToken, type Person, registerPerson, send } from '../../kit/people.ts'
import { ask } from '../../kit/rest.ts'
import { addApplication, type Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'

const hour = 3600
const callback = 'http://127.0.0.1:9/callback'
let world: World
before(async () => {
  world = await newWorld()
  await setPool(world, { tokenExpiresAfter: hour, sessionAbsoluteTimeout: 3 * hour })
})

const isIn = (token: string) => isSignedIn(world, token)

interface Refreshed {
  token: string
  exp: number
  iat: number
}

const refresh = async (token: string) => accepted<Refreshed>(await send(world, 'refreshToken', {}, { token }))

suite('a session that is refreshed again and again', () => {
  test('ends after its time of all, at every door', async () => {
    const { token } = await registerPerson(world)
    world.passSeconds(hour - 60)
    const first = await refresh(token)
    assert.ok(first.exp - first.iat <= hour && first.exp - first.iat > hour - 60, `${first.exp - first.iat} s`)
    world.passSeconds(hour - 60)
    const second = accepted<{ token: string }>(await ask(world, 'POST /api/v2/users/refresh-token', first, {})).token
    world.passSeconds(hour - 60)
    const last = await refresh(second)
    assert.ok(last.exp - last.iat <= 180 && last.exp > last.iat, `${last.exp - last.iat} s are left`)
    world.passSeconds(181)
    for (const each of [token, first.token, second, last.token]) {
      assert.equal(await isIn(each), false)
      refused(await send(world, 'refreshToken', {}, { token: each }), 2206)
      refused(await ask(world, 'POST /api/v2/users/refresh-token', { token: each }, {}), 2206)
    }
  })

  test('does so for an OpenID Connect client, whose refresh tokens last longer', async () => {
    const application = await addApplication(world.app.domain, world.tenant.pool, {
      identifier: 'absolute-shop',
      redirectUris: [callback],
    })
    const person = await registerPerson(world)
    const asked = { client_id: application.id, redirect_uri: callback, response_type: 'code' }
    const scope = { scope: 'openid offline_access', prompt: 'consent' }
    const browser = new Browser(world)
    const page = await browser.open(`${world.origin}/oidc/auth?${new URLSearchParams({ ...asked, ...scope })}`)
    const next = await browser.act(page, 'sign-in', { account: person.username, password: person.password })
    const consent = await browser.open(next.data.location)
    const done = await browser.act(consent, 'consent', { accept: true })
    const back = await browser.follow(done.data.location)
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? ''
    const call = async (form: Record<string, string>) => {
      const authorization = `Basic ${Buffer.from(`${application.id}:${application.secret}`).toString('base64')}`
      const init = { method: 'POST', body: new URLSearchParams(form), headers: { authorization } }
      return (await (await fetch(`${world.origin}/oidc/token`, init)).json()) as Record<string, string>
    }
    const tokens = await call({ grant_type: 'authorization_code', code, redirect_uri: callback })
    const again = () => call({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token ?? '' })
    world.passSeconds(60)
    assert.ok((await again()).access_token)
    world.passSeconds(3 * hour)
    assert.equal((await again()).error, 'invalid_grant')
    const me = await fetch(`${world.origin}/oidc/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
    assert.equal(me.status, 401)
  })

  test('is not begun anew by the other apps of a phone', async () => {
    const application = await addApplication(world.app.domain, world.tenant.pool, { identifier: 'absolute-sibling' })
    const sibling: Tenant = { ...world.tenant, application }
    const { id: userPoolId, secret } = world.tenant.pool
    const [device, own] = [
      { deviceId: 'E621E1F8-C36C-495A-93FC-00000000A001', userPoolId },
      await registerPerson(world),
    ]
    accepted(await ask(world, 'POST /oauth/sso/mobile/createSession', { token: own.token }, device))
    world.passSeconds(hour - 60)
    const path = `/oauth/sso/mobile/trackSession?${new URLSearchParams(device)}`
    const { ticket } = accepted<{ ticket: string }>(await ask(world, `GET ${path}`, { tenant: null }))
    const exchange = 'POST /oauth/sso/mobile/exchangeUserInfoWithTicket'
    const shared = await ask(world, exchange, { tenant: sibling }, { ticket, secret, userPoolId })
    await lastsNoLongerThan(2 * hour + 60, accepted<Person>(shared).token)
  })

  test('nor by a browser that scans a code', async () => {
    const own = await registerPerson(world)
    world.passSeconds(hour - 60)
    const qr = (step: string, body: object, token: string) =>
      rest(world.origin, 'POST', `/api/v2/qrcode/${step}`, body, { tenant: world.tenant, token })
    const { random } = accepted<{ random: string }>(await qr('gene', { scene: 'APP_AUTH' }, own.token))
    for (const step of ['scanned', 'confirm']) accepted(await qr(step, { random }, own.token))
    const path = `/api/v2/qrcode/check?random=${random}`
    const { ticket } = accepted<{ ticket: string }>(
      await rest(world.origin, 'GET', path, undefined, { tenant: world.tenant }),
    )
    const scanned = await qr('userinfo', { ticket }, await managementToken(world))
    await lastsNoLongerThan(2 * hour + 60, accepted<Person>(scanned).token)
  })

  /** Refreshes it as often as it takes to get past a moment, and finds it over. */
  async function lastsNoLongerThan(seconds: number, token: string): Promise<void> {
    let current = token
    for (let passed = 0; passed < seconds - 60; passed += hour / 2) {
      world.passSeconds(Math.min(hour / 2, seconds - 60 - passed))
      current = (await refresh(current)).token
    }
    world.passSeconds(61)
    assert.equal(await isIn(current), false)
  }
})

suite('the setting', () => {
  test('is of the pool, or of an application before it, and a number of seconds', async () => {
    const token = await managementToken(world)
    const update =
      'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { sessionAbsoluteTimeout } }'
    const set = (sessionAbsoluteTimeout: unknown) =>
      graphql(world.origin, update, { input: { sessionAbsoluteTimeout } }, { tenant: world.tenant, token })
    for (const wrong of [59, -1, 157_680_001]) refused(await set(wrong), 400)
    assert.deepEqual(accepted(await set(3 * hour)), { sessionAbsoluteTimeout: 3 * hour })

    const line = `PUT /api/v2/applications/${world.tenant.application.id}`
    refused(await ask(world, line, { token }, { sessionAbsoluteTimeout: 10 }), 400)
    refused(await ask(world, line, { token }, { sessionAbsoluteTimeout: '600' }), 400)
    accepted(await ask(world, line, { token }, { sessionAbsoluteTimeout: 600 }))
    const short = await registerPerson(world)
    accepted(await ask(world, line, { token }, { sessionAbsoluteTimeout: 0 }))
    const free = await registerPerson(world)
    accepted(await ask(world, line, { token }, { sessionAbsoluteTimeout: null }))
    world.passSeconds(601)
    assert.equal(await isIn(short.token), false)
    for (let halves = 0; halves < 8; halves++) {
      free.token = (await refresh(free.token)).token
      world.passSeconds(hour / 2)
    }
    assert.ok(await isIn(free.token))
  })
})
