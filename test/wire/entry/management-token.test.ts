import assert from 'node:assert/strict'
import { before, beforeEach, describe, test } from 'node:test'
import { inTurn } from '../../kit/in-turn.ts'
import { documents, managementToken, registerPerson, sealed, send } from '../../kit/people.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

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

  describe('what was under way when the secret was rotated', () => {
    const pool = () => ({ table: 'user_pool', id: tenant.pool.id })
    for (const [door, rotate] of Object.entries(rotations))
      test(`over ${door}: gets nothing for the old secret, renews nothing, and rotates nothing again`, async () => {
        const rotating = async (token: string): Promise<Outcome> => {
          const secret = await rotate(token)
          return { code: 200, message: '', data: secret, door: 'REST V2' }
        }
        const late: Record<string, (token: string) => Promise<Outcome>> = {
          'the old secret': () => exchange(tenant.pool.secret),
          renewing: (token) => renew(token),
          'another rotation': (token) => call('PATCH', 'refresh-secret', token),
        }
        for (const [name, send] of Object.entries(late)) {
          tenant = await world.addTenant(`house${++counter}`)
          const token = await tokenOf()
          const [rotated, other] = await inTurn(
            world,
            pool(),
            () => rotating(token),
            () => send(token),
          )
          assert.equal(typeof rotated.data, 'string')
          if (name === 'renewing' && other.code === 200) refused(await use((other.data as Renewed).accessToken), 2206)
          else assert.ok(other.code === 1001 || other.code === 2206, `${name}: ${other.code}`)
          accepted(await exchange(rotated.data as string))
        }
      })

    test('all tokens but one are ended with whatever is just being given', async () => {
      const [token, stolen] = [await tokenOf(), await tokenOf()]
      const end = () => call('POST', 'management-tokens/end-others', token)
      const [ended, renewed] = await inTurn(world, pool(), end, () => renew(stolen))
      accepted(ended)
      refused(renewed, 2206)
      const [given, over] = await inTurn(world, pool(), () => exchange(tenant.pool.secret), end)
      accepted(over)
      refused(await use(accepted<Renewed>(given).accessToken), 2206)
    })
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

describe('the tokens of a pool', () => {
  test('are at most a thousand, and who asks for one more ends the oldest of whoever has the most', async () => {
    const mine = await tokenOf()
    const { pool } = tenant
    await world.database.pool.query(
      `INSERT INTO management_token (user_pool_id, id, created_at, expires_at, ends_by, ip)
       SELECT $1, lpad(n::text, 24, '0'), now(), now() + interval '1 day', now() + interval '1 day',
         CASE WHEN n = 1 THEN '192.0.2.1' WHEN n < 200 THEN '192.0.2.2' ELSE '192.0.2.3' END
       FROM generate_series(1, 999) n`,
      [pool.id],
    )
    // Those who ask at once may each find room; the next one makes it good.
    const more = [...(await Promise.all([tokenOf(), tokenOf(), tokenOf()])), await tokenOf()]
    const { rows } = await world.database.pool.query<{ id: string }>(
      'SELECT id FROM management_token WHERE user_pool_id = $1 ORDER BY id',
      [pool.id],
    )
    assert.ok(rows.length <= 1_000 && rows.length >= 997, String(rows.length))
    const left = new Set(rows.map(({ id }) => Number(id)))
    assert.ok(left.has(1) && left.has(2), 'those of addresses that have few stay')
    assert.ok(!left.has(200) && left.has(999), 'the oldest of the busiest address has ended')
    for (const token of [mine, ...more]) accepted(await use(token))
  })
})

describe('a secret that its owner has lost', () => {
  const rotate = (token: string | undefined, id: string, body: object = {}) =>
    rest(world.origin, 'PATCH', `/api/v2/userpools/${id}/refresh-secret`, body, { ...(token && { token }) })

  async function rootToken(): Promise<string> {
    const { rootUserPoolId: id, rootUserPoolSecret: secret } = world.bootstrap
    const query =
      'query ($id: String!, $secret: String!) { accessToken(userPoolId: $id, secret: $secret) { accessToken } }'
    return accepted<Renewed>(await graphql(world.origin, query, { id, secret })).accessToken
  }

  /** Somebody of the root pool, who owns the pool. */
  async function owner(): Promise<{ id: string; enter: () => Promise<string> }> {
    const userInfo = { username: `owner${++counter}`, password: sealed(world, 'correct horse') }
    const token = await rootToken()
    const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { tenant: null, token }))
    await world.database.pool.query('UPDATE user_pool SET owner_id = $1, name = $2 WHERE id = $2', [id, tenant.pool.id])
    world.app.domain.unit.write(async ({ changed }) => changed(`pool:${tenant.pool.id}`))
    const headers = { 'x-authing-userpool-id': world.bootstrap.rootUserPoolId }
    const { username, password } = userInfo
    const enter = async () =>
      accepted<{ token: string }>(
        await send(world, 'loginByUsername', { input: { username, password } }, { tenant: null, headers }),
      ).token
    return { id, enter }
  }

  test('is replaced by the root pool’s token, and by the pool’s owner who has just signed in; all tokens end', async () => {
    const { enter } = await owner()
    for (const token of [await rootToken(), await enter()]) {
      const before = await tokenOf().catch(() => null)
      const { secret } = accepted<{ secret: string }>(await rotate(token, tenant.pool.id))
      if (before) refused(await use(before), 2206)
      accepted(await use(accepted<Renewed>(await exchange(secret)).accessToken))
      refused(await exchange(tenant.pool.secret), 1001)
    }
    const { rows } = await world.database.pool.query(
      "SELECT user_pool_id, name FROM event_outbox WHERE body->'payload'->>'operation' = 'pool.rotate-secret' OR name = 'user.pool-secret-rotated' UNION ALL SELECT user_pool_id, operation FROM audit_record WHERE operation IN ('pool.rotate-secret', 'user.pool-secret-rotated')",
    )
    const pools = new Set(rows.map((row) => row.user_pool_id))
    assert.ok(pools.has(tenant.pool.id) && pools.has(world.bootstrap.rootUserPoolId))
  })

  test('is taken beside the new one for as long as is asked', async () => {
    const first = await tokenOf()
    accepted(await rotate(await rootToken(), tenant.pool.id, { overlap: 3_600 }))
    accepted(await exchange(tenant.pool.secret))
    accepted(await use(first))
    world.passSeconds(3_601)
    refused(await exchange(tenant.pool.secret), 1001)
    refused(await use(first), 2206)
  })

  test('is replaced by nobody else: 2020, 1001, 2224, 6127, 400', async () => {
    const { enter } = await owner()
    const [stranger, own, mine] = [await world.addTenant(`other${++counter}`), await enter(), await tokenOf()]
    refused(await rotate(undefined, tenant.pool.id), 2020)
    refused(await rotate(mine, tenant.pool.id), 1001)
    refused(await rotate(await managementToken(world, stranger), tenant.pool.id), 1001)
    refused(await rotate((await registerPerson(world, { tenant })).token, tenant.pool.id), 1001)
    refused(await rotate(own, stranger.pool.id), 2224)
    refused(await rotate(own, world.bootstrap.rootUserPoolId), 2224)
    refused(await rotate(await rootToken(), '0'.repeat(24)), 2224)
    refused(await rotate(own, tenant.pool.id, { overlap: -1 }), 400)
    world.passSeconds(301)
    refused(await rotate(own, tenant.pool.id), 6127)
    accepted(await exchange(tenant.pool.secret))
    accepted(await use(mine))
  })
})

