// RFC 6750 section 2.3, as far as it is offered: user information alone, to the applications that may.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { AuthenticationClient } from 'authing-js-sdk'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { signIn, signInOffline } from './client.ts'
import { type House, openHouse } from './house.ts'

let house: House
let pool: UserPool
before(async () => {
  house = await openHouse()
  pool = await house.addPool()
})

const ask = (path: string, token: string, init: RequestInit = {}) =>
  fetch(`${house.issuer}${path}?access_token=${encodeURIComponent(token)}`, init)

test('user information takes the token of an application of ours in the address, and nothing keeps the answer', async () => {
  const shop = await house.addApplication(pool)
  const { tokens } = await signIn(house, shop, await house.addUser(pool), {})
  const answer = await ask('/me', tokens.access_token)
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const { sub } = (await answer.json()) as { sub: string }
  assert.ok(sub)
  for (const bad of [`${tokens.access_token}x`, `${tokens.access_token.slice(0, -4)}AAAA`, 'garbage']) {
    const refused = await ask('/me', bad)
    assert.deepEqual([refused.status, ((await refused.json()) as { error: string }).error], [401, 'invalid_token'])
    assert.match(refused.headers.get('www-authenticate') ?? '', /^Bearer /)
  }
  const headers = { authorization: `Bearer ${tokens.access_token}` }
  assert.equal((await ask('/me', tokens.access_token, { headers })).status, 400)
  assert.equal((await ask('/me', tokens.access_token, { method: 'POST' })).status, 400)
})

test('the official client reads user information so', async () => {
  const shop = await house.addApplication(pool)
  const user = await house.addUser(pool)
  const { tokens } = await signIn(house, shop, user, {})
  const client = new AuthenticationClient({ appId: shop.id, secret: shop.secret, appHost: house.origin })
  const told = (await client.getUserInfoByAccessToken(tokens.access_token)) as { sub: string }
  assert.equal(told.sub, user.id)
})

test('a stranger’s application may not, and any application may be told otherwise', async () => {
  const statusOf = async (settings: { firstParty?: boolean; tokenInAddress?: boolean }) => {
    const { tokens } = await signInOffline(
      house,
      await house.addApplication(pool, { settings }),
      await house.addUser(pool),
    )
    return (await ask('/me', tokens.access_token)).status
  }
  assert.equal(await statusOf({ firstParty: false }), 400)
  assert.equal(await statusOf({ firstParty: false, tokenInAddress: true }), 200)
  assert.equal(await statusOf({ tokenInAddress: false }), 400)
})

test('no other operation takes a token in the address', async () => {
  const shop = await house.addApplication(pool)
  const { tokens } = await signIn(house, shop, await house.addUser(pool), {})
  for (const path of ['/token', '/token/introspection', '/token/revocation', '/session/end', '/auth'])
    assert.ok((await ask(path, tokens.access_token, { method: 'POST', redirect: 'manual' })).status !== 200, path)
})
