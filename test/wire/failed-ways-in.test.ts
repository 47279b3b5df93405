import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, sealed, send } from '../kit/people.ts'
import { codeIn, openPost } from '../kit/post.ts'
import { codeOf, personWithApp, signIn, tokenOf } from '../kit/second-factor.ts'
import { accepted, graphql, refused, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let token: string
before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  token = await managementToken(world)
})

interface Action {
  operation_name: string
  eventResultCode: number
  eventDetails: string | null
  userId: string | null
}

const get = <Data>(path: string, as = token) =>
  rest(world.origin, 'GET', path, undefined, { tenant: world.tenant, token: as }).then((outcome) =>
    accepted<Data>(outcome),
  )

/** What the pool's log has of failures, as way and code. */
async function poolFailures(query = ''): Promise<string[]> {
  await world.app.relay.catchUp()
  const { list } = await get<{ list: Action[] }>(`/api/v2/analysis/user-action?limit=50${query}`)
  return list
    .filter(({ eventResultCode }) => eventResultCode !== 200)
    .map(({ eventDetails, eventResultCode }) => `${JSON.parse(eventDetails ?? '{}').way} ${eventResultCode}`)
}

async function ownFailures(id: string): Promise<string[]> {
  const { list } = await get<{ list: { success: boolean; errorCode: number; loginMethod: string }[] }>(
    `/api/v2/users/${id}/login-history?limit=50`,
  )
  return list.filter(({ success }) => !success).map(({ loginMethod, errorCode }) => `${loginMethod} ${errorCode}`)
}

test('failed second factors and recovery codes stand in the history of the person and of the pool', async () => {
  const person = await personWithApp(world)
  const ticket = tokenOf(await signIn(world, person))
  const speaking = { tenant: world.tenant, token: ticket }
  const wrong = { totp: '00000000000' }
  for (let n = 0; n < 2; n++)
    refused(await rest(world.origin, 'POST', '/api/v2/mfa/totp/verify', wrong, speaking), 6001)
  const recovery = { recoveryCode: 'none of ours' }
  refused(await rest(world.origin, 'POST', '/api/v2/mfa/totp/recovery', recovery, speaking), 6002)
  const right = { totp: codeOf(world, person.app, 1) }
  const { token: own } = accepted<{ token: string }>(
    await rest(world.origin, 'POST', '/api/v2/mfa/totp/verify', right, speaking),
  )
  const expected = ['second-factor 6001', 'second-factor 6001', 'second-factor 6002']
  assert.deepEqual((await ownFailures(person.id)).sort(), expected)
  assert.deepEqual((await poolFailures(`&userId=${person.id}`)).sort(), expected)
  const mine = await get<{ list: { success: boolean }[] }>('/api/v2/users/me/login-history', own)
  assert.equal(mine.list.filter(({ success }) => !success).length, 3)
})

test('tries for names that nobody has stand in the history of the pool, and a flood of them does not fill it', async () => {
  const { pool, application, origin } = await world.addTenant('of nobody')
  const tenant = { pool, application, origin }
  const manager = await managementToken(world, tenant)
  const input = { username: 'nobody at all', password: sealed(world, 'whatever it is') }
  refused(await send(world, 'loginByUsername', { input }, { tenant }), 2004)
  refused(
    await rest(world.origin, 'POST', '/api/v2/login/phone-code', { phone: '13912345678', code: '000000' }, { tenant }),
    2001,
  )
  const listed = async () =>
    accepted<{ list: Action[]; totalCount: number }>(
      await rest(world.origin, 'GET', '/api/v2/analysis/user-action?limit=50', undefined, { tenant, token: manager }),
    )
  const { list } = await listed()
  assert.deepEqual(
    list.map(({ operation_name, eventResultCode, userId }) => [operation_name, eventResultCode, userId]).sort(),
    [
      ['login', 2001, null],
      ['login', 2004, null],
    ],
  )
  assert.ok(!JSON.stringify(list).includes('nobody at all'), 'what was typed is kept nowhere')
  const { unit, tools, clock } = world.app.domain
  const limit = { userPoolId: pool.id, key: 'failure-record:nobody', windowSeconds: 3600, limit: 200 }
  await unit.write(async ({ tx }) => {
    for (let n = 0; n < 198; n++) await tools.limits.hit(tx, limit, clock())
  })
  refused(await send(world, 'loginByUsername', { input }, { tenant }), 2004)
  assert.equal((await listed()).totalCount, 2)
})

test('wrong codes to reset a password stand in the history of whoever has the address', async () => {
  const phone = '13987654321'
  const userInfo = { phone, password: sealed(world, 'correct horse') }
  const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token }))
  const ask = (path: string, body: object) =>
    rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant: world.tenant })
  accepted(await ask('sms/send', { phone }))
  const code = codeIn(post.phones.last(`+86${phone}`))
  const wrong = code === '000000' ? '111111' : '000000'
  const newPassword = sealed(world, 'another good horse')
  refused(await ask('password/reset/sms', { phone, code: wrong, newPassword }), 2001)
  refused(await ask('users/password/forget/check-code', { phone, code: wrong }), 2001)
  const query =
    'mutation ($phone: String, $code: String!, $newPassword: String!) { resetPassword(phone: $phone, code: $code, newPassword: $newPassword) { code } }'
  refused(await graphql(world.origin, query, { phone, code: wrong, newPassword }, { tenant: world.tenant }), 2001)
  assert.deepEqual(await ownFailures(id), ['reset 2001', 'reset 2001', 'reset 2001'])
})
