import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import * as oidc from 'openid-client'
import { deleteExpiredRows } from '#platform/database/expired-rows.ts'
import { Browser } from './browser.ts'
import { authorizeAddress } from './client.ts'
import { callback, type House, openHouse } from './house.ts'

let house: House
before(async () => {
  house = await openHouse()
})

async function discover(clientId: string, secret: string | undefined, auth?: oidc.ClientAuth) {
  return oidc.discovery(new URL(house.issuer), clientId, secret, auth, { execute: [oidc.allowInsecureRequests] })
}

test('code with PKCE: the page, the tokens, the user information', async () => {
  const pool = await house.addPool()
  const application = await house.addApplication(pool, { settings: { idTokenAlgorithm: 'ES256' } })
  const user = await house.addUser(pool)
  const config = await discover(application.id, application.secret)
  const verifier = oidc.randomPKCECodeVerifier()
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: callback,
    scope: 'openid profile email',
    state: 's1',
    nonce: 'n1',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const browser = new Browser(house)
  const back = await browser.signIn(address.href, user.email ?? '', user.password)
  const tokens = await oidc.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: verifier,
    expectedState: 's1',
    expectedNonce: 'n1',
  })
  assert.equal(tokens.claims()?.sub, user.id)
  assert.equal(tokens.claims()?.email, user.email)
  assert.equal(typeof tokens.claims()?.at_hash, 'string')
  const info = await oidc.fetchUserInfo(config, tokens.access_token, user.id)
  assert.equal(info.email, user.email)
  assert.deepEqual(house.errors, [])
})

test('an answer that could not be kept is not sent', async () => {
  const application = await house.addApplication(await house.addPool())
  await house.database.pool.query('ALTER TABLE oidc_artifact RENAME TO elsewhere')
  const answer = await new Browser(house).go(authorizeAddress(house, application))
  await house.database.pool.query('ALTER TABLE elsewhere RENAME TO oidc_artifact')
  assert.equal(answer.status, 500)
  assert.equal(answer.headers.get('location'), null)
  assert.deepEqual(answer.headers.getSetCookie(), [])
  assert.deepEqual(await answer.json(), { error: 'server_error' })
  assert.equal(house.errors.length, 1)
})

test('what has expired is swept away in small batches, and only that', async () => {
  const application = await house.addApplication(await house.addPool())
  for (const _ of [1, 2, 3]) await new Browser(house).go(authorizeAddress(house, application))
  const { unit } = house.domain
  const later = new Date(Date.now() + 2 * 3_600_000)
  assert.equal(await deleteExpiredRows(unit, 'oidc_artifact', new Date()), 0)
  assert.ok((await deleteExpiredRows(unit, 'oidc_artifact', later)) >= 3)
})
