import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { setPool } from '../../kit/entry.ts'
import { managementToken, registerPerson, sealed, send, signedInAs } from '../../kit/people.ts'
import { openPost } from '../../kit/post.ts'
import { refusesInBoth } from '../../kit/refused-in-both.ts'
import { accepted, graphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>
let manager: string
let counter = 0

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  manager = await managementToken(world)
  // The protocol's own words for 2029 know six characters only.
  await setPool(world, { passwordMinLength: 6, refuseCommonPasswords: false })
})

type Change = { newPassword?: string; oldPassword?: string | undefined }

const updatePassword =
  'mutation ($newPassword: String!, $oldPassword: String) { updatePassword(newPassword: $newPassword, oldPassword: $oldPassword) { id token } }'

/** The passwords travel sealed, as the official clients send them. */
function asSent(change: Change): Change {
  return Object.fromEntries(
    Object.entries(change).map(([name, password]) => [name, password && sealed(world, password)]),
  )
}

const doors = {
  'GraphQL V2': (variables: Change, speaking: Speaking) =>
    graphql(world.origin, updatePassword, variables, { tenant: world.tenant, ...speaking }),
  'REST V2': (variables: Change, speaking: Speaking) =>
    rest(world.origin, 'POST', '/api/v2/password/update', variables, { tenant: world.tenant, ...speaking }),
}

const loginByUsername = (username: string, password: string) =>
  send(world, 'loginByUsername', { input: { username, password: sealed(world, password) } })

async function passwords(): Promise<string> {
  const { rows } = await world.database.pool.query(
    'SELECT (SELECT json_agg(p ORDER BY user_id) FROM user_password p) AS passwords, (SELECT count(*) FROM session WHERE ended_at IS NULL) AS sessions',
  )
  return JSON.stringify(rows)
}

const refusedInBoth = refusesInBoth(passwords)

for (const [door, change] of Object.entries(doors))
  describe(`changing the own password, over ${door}`, () => {
    const wrongOld = door === 'REST V2' ? 1320011 : 2203

    test('with the old one: every other session ends, this one goes on, and a mail in the person’s language says so', async () => {
      const email = `changer${++counter}@example.com`
      const userInfo = {
        email,
        username: `changer${counter}`,
        password: sealed(world, 'old password 1'),
        locale: 'en-US',
      }
      const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token: manager }))
      const [here, there] = [
        accepted<{ token: string }>(await loginByUsername(`changer${counter}`, 'old password 1')).token,
        accepted<{ token: string }>(await loginByUsername(`changer${counter}`, 'old password 1')).token,
      ]
      const body = asSent({ newPassword: 'new password 2', oldPassword: 'old password 1' })
      const answered = accepted<{ id: string; token: string }>(await change(body, { token: here }))
      assert.deepEqual([answered.id, answered.token], [id, here])
      accepted(await send(world, 'user', {}, { token: here }))
      refused(await send(world, 'user', {}, { token: there }), 2206)
      refused(await loginByUsername(`changer${counter}`, 'old password 1'), 2006)
      accepted(await loginByUsername(`changer${counter}`, 'new password 2'))
      assert.match((await post.mailbox.next(email)).subject ?? '', /password was changed/)
    })

    test('2016, 2029, 2201 and a wrong old one', async () => {
      const { token, password } = await registerPerson(world)
      const given = (body: Change) => (speaking: Speaking) => change(body, { token, ...speaking })
      await refusedInBoth(2016, given({ newPassword: 'never sealed', oldPassword: sealed(world, password) }))
      await refusedInBoth(2016, given({ newPassword: sealed(world, 'long enough'), oldPassword: 'never sealed' }))
      await refusedInBoth(2029, given(asSent({ newPassword: '12345', oldPassword: password })))
      await refusedInBoth(2201, given(asSent({ newPassword: 'long enough' })))
      await refusedInBoth(wrongOld, given(asSent({ newPassword: 'long enough', oldPassword: 'not mine' })))
    })

    test('2020 without a token, 1001 for an administrator', async () => {
      refused(await change(asSent({ newPassword: 'long enough' }), {}), 2020)
      refused(await change(asSent({ newPassword: 'long enough' }), { token: manager }), 1001)
    })

    test('who has none needs no old one, and 2218 for whom no password would help', async () => {
      const create = async (userInfo: object) => {
        const { id } = accepted<{ id: string }>(await send(world, 'createUser', { userInfo }, { token: manager }))
        return signedInAs(world, id)
      }
      const token = await create({ username: `first${++counter}` })
      accepted(await change(asSent({ newPassword: 'my first one' }), { token }))
      accepted(await loginByUsername(`first${counter}`, 'my first one'))
      const nameless = await create({ externalId: `nameless${++counter}` })
      await refusedInBoth(2218, (speaking) =>
        change(asSent({ newPassword: 'long enough' }), { token: nameless, ...speaking }),
      )
    })

    test('429: a session that was taken over does not find the password out', async () => {
      const { token, username, password } = await registerPerson(world)
      const guess = (oldPassword: string) => change(asSent({ newPassword: 'long enough', oldPassword }), { token })
      for (let tried = 0; tried < 10; tried++) refused(await guess('guess'), wrongOld)
      refused(await guess(password), 429)
      accepted(await loginByUsername(username, password))
      world.passSeconds(901)
      accepted(await guess(password))
    })
  })

