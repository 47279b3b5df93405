import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, type Person, registerPerson, send } from '../kit/people.ts'
import { addApplication, type Tenant } from '../kit/tenant.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted, refused, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { Browser } from '../oidc/browser.ts'
import { authorizeAddress, redeem, refresh, signIn, type Tokens } from '../oidc/client.ts'
import { callback, type House } from '../oidc/house.ts'
import { openThirdParty, tokensFrom } from '../walls/tokens.ts'

let world: World
let house: House
let shop: Tenant
let till: Tenant
let person: Person
const v3 = v3In(
  () => world,
  () => ({ tenant: shop }),
)

before(async () => {
  world = await newWorld()
  house = { ...world, issuer: `${world.origin}/oidc` } as unknown as House
  const open = async (identifier: string): Promise<Tenant> => {
    const settings = { grantTypes: ['authorization_code', 'refresh_token', 'client_credentials'] as never }
    const more = { identifier, redirectUris: [callback], settings }
    return { ...world.tenant, application: await addApplication(world.app.domain, world.tenant.pool, more) }
  }
  shop = await open('shop')
  till = await open('till')
  person = await registerPerson(world, { tenant: shop })
})

const profile = { nickname: 'Ann' }
const rename = (token: string, tenant = shop) => v3('POST update-profile', profile, { token, tenant })

async function fromCode(scope = 'openid profile'): Promise<Tokens> {
  const { username: email, password } = person
  return (await signIn(house, shop.application, { email, password }, { scope })).tokens
}

test('an access token of a code is its person, raw and as Bearer, as good as the session', async () => {
  const { access_token: token } = await fromCode()
  const raw = { headers: { authorization: token } }
  for (const speaking of [raw, { token }]) {
    assert.equal(ok<{ userId: string }>(await v3('GET get-profile', undefined, speaking)).userId, person.id)
    assert.equal(ok<{ nickname: string }>(await v3('POST update-profile', profile, speaking)).nickname, 'Ann')
  }
  // Fresh for a while, and full after it, as the session is.
  const named = (username: string) => v3('POST update-profile', { username }, { token })
  person = { ...person, username: `${person.username}x` }
  ok(await named(person.username))
  world.passSeconds(301)
  refusedAs(await named('another-name'), 403, 6127)
  ok(await rename(token))
})

test('that of access while the person is away only reads, and ends with what ends the account’s sessions', async () => {
  const tokens = await tokensFrom(world, shop.application, person)
  refusedAs(await rename(tokens.access_token), 403, 1001)
  const { body } = await refresh(house, shop.application, tokens.refresh_token)
  refusedAs(await rename(body.access_token ?? ''), 403, 1001)
  ok(await v3('GET get-profile', undefined, { token: body.access_token ?? '' }))
  ok(
    await v3(
      'POST update-password',
      { newPassword: 'a new horse', oldPassword: person.password },
      { token: person.token },
    ),
  )
  person = { ...person, password: 'a new horse' }
  refusedAs(await rename(body.access_token ?? ''), 401, 2206)
})

test('in its own application alone, and it becomes nothing that does more', async () => {
  const { access_token: token } = await fromCode()
  refusedAs(await rename(token, till), 403, 1001)
  refusedAs(await v3('GET get-profile', undefined, { token, tenant: till }), 403, 1001)
  refused(await send(world, 'refreshToken', {}, { tenant: shop, token }), 1001)
  // Nor in a body, where an account is linked to another.
  const other = await registerPerson(world, { tenant: till })
  const both = { primaryUserToken: other.token, secondaryUserToken: token }
  refused(await rest(world.origin, 'POST', '/api/v2/users/link', both, { tenant: till }), 1001)
  const stranger = await world.addTenant('stranger')
  refusedAs(await v3('GET get-profile', undefined, { token, tenant: stranger }), 403, 2036)
})

test('without the scope openid it reads, and lets nobody act for the person', async () => {
  const browser = new Browser(house)
  const address = authorizeAddress(house, shop.application, { scope: 'profile' })
  const back = await browser.signIn(address, person.username, person.password)
  const { status, body } = await redeem(house, shop.application, back.searchParams.get('code') ?? '')
  assert.equal(status, 200, JSON.stringify(body))
  const token = body.access_token ?? ''
  ok(await v3('GET get-profile', undefined, { token }))
  refusedAs(await rename(token), 403, 1001)
})

test('no machine and no stranger acts as a person', async () => {
  const { id, secret } = shop.application
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret }
  const answer = await fetch(`${house.issuer}/token`, { method: 'POST', body: new URLSearchParams(form) })
  const machine = ((await answer.json()) as { access_token: string }).access_token
  assert.ok(machine)
  refusedAs(await v3('GET get-profile', undefined, { token: machine }), 401, 2207)
  refusedAs(await v3('GET get-profile', undefined, { token: await managementToken(world) }), 403, 1001)
  const { access_token: token } = await tokensFrom(world, await openThirdParty(world), person)
  refusedAs(await v3('GET get-profile', undefined, { token, tenant: world.tenant }), 403, 1001)
})

test('a token that was revoked, or whose grant was, is over', async () => {
  const { access_token: token } = await fromCode()
  ok(await rename(token))
  const { id: client_id, secret: client_secret } = shop.application
  const body = new URLSearchParams({ token, client_id, client_secret })
  assert.equal((await fetch(`${house.issuer}/token/revocation`, { method: 'POST', body })).status, 200)
  refusedAs(await rename(token), 401, 2206)
})

test('it is shared with no other app of the phone', async () => {
  const { access_token: token } = await fromCode()
  const share = { userPoolId: shop.pool.id, deviceId: 'a phone of somebody' }
  const init = (bearer: string) => ({
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${bearer}`,
      'x-authing-app-id': shop.application.id,
    },
    body: JSON.stringify(share),
  })
  const answer = await fetch(`${world.origin}/oauth/sso/mobile/createSession`, init(token))
  assert.equal(((await answer.json()) as { code: number }).code, 1001)
  accepted(await send(world, 'user', {}, { tenant: shop, token }))
})
