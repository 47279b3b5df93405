// One grant for each authorization: what ends the tokens of one leaves the others. What people agreed to is theirs, not their browser's.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { decodeJwt } from 'jose'
import { listConsents } from '#domain/entry/consent/list.ts'
import { withdrawConsent } from '#domain/entry/consent/withdraw.ts'
import { issueUserToken } from '#domain/entry/session/user-token.ts'
import type { User } from '#domain/people/user/user.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { Browser } from './browser.ts'
import { authorizeAddress, me, post, redeem, refresh, signIn, signInOffline, type Tokens } from './client.ts'
import { type House, openHouse } from './house.ts'

let house: House
let pool: UserPool
before(async () => {
  house = await openHouse()
  pool = await house.addPool()
})

/** A further authorization in a browser that is signed in, which asks to consent again. */
async function again(browser: Browser, application: Application): Promise<Tokens> {
  const asked = authorizeAddress(house, application, { scope: 'openid offline_access', prompt: 'consent' })
  const consent = await browser.open(asked)
  const done = await browser.act(consent, 'consent', { accept: true })
  const answer = await browser.follow(done.data.location)
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  return (await redeem(house, application, code)).body as unknown as Tokens
}

/** The token that the official clients would hold of a session. */
async function userToken(user: User, sessionId: string): Promise<string> {
  const { ports, clock } = house.domain
  const session = (await ports.cached.session(pool.id, sessionId)) ?? assert.fail('no session')
  return (await issueUserToken(ports, { user, session }, { origin: house.origin, now: clock() })).token
}

test('replay of an old refresh token ends its own family and not that of another tab', async () => {
  const settings = { tokenEndpointAuthMethod: 'none' } as const
  const page = await house.addApplication(pool, { settings })
  const { browser, tokens: one } = await signInOffline(house, page, await house.addUser(pool))
  const other = await again(browser, page)
  assert.equal((await refresh(house, page, one.refresh_token)).status, 200)
  assert.equal((await refresh(house, page, one.refresh_token)).body.error, 'invalid_grant')
  assert.equal(await me(house, one.access_token), 401)
  assert.equal(await me(house, other.access_token), 200)
  assert.equal((await refresh(house, page, other.refresh_token)).status, 200)
})

test('revoking an access token ends its authorization and no other', async () => {
  const shop = await house.addApplication(pool)
  const { browser, tokens: one } = await signInOffline(house, shop, await house.addUser(pool))
  const other = await again(browser, shop)
  assert.equal((await post(house, '/token/revocation', { token: one.access_token }, shop)).status, 200)
  assert.equal(await me(house, one.access_token), 401)
  assert.equal((await refresh(house, shop, one.refresh_token)).body.error, 'invalid_grant')
  assert.equal(await me(house, other.access_token), 200)
  assert.equal((await refresh(house, shop, other.refresh_token)).status, 200)
})

test('a code used twice ends its own tokens and no others', async () => {
  const shop = await house.addApplication(pool)
  const { browser, tokens: one, code } = await signInOffline(house, shop, await house.addUser(pool))
  const other = await again(browser, shop)
  assert.equal((await redeem(house, shop, code)).body.error, 'invalid_grant')
  assert.equal(await me(house, one.access_token), 401)
  assert.equal(await me(house, other.access_token), 200)
})

test('an authorization that ends without a code leaves no grant', async () => {
  const shop = await house.addApplication(pool)
  const { browser } = await signIn(house, shop, await house.addUser(pool))
  const count = async () => {
    const { rows } = await house.database.pool.query(
      `SELECT count(*)::int AS n FROM oidc_artifact WHERE kind = 'Grant'`,
    )
    return rows[0].n
  }
  const before = await count()
  await browser.open(authorizeAddress(house, shop, { prompt: 'consent' }))
  await browser.open(authorizeAddress(house, shop, { prompt: 'login' }))
  assert.equal(await count(), before)
})

test('who agreed once is not asked in another browser, only for more', async () => {
  const stranger = await house.addApplication(pool, { settings: { firstParty: false } })
  const user = await house.addUser(pool)
  await signInOffline(house, stranger, user)
  const elsewhere = new Browser(house)
  const asked = (scope: string) => authorizeAddress(house, stranger, { scope })
  const back = await elsewhere.signIn(asked('openid'), user.email ?? '', user.password)
  assert.ok(back.searchParams.get('code'))
  const more = await elsewhere.open(asked('openid email'))
  assert.equal(more.screen, 'consent')
  await elsewhere.act(more, 'consent', { accept: true })
  // Another person has agreed to nothing.
  const other = await house.addUser(pool)
  const page = await new Browser(house).open(asked('openid'))
  assert.equal(page.screen, 'sign-in')
  const fresh = new Browser(house)
  const { data } = await fresh.act(await fresh.open(asked('openid')), 'sign-in', {
    account: other.email,
    password: other.password,
  })
  assert.equal((await fresh.open(data.location)).screen, 'consent')
})

test('what was agreed to is listed and can be taken back, which ends the tokens', async () => {
  const stranger = await house.addApplication(pool, { settings: { firstParty: false } })
  const ours = await house.addApplication(pool)
  const user = await house.addUser(pool)
  const { browser, tokens } = await signInOffline(house, stranger, user)
  const own = (await signIn(house, ours, user)).tokens
  const hints = {
    userPoolId: pool.id,
    token: await userToken(user, String(decodeJwt(own.access_token).sid)),
    client: { ip: '', userAgent: null },
    origin: house.origin,
  }
  const consents = () => house.domain.ask(listConsents, hints, {})
  assert.deepEqual(
    (await consents()).map(({ application, scopes }) => [application.id, scopes.sort()]),
    [[stranger.id, ['offline_access', 'openid']]],
  )
  await house.domain.call(withdrawConsent, hints, { applicationId: stranger.id })
  assert.deepEqual(await consents(), [])
  assert.equal(await me(house, tokens.access_token), 401)
  assert.equal((await refresh(house, stranger, tokens.refresh_token)).body.error, 'invalid_grant')
  assert.equal(await me(house, own.access_token), 200)
  assert.equal((await browser.open(authorizeAddress(house, stranger, { scope: 'openid' }))).screen, 'consent')
  await house.domain.call(withdrawConsent, hints, { applicationId: stranger.id })
})
