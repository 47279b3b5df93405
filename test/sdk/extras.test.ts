import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { freshEmail } from '../kit/fresh.ts'
import { managementToken, registerPerson, sealed } from '../kit/people.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { accepted, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { authenticationClient, codeOf, managementClient } from './clients.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
const counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  const { udf } = managementClient(world)
  await udf.set('USER' as never, 'source', 'STRING' as never, 'Where from')
})

describe('AuthenticationClient of the official SDK, with what comes along', () => {
  test('customData of a registration', async () => {
    const client = authenticationClient(world)
    const options = { customData: { source: 'google' }, context: { campaign: '1' }, forceLogin: true }
    await client.registerByEmail(freshEmail(), 'plain-gate-1', undefined, options)
    assert.deepEqual(await client.getUdfValue(), { source: 'google' })
    const unknown = client.registerByEmail(freshEmail(), 'plain-gate-1', undefined, { customData: { colour: 'red' } })
    await assert.rejects(unknown, (thrown) => codeOf(thrown) === 400)
  })

  test('params, the older name', async () => {
    const client = authenticationClient(world)
    const params = [{ key: 'source', value: 'bing' }]
    await client.registerByEmail(freshEmail(), 'plain-gate-1', undefined, { params, forceLogin: true })
    assert.deepEqual(await client.getUdfValue(), { source: 'bing' })
  })

  test('customData of a sign-in', async () => {
    const client = authenticationClient(world)
    const email = freshEmail()
    await client.registerByEmail(email, 'plain-gate-1')
    await client.loginByEmail(email, 'plain-gate-1', { customData: { source: 'mail' }, context: { param: '1' } })
    assert.deepEqual(await client.getUdfValue(), { source: 'mail' })
  })
})

describe('every registration and every sign-in of the client takes what comes along', () => {
  const password = 'plain-gate-1'
  const email = freshEmail()
  const username = `extra${counter}`
  const phone = '13812340001'
  const mailed = async (to: string, scene: string) => {
    await authenticationClient(world).sendEmail(to, scene as never)
    world.passSeconds(61)
    return codeIn(await post.mailbox.next(to))
  }
  const texted = async (scene: string) => {
    await authenticationClient(world).sendSmsCode(phone, '+86', scene as never)
    world.passSeconds(61)
    return codeIn(post.phones.last(`+86${phone}`))
  }
  type Client = ReturnType<typeof authenticationClient>
  type Options = { customData: Record<string, string> }
  const registrations: [string, (client: Client, options: Options & { generateToken: boolean }) => Promise<unknown>][] =
    [
      [
        'registerByUsername',
        (client, options) => client.registerByUsername(username, password, { nickname: 'E' }, options),
      ],
      [
        'registerByPhoneCode',
        async (client, options) => client.registerByPhoneCode(phone, await texted('register'), password, {}, options),
      ],
      [
        'registerByEmailCode',
        async (client, options) =>
          client.registerByEmailCode(email, await mailed(email, 'REGISTER_VERIFY_CODE'), { nickname: 'E' }, options),
      ],
    ]
  const signIns: [string, (client: Client, options: Options) => Promise<unknown>][] = [
    ['loginByUsername', (client, options) => client.loginByUsername(username, password, options)],
    ['loginByPhonePassword', (client, options) => client.loginByPhonePassword(phone, password, options)],
    ['loginByPhoneCode', async (client, options) => client.loginByPhoneCode(phone, await texted('login'), options)],
    [
      'loginByEmailCode',
      async (client, options) => client.loginByEmailCode(email, await mailed(email, 'LOGIN_VERIFY_CODE'), options),
    ],
  ]
  const shared = { context: { campaign: '1' }, clientIp: '192.0.2.1' }

  for (const [name, register] of registrations)
    test(`${name}, with a token and no sign-in`, async () => {
      const client = authenticationClient(world)
      const options = { ...shared, customData: { source: name }, generateToken: true }
      const user = (await register(client, options)) as { token: string; loginsCount: number; lastIP: string | null }
      assert.equal(user.loginsCount, 0)
      client.setToken(user.token)
      assert.deepEqual(await client.getUdfValue(), { source: name })
    })

  for (const [name, signIn] of signIns)
    test(name, async () => {
      const client = authenticationClient(world)
      const user = (await signIn(client, { ...shared, customData: { source: name } })) as { token: string }
      client.setToken(user.token)
      assert.deepEqual(await client.getUdfValue(), { source: name })
      const me = (await client.getCurrentUser()) as { lastIP: string }
      assert.equal(me.lastIP, '127.0.0.1', 'a client says nothing about its own address')
    })
})

test('AuthenticationClient.loginBySubAccount', async () => {
  const main = await registerPerson(world)
  const { id } = world.tenant.application
  const speaking = { tenant: world.tenant, token: await managementToken(world) }
  const path = `/api/v2/applications/${id}`
  accepted(await rest(world.origin, 'POST', path, { enableSubAccount: true }, speaking))
  const body = { userId: main.id, account: 'second', password: sealed(world, 'another one') }
  accepted(await rest(world.origin, 'POST', `${path}/sub-accounts`, body, speaking))
  const client = authenticationClient(world)
  const user = await client.loginBySubAccount('second', 'another one')
  assert.equal(user.id, main.id)
  assert.equal((await client.getCurrentUser())?.username, main.username)
  await assert.rejects(client.loginBySubAccount('second', 'wrong'), (thrown) => codeOf(thrown) === 2333)
})
