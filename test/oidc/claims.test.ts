// What an application learns of a person, in both forms; every claim in the type that OpenID Connect Core 1.0, section 5.1 gives it.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { decodeJwt } from 'jose'
import type { User } from '#domain/people/user/user.ts'
import type { ApplicationSettings } from '#domain/tenancy/application/application.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { signIn } from './client.ts'
import { type House, openHouse } from './house.ts'

let house: House
let pool: UserPool
before(async () => {
  house = await openHouse()
  pool = await house.addPool()
})

const scope = 'openid profile email phone address username external_id unionid'
const ofToken = ['iss', 'aud', 'exp', 'iat', 'at_hash', 'sid', 'amr', 'acr', 'auth_time']

/** User information, after the identity token was found to say the same. */
async function told(more: Partial<User>, settings: Partial<ApplicationSettings> = {}) {
  const application = await house.addApplication(pool, { settings })
  const user = await house.addUser(pool, more)
  const { tokens } = await signIn(house, application, user, { scope })
  const headers = { authorization: `Bearer ${tokens.access_token}` }
  const claims = (await (await fetch(`${house.issuer}/me`, { headers })).json()) as Record<string, unknown>
  const inToken = Object.entries(decodeJwt(tokens.id_token)).filter(([name]) => !ofToken.includes(name))
  assert.deepEqual(Object.fromEntries(inToken), claims)
  return { claims, user }
}

test('a new application learns what is known in the types of the standard', async () => {
  const profile = {
    name: 'Lin Yue',
    gender: 'F',
    birthdate: '1990-02-03T00:00:00Z',
    country: 'CN',
    locality: '',
    address: 'Lane 7',
    nickname: '',
  }
  const { claims, user } = await told({ phone: '13900001111', phoneCountryCode: '+86', profile })
  assert.deepEqual(claims, {
    sub: user.id,
    name: 'Lin Yue',
    gender: 'female',
    birthdate: '1990-02-03',
    updated_at: Math.floor(user.updatedAt.getTime() / 1000),
    email: user.email,
    email_verified: false,
    phone_number: '+8613900001111',
    phone_number_verified: false,
    address: { country: 'CN', formatted: 'Lane 7' },
    username: user.username,
  })
})

test('what nobody knows is left out, neither null nor empty', async () => {
  const { claims, user } = await told({ email: 'only@example.com', profile: { gender: 'U', birthdate: '1990-02' } })
  assert.deepEqual(Object.keys(claims).sort(), ['email', 'email_verified', 'sub', 'updated_at', 'username'])
  assert.equal(typeof claims.updated_at, 'number')
  assert.equal(claims.sub, user.id)
})

test('a gender of a person’s own word, a year of birth and a foreign number are said as they are', async () => {
  const { claims } = await told({ phone: '+4915112345678', profile: { gender: 'agender', birthdate: '1990' } })
  assert.deepEqual([claims.gender, claims.birthdate, claims.phone_number], ['agender', '1990', '+4915112345678'])
})

test('an application in the compatible form learns the same as clients of the official service do', async () => {
  const profile = { gender: 'F', birthdate: '1990-02-03T00:00:00Z' }
  const { claims, user } = await told({ phone: '13900002222', profile }, { claimForm: 'compatible' })
  assert.equal(claims.updated_at, user.updatedAt.toISOString())
  assert.deepEqual([claims.gender, claims.birthdate, claims.phone_number], ['F', '1990-02-03T00:00:00Z', '13900002222'])
  assert.deepEqual([claims.name, claims.locale, claims.external_id], [null, null, null])
  assert.deepEqual(Object.values(claims.address as object), [null, null, null, null, null, null])
})

test('what was kept before fields had a type is said in neither form where it is of none', async () => {
  const profile = {
    website: 'javascript:alert(1)',
    profile: 'data:text/html,x',
    locale: 'klingon',
    zoneinfo: 'nowhere',
  }
  for (const settings of [{}, { claimForm: 'compatible' }] as const) {
    const { claims } = await told({ profile: { ...profile, photo: 'https://example.com/a.png' } }, settings)
    assert.equal(claims.picture, 'https://example.com/a.png')
    for (const name of Object.keys(profile)) assert.equal(claims[name] ?? null, null)
  }
})
