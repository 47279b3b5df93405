import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sendUdf } from '../kit/custom-data.ts'
import { isSignedIn, managementToken, sealed } from '../kit/people.ts'
import { openPost } from '../kit/post.ts'
import { ask, signInWith } from '../kit/rest.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string
let departmentId: string
let post: Awaited<ReturnType<typeof openPost>>

const call = v3In(
  () => world,
  () => ({ token: manager }),
)

interface Person {
  userId: string
  status: string
  username: string | null
  email: string | null
  nickname: string | null
  loginsCount: number
  lastLogin: string | null
  lastIp: string | null
  emailVerified: boolean
  resetPasswordOnNextLogin: boolean
  customData: Record<string, unknown>
  identities: { userIdInIdp: string; extIdpId: string | null }[]
  departmentIds: string[]
}

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
  const speaking = { token: manager }
  accepted(await sendUdf(world, 'setUdf', { key: 'size', dataType: 'NUMBER', label: 'Size' }, speaking))
  const org = accepted<{ id: string }>(await ask(world, 'POST /api/v2/orgs', speaking, { name: 'Acme' }))
  const node = { name: 'Sales', code: 'sales' }
  departmentId = accepted<{ id: string }>(await ask(world, `POST /api/v2/orgs/${org.id}/nodes`, speaking, node)).id
})

const create = async (body: object) => ok<Person>(await call('POST create-user', body))
const read = async (userId: string) =>
  ok<Person>(await call(`GET get-user?userId=${userId}&withCustomData=true&withDepartmentIds=true&withIdentities=true`))
const count = async () => ok<{ totalCount: number }>(await call('POST list-users', {})).totalCount
const outbox = async () => {
  const sql = 'SELECT recipient, template FROM message ORDER BY created_at'
  return (await world.database.pool.query<{ recipient: string; template: string }>(sql)).rows
}

