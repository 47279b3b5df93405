// One server has several addresses, each an issuer of its own: what one gave, the other does not take.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { decodeJwt } from 'jose'
import type { Application } from '#domain/tenancy/application/application.ts'
import { Browser } from './browser.ts'
import { authorizeAddress, me, post, redeem, refresh, signInOffline } from './client.ts'
import { type House, openHouse } from './house.ts'

let house: House
let other: House
let shop: Application
let user: Awaited<ReturnType<House['addUser']>>
before(async () => {
  house = await openHouse()
  const origin = house.origin.replace('127.0.0.1', 'localhost')
  other = { ...house, origin, issuer: `${origin}/oidc` }
  const pool = await house.addPool()
  const settings = { grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'] }
  shop = await house.addApplication(pool, { settings })
  user = await house.addUser(pool)
})

test('a code is redeemed where it was given, and an attempt elsewhere does not use it up', async () => {
  const back = await new Browser(house).signIn(authorizeAddress(house, shop), user.email ?? '', user.password)
  assert.equal(back.searchParams.get('iss'), house.issuer)
  const code = back.searchParams.get('code') ?? ''
  assert.equal((await redeem(other, shop, code)).body.error, 'invalid_grant')
  const { body } = await redeem(house, shop, code)
  assert.equal(decodeJwt(body.id_token ?? '').iss, house.issuer)
})

test('a refresh token is good at its issuer alone', async () => {
  const { tokens } = await signInOffline(house, shop, user)
  assert.equal((await refresh(other, shop, tokens.refresh_token)).body.error, 'invalid_grant')
  const { body } = await refresh(house, shop, tokens.refresh_token)
  assert.equal(decodeJwt(body.id_token ?? '').iss, house.issuer)
  assert.equal(
    (await post(other, '/token/introspection', { token: tokens.refresh_token ?? '' }, shop)).body.active,
    false,
  )
})

test('user information takes the tokens of its own issuer, in header, form and address', async () => {
  const { access_token: token } = (await signInOffline(house, shop, user)).tokens
  const ways = (issuer: string) => [
    fetch(`${issuer}/me`, { headers: { authorization: `Bearer ${token}` } }),
    fetch(`${issuer}/me?`, { headers: { authorization: `Bearer ${token}` } }),
    fetch(`${issuer}/me`, { method: 'POST', body: new URLSearchParams({ access_token: token }) }),
    fetch(`${issuer}/me?access_token=${token}`),
  ]
  const statuses = async (issuer: string) => (await Promise.all(ways(issuer))).map(({ status }) => status)
  assert.deepEqual(await statuses(house.issuer), [200, 200, 200, 200])
  assert.deepEqual(await statuses(other.issuer), [401, 401, 401, 401])
  assert.equal(await me(other, token), 401)
})

test('introspection says who issued a token, not who was asked', async () => {
  const { access_token: token } = (await signInOffline(house, shop, user)).tokens
  const machine = (await post(house, '/token', { grant_type: 'client_credentials' }, shop)).body.access_token ?? ''
  for (const asked of [house, other])
    for (const path of ['/token/introspection', '/token/introspection?'])
      for (const value of [token, machine]) {
        const { body } = await post(asked, path, { token: value }, shop)
        assert.deepEqual([body.active, body.iss], [true, house.issuer])
      }
})
