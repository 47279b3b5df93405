import assert from 'node:assert/strict'
import { test } from 'node:test'
import { managementToken, registerPerson, sealed, send } from '../kit/people.ts'
import { accepted, refused } from '../kit/wire.ts'
import { openTestDoor } from './open-door.ts'

const door = await openTestDoor()
const nobody = '0'.repeat(24)

type UserJson = Record<string, unknown> & { id: string; token: string | null }

test('people read themselves, with the token they came with', async () => {
  const me = accepted<UserJson>(await door.ask('GET /api/v2/users/me', undefined, { token: door.person.token }))
  assert.deepEqual([me.id, me.token, me.username], [door.person.id, door.person.token, door.person.username])
  assert.match(String(me.createdAt), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.deepEqual([me.password, me.customData, me.identities], [null, [], []])
  const raw = await door.ask('GET /api/v2/users/me', undefined, { headers: { authorization: door.person.token } })
  assert.equal(accepted<UserJson>(raw).id, door.person.id)
  refused(await door.ask('GET /api/v2/users/me'), 2020)
  refused(await door.ask('GET /api/v2/users/me', undefined, { token: 'rubbish' }), 2207)
  refused(await door.ask('GET /api/v2/users/me', undefined, { token: door.person.token, tenant: door.other }), 2036)
})

test('people change their own profile and nothing else', async () => {
  const { token, id } = await registerPerson(door.world)
  const update = (body: object) => door.ask('POST /api/v2/users/profile/update', body, { token, lang: 'en-US' })
  const changed = accepted<UserJson>(await update({ nickname: 'Nick', city: '杭州', photo: null }))
  assert.deepEqual([changed.id, changed.nickname, changed.city, changed.token], [id, 'Nick', '杭州', token])
  for (const name of ['unknown', 'toString'])
    assert.equal((await update({ city: 'x', [name]: 1 })).message, `Bad request: there is no field ${name}`)
  assert.equal((await update({ nickname: 7 })).message, 'Bad request: nickname must be a text')
  refused(await update({ email: 'a@example.com' }), 2225)
  refused(await update({ phone: '13800000000' }), 2226)
  refused(await update({ blocked: false }), 2018)
  refused(await update({ username: door.person.username }), 2034)
  refused(await door.ask('POST /api/v2/users/profile/update', { nickname: 'x' }), 2020)
})

test('an administrator reads anybody of the pool; whom it does not have is null', async () => {
  const found = accepted<UserJson>(await door.manage(`GET /api/v2/users/${door.person.id}?with_custom_data=true`))
  assert.deepEqual([found.id, found.token], [door.person.id, null])
  assert.equal(accepted(await door.manage(`GET /api/v2/users/${nobody}`)), null)
  assert.equal(accepted(await door.manage(`GET /api/v2/users/${door.stranger.id}`)), null)
  refused(await door.ask(`GET /api/v2/users/${door.stranger.id}`, undefined, { token: door.person.token }), 1001)
  refused(await door.ask(`GET /api/v2/users/${door.person.id}`), 2020)
  refused(await door.manage(`GET /api/v2/users/${door.person.id}`, undefined, { tenant: door.other }), 2036)
})

test('a batch is read by any identifier, at most 80', async () => {
  const { id, username } = door.person
  const batch = async (body: object) =>
    accepted<UserJson[]>(await door.manage('POST /api/v2/users/batch', body)).map((user) => user.id)
  assert.deepEqual(await batch({ ids: [nobody, id, door.stranger.id], type: 'id', withCustomData: false }), [id])
  assert.deepEqual(await batch({ ids: [username.toUpperCase()], type: 'username' }), [id])
  assert.deepEqual(await batch({ ids: [] }), [])
  for (const type of ['email', 'phone', 'externalId']) assert.deepEqual(await batch({ ids: ['x'], type }), [])
  refused(await door.manage('POST /api/v2/users/batch', {}), 2231)
  refused(await door.manage('POST /api/v2/users/batch', { ids: Array(81).fill(id) }), 2030)
  refused(await door.manage('POST /api/v2/users/batch', { ids: [id], type: 'shoe' }), 400)
  const typed = await door.manage('POST /api/v2/users/batch', { ids: [1] }, { lang: 'en-US' })
  assert.equal(typed.message, 'Bad request: ids must be a list of texts')
  refused(await door.ask('POST /api/v2/users/batch', {}), 2020)
  refused(await door.ask('POST /api/v2/users/batch', { ids: [id] }, { token: door.person.token }), 1001)
})

test('anyone may ask whether an account exists, and learns no more', async () => {
  const { username } = door.person
  assert.equal(accepted(await door.ask(`GET /api/v2/users/is-user-exists?username=${username}`)), true)
  assert.equal(accepted(await door.ask('GET /api/v2/users/is-user-exists?email=nobody@example.com')), false)
  assert.equal(
    accepted(
      await door.ask(`GET /api/v2/users/is-user-exists?username=${username}`, undefined, { tenant: door.other }),
    ),
    false,
  )
  refused(await door.ask('GET /api/v2/users/is-user-exists'), 2231)
  refused(await door.ask('GET /api/v2/users/is-user-exists?email=a&email=b'), 400)
  const pool = door.world.tenant.pool.id
  const find = (query: string) =>
    door.ask(`GET /api/v2/users/find?userPoolId=${pool}&${query}`, undefined, { tenant: null })
  assert.equal(accepted(await find(`key=${username}&type=username`)), true)
  assert.equal(accepted(await find('key=nobody&type=username')), false)
  refused(await find('key=nobody'), 2231)
  refused(await find('key=nobody&type=shoe'), 400)
  refused(
    await door.ask(`GET /api/v2/users/find?userPoolId=${nobody}&key=a&type=email`, undefined, { tenant: null }),
    2224,
  )
})

test('an administrator signs people out everywhere, and sees who is signed in where', async () => {
  const { id, token } = await registerPerson(door.world)
  const where = async () =>
    accepted<{ isLogin: boolean; user: UserJson; application: Record<string, unknown>[] }>(
      await door.manage(`GET /api/v2/users/login-status?userId=${id}`),
    )
  const before = await where()
  assert.deepEqual([before.isLogin, before.user.id], [true, id])
  assert.deepEqual(
    before.application.map((application) => [application.id, application.secret]),
    [[door.world.tenant.application.id, undefined]],
  )
  accepted(
    await door.ask('POST /api/v2/users/kick', { userIds: [id] }, { token: door.otherManager, tenant: door.other }),
  )
  assert.equal((await where()).isLogin, true)
  accepted(await door.manage('POST /api/v2/users/kick', { userIds: [nobody, id] }))
  refused(await door.ask('GET /api/v2/users/me', undefined, { token }), 2206)
  const after = await where()
  assert.deepEqual([after.isLogin, after.application], [false, []])
  const stranger = accepted<{ isLogin: boolean; user: null }>(
    await door.manage(`GET /api/v2/users/login-status?userId=${door.stranger.id}`),
  )
  assert.deepEqual([stranger.isLogin, stranger.user], [false, null])
  refused(await door.manage('POST /api/v2/users/kick', {}), 2231)
  refused(await door.manage('POST /api/v2/users/kick', { userIds: [] }), 2231)
  refused(await door.ask('POST /api/v2/users/kick', {}), 2020)
  refused(await door.ask('POST /api/v2/users/kick', { userIds: [id] }, { token: door.person.token }), 1001)
  refused(await door.manage('GET /api/v2/users/login-status'), 2231)
  refused(await door.ask(`GET /api/v2/users/login-status?userId=${id}`), 2020)
})

test('somebody who is locked is signed in nowhere', async () => {
  const { id } = await registerPerson(door.world)
  accepted(await send(door.world, 'updateUser', { id, input: { blocked: true } }, { token: door.manager }))
  const status = accepted<{ isLogin: boolean }>(await door.manage(`GET /api/v2/users/login-status?userId=${id}`))
  assert.equal(status.isLogin, false)
})

test('a password is checked plain or encrypted, in both languages', async () => {
  const check = async (password: unknown, lang = 'zh-CN') =>
    accepted(await door.manage('POST /api/v2/password/check', { password }, { lang }))
  assert.deepEqual(await check('plain-gate1'), { valid: true, message: '密码验证成功' })
  assert.deepEqual(await check(sealed(door.world, 'plain-gate1')), { valid: true, message: '密码验证成功' })
  assert.deepEqual(await check('12345', 'en-US'), {
    valid: false,
    message: 'The password needs at least 8 characters',
  })
  assert.deepEqual(await check(sealed(door.world, '12345')), { valid: false, message: '密码至少需要 8 个字符' })
  assert.deepEqual(await check(''), { valid: false, message: '请输入密码' })
  refused(await door.manage('POST /api/v2/password/check', {}), 2231)
  refused(await door.manage('POST /api/v2/password/check', { password: 123456 }), 400)
})

test('the pool is told to its administrator, without its secret and without the key that signs tokens', async () => {
  const { pool } = door.world.tenant
  const detail = accepted<Record<string, unknown>>(await door.manage('GET /api/v2/userpools/detail'))
  assert.deepEqual([detail.id, detail.secret, detail.name], [pool.id, '', pool.name])
  for (const kept of [pool.secret, pool.jwtSecret]) assert.ok(!JSON.stringify(detail).includes(kept))
  const others = await door.ask('GET /api/v2/userpools/detail', undefined, {
    token: await managementToken(door.world, door.other),
    tenant: null,
  })
  assert.equal(accepted<{ id: string }>(others).id, door.other.pool.id)
  refused(await door.ask('GET /api/v2/userpools/detail'), 2020)
  refused(await door.ask('GET /api/v2/userpools/detail', undefined, { token: door.person.token }), 1001)
})