describe('guesses at a pool’s secret', () => {
  const onDoor: Record<string, (secret: string) => Promise<Outcome>> = {
    'GraphQL V2': exchange,
    'REST V2': (secret) =>
      rest(world.origin, 'GET', `/api/v2/userpools/accessToken?userPoolId=${tenant.pool.id}&secret=${secret}`),
    'shared sign-in of phones': (secret) =>
      rest(world.origin, 'POST', '/oauth/sso/mobile/exchangeUserInfoWithTicket', {
        userPoolId: tenant.pool.id,
        ticket: 'x',
        secret,
      }),
  }
  const wrong = 'f'.repeat(32)
  const counted = async () => {
    const { rows } = await world.database.pool.query<{ hits: string }>(
      'SELECT coalesce(sum(h), 0) AS hits FROM limit_window, unnest(hits) h WHERE user_pool_id = $1',
      [tenant.pool.id],
    )
    return Number(rows[0]?.hits)
  }

  for (const [door, guess] of Object.entries(onDoor))
    test(`over ${door} are counted against the address and the pool, and told to slow down; the secret is taken all the same`, async () => {
      for (let n = 1; n <= 30; n++) refused(await guess(wrong), 1001)
      refused(await guess(wrong), 429)
      assert.equal(
        await counted(),
        60,
        'once for the address, once for the pool, and no more for the pool over the limit',
      )
      accepted(await exchange(tenant.pool.secret))
      const other = await world.addTenant(`next${++counter}`)
      const elsewhere = await graphql(world.origin, documents.accessToken, { userPoolId: other.pool.id, secret: wrong })
      refused(elsewhere, 1001)
    })

  test('are counted each, though one request holds many and many come at once', async () => {
    const guesses = Array.from(
      { length: 20 },
      (_, n) => `a${n}: accessToken(userPoolId: "${tenant.pool.id}", secret: "${wrong}") { exp }`,
    )
    const send = () =>
      fetch(`${world.origin}/graphql/v2`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: `{ ${guesses.join(' ')} }` }),
      }).then((answer) => answer.text())
    const answers = (await Promise.all([send(), send(), send()])).join('')
    assert.ok((answers.match(/"code":1001/g) ?? []).length <= 30, answers.slice(0, 300))
    assert.equal(await counted(), 60)
    accepted(await exchange(tenant.pool.secret))
  })
})
