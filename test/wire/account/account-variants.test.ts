// The same operations under the paths and in the spelling of other platforms' clients: each does what its better known twin does.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { FaceProvider } from '#domain/entry/factor/face-provider.ts'
import { note } from '../../kit/evidence.ts'
import { managementToken, type Person, registerPerson, send, signedInAs } from '../../kit/people.ts'
import { ask, signInWith } from '../../kit/rest.ts'
import { codeOf, personWithApp, signIn, tokenOf } from '../../kit/second-factor.ts'
import { accepted, graphql, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let manager: string
before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
})

let counter = 0
const fresh = () => ({ email: `variant${++counter}@example.com`, phone: `139${10_000_000 + counter}` })
const isIn = async (token: string) => (await send(world, 'user', {}, { token })).code === 200
const give = async (id: string, input: object) =>
  accepted(await send(world, 'updateUser', { id, input }, { token: manager }))

describe('second factors as Flutter spells them', () => {
  test('the code of an app, and its recovery code', async () => {
    const person = await personWithApp(world)
    const verify = (body: object, token: string) =>
      ask(world, 'POST /api/v2/applications/mfa/totp/verify', { token }, { authenticatorType: 'totp', ...body })
    const first = tokenOf(await signIn(world, person))
    refused(await verify({ totp: '1' }, first), 6001)
    refused(await verify({ totp: codeOf(world, person.app), authenticatorType: 'sms' }, first), 400)
    refused(await verify({}, first), 2231)
    refused(await verify({ totp: codeOf(world, person.app) }, person.token), 1001)
    const user = accepted<Person>(await verify({ totp: codeOf(world, person.app) }, first))
    assert.deepEqual([user.id, await isIn(user.token)], [person.id, true])

    const recover = (recoveryCode: string, token: string) =>
      ask(world, 'POST /api/v2/applications/mfa/totp/recovery', { token }, { authenticatorType: 'totp', recoveryCode })
    const second = tokenOf(await signIn(world, person))
    refused(await recover('none of theirs', second), 6002)
    const recovered = accepted<Person & { recoveryCode: string }>(await recover(person.app.recoveryCode, second))
    assert.ok(await isIn(recovered.token))
    const third = tokenOf(await signIn(world, person))
    refused(await recover(person.app.recoveryCode, third), 6002)
    accepted(await recover(recovered.recoveryCode, third))
  })

  test('a face, at both paths', async (context) => {
    const provider: FaceProvider = {
      learn: async ({ photoA }) => photoA,
      matches: async (known, seen) => known === seen,
    }
    const person = await registerPerson(world)
    const associate = { photoA: 'lin', photoB: 'lin' }
    refused(await ask(world, 'POST /api/v2/mfa/face/associate', { token: person.token }, associate), 1700)
    world.app.domain.ports.face = provider
    context.after(() => {
      world.app.domain.ports.face = undefined
    })
    accepted(await ask(world, 'POST /api/v2/mfa/face/associate', { token: person.token }, associate))
    for (const path of ['mfa/face/verify', 'applications/mfa/face/verify']) {
      const token = tokenOf(await signIn(world, person))
      refused(await ask(world, `POST /api/v2/${path}`, { token }, { photo: 'mei' }), 1701)
      assert.ok(
        await isIn(accepted<Person>(await ask(world, `POST /api/v2/${path}`, { token }, { photo: 'lin' })).token),
      )
    }
    const left = tokenOf(await signIn(world, person))
    world.app.domain.ports.face = undefined
    refused(await ask(world, 'POST /api/v2/mfa/face/verify', { token: left }, { photo: 'lin' }), 1700)
  })

  test('giving an address up that codes went to', async () => {
    const person = await registerPerson(world)
    const unbind = (kind: string, token?: string) => ask(world, `POST /api/v2/mfa/${kind}/unbind`, { token }, {})
    refused(await unbind('phone', person.token), 2216)
    refused(await unbind('email', person.token), 2219)
    refused(await unbind('email'), 2020)
    await give(person.id, fresh())
    assert.equal(accepted<{ phone: null }>(await unbind('phone', person.token)).phone, null)
    assert.equal(accepted<{ email: null }>(await unbind('email', person.token)).email, null)

    const { email } = fresh()
    const made = await send(world, 'createUser', { userInfo: { email } }, { token: manager })
    const { id } = accepted<{ id: string }>(made)
    const token = await signedInAs(world, id)
    refused(await unbind('email', token), 2217)
    assert.equal(accepted<{ email: string }>(await send(world, 'user', {}, { token })).email, email)
  })
})

describe('devices', () => {
  test('locked for their owner, and unlocked for whoever has them', async () => {
    const person = await registerPerson(world)
    const { token } = await signInWith(world, person)
    type Own = { deviceId: string; device: { name: string } }
    const devices = accepted<Own[]>(await ask(world, 'GET /api/v3/mydevices/list', { token: person.token }))
    const id = devices.find(({ device }) => device.name === 'Chrome · Windows')?.deviceId
    const manage = (line: string, body: object) => ask(world, `POST /api/v3/${line}`, { token: manager }, body)
    for (const line of ['enable-device', 'disable-device-by-user']) {
      const owner = line.endsWith('by-user') ? { userId: person.id } : {}
      refused(await ask(world, `POST /api/v3/${line}`, { token: person.token }, { id, ...owner }), 1001)
      refused(await manage(line, { id: 'f'.repeat(24), ...owner }), 404)
      refused(await manage(line, owner), 2231)
    }
    refused(await manage('disable-device-by-user', { id, userId: 'f'.repeat(24) }), 404)
    assert.ok(await isIn(token))
    accepted(await manage('disable-device-by-user', { id, userId: person.id }))
    assert.equal(await isIn(token), false)
    refused((await signInWith(world, person)).outcome, 1001)
    accepted(await manage('enable-device', { id }))
    accepted((await signInWith(world, person)).outcome)
  })
})

