// Second factors and the authorization endpoint: nobody passes with one proof where two are asked for.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { MfaSettings } from '#domain/tenancy/mfa/settings.ts'
import { parseJwt } from '#platform/crypto/jwt.ts'
import { registerPerson } from '../kit/people.ts'
import { codeOf, enrol, personWithApp } from '../kit/second-factor.ts'
import { addApplication } from '../kit/tenant.ts'
import { accepted, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { Browser } from './browser.ts'

const callback = 'http://127.0.0.1:9/callback'
let world: World
before(async () => {
  world = await newWorld()
})

function application(identifier: string, mfa: MfaSettings | null): Promise<Application> {
  return addApplication(world.app.domain, world.tenant.pool, {
    identifier,
    redirectUris: [callback],
    settings: { mfa },
  })
}

function authorize({ id }: Application, more: Record<string, string> = {}): string {
  const asked = { client_id: id, redirect_uri: callback, response_type: 'code', scope: 'openid', ...more }
  return `${world.origin}/oidc/auth?${new URLSearchParams(asked)}`
}

/** Follows from where an action led to the application's own address. */
async function back(browser: Browser, location: string): Promise<URL> {
  const answer = await browser.follow(location)
  return new URL(answer.headers.get('location') ?? answer.url)
}

async function claimsOf({ id, secret }: Application, at: URL) {
  const form = { grant_type: 'authorization_code', code: at.searchParams.get('code') ?? '', redirect_uri: callback }
  const answer = await fetch(`${world.origin}/oidc/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
  })
  const { id_token: token } = (await answer.json()) as { id_token: string }
  return parseJwt(token)?.claims ?? assert.fail('no identity token')
}

type Asked = { code: number; data: Record<string, unknown> & { mfaToken: string; location?: string } }

test('the page asks for the second factor, and the identity token says how the person proved it', async () => {
  const [shop, person] = [await application('factor-shop', null), await personWithApp(world)]
  const browser = new Browser(world)
  const page = await browser.open(authorize(shop))
  const asked = (await browser.act(page, 'sign-in', {
    account: person.username,
    password: person.password,
  })) as unknown as Asked
  assert.equal(asked.code, 1635)
  assert.deepEqual(browser.sessionCookies(), [])
  const { mfaToken } = asked.data
  const wrong = await browser.act(page, 'mfa-totp', { mfaToken, code: '000000' })
  assert.equal(wrong.code, 6001)
  const right = await browser.act(page, 'mfa-totp', { mfaToken, code: codeOf(world, person.app) })
  assert.equal(right.code, 200)
  const claims = await claimsOf(shop, await back(browser, right.data.location))
  assert.equal(claims.sub, person.id)
  assert.deepEqual(claims.amr, ['pwd', 'otp', 'mfa'])
})

test('a recovery code opens the way too, and its successor is told before the page goes on', async () => {
  const [shop, person] = [await application('factor-recovery', null), await personWithApp(world)]
  const browser = new Browser(world)
  const page = await browser.open(authorize(shop))
  const asked = (await browser.act(page, 'sign-in', {
    account: person.username,
    password: person.password,
  })) as unknown as Asked
  const used = await browser.act(page, 'mfa-recovery', { mfaToken: asked.data.mfaToken, code: person.app.recoveryCode })
  const { recoveryCode, next } = used.data as unknown as { recoveryCode: string; next: string }
  assert.match(recoveryCode, /^([0-9a-f]{4}-){5}[0-9a-f]{4}$/)
  assert.equal((await claimsOf(shop, await back(browser, next))).sub, person.id)
})

test('whoever has none sets one up on the page', async () => {
  const bank = await application('factor-enrol', { policy: 'required', factors: ['totp'] })
  const person = await registerPerson(world)
  const browser = new Browser(world)
  const page = await browser.open(authorize(bank))
  const asked = (await browser.act(page, 'sign-in', {
    account: person.username,
    password: person.password,
  })) as unknown as Asked
  assert.deepEqual([asked.code, asked.data.enrolled], [1636, false])
  const { mfaToken } = asked.data
  const begun = (await browser.act(page, 'mfa-enrol', { mfaToken })) as unknown as {
    data: { secret: string; picture: string }
  }
  assert.match(begun.data.picture, /^data:image\/png/)
  const confirmed = await browser.act(page, 'mfa-confirm', { mfaToken, code: codeOf(world, begun.data) })
  const { next } = confirmed.data as unknown as { next: string }
  assert.equal((await claimsOf(bank, await back(browser, next))).sub, person.id)
})

test('a browser that is signed in without steps up where an application asks for one, and nowhere else', async () => {
  const open = await application('factor-open', { policy: 'off', factors: ['totp'] })
  const bank = await application('factor-bank', { policy: 'required', factors: ['totp'] })
  const person = await personWithApp(world)
  const browser = new Browser(world)
  const first = await claimsOf(open, await browser.signIn(authorize(open), person.username, person.password))
  assert.deepEqual(first.amr, ['pwd'])

  const silent = await back(browser, authorize(bank, { prompt: 'none' }))
  assert.equal(silent.searchParams.get('error'), 'login_required')
  assert.equal(silent.searchParams.get('code'), null)

  const page = await browser.open(authorize(bank))
  assert.equal(page.screen, 'second-factor')
  const asked = (await browser.act(page, 'mfa-begin', {})) as unknown as Asked
  assert.equal(asked.code, 1636)
  const { mfaToken } = asked.data
  const shown = await browser.act(page, 'mfa-totp', { mfaToken, code: codeOf(world, person.app) })
  const claims = await claimsOf(bank, await back(browser, shown.data.location))
  assert.deepEqual([claims.sub, claims.amr], [person.id, ['pwd', 'otp', 'mfa']])

  const again = await back(browser, authorize(bank, { prompt: 'none' }))
  assert.ok(again.searchParams.get('code'), 'the factor counts for the rest of the session')
  const elsewhere = await back(browser, authorize(open, { prompt: 'none' }))
  assert.ok(elsewhere.searchParams.get('code'))
})

test('the first step of a step-up cannot be had for somebody else, or where none is due', async () => {
  const bank = await application('factor-first', { policy: 'required', factors: ['totp'] })
  const person = await personWithApp(world)
  const page = await new Browser(world).open(authorize(bank))
  const stranger = new Browser(world)
  const own = await stranger.open(authorize(bank))
  assert.equal((await stranger.act(own, 'mfa-begin', {})).code, 2206)
  assert.equal((await stranger.act({ ...page, csrf: own.csrf }, 'mfa-begin', {})).code, 1001)
  const { mfaToken } = (
    (await stranger.act(own, 'sign-in', { account: person.username, password: person.password })) as unknown as Asked
  ).data
  // Another browser's page, with this one's token: it signs its own browser in, and still asks for the factor.
  assert.equal((await stranger.act(own, 'mfa-totp', { mfaToken, code: '000000' })).code, 6001)
  assert.equal((await stranger.act(own, 'mfa-totp', { mfaToken: 'nonsense', code: '000000' })).code, 2207)
  assert.deepEqual(stranger.sessionCookies(), [])
})

test('a device that is trusted is asked again neither at sign-in nor at the next application', async () => {
  const bank = await application('factor-trust', { policy: 'new-device', factors: ['totp'] })
  const other = await application('factor-trusting', { policy: 'new-device', factors: ['totp'] })
  const person = await registerPerson(world)
  const app = await enrol(world, person.token)
  const browser = new Browser(world)
  const page = await browser.open(authorize(bank))
  const asked = (await browser.act(page, 'sign-in', {
    account: person.username,
    password: person.password,
  })) as unknown as Asked
  const { mfaToken } = asked.data
  const shown = await browser.act(page, 'mfa-totp', { mfaToken, code: codeOf(world, app), trust: true })
  assert.ok((await back(browser, shown.data.location)).searchParams.get('code'))
  const fresh = await browser.open(authorize(other, { prompt: 'login' }))
  const again = await browser.act(fresh, 'sign-in', { account: person.username, password: person.password })
  assert.equal(again.code, 200)
  const stranger = new Browser(world)
  const theirs = await stranger.open(authorize(other))
  const body = { account: person.username, password: person.password }
  assert.equal((await stranger.act(theirs, 'sign-in', body)).code, 1636)
})

test('what a step-up opens is on the same device, and is not to be had once that was signed out', async () => {
  const open = await application('factor-lost-open', { policy: 'off', factors: ['totp'] })
  const bank = await application('factor-lost-bank', { policy: 'required', factors: ['totp'] })
  const person = await personWithApp(world)
  const speaking = { tenant: world.tenant, token: person.token }
  const devices = async () =>
    accepted<{ deviceId: string; online: boolean; device: { name: string } }[]>(
      await rest(world.origin, 'GET', '/api/v3/mydevices/list', undefined, speaking),
    )
  const before = new Set((await devices()).map(({ deviceId }) => deviceId))
  const browser = new Browser(world)
  const step = async () => {
    const page = await browser.open(authorize(bank))
    const { mfaToken } = ((await browser.act(page, 'mfa-begin', {})) as unknown as Asked).data
    return { page, mfaToken }
  }
  await browser.signIn(authorize(open), person.username, person.password)
  const own = (await devices()).find(({ deviceId }) => !before.has(deviceId))
  const { deviceId } = own ?? assert.fail('the browser is no device')
  const signOut = () => rest(world.origin, 'POST', '/api/v3/mydevices/revoke-session', { deviceId }, speaking)

  const first = await step()
  const code = codeOf(world, person.app)
  const shown = await browser.act(first.page, 'mfa-totp', { mfaToken: first.mfaToken, code })
  assert.ok((await back(browser, shown.data.location)).searchParams.get('code'))
  accepted(await signOut())
  const silent = await back(browser, authorize(bank, { prompt: 'none' }))
  assert.equal(silent.searchParams.get('error'), 'login_required')

  await browser.signIn(authorize(open), person.username, person.password)
  const second = await step()
  accepted(await signOut())
  const next = { mfaToken: second.mfaToken, code: codeOf(world, person.app, 1) }
  assert.equal((await browser.act(second.page, 'mfa-totp', next)).code, 2206)
})
