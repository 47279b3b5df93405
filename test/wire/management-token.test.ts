import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { managementToken, registerPerson, send } from '../kit/people.ts'
import type { Tenant } from '../kit/tenant.ts'
import { accepted, graphql, refused, rest, type Speaking } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let tenant: Tenant
let counter = 0
before(async () => {
  world = await newWorld()
})

beforeEach(async () => {
  tenant = await world.addTenant(`house${++counter}`)
})

interface Renewed {
  accessToken: string
  exp: number
  iat: number
}

interface Listed {
  id: string
  current: boolean
}

const day = 86_400

const ask = (query: string, variables: object, speaking: Speaking = {}) =>
  graphql(world.origin, query, variables, { tenant, ...speaking })
const call = (method: string, path: string, token: string, body?: object) =>
  rest(world.origin, method, `/api/v2/userpools/${path}`, body, { tenant, token })
const renew = (accessToken: string | null, speaking: Speaking = {}) =>
  ask(
    'mutation ($accessToken: String) { refreshAccessToken(accessToken: $accessToken) { accessToken exp iat } }',
    { accessToken },
    speaking,
  )
const exchange = (secret: string) =>
  ask(
    'query ($id: String!, $secret: String!) { accessToken(userPoolId: $id, secret: $secret) { accessToken exp iat } }',
    {
      id: tenant.pool.id,
      secret,
    },
  )
const use = (token: string) => send(world, 'users', {}, { tenant, token })
const tokenOf = () => managementToken(world, tenant)

test('a management token buys the next one, given as an argument or in the header, and both are good', async () => {
  const first = await tokenOf()
  world.passSeconds(60)
  for (const outcome of [await renew(first), await renew(null, { token: first })]) {
    const { accessToken, exp, iat } = accepted<Renewed>(outcome)
    assert.equal(exp - iat, 15 * day)
    assert.notEqual(accessToken, first)
    for (const token of [first, accessToken]) accepted(await use(token))
  }
})

test('2020, 2207, 1001 and 2206: nobody’s token, none of ours, a person’s, and one that is too old', async () => {
  refused(await renew(null), 2020)
  refused(await renew('rubbish'), 2207)
  refused(await renew((await registerPerson(world, { tenant })).token), 1001)
  const old = await tokenOf()
  world.passSeconds(15 * day + 1)
  refused(await renew(old), 2206)
})

test('tokens that renew each other end 90 days after the secret was shown', async () => {
  let token = await tokenOf()
  const shown = Math.floor(world.app.domain.clock().getTime() / 1000)
  for (let days = 14; days < 90; days += 14) {
    world.passSeconds(14 * day)
    const renewed = accepted<Renewed>(await renew(token))
    assert.ok(renewed.exp <= shown + 90 * day + 1, `after ${days} days`)
    token = renewed.accessToken
  }
  world.passSeconds(7 * day)
  refused(await use(token), 2206)
  refused(await renew(token), 2206)
})

