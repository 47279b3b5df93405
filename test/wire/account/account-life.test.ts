import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken, type Person, registerPerson, sealed, send, signedInAs } from '../../kit/people.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { accepted, graphql, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
})

const { call } = speakerIn(() => world)

const deleteOwn = (token: string | undefined, body?: object) => call('DELETE', '/api/v2/users/delete', body, { token })

async function exists(id: string): Promise<boolean> {
  const { rows } = await world.database.pool.query('SELECT 1 FROM user_account WHERE id = $1', [id])
  return rows.length > 0
}

describe('deleting the own account', () => {
  test('soon after signing in takes everything away and frees the identifiers', async () => {
    const { id, token, username, password } = await registerPerson(world)
    const { pool } = world.tenant
    await world.database.pool.query(
      `INSERT INTO oidc_artifact (kind, key, user_pool_id, account_id, grant_id, payload, expires_at)
       VALUES ('Grant', '\\x01', $1, $2, 'a-grant', '{}', now() + interval '1 day'), ('RefreshToken', '\\x02', $1, $2, 'a-grant', '{}', now() + interval '1 day')`,
      [pool.id, id],
    )
    accepted(await deleteOwn(token))
    assert.equal(await exists(id), false)
    const left = await world.database.pool.query('SELECT kind FROM oidc_artifact WHERE account_id = $1', [id])
    assert.deepEqual(left.rows, [])
    refused(await send(world, 'user', {}, { token }), 2206)
    const input = { username, password: sealed(world, password) }
    assert.notEqual(accepted<{ id: string }>(await send(world, 'registerByUsername', { input })).id, id)
  })

  test('6127: later it wants a proof, and the password or a code will do', async () => {
    const { id, token, password } = await registerPerson(world)
    world.passSeconds(301)
    for (const [lang, words] of [
      ['zh-CN', /重新登录/],
      ['en-US', /fresh sign-in/],
    ] as const) {
      const outcome = await call('DELETE', '/api/v2/users/delete', undefined, { token, lang })
      refused(outcome, 6127)
      assert.match(outcome.message, words)
    }
    refused(await deleteOwn(token, { password: sealed(world, 'guess') }), 2006)
    refused(await deleteOwn(token, { password: 'never sealed' }), 2016)
    refused(await deleteOwn(token, { code: '123456' }), 2001)
    assert.equal(await exists(id), true)
    accepted(await deleteOwn(token, { password: sealed(world, password) }))
    assert.equal(await exists(id), false)
  })

  test('by code: one for this purpose, and no other', async () => {
    const email = `leaver${++counter}@example.com`
    const made = await send(world, 'createUser', { userInfo: { email } }, { token: manager })
    const { id } = accepted<{ id: string }>(made)
    const token = await signedInAs(world, id)
    const codeFor = async (scene: string) => {
      world.passSeconds(301)
      accepted(await call('POST', '/api/v2/email/send', { email, scene }))
      return codeIn(await post.mailbox.next(email))
    }
    refused(await deleteOwn(token, { code: await codeFor('VERIFY_CODE') }), 2001)
    accepted(await deleteOwn(token, { code: await codeFor('DELETE_ACCOUNT_VERIFY_CODE') }))
    assert.equal(await exists(id), false)
  })

  test('2020 without a token, 1001 for an administrator, 2212 for the owner of the platform', async () => {
    refused(await deleteOwn(undefined), 2020)
    refused(await deleteOwn(manager), 1001)
    const { rootUserPoolId, ownerEmail, ownerPassword } = world.bootstrap
    const headers = { 'x-authing-userpool-id': rootUserPoolId }
    const input = { email: ownerEmail, password: sealed(world, ownerPassword) }
    const document = 'mutation ($input: LoginByEmailInput!) { loginByEmail(input: $input) { id token } }'
    const signedIn = await graphql(world.origin, document, { input }, { tenant: null, headers })
    const { id, token } = accepted<{ id: string; token: string }>(signedIn)
    refused(
      await rest(world.origin, 'DELETE', '/api/v2/users/delete', undefined, { tenant: null, headers, token }),
      2212,
    )
    assert.equal(await exists(id), true)
  })
})