describe('accounts', () => {
  test('one of several at the same provider is unlinked by where it came from', async () => {
    const person = await registerPerson(world)
    const link = { userId: person.id, identifier: 'acme', userIdInIdp: 'a-1', isSocial: false, extIdpId: 'idp-1' }
    accepted(await ask(world, 'POST /api/v2/users/identity/link', { token: manager }, link))
    const unlink = (extIdpId: string | undefined, token?: string) =>
      ask(world, 'POST /api/v3/unlink-extidp', { token }, { extIdpId })
    const own = async () =>
      accepted<object[]>(await ask(world, 'GET /api/v3/get-identities', { token: person.token })).length
    const stranger = await registerPerson(world)
    refused(await unlink('idp-1'), 2020)
    refused(await unlink('idp-1', manager), 1001)
    refused(await unlink('idp-1', stranger.token), 2216)
    refused(await unlink(undefined, person.token), 2231)
    refused(await unlink('idp-2', person.token), 2216)
    assert.equal(await own(), 1)
    accepted(await unlink('idp-1', person.token))
    assert.equal(await own(), 0)
  })

  test('somebody resigns by their id in the path', async () => {
    const person = await registerPerson(world)
    const line = (id: string) => `POST /api/v2/users/${id}/resign`
    refused(await ask(world, line(person.id), { token: person.token }, {}), 1001)
    refused(await ask(world, line('f'.repeat(24)), { token: manager }, {}), 2004)
    assert.ok(await isIn(person.token))
    accepted(await ask(world, line(person.id), { token: manager }, {}))
    assert.equal(await isIn(person.token), false)
    refused(await signIn(world, person), 2005)
  })

  test('their own custom data, which the path gives as a bare list', async () => {
    const person = await registerPerson(world)
    const define =
      'mutation { setUdf(targetType: USER, key: "team", dataType: STRING, label: "Team", options: "{\\"userEditable\\":true}") { key } }'
    accepted(await graphql(world.origin, define, {}, { tenant: world.tenant, token: manager }))
    const write =
      'mutation ($id: String!) { setUdv(targetType: USER, targetId: $id, key: "team", value: "\\"red\\"") { key } }'
    accepted(await graphql(world.origin, write, { id: person.id }, { tenant: world.tenant, token: manager }))
    const get = async (query: string, token: string) => {
      const headers = { authorization: `Bearer ${token}`, 'x-authing-app-id': world.tenant.application.id }
      return (await (await fetch(`${world.origin}/api/v2/udvs/get?${query}`, { headers })).json()) as object[]
    }
    const [value] = (await get(`targetType=USER&targetId=${person.id}`, person.token)) as Record<string, unknown>[]
    assert.deepEqual([value?.key, value?.value, value?.dataType], ['team', 'red', 'STRING'])
    const stranger = await registerPerson(world)
    const path = `GET /api/v2/udvs/get?targetType=USER&targetId=${person.id}`
    refused(await ask(world, path, { token: stranger.token }), 1001)
    refused(await ask(world, path), 2020)
    refused(await ask(world, 'GET /api/v2/udvs/get?targetType=DOG&targetId=1', { token: person.token }), 400)
  })
})

test('2202: nobody takes a token of somebody else', async () => {
  const [person, stranger] = [await registerPerson(world), await registerPerson(world)]
  for (const lang of ['zh-CN', 'en-US'])
    refused(
      await ask(world, 'POST /api/v2/users/refresh-token', { token: person.token, lang }, { id: stranger.id }),
      2202,
    )
})

describe('tokens', () => {
  const renew =
    'mutation ($accessToken: String) { refreshAccessToken(accessToken: $accessToken) { accessToken exp iat } }'
  const renewed = (accessToken: string | null, token?: string) =>
    graphql(world.origin, renew, { accessToken }, { tenant: world.tenant, token })

  test('a management token is exchanged for a new one while it is good', async () => {
    type Renewed = { accessToken: string; exp: number; iat: number }
    for (const outcome of [await renewed(manager), await renewed(null, manager)]) {
      const { accessToken, exp, iat } = accepted<Renewed>(outcome)
      assert.equal(exp - iat, 1_296_000)
      accepted(await send(world, 'users', { page: 1, limit: 1 }, { token: accessToken }))
    }
    const person = await registerPerson(world)
    refused(await renewed(person.token), 1001)
    refused(await renewed('rubbish'), 2207)
    refused(await renewed(null), 2020)
    const other = await world.addTenant('renewing')
    refused(await renewed(await managementToken(world, other)), 2036)
  })

  test('a token is looked at from outside, and its claims are the answer', async () => {
    const person = await registerPerson(world)
    const look = async (query: string) =>
      (await (await fetch(`${world.origin}/api/v2/oidc/validate_token?${query}`)).json()) as Record<string, unknown>
    const claims = await look(`id_token=${person.token}`)
    assert.deepEqual([claims.sub, claims.aud], [person.id, world.tenant.application.id])
    note('operation', 'GET /api/v2/oidc/validate_token', 'REST V2')
    accepted(await ask(world, 'POST /api/v2/users/kick', { token: manager }, { userIds: [person.id] }))
    for (const query of [`id_token=${person.token}`, `access_token=${person.token}`, `access_token=${manager}`])
      refused(await ask(world, `GET /api/v2/oidc/validate_token?${query}`), 400)
  })
})