describe('asking whether a password is the own one', () => {
  const checkPassword = (password: string, token?: string) =>
    graphql(
      world.origin,
      'query ($password: String) { checkPassword(password: $password) { code message } }',
      { password: sealed(world, password) },
      { tenant: world.tenant, token },
    )
  const check = (password: string, token?: string) =>
    rest(
      world.origin,
      'GET',
      `/api/v2/users/password/check?password=${encodeURIComponent(sealed(world, password))}`,
      undefined,
      { tenant: world.tenant, token },
    )

  test('is answered in band over GraphQL and by 2006 over REST, and wrong ones count', async () => {
    const { token, password } = await registerPerson(world)
    assert.equal(accepted<{ code: number }>(await checkPassword(password, token)).code, 200)
    assert.equal(accepted<{ code: number }>(await checkPassword('guess', token)).code, 2006)
    assert.equal(accepted(await check(password, token)), true)
    for (let tried = 0; tried < 10; tried++) refused(await check('guess', token), 2006)
    refused(await check(password, token), 429)
    refused(await checkPassword(password, token), 429)
    refused(await checkPassword(password), 2020)
  })
})

describe('how well an account is kept', () => {
  const level = async (token: string) =>
    accepted<Record<string, unknown>>(
      await rest(world.origin, 'GET', '/api/v2/users/me/security-level', undefined, { tenant: world.tenant, token }),
    )

  test('follows what the person has and how good the password was when it was set', async () => {
    const { id, token } = await registerPerson(world)
    const none = { email: false, phone: false, mfa: false }
    assert.deepEqual(await level(token), { ...none, password: true, passwordSecurityLevel: 2, score: 20 })
    const change = asSent({ newPassword: 'Tr0ub4dor&33!', oldPassword: 'correct horse' })
    accepted(await doors['REST V2'](change, { token }))
    assert.deepEqual(await level(token), { ...none, password: true, passwordSecurityLevel: 3, score: 30 })
    const me = await rest(world.origin, 'GET', '/api/v2/users/me', undefined, { tenant: world.tenant, token })
    const self = accepted<{ passwordSecurityLevel: number; lastMfaTime: null }>(me)
    assert.deepEqual([self.passwordSecurityLevel, self.lastMfaTime], [3, null])
    const input = { email: `kept${++counter}@example.com`, phone: `1360000${1000 + counter}` }
    accepted(await send(world, 'updateUser', { id, input }, { token: manager }))
    assert.equal((await level(token)).score, 70)
  })

  test('measures the password that an administrator sets, and knows none where there is none', async () => {
    const { id } = await registerPerson(world)
    const input = { password: sealed(world, 'short1') }
    accepted(await send(world, 'updateUser', { id, input }, { token: manager }))
    const token = await signedInAs(world, id)
    assert.equal((await level(token)).passwordSecurityLevel, 1)
    const made = await send(world, 'createUser', { userInfo: { username: `bare${++counter}` } }, { token: manager })
    const bare = await send(world, 'refreshToken', { id: accepted<{ id: string }>(made).id }, { token: manager })
    const found = await level(accepted<{ token: string }>(bare).token)
    assert.deepEqual([found.password, found.passwordSecurityLevel, found.score], [false, null, 0])
  })

  test('2020 without a token', async () => {
    refused(
      await rest(world.origin, 'GET', '/api/v2/users/me/security-level', undefined, { tenant: world.tenant }),
      2020,
    )
  })
})
