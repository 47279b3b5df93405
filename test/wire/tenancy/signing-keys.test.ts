import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { decodeProtectedHeader } from 'jose'
import { managementToken, registerPerson, send } from '../../kit/people.ts'
import { startSecondServer } from '../../kit/second-server.ts'
import { until } from '../../kit/until.ts'
import { accepted, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

interface Key {
  kid: string
  algorithm: string
  state: 'next' | 'signing' | 'retired'
  activeAt: string
  endsAt: string | null
}

let world: World
let operator: Speaking

before(async () => {
  world = await newWorld()
  operator = await operatorNow()
})

async function operatorNow(): Promise<Speaking> {
  return { token: await managementToken(world, { ...world.tenant, pool: world.made.root.pool }), tenant: null }
}

async function list(algorithm = 'RS256', at = world): Promise<Key[]> {
  const keys = accepted<Key[]>(await rest(at.origin, 'GET', '/api/v2/signing-keys', undefined, operator))
  return keys.filter((key) => key.algorithm === algorithm)
}

const rotate = (body: object, speaking = operator) => rest(world.origin, 'POST', '/api/v2/signing-keys', body, speaking)
const revoke = (kid: string, speaking = operator) =>
  rest(world.origin, 'DELETE', `/api/v2/signing-keys/${kid}`, undefined, speaking)

async function published(at = world): Promise<string[]> {
  const response = await fetch(`${at.origin}/oidc/.well-known/jwks.json`)
  assert.match(response.headers.get('cache-control') ?? '', /max-age=\d+/)
  const { keys } = (await response.json()) as { keys: { kid: string; alg: string; d?: string }[] }
  assert.ok(keys.every((key) => !('d' in key)))
  return keys.filter(({ alg }) => alg === 'RS256').map(({ kid }) => kid)
}

const kidOf = (token: string) => decodeProtectedHeader(token).kid
const isGood = async (token: string, at = world) => (await send(at, 'user', {}, { token })).code === 200

describe('a rotation', () => {
  test('publishes the new key at once, signs with it from its time on, and believes the former one as long as a token can live', async () => {
    const [first] = await list()
    const old = await registerPerson(world)
    assert.equal(kidOf(old.token), first?.kid)

    const next = accepted<Key>(await rotate({ algorithm: 'RS256' }))
    assert.deepEqual(
      (await list()).map(({ state }) => state),
      ['next', 'signing'],
    )
    assert.deepEqual(await published(), [first?.kid, next.kid])
    assert.equal(kidOf((await registerPerson(world)).token), first?.kid)

    world.passSeconds(901)
    const young = await registerPerson(world)
    assert.equal(kidOf(young.token), next.kid)
    assert.deepEqual([await isGood(old.token), await isGood(young.token)], [true, true])
    const retired = (await list()).find(({ kid }) => kid === first?.kid)
    assert.equal(retired?.state, 'retired')
    // Two weeks, as nothing of this installation lives longer.
    assert.equal(Date.parse(retired?.endsAt ?? ''), Date.parse(next.activeAt) + 1_209_600_000)

    world.passSeconds(1_209_600)
    operator = await operatorNow()
    assert.deepEqual(
      (await list()).map(({ kid }) => kid),
      [next.kid],
    )
    assert.deepEqual(await published(), [next.kid])
    assert.equal(await isGood(old.token), false)
  })

  test('lives as long as the longest-lived token of any application', async () => {
    const long = 40 * 86_400
    const token = await managementToken(world)
    const id = world.tenant.application.id
    accepted(
      await rest(
        world.origin,
        'POST',
        `/api/v2/applications/${id}`,
        { oidcConfig: { access_token_expire: long } },
        { token },
      ),
    )
    const made = accepted<Key>(await rotate({ algorithm: 'RS256', activeAfter: 0 }))
    assert.equal(made.state, 'signing')
    const former = (await list()).find(({ state }) => state === 'retired')
    assert.equal(Date.parse(former?.endsAt ?? ''), Date.parse(made.activeAt) + long * 1000)
    // A machine's account says for itself how long its tokens live.
    const account = `/api/v2/applications/${id}/programmatic-access-accounts`
    const body = { tokenLifetime: 2 * long }
    accepted(await rest(world.origin, 'POST', account, body, { tenant: world.tenant, token }))
    const next = accepted<Key>(await rotate({ algorithm: 'RS256', activeAfter: 0 }))
    const ends = (await list()).map(({ endsAt }) => Date.parse(endsAt ?? ''))
    assert.ok(ends.includes(Date.parse(next.activeAt) + 2 * long * 1000))
  })

  test('is one at a time for each algorithm, and for known algorithms and times only', async () => {
    const made = accepted<Key>(await rotate({ algorithm: 'ES256', activeAfter: 60 }))
    refused(await rotate({ algorithm: 'ES256' }), 400)
    refused(await rotate({}), 2231)
    for (const body of [
      { algorithm: 'HS256' },
      { algorithm: 'RS256', activeAfter: -1 },
      { algorithm: 'RS256', activeAfter: 1e9 },
    ])
      refused(await rotate(body), 400)
    accepted(await revoke(made.kid))
    assert.deepEqual(
      (await list('ES256')).map(({ state, endsAt }) => [state, endsAt]),
      [['signing', null]],
    )
  })

  test('of two that come at once one is made', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => rotate({ algorithm: 'EdDSA' })))
    assert.deepEqual(outcomes.map(({ code }) => code).sort(), [200, 400, 400])
    assert.equal((await list('EdDSA')).length, 2)
  })

  test('is heard of by every process', async () => {
    const other = await startSecondServer(world)
    try {
      const made = accepted<Key>(await rotate({ algorithm: 'RS256', activeAfter: 0 }))
      await until(async () => (await published(other))[0] === made.kid)
      const person = await registerPerson(world)
      assert.equal(kidOf(person.token), made.kid)
      assert.equal(await isGood(person.token, other), true)
      accepted(await revoke(made.kid))
      await until(async () => !(await published(other)).includes(made.kid))
      assert.equal(await isGood(person.token, other), false)
    } finally {
      await other.close()
    }
  })
})