describe('a new secret', () => {
  const rotations: Record<string, (token: string) => Promise<string>> = {
    'GraphQL V2': async (token) => accepted<string>(await ask('mutation { refreshUserpoolSecret }', {}, { token })),
    'REST V2': async (token) => accepted<{ secret: string }>(await call('PATCH', 'refresh-secret', token, {})).secret,
  }
  for (const [door, rotate] of Object.entries(rotations))
    test(`over ${door} ends every token that was given for the old one, and what was renewed from it`, async () => {
      const first = await tokenOf()
      const renewed = accepted<Renewed>(await renew(first)).accessToken
      const mine = await tokenOf()
      const secret = await rotate(mine)
      for (const token of [first, renewed, mine]) {
        refused(await use(token), 2206)
        refused(await renew(token), 2206)
        refused(await ask('{ userpool { id } }', {}, { token }), 2206)
      }
      refused(await exchange(tenant.pool.secret), 1001)
      accepted(await use(accepted<Renewed>(await exchange(secret)).accessToken))
    })

  test('leaves the old one and its tokens for as long as is asked, and nothing renewed outlasts that', async () => {
    const first = await tokenOf()
    const { secret } = accepted<{ secret: string }>(await call('PATCH', 'refresh-secret', first, { overlap: 3_600 }))
    const late = accepted<Renewed>(await exchange(tenant.pool.secret)).accessToken
    const renewed = accepted<Renewed>(await renew(first))
    const now = Math.floor(world.app.domain.clock().getTime() / 1000)
    assert.ok(renewed.exp <= now + 3_600)
    for (const token of [first, late, renewed.accessToken]) accepted(await use(token))
    world.passSeconds(3_601)
    for (const token of [first, late, renewed.accessToken]) refused(await use(token), 2206)
    refused(await exchange(tenant.pool.secret), 1001)
    accepted(await use(accepted<Renewed>(await exchange(secret)).accessToken))
  })

  test('400: an overlap of less than nothing, or of more than 30 days', async () => {
    const token = await tokenOf()
    for (const overlap of [-1, 30 * day + 1]) refused(await call('PATCH', 'refresh-secret', token, { overlap }), 400)
    accepted(await use(token))
  })

  test('ends tokens too that were given before they were listed', async () => {
    const { signWithSecret } = await import('#platform/crypto/jwt.ts')
    const iat = Math.floor(world.app.domain.clock().getTime() / 1000)
    const claims = { scoped_userpool_id: tenant.pool.id, iat, exp: iat + day }
    const old = signWithSecret(claims, tenant.pool.jwtSecret, 'management+jwt')
    accepted(await use(old))
    await rotations['GraphQL V2']?.(await tokenOf())
    refused(await use(old), 2206)
  })
})

describe('management tokens', () => {
  test('are listed with where they were asked for, and ended one by one', async () => {
    const [first, second] = [await tokenOf(), await tokenOf()]
    const { list, totalCount } = accepted<{ list: Listed[]; totalCount: number }>(
      await call('GET', 'management-tokens', second),
    )
    assert.equal(totalCount, 2)
    assert.deepEqual(list.map(({ current }) => current).sort(), [false, true])
    assert.doesNotMatch(JSON.stringify(list), new RegExp(first.split('.')[2] ?? ''))
    const other = list.find(({ current }) => !current)?.id
    accepted(await call('DELETE', `management-tokens/${other}`, second))
    refused(await use(first), 2206)
    refused(await call('DELETE', `management-tokens/${other}`, second), 404)
    const stranger = await world.addTenant(`stranger${counter}`)
    const theirs = await managementToken(world, stranger)
    const own = list.find(({ current }) => current)?.id
    const abroad = { tenant: stranger, token: theirs }
    refused(await rest(world.origin, 'DELETE', `/api/v2/userpools/management-tokens/${own}`, undefined, abroad), 404)
    accepted(await use(second))
  })

  test('end all but the one in use', async () => {
    const [first, second, third] = [await tokenOf(), await tokenOf(), await tokenOf()]
    assert.deepEqual(accepted(await call('POST', 'management-tokens/end-others', third)), { ended: 2 })
    for (const token of [first, second]) refused(await use(token), 2206)
    accepted(await use(third))
  })
})

test('no answer carries the secret but that of making it', async () => {
  const token = await tokenOf()
  const { pool } = tenant
  const answers = [
    await ask('{ userpool { id secret jwtSecret } }', {}, { token }),
    await ask('mutation { updateUserpool(input: { description: "d" }) { id secret jwtSecret } }', {}, { token }),
    await call('GET', 'detail', token),
  ]
  for (const answer of answers) {
    assert.equal(accepted<{ secret: string }>(answer).secret, '')
    assert.ok(![pool.secret, pool.jwtSecret].some((secret) => JSON.stringify(answer).includes(secret)))
  }
})
