// Programs on a person's computer are called back on whichever port is free (RFC 8252 section 7.3), and nobody else is.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Application } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { Browser } from './browser.ts'
import { authorizeAddress, post, verifier } from './client.ts'
import { type House, openHouse } from './house.ts'

let house: House
let pool: UserPool
let tool: Application
before(async () => {
  house = await openHouse()
  pool = await house.addPool()
  const redirectUris = [
    'http://127.0.0.1/callback?tool=1',
    'http://[::1]:7777/callback',
    'http://localhost:7777/callback',
  ]
  tool = await house.addApplication(pool, { redirectUris, settings: { tokenEndpointAuthMethod: 'none' } })
})

const statusOf = async (application: Application, uri: string) =>
  (await new Browser(house).go(authorizeAddress(house, application, { redirect_uri: uri }))).status

test('a public client signs in on a port of its own, after the person said yes to it', async () => {
  const user = await house.addUser(pool)
  const uri = 'http://127.0.0.1:51004/callback?tool=1'
  const browser = new Browser(house)
  const asked = authorizeAddress(house, tool, { redirect_uri: uri, scope: 'openid' })
  const page = await browser.open(asked)
  const { data } = await browser.act(page, 'sign-in', { account: user.email, password: user.password })
  const consent = await browser.open(data.location)
  assert.equal(consent.screen, 'consent')
  const done = await browser.act(consent, 'consent', { accept: true })
  const back = new URL((await browser.follow(done.data.location)).headers.get('location') ?? '')
  assert.deepEqual(
    [back.origin, back.pathname, back.searchParams.get('tool')],
    ['http://127.0.0.1:51004', '/callback', '1'],
  )
  const form = { grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '', code_verifier: verifier }
  const other = { ...form, redirect_uri: 'http://127.0.0.1:51005/callback?tool=1' }
  assert.equal((await post(house, '/token', other, tool)).body.error, 'invalid_grant')
  assert.equal((await post(house, '/token', { ...form, redirect_uri: uri }, tool)).status, 200)

  // Another program may listen on the next port.
  const silent = authorizeAddress(house, tool, { redirect_uri: other.redirect_uri, scope: 'openid', prompt: 'none' })
  const answer = new URL((await browser.follow(silent)).headers.get('location') ?? '')
  assert.equal(answer.searchParams.get('error'), 'interaction_required')
})

test('the other loopback address may vary its port too, and lose it', async () => {
  assert.equal(await statusOf(tool, 'http://[::1]:1/callback'), 303)
  assert.equal(await statusOf(tool, 'http://[::1]/callback'), 303)
  assert.equal(await statusOf(tool, 'http://127.0.0.1:65535/callback?tool=1'), 303)
})

test('nothing but the port may differ', async () => {
  for (const uri of [
    'http://127.0.0.1:51004/callback',
    'http://127.0.0.1:51004/callback?tool=2',
    'http://127.0.0.1:51004/callback?tool=1#',
    'http://127.0.0.1:51004/callback/?tool=1',
    'http://127.0.0.1:51004@evil.example/callback?tool=1',
    'http://127.0.0.1:51004.evil.example/callback?tool=1',
    'http://127.0.0.1.evil.example/callback?tool=1',
    'http://127.0.0.1:999999/callback?tool=1',
    'http://127.0.0.1:99999/callback?tool=1',
    'http://127.0.0.1:/callback?tool=1',
    'http://127.0.0.1:+80/callback?tool=1',
    'http://127.1:51004/callback?tool=1',
    'http://2130706433:51004/callback?tool=1',
    'http://127.0.0.2:51004/callback?tool=1',
    'http://u:p@127.0.0.1:51004/callback?tool=1',
    'https://127.0.0.1:51004/callback?tool=1',
    'HTTP://127.0.0.1:51004/callback?tool=1',
    'http://[0:0:0:0:0:0:0:1]:51004/callback',
    'http://localhost:51004/callback',
    'http://127.0.0.1:51004\\@evil.example/callback?tool=1',
  ])
    assert.equal(await statusOf(tool, uri), 400, uri)
})

test('a client with a secret stays on the port that it registered', async () => {
  const redirectUris = ['http://127.0.0.1/callback', 'http://127.0.0.1:9/callback']
  const server = await house.addApplication(pool, { redirectUris })
  assert.equal(await statusOf(server, 'http://127.0.0.1:51004/callback'), 400)
  assert.equal(await statusOf(server, 'http://127.0.0.1:9/callback'), 303)
})
