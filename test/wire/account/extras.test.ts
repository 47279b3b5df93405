import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { freshPhone } from '../../kit/fresh.ts'
import { managementToken, registerPerson, sealed, send } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

const password = 'correct horse'
let world: World
let post: Awaited<ReturnType<typeof openPost>>
let token: string
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  token = await managementToken(world)
  const define =
    'mutation ($key: String!, $type: UDFDataType!) { setUdf(targetType: USER, key: $key, dataType: $type, label: $key) { key } }'
  for (const [key, type] of Object.entries({ source: 'STRING', visits: 'NUMBER' }))
    accepted(await graphql(world.origin, define, { key, type }, { tenant: world.tenant, token }))
})

const freshName = () => `guest${++counter}`

async function valuesOf(id: string): Promise<Record<string, unknown>> {
  const query = 'query ($id: String!) { udv(targetType: USER, targetId: $id) { key value dataType } }'
  const list = accepted<{ key: string; value: string; dataType: string }[]>(
    await graphql(world.origin, query, { id }, { tenant: world.tenant, token }),
  )
  return Object.fromEntries(
    list.map(({ key, value, dataType }) => [key, dataType === 'NUMBER' ? JSON.parse(value) : value]),
  )
}

const params = JSON.stringify([
  { key: 'source', value: 'google' },
  { key: 'visits', value: 3 },
])
const context = JSON.stringify({ campaign: 1 })

type Speak = (extras: object, speaking?: Speaking) => Promise<Outcome>
const ask = (path: string, body: object, speaking: Speaking = {}) =>
  rest(world.origin, 'POST', path, body, { tenant: world.tenant, ...speaking })

describe('what comes along with a registration is written on the newcomer', () => {
  const ways: Record<string, Speak> = {
    'GraphQL, by username': (extras) =>
      send(world, 'registerByUsername', {
        input: { username: freshName(), password: sealed(world, password), ...extras },
      }),
    'REST, by e-mail': (extras) =>
      ask('/api/v2/register/email', {
        email: `${freshName()}@example.com`,
        password: sealed(world, password),
        ...extras,
      }),
    'REST, by phone code': async (extras) => {
      const phone = freshPhone()
      accepted(await ask('/api/v2/sms/send', { phone }))
      return ask('/api/v2/register/phone-code', { phone, code: codeIn(post.phones.last(`+86${phone}`)), ...extras })
    },
    'GraphQL, signing in without an account': (extras) =>
      send(world, 'loginByUsername', {
        input: { username: freshName(), password: sealed(world, password), autoRegister: true, ...extras },
      }),
  }
  for (const [way, register] of Object.entries(ways))
    test(way, async () => {
      const { id } = accepted<{ id: string }>(await register({ params, context }))
      assert.deepEqual(await valuesOf(id), { source: 'google', visits: 3 })
      refused(await register({ params: JSON.stringify([{ key: 'unheard of', value: 1 }]) }), 400)
      refused(await register({ params: JSON.stringify([{ key: 'visits', value: 'many' }]) }), 400)
      refused(await register({ params: '{"source"' }), 400)
      refused(await register({ params: '"google"' }), 400)
      refused(await register({ context: 'no JSON' }), 400)
    })

  test('some clients send objects, and `customData`', async () => {
    const account = freshName()
    const body = { account, password: sealed(world, password), customData: { source: 'guard', visits: '4' } }
    const { id } = accepted<{ id: string }>(await ask('/api/v2/register-username', body))
    assert.deepEqual(await valuesOf(id), { source: 'guard', visits: 4 })
  })

  test('a refused registration leaves nobody behind', async () => {
    const username = freshName()
    const input = { username, password: sealed(world, password), params: JSON.stringify({ 'unheard of': 1 }) }
    refused(await send(world, 'registerByUsername', { input }), 400)
    refused(await send(world, 'loginByUsername', { input: { ...input, params: undefined } }), 2004)
  })
})

describe('what comes along with signing in is written on who gets in', () => {
  test('with a password, and not with a wrong one', async () => {
    const person = await registerPerson(world)
    const input = { username: person.username, password: sealed(world, 'wrong'), params }
    refused(await send(world, 'loginByUsername', { input }), 2006)
    assert.deepEqual(await valuesOf(person.id), {})
    accepted(await send(world, 'loginByUsername', { input: { ...input, password: sealed(world, person.password) } }))
    assert.deepEqual(await valuesOf(person.id), { source: 'google', visits: 3 })
  })

  test('with a code', async () => {
    const phone = freshPhone()
    const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo: { phone } }, { token }))
    accepted(await ask('/api/v2/sms/send', { phone }))
    const code = codeIn(post.phones.last(`+86${phone}`))
    accepted(await ask('/api/v2/login/phone-code', { phone, code, params, context: { campaign: 1 } }))
    assert.deepEqual(await valuesOf(id), { source: 'google', visits: 3 })
  })
})
