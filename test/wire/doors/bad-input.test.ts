import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { managementToken, type Person, registerPerson, sealed, send } from '../../kit/people.ts'
import { accepted, encrypted, type Outcome, postGraphql, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let person: Person
const logged: string[] = []

before(async () => {
  world = await newWorld({ onLog: (line) => logged.push(line) })
  person = await registerPerson(world)
})

/** Sends a raw body and gives the one error's outcome; the status must be 200 all the same. */
async function outcomeOf(body: unknown, headers: Record<string, string> = {}) {
  const { status, body: answer } = await postGraphql(world.origin, body, { tenant: world.tenant, headers })
  assert.equal(status, 200)
  assert.ok(answer.errors?.[0], 'there is an error')
  assert.equal(answer.data ?? null, null)
  return answer.errors[0].message
}

describe('a body that is no request', () => {
  const bodies: [string, unknown, number][] = [
    ['malformed JSON', '{"query": ', 400],
    ['an empty body', '', 400],
    ['a JSON text', '"query"', 400],
    ['a batch', [{ query: '{ userpoolTypes { code } }' }], 400],
    ['a query that is a number', { query: 7 }, 400],
    ['variables that are a list', { query: '{ userpoolTypes { code } }', variables: [1] }, 400],
    ['a syntax error', { query: 'query {' }, 400],
    ['an unknown operation', { query: '{ dropEverything }' }, 400],
    ['a subscription', { query: 'subscription { user { id } }' }, 400],
    ['a wrong type', { query: 'query ($id: String) { user(id: $id) { id } }', variables: { id: { $ne: 1 } } }, 400],
    ['a missing variable', { query: 'query ($ids: [String!]!) { userBatch(ids: $ids) { id } }', variables: {} }, 400],
    ['10 MB', JSON.stringify({ query: `{ user(id: "${'x'.repeat(10_000_000)}") { id } }` }), 413],
    ['a query nested 2,000 deep', { query: `{ ${'a{'.repeat(2000)}b${'}'.repeat(2000)} }` }, 400],
    [
      'an alias bomb',
      { query: `{ ${Array.from({ length: 200 }, (_, i) => `a${i}: userpoolTypes { code }`).join(' ')} }` },
      400,
    ],
    [
      'a fragment cycle',
      { query: 'query { user { ...a } } fragment a on User { ...b } fragment b on User { ...a }' },
      400,
    ],
    ['the prototype as an argument', { query: '{ user(__proto__: "x") { id } }' }, 400],
  ]
  for (const [what, body, code] of bodies)
    test(`${what} is ${code}`, async () => {
      const outcome = await outcomeOf(body)
      assert.equal(outcome.code, code, outcome.message)
      assert.doesNotMatch(JSON.stringify(outcome), /node_modules|\.ts:|at \w+ \(/, 'no stack')
    })

  test('another content type is 415', async () => {
    assert.equal((await outcomeOf('<xml/>', { 'content-type': 'application/xml' })).code, 415)
  })
})

describe('text that cannot be stored', () => {
  for (const [what, value] of [
    ['NUL', 'a\0b'],
    ['a lone surrogate', 'a\ud800b'],
    ['half a megabyte', 'x'.repeat(500_000)],
  ] as const)
    test(`${what} in a nickname is 400 and changes nothing`, async () => {
      const before = accepted<{ nickname: string }>(await send(world, 'user', {}, { token: person.token }))
      const outcome = await send(world, 'updateUser', { input: { nickname: value } }, { token: person.token })
      assert.equal(outcome.code, 400, outcome.message)
      assert.deepEqual(accepted(await send(world, 'user', {}, { token: person.token })), before)
    })

  test('markup and statements are kept as the text they are', async () => {
    const nickname = `<script>alert(1)</script>'; DROP TABLE user_account; -- =cmd|' /C calc'!A0`
    const updated = accepted<{ nickname: string }>(
      await send(world, 'updateUser', { input: { nickname } }, { token: person.token }),
    )
    assert.equal(updated.nickname, nickname)
  })
})

describe('a forged token', () => {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  function parts() {
    const [header = '', claims = '', mark = ''] = person.token.split('.')
    return { header, claims, mark, decoded: JSON.parse(Buffer.from(claims, 'base64url').toString()) }
  }

  const forgeries: [string, () => string][] = [
    ['alg none', () => `${encode({ alg: 'none', typ: 'JWT' })}.${parts().claims}.`],
    ['alg NONE', () => `${encode({ alg: 'NONE', typ: 'JWT' })}.${parts().claims}.${parts().mark}`],
    ['no signature', () => `${parts().header}.${parts().claims}.`],
    [
      'another person inside',
      () => `${parts().header}.${encode({ ...parts().decoded, sub: '0'.repeat(24) })}.${parts().mark}`,
    ],
    ['a longer life', () => `${parts().header}.${encode({ ...parts().decoded, exp: 9_999_999_999 })}.${parts().mark}`],
    [
      'signed under the public key',
      () => {
        const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${parts().claims}`
        const key = world.app.domain.ports.keys.transport.publicPem
        return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`
      },
    ],
    [
      'signed under the secret of another application',
      () => {
        const signed = `${parts().header}.${parts().claims}`
        return `${signed}.${createHmac('sha256', 'another secret').update(signed).digest('base64url')}`
      },
    ],
    [
      'RS256 with a made-up key id',
      () => `${encode({ alg: 'RS256', typ: 'JWT', kid: '../../etc/passwd' })}.${parts().claims}.${parts().mark}`,
    ],
    [
      'an unknown critical extension',
      () => `${encode({ alg: 'HS256', typ: 'JWT', crit: ['x'], x: 1 })}.${parts().claims}.${parts().mark}`,
    ],
    [
      'a key of its own in the header',
      () => `${encode({ alg: 'HS256', typ: 'JWT', jwk: { kty: 'oct', k: 'AAAA' } })}.${parts().claims}.AAAA`,
    ],
    [
      'a management header on a user token',
      () => `${encode({ alg: 'HS256', typ: 'management+jwt' })}.${parts().claims}.${parts().mark}`,
    ],
    ['a megabyte', () => `a.${'b'.repeat(30_000)}.c`],
  ]
  for (const [what, forge] of forgeries)
    test(`${what} is 2207, also in-band`, async () => {
      refused(await send(world, 'user', {}, { headers: { authorization: `Bearer ${forge().slice(0, 20_000)}` } }), 2207)
      const status = accepted<{ code: number; status: boolean }>(
        await send(world, 'checkLoginStatus', { token: forge() }),
      )
      assert.deepEqual([status.code, status.status], [2207, false])
    })

  test('a user token is no management token and the other way round', async () => {
    refused(await send(world, 'users', {}, { token: person.token }), 1001)
    const status = accepted<{ code: number }>(
      await send(world, 'checkLoginStatus', { token: await managementToken(world) }),
    )
    assert.equal(status.code, 2207)
  })
})

test('a password whose ciphertext lost its leading zero byte signs in, as one of 256 from the official clients does', async () => {
  const { keys } = world.app.domain.ports
  let bytes = Buffer.alloc(0)
  while (bytes[0] !== 0) bytes = Buffer.from(encrypted(keys.transport.publicPem, person.password), 'base64')
  const password = bytes.subarray(1).toString('base64')
  accepted(await send(world, 'loginByUsername', { input: { username: person.username, password } }))
})

describe('many at once', () => {
  test('a sign-in that runs while the password is changed leaves no session of the old one', async () => {
    const manager = await managementToken(world)
    const { id, username } = await registerPerson(world)
    const passwords = ['correct horse', 'second one', 'third one', 'fourth one']
    for (const [old, next] of passwords.slice(1).map((next, i) => [passwords[i] as string, next])) {
      const signIn = { input: { username, password: sealed(world, old as string) } }
      const change = { id, input: { password: sealed(world, next as string) } }
      const outcomes = await Promise.all([
        ...Array.from({ length: 6 }, () => send(world, 'loginByUsername', signIn)),
        send(world, 'updateUser', change, { token: manager }),
        ...Array.from({ length: 6 }, () => send(world, 'loginByUsername', signIn)),
      ])
      const tokens = outcomes.flatMap(({ data }) => (data as { token?: string } | null)?.token ?? [])
      for (const token of tokens) refused(await send(world, 'user', {}, { token }), 2206)
    }
  })

  test('20 registrations of one name make one person, 19 are told 2026', async () => {
    const input = { username: 'contested', password: sealed(world, 'plain-gate1') }
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => send(world, 'registerByUsername', { input })))
    const codes = outcomes.map((outcome) => outcome.code)
    assert.equal(codes.filter((code) => code === 200).length, 1)
    assert.equal(codes.filter((code) => code === 2026).length, 19)
  })

  test('30 updates of one person lose none of the fields', async () => {
    const fields = [
      'nickname',
      'company',
      'city',
      'province',
      'country',
      'middleName',
      'formatted',
      'preferredUsername',
      'region',
      'locality',
    ]
    const updates = Array.from({ length: 30 }, (_, i) => ({ [fields[i % 10] as string]: `value ${i % 10}` }))
    await Promise.all(updates.map((input) => send(world, 'updateUser', { input }, { token: person.token })))
    const query = `query { user { ${fields.join(' ')} } }`
    const { body } = await postGraphql(world.origin, { query }, { tenant: world.tenant, token: person.token })
    assert.deepEqual(
      Object.values(body.data?.user as object),
      fields.map((_, i) => `value ${i}`),
    )
  })

  test('the request past the cap is answered 1000 with Retry-After', async () => {
    const small = await newWorld({ maxInFlight: 1 })
    const input = { username: 'x', password: sealed(small, 'plain-gate1') }
    const ask = () =>
      fetch(`${small.origin}/graphql/v2`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-authing-app-id': small.tenant.application.id,
          'x-authing-lang': 'en-US',
        },
        body: JSON.stringify({
          query: 'mutation ($input: RegisterByUsernameInput!) { registerByUsername(input: $input) { id } }',
          variables: { input },
        }),
      })
    const answers = await Promise.all(Array.from({ length: 12 }, ask))
    const turnedAway = answers.filter((answer) => answer.headers.get('retry-after') === '1')
    assert.ok(turnedAway.length > 0, 'somebody was turned away')
    const answer = (await turnedAway[0]?.json()) as { errors: { message: Omit<Outcome, 'door'> }[] } | undefined
    const outcome = answer?.errors[0]?.message as Omit<Outcome, 'door'>
    assert.deepEqual(outcome, { code: 1000, message: 'The system is busy, please try again later', data: null })
    refused({ ...outcome, door: 'GraphQL V2' }, 1000)
    assert.ok(answers.every((answer) => answer.status === 200))
  })
})

test('nothing of all this left a secret in the log, and nothing crashed', () => {
  const text = logged.join('\n')
  assert.ok(!text.includes(person.token) && !text.includes(person.password), 'no token and no password')
  assert.doesNotMatch(text, /"level":50/, 'no error was logged')
})