describe('people who leave', () => {
  const archivedUsers = async (token = manager) =>
    graphql(
      world.origin,
      'query ($page: Int, $limit: Int) { archivedUsers(page: $page, limit: $limit) { totalCount list { id status } } }',
      { page: 1, limit: 50 },
      { tenant: world.tenant, token },
    )
  const listed = async () =>
    new Map(
      accepted<{ list: { id: string; status: string }[] }>(await archivedUsers()).list.map(({ id, status }) => [
        id,
        status,
      ]),
    )
  const login = ({ username, password }: Person) =>
    send(world, 'loginByUsername', { input: { username, password: sealed(world, password) } })

  test('resigned: signed out, kept out, listed, the name kept; and back again', async () => {
    const person = await registerPerson(world)
    accepted(await call('POST', `/api/v2/users/${person.id}/resign`, {}, { token: manager }))
    refused(await send(world, 'user', {}, { token: person.token }), 2206)
    refused(await login(person), 2005)
    assert.equal((await listed()).get(person.id), 'Resigned')
    const input = { username: person.username, password: sealed(world, 'long enough') }
    refused(await send(world, 'registerByUsername', { input }), 2026)
    accepted(await call('POST', `/api/v2/users/${person.id}/activate`, {}, { token: manager }))
    accepted(await login(person))
    refused(await send(world, 'user', {}, { token: person.token }), 2206)
    assert.equal((await listed()).has(person.id), false)
  })

  test('many at once, archived or suspended', async () => {
    const people = [await registerPerson(world), await registerPerson(world)]
    const userIds = people.map(({ id }) => id)
    accepted(await call('POST', '/api/v3/resign-user-batch', { userIds }, { token: manager }))
    for (const id of userIds) assert.equal((await listed()).get(id), 'Resigned')
    const [first, second] = people as [Person, Person]
    accepted(await call('POST', `/api/v2/users/${first.id}/archive`, {}, { token: manager }))
    assert.equal((await listed()).get(first.id), 'Archived')
    refused(await login(first), 2004)
    accepted(await call('POST', `/api/v2/users/${second.id}/suspend`, {}, { token: manager }))
    assert.equal((await listed()).has(second.id), false)
    refused(await login(second), 2005)
  })

  test('2004 when one does not exist, and then nobody is changed; 400 without any; 1001 for people', async () => {
    const { id, token } = await registerPerson(world)
    const userIds = [id, '0'.repeat(24)]
    refused(await call('POST', '/api/v3/resign-user-batch', { userIds }, { token: manager }), 2004)
    accepted(await send(world, 'user', {}, { token }))
    refused(await call('POST', '/api/v3/resign-user-batch', { userIds: [] }, { token: manager }), 400)
    refused(await call('POST', '/api/v3/resign-user', {}, { token: manager }), 2231)
    refused(await call('POST', '/api/v3/resign-user', { userId: id }, { token }), 1001)
    refused(await archivedUsers(token), 1001)
    const other = await world.addTenant(`leavers${++counter}`)
    const foreign = await managementToken(world, other)
    refused(
      await rest(world.origin, 'POST', '/api/v3/resign-user', { userId: id }, { tenant: other, token: foreign }),
      2004,
    )
  })
})

describe('the own data', () => {
  test('is one document with everything but secrets', async () => {
    const { id, token, username } = await registerPerson(world)
    accepted(await send(world, 'updateUser', { input: { nickname: 'Lin' } }, { token }))
    const identity = { userId: id, identifier: 'github', userIdInIdp: `gh${++counter}`, isSocial: true }
    accepted(await call('POST', '/api/v2/users/identity/link', identity, { token: manager }))
    const outcome = await call('GET', '/api/v2/users/me/export', undefined, { token })
    const data = accepted<Record<string, unknown> & { profile: Record<string, unknown> }>(outcome)
    assert.deepEqual([data.profile.id, data.profile.username, data.profile.nickname], [id, username, 'Lin'])
    assert.equal((data.profile.identities as unknown[]).length, 1)
    assert.equal((data.sessions as unknown[]).length, 1)
    for (const part of [
      'customData',
      'secondFactors',
      'passkeys',
      'roles',
      'groups',
      'departments',
      'tenants',
      'devices',
      'loginHistory',
      'consents',
    ])
      assert.ok(Array.isArray(data[part]), part)
    const { rows } = await world.database.pool.query('SELECT hash FROM user_password WHERE user_id = $1', [id])
    const text = JSON.stringify(data)
    assert.ok(!text.includes(rows[0].hash) && !text.includes('$argon2'))
    assert.ok(!text.includes(token))
  })

  test('2020 without a token, and nobody has another’s', async () => {
    refused(await call('GET', '/api/v2/users/me/export', undefined), 2020)
    refused(await call('GET', '/api/v2/users/me/export', undefined, { token: manager }), 1001)
  })
})
