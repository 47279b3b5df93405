// A rotation in the middle of a sign-in, and a key that somebody else may know: what OpenID Connect says afterwards.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { managementToken, registerPerson, send } from '../kit/people.ts'
import { addApplication } from '../kit/tenant.ts'
import { until } from '../kit/until.ts'
import { accepted, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { Browser } from './browser.ts'
import { authorizeAddress, me, post, redeem, refresh } from './client.ts'
import { callback, type House } from './house.ts'

let world: World
let token: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world, { ...world.tenant, pool: world.made.root.pool })
})

const keysAt = '/api/v2/signing-keys'
const kidOf = (jwt: string) => decodeProtectedHeader(jwt).kid

async function rotate(): Promise<string> {
  const body = { algorithm: 'RS256', activeAfter: 0 }
  const { kid } = accepted<{ kid: string }>(await rest(world.origin, 'POST', keysAt, body, { token, tenant: null }))
  // The server hears of it as every other one does.
  await until(async () => world.app.domain.ports.keys.signing('RS256').kid === kid)
  return kid
}

async function revoke(kid: string): Promise<void> {
  accepted(await rest(world.origin, 'DELETE', `${keysAt}/${kid}`, undefined, { token, tenant: null }))
  await until(async () => {
    const answer = await fetch(`${world.origin}/oidc/.well-known/jwks.json`)
    return !((await answer.json()) as { keys: { kid: string }[] }).keys.some((key) => key.kid === kid)
  })
}

test('a code from before a rotation gives tokens of the new key; once that is revoked they open nothing, and refreshing gives better ones', async () => {
  const shop = await addApplication(world.app.domain, world.tenant.pool, {
    identifier: 'key-shop',
    redirectUris: [callback],
    settings: { tokenEndpointAuthMethod: 'client_secret_post' },
  })
  const house = { ...world, issuer: `${world.origin}/oidc` } as unknown as House
  const { username, password } = await registerPerson(world)
  const browser = new Browser(world)
  const asked = { scope: 'openid offline_access', prompt: 'consent' }
  const page = await browser.open(authorizeAddress(house, shop, asked))
  const { data } = await browser.act(page, 'sign-in', { account: username, password })
  const agreed = await browser.act(await browser.open(data.location), 'consent', { accept: true })
  const back = await browser.follow(agreed.data.location)
  const kid = await rotate()
  const { body } = await redeem(house, shop, new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '')
  const [access = '', identity = ''] = [body.access_token, body.id_token]
  assert.deepEqual([kidOf(access), kidOf(identity)], [kid, kid])
  const keys = createRemoteJWKSet(new URL(`${house.issuer}/.well-known/jwks.json`))
  for (const jwt of [access, identity]) await jwtVerify(jwt, keys, { issuer: house.issuer, audience: shop.id })

  await revoke(kid)
  assert.equal(await me(house, access), 401)
  assert.equal((await post(house, '/token/introspection', { token: access }, shop)).body.active, false)
  for (const dead of [access, identity]) assert.notEqual((await send(world, 'user', {}, { token: dead })).code, 200)
  const hint = `id_token_hint=${identity}`
  assert.equal((await browser.go(`/oidc/session/end?${hint}`)).status, 400)
  const silent = await browser.go(authorizeAddress(house, shop, { prompt: 'none', id_token_hint: identity }))
  assert.equal(new URL(silent.headers.get('location') ?? '').searchParams.get('error'), 'invalid_request')
  const fresh = (await refresh(house, shop, body.refresh_token)).body
  assert.notEqual(kidOf(fresh.access_token ?? ''), kid)
  assert.equal(await me(house, fresh.access_token ?? ''), 200)
})