describe('a person is created', () => {
  test('with all that is theirs, at once', async () => {
    const made = await create({
      username: 'ada',
      email: 'ada@example.com',
      emailVerified: true,
      phone: null,
      name: '',
      nickname: 'Ada',
      gender: 'F',
      password: 'correct horse 1',
      externalId: 'E-1',
      customData: { size: 4 },
      departmentIds: [departmentId],
      otp: { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
      identities: [
        {
          extIdpId: 'idp',
          provider: 'github',
          type: 'openid',
          userIdInIdp: '9',
          userInfoInIdp: { a: 1 },
          originConnIds: ['conn'],
        },
      ],
    })
    const { userId, status, loginsCount, lastLogin, lastIp, emailVerified, customData, departmentIds } = made
    assert.deepEqual([status, loginsCount, lastLogin, lastIp, emailVerified], ['Activated', 0, null, null, true])
    assert.deepEqual([customData, departmentIds, made.identities[0]?.userIdInIdp], [{ size: 4 }, [departmentId], '9'])
    assert.deepEqual({ ...(await read(userId)), updatedAt: '' }, { ...made, updatedAt: '' })
    assert.equal(ok<Record<string, string>>(await call(`GET get-user-mfa-info?userId=${userId}`)).totpStatus, 'enabled')
    assert.equal((await signInWith(world, { username: 'ada', password: 'correct horse 1' })).outcome.code, 1635)
  })

  test('with a password that is encrypted by either key, a hash from elsewhere, or none', async () => {
    const password = sealed(world, 'correct horse 2')
    await create({ username: 'rsa', password, options: { passwordEncryptType: 'rsa' } })
    assert.ok((await signInWith(world, { username: 'rsa', password: 'correct horse 2' })).token)
    refusedAs(
      await call('POST create-user', { username: 'bad', password: 'x', options: { passwordEncryptType: 'sm2' } }),
      400,
      2016,
    )
    const hash = '$2b$04$abcdefghijklmnopqrstuuWDJ5aAsm0T0VqGrqqQ9Q0RbGmXSYJ1W'
    await create({ username: 'kept', password: hash, options: { keepPassword: true } })
    refusedAs(await call('POST create-user', { username: 'weak', password: 'short' }), 400, 2029)
    await create({ username: 'first', password: 'correct horse 3', options: { resetPasswordOnFirstLogin: true } })
    assert.equal((await signInWith(world, { username: 'first', password: 'correct horse 3' })).outcome.code, 1639)
  })

  test('with a password that nobody is told, and a link to set one', async () => {
    const options = {
      autoGeneratePassword: true,
      sendNotification: { sendEmailNotification: true, appId: world.tenant.application.id },
    }
    await create({ username: 'invited', email: 'invited@example.com', options })
    assert.deepEqual((await outbox()).at(-1), { recipient: 'invited@example.com', template: 'FIRST_LOGIN' })
    const { text = '' } = await post.mailbox.next('invited@example.com')
    const token = /reset-password\?token=([\w.-]+)/.exec(text)?.[1]
    const reset = { token, newPassword: sealed(world, 'chosen by myself') }
    accepted(await ask(world, 'POST /api/v2/users/password/forget/link-reset-password', {}, reset))
    assert.ok((await signInWith(world, { username: 'invited', password: 'chosen by myself' })).token)
    refusedAs(await call('POST create-user', { username: 'noaddress', options }), 400, 2028)
    const given = { username: 'both', password: 'correct horse 4', options: { autoGeneratePassword: true } }
    refusedAs(await call('POST create-user', given), 400, 400)
    const foreign = { ...options, sendNotification: { sendEmailNotification: true, appId: '0'.repeat(24) } }
    refusedAs(await call('POST create-user', { email: 'f@example.com', options: foreign }), 404, 2011)
  })

  test('of another status', async () => {
    const { status, userId } = await create({ username: 'later', status: 'Suspended', password: 'correct horse 5' })
    assert.equal(status, 'Suspended')
    assert.equal((await signInWith(world, { username: 'later', password: 'correct horse 5' })).outcome.code, 2005)
    assert.equal((await read(userId)).status, 'Suspended')
  })
})

describe('nobody is created', () => {
  test('of whom there is nothing to find, or something that cannot be', async () => {
    const before = await count()
    refusedAs(await call('POST create-user', {}), 400, 2028)
    refusedAs(await call('POST create-user', { username: '', phone: null }), 400, 2028)
    refusedAs(await call('POST create-user', { email: 'no address' }), 400, 2204)
    refusedAs(await call('POST create-user', { username: 'x1', gender: 'XX' }), 400, 400)
    refusedAs(await call('POST create-user', { username: 'x1', status: 'Deactivated' }), 400, 400)
    refusedAs(await call('POST create-user', { username: 'x1', customData: { nothing: 'a' } }), 400, 400)
    refusedAs(await call('POST create-user', { username: 'x1', customData: { size: 'x'.repeat(1_025) } }), 400, 400)
    refusedAs(await call('POST create-user', { username: 'x1', identityNumber: '110' }), 400, 400)
    refusedAs(await call('POST create-user', { username: 'x\0' }), 400, 400)
    refusedAs(await call('POST create-user', { username: 'x1', departmentIds: ['0'.repeat(24)] }), 404, 404)
    refusedAs(await call('POST create-user', { username: 'x1', tenantIds: ['0'.repeat(24)] }), 404, 404)
    refusedAs(await call('POST create-user', { username: 'x1', otp: {} }), 400, 2231)
    refusedAs(
      await call('POST create-user', { username: 'x1', options: { departmentIdType: 'custom_field' } }),
      501,
      1000,
    )
    refusedAs(
      await call('POST create-user', {
        username: 'x1',
        options: { sendNotification: { sendPhoneNotification: true } },
      }),
      501,
      1000,
    )
    assert.equal((await call('POST create-user', { username: 'ADA' })).apiCode, 2026)
    assert.equal(await count(), before)
  })

  test('of a list in which one cannot be', async () => {
    const before = await count()
    const list = [{ username: 'one1' }, { username: 'two2' }, { username: 'ada' }]
    assert.equal((await call('POST create-users-batch', { list })).apiCode, 2026)
    assert.equal(
      (await call('POST create-users-batch', { list: [{ username: 'same' }, { username: 'same' }] })).apiCode,
      2026,
    )
    refusedAs(await call('POST create-users-batch', { list: [] }), 400, 400)
    refusedAs(await call('POST create-users-batch', {}), 400, 2231)
    const many = Array.from({ length: 101 }, (_, n) => ({ username: `many${n}` }))
    refusedAs(await call('POST create-users-batch', { list: many }), 400, 400)
    assert.equal(await count(), before)
    const people = ok<Person[]>(
      await call('POST create-users-batch', {
        list: [{ username: 'one1', departmentIds: ['sales'] }, { username: 'two2' }],
        options: { departmentIdType: 'code' },
      }),
    )
    assert.deepEqual(
      people.map(({ username, departmentIds }) => [username, departmentIds]),
      [
        ['one1', [departmentId]],
        ['two2', []],
      ],
    )
  })
})

describe('a person is changed', () => {
  test('in what is given, by any of their names, and keeps the rest', async () => {
    const { userId } = await create({
      username: 'bob',
      email: 'bob@example.com',
      nickname: 'Bob',
      customData: { size: 1 },
    })
    const change = {
      userId: 'BOB@example.com',
      nickname: 'Robert',
      company: 'Acme',
      email: null,
      customData: { size: 2 },
      options: { userIdType: 'email', resetPasswordOnNextLogin: true },
    }
    const changed = ok<Person>(await call('POST update-user', change))
    assert.deepEqual(
      [changed.userId, changed.nickname, changed.email, changed.customData],
      [userId, 'Robert', 'bob@example.com', { size: 2 }],
    )
    assert.equal((await read(userId)).resetPasswordOnNextLogin, true)
  })

  test('with a new password, which ends their sessions and of which a mail tells', async () => {
    const { userId } = await create({ username: 'cleo', email: 'cleo@example.com', password: 'correct horse 6' })
    const { token } = await signInWith(world, { username: 'cleo', password: 'correct horse 6' })
    const options = { sendPasswordResetedNotification: { sendDefaultEmailNotification: true } }
    ok(await call('POST update-user', { userId, password: 'correct horse 7', options }))
    assert.equal(await isSignedIn(world, token), false)
    assert.ok((await signInWith(world, { username: 'cleo', password: 'correct horse 7' })).token)
    assert.deepEqual((await outbox()).at(-1), { recipient: 'cleo@example.com', template: 'PASSWORD_CHANGED' })
    ok(await call('POST update-user', { userId, options: { autoGeneratePassword: true } }))
    assert.equal((await signInWith(world, { username: 'cleo', password: 'correct horse 7' })).outcome.code, 2006)
  })

  test('in their status, and unlocked when they are activated', async () => {
    const { userId } = await create({ username: 'dan' })
    assert.equal(ok<Person>(await call('POST update-user', { userId, status: 'Archived' })).status, 'Archived')
    assert.equal(ok<Person>(await call('POST update-user', { userId, status: 'Activated' })).status, 'Activated')
    accepted(await ask(world, `POST /api/v2/users/${userId}`, { token: manager }, { blocked: true }))
    assert.equal((await read(userId)).status, 'Suspended')
    assert.equal(ok<Person>(await call('POST update-user', { userId, status: 'Activated' })).status, 'Activated')
  })

  test('and several, all or nobody', async () => {
    const [one, two] = [await create({ username: 'eva' }), await create({ username: 'fay' })]
    const list = [
      { userId: two.userId, nickname: 'Two' },
      { userId: one.userId, nickname: 'One', username: 'ada' },
    ]
    assert.equal((await call('POST update-user-batch', { list })).apiCode, 2034)
    assert.equal((await read(two.userId)).nickname, null)
    const good = [list[0], { userId: one.userId, nickname: 'One' }]
    const people = ok<Person[]>(await call('POST update-user-batch', { list: good }))
    assert.deepEqual(
      people.map(({ userId, nickname }) => [userId, nickname]),
      [
        [two.userId, 'Two'],
        [one.userId, 'One'],
      ],
    )
    refusedAs(await call('POST update-user-batch', { list: [...good, { userId: '0'.repeat(24) }] }), 404, 2004)
    refusedAs(await call('POST update-user-batch', { list: [] }), 400, 400)
  })

  test('is refused what cannot be, nobody, and people of another pool', async () => {
    const { userId } = await create({ username: 'gus' })
    refusedAs(await call('POST update-user', { userId, gender: 'XX' }), 400, 400)
    refusedAs(await call('POST update-user', { userId, metadata: { a: 1 } }), 400, 400)
    refusedAs(await call('POST update-user', { userId, nickname: 'x'.repeat(1_001) }), 400, 400)
    refusedAs(await call('POST update-user', { nickname: 'x' }), 400, 2231)
    refusedAs(await call('POST update-user', { userId: '0'.repeat(24), nickname: 'x' }), 404, 2004)
    const other = await world.addTenant('writers')
    const foreign = { tenant: other, token: await managementToken(world, other) }
    refusedAs(await call('POST update-user', { userId, nickname: 'x' }, foreign), 404, 2004)
    refusedAs(await call('POST update-user-batch', { list: [{ userId, nickname: 'x' }] }, foreign), 404, 2004)
    refusedAs(await call('POST create-user', { username: 'x9', departmentIds: [departmentId] }, foreign), 404, 404)
    assert.equal((await read(userId)).nickname, null)
  })
})