describe('a key that is revoked', () => {
  test('is not published, nothing that it signed is believed, and another signs', async () => {
    const signing = (await list()).find(({ state }) => state === 'signing')
    const { token } = await registerPerson(world)
    assert.equal(kidOf(token), signing?.kid)
    assert.equal(await isGood(token), true)
    accepted(await revoke(signing?.kid ?? ''))
    await until(async () => !(await published()).includes(signing?.kid ?? ''))
    assert.equal(await isGood(token), false)
    const { token: young } = await registerPerson(world)
    assert.notEqual(kidOf(young), signing?.kid)
    assert.equal(await isGood(young), true)
    refused(await revoke(signing?.kid ?? ''), 404)
  })

  test('gives its place to the one that waits', async () => {
    const signing = (await list()).find(({ state }) => state === 'signing')
    const next = accepted<Key>(await rotate({ algorithm: 'RS256' }))
    accepted(await revoke(signing?.kid ?? ''))
    await until(async () => (await published())[0] === next.kid)
    assert.deepEqual((await list()).find(({ kid }) => kid === next.kid)?.endsAt, null)
  })

  test('is not known to its access tokens either, however often they were believed before', async () => {
    const token = await machineToken()
    assert.equal(await introspect(token), true)
    accepted(await revoke(kidOf(token) ?? ''))
    await until(async () => !(await published()).includes(kidOf(token) ?? ''))
    assert.equal(await introspect(token), false)
  })
})

test('the keys are the operator’s: nobody, a person or another pool’s administrator neither sees nor changes them', async () => {
  const { token } = await registerPerson(world)
  const other = await world.addTenant('Another')
  const manager = await managementToken(world, other)
  const signing = (await list()).find(({ state }) => state === 'signing')
  for (const [speaking, code] of [
    [{ tenant: world.tenant }, 2020],
    [{ token }, 1001],
    [{ token: manager }, 1001],
  ] as const) {
    refused(await rest(world.origin, 'GET', '/api/v2/signing-keys', undefined, speaking), code)
    refused(await rotate({ algorithm: 'RS256' }, speaking), code)
    refused(await revoke(signing?.kid ?? '', speaking), code)
  }
  assert.deepEqual(
    (await list()).find(({ state }) => state === 'signing'),
    signing,
  )
})

const basic = () => {
  const { id, secret } = world.tenant.application
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
}

async function machineToken(): Promise<string> {
  const token = await managementToken(world)
  const id = world.tenant.application.id
  const grants = ['authorization_code', 'refresh_token', 'client_credentials']
  accepted(
    await rest(world.origin, 'POST', `/api/v2/applications/${id}`, { oidcConfig: { grant_types: grants } }, { token }),
  )
  const body = new URLSearchParams({ grant_type: 'client_credentials' })
  const response = await fetch(`${world.origin}/oidc/token`, { method: 'POST', headers: basic(), body })
  return ((await response.json()) as { access_token: string }).access_token
}

async function introspect(token: string): Promise<boolean> {
  const body = new URLSearchParams({ token })
  const response = await fetch(`${world.origin}/oidc/token/introspection`, { method: 'POST', headers: basic(), body })
  return ((await response.json()) as { active: boolean }).active
}
