import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken, registerPerson, sealed, send, signedInAs } from '../../kit/people.ts'
import { sdk } from '../../kit/sdk.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { accepted, graphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let manager: string
let counter = 0

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
})

interface Identity {
  provider: string
  userIdInIdp: string
  extIdpId: string | null
  isSocial: boolean
  userId: string
  accessToken: string | null
}

const { call } = speakerIn(() => world)
const link = (body: object, token = manager) => call('POST', '/api/v2/users/identity/link', body, { token })
const unlink = (body: object, token = manager) => call('POST', '/api/v2/users/identity/unlink', body, { token })
const linkAccounts = (primaryUserToken: string, secondaryUserToken: string) =>
  call('POST', '/api/v2/users/link', { primaryUserToken, secondaryUserToken })
const unlinkAccount = (primaryUserToken: string, provider: string) =>
  call('POST', '/api/v2/users/unlink', { primaryUserToken, provider })

const userFields =
  'id username email phone nickname registerSource identities { provider userIdInIdp extIdpId isSocial userId accessToken }'

function createUser(userInfo: object, identity?: object) {
  const query = `mutation ($userInfo: CreateUserInput!, $identity: CreateUserIdentityInput) { createUser(userInfo: $userInfo, identity: $identity) { ${userFields} } }`
  return graphql(world.origin, query, { userInfo, identity }, { tenant: world.tenant, token: manager })
}

function findUser(identity: object, speaking: Speaking = {}) {
  const query = `query ($identity: FindUserByIdentityInput) { findUser(identity: $identity) { ${userFields} } }`
  return graphql(world.origin, query, { identity }, { tenant: world.tenant, token: manager, ...speaking })
}

async function identitiesOf(id: string): Promise<Identity[]> {
  const outcome = await call('GET', `/api/v2/users/${id}`, undefined, { token: manager })
  return accepted<{ identities: Identity[] }>(outcome).identities
}

async function tokenOf(id: string): Promise<string> {
  return signedInAs(world, id)
}

const github = (userIdInIdp = `gh${++counter}`) => ({ identifier: 'github', userIdInIdp, isSocial: true })

async function everything(): Promise<string> {
  const { rows } = await world.database.pool.query(
    'SELECT (SELECT json_agg(u ORDER BY id) FROM user_account u) AS people, (SELECT json_agg(i ORDER BY user_id, provider) FROM user_identity i) AS identities, (SELECT count(*) FROM session WHERE ended_at IS NULL) AS sessions',
  )
  return JSON.stringify(rows)
}

async function unchanged(provoke: () => Promise<void>): Promise<void> {
  const before = await everything()
  await provoke()
  assert.equal(await everything(), before, 'nothing has changed')
}

describe('accounts at other providers, by an administrator', () => {
  test('are linked, seen on every door, found by, and unlinked', async () => {
    const { id, token } = await registerPerson(world)
    const identity = github()
    accepted(await link({ userId: id, ...identity }))
    const [seen] = await identitiesOf(id)
    assert.deepEqual([seen?.provider, seen?.userIdInIdp, seen?.userId], ['github', identity.userIdInIdp, id])
    const own = accepted<Identity[]>(await call('GET', '/api/v3/get-identities', undefined, { token }))
    assert.deepEqual(
      own.map(({ provider }) => provider),
      ['github'],
    )
    const found = await findUser({ provider: 'github', userIdInIdp: identity.userIdInIdp, isSocial: true })
    assert.equal(accepted<{ id: string }>(found).id, id)
    accepted(await unlink({ userId: id, identifier: 'github', isSocial: true }))
    assert.deepEqual(await identitiesOf(id), [])
    assert.equal(accepted(await findUser({ identifier: 'github', userIdInIdp: identity.userIdInIdp })), null)
  })

  test('come with a new person, who needs nothing else to be known by', async () => {
    const userIdInIdp = `wx${++counter}`
    const identity = {
      provider: 'wechat',
      userIdInIdp,
      openid: 'open',
      accessToken: 'theirs',
      refreshToken: 'theirs too',
    }
    const made = accepted<{ id: string; registerSource: string[]; identities: Identity[] }>(
      await createUser({}, identity),
    )
    assert.deepEqual(made.registerSource, ['social:wechat'])
    assert.deepEqual(
      made.identities.map(({ provider, accessToken }) => [provider, accessToken]),
      [['wechat', null]],
    )
    const { rows } = await world.database.pool.query(
      'SELECT access_token_sealed FROM user_identity WHERE user_id_in_idp = $1',
      [userIdInIdp],
    )
    assert.ok(!rows[0].access_token_sealed.includes('theirs'))
    await unchanged(async () => refused(await createUser({ username: `twin${++counter}` }, identity), 2215))
    refused(await createUser({}), 2028)
  })

  test('2215, 2213, 2216, 2217, 2004, 2231, and 1001 for people: nothing has changed', async () => {
    const [{ id, token }, other] = [await registerPerson(world), await registerPerson(world)]
    const identity = github()
    accepted(await link({ userId: id, ...identity }))
    const lonely = accepted<{ id: string }>(await createUser({}, { provider: 'github', userIdInIdp: `gh${++counter}` }))
    await unchanged(async () => {
      refused(await link({ userId: other.id, ...identity }), 2215)
      refused(await link({ userId: id, ...github() }), 2213)
      refused(await unlink({ userId: other.id, identifier: 'github', isSocial: true }), 2216)
      refused(await unlink({ userId: lonely.id, identifier: 'github', isSocial: true }), 2217)
      refused(await link({ userId: '0'.repeat(24), ...github() }), 2004)
      refused(await unlink({ userId: '0'.repeat(24), identifier: 'github' }), 2004)
      refused(await link({ userId: id }), 2231)
      refused(await link({ userId: id, ...github(''), userIdInIdp: 7 }), 400)
      refused(await link({ userId: id, ...github() }, token), 1001)
      refused(await findUser({ provider: 'github' }), 2231)
      refused(await findUser({ provider: 'github', userIdInIdp: 'x' }, { token }), 1001)
    })
  })

  test('are of one pool: the same account is somebody else’s in another', async () => {
    const tenant = await world.addTenant(`identities${++counter}`)
    const foreign = await managementToken(world, tenant)
    const { id } = await registerPerson(world)
    const identity = github()
    accepted(await link({ userId: id, ...identity }))
    const speaking = { tenant, token: foreign }
    assert.equal(accepted(await findUser({ provider: 'github', userIdInIdp: identity.userIdInIdp }, speaking)), null)
    const { userIdInIdp: _, ...named } = identity
    const there = { userId: id, ...named }
    refused(await rest(world.origin, 'POST', '/api/v2/users/identity/unlink', there, speaking), 2004)
    assert.equal((await identitiesOf(id)).length, 1)
  })

  test('of a list of people are read in one go', async () => {
    const people = [await registerPerson(world), await registerPerson(world)]
    for (const { id } of people) accepted(await link({ userId: id, ...github() }))
    const query = 'query ($ids: [String!]!) { userBatch(ids: $ids) { id identities { userId } } }'
    const ids = people.map(({ id }) => id)
    const outcome = await graphql(world.origin, query, { ids }, { tenant: world.tenant, token: manager })
    const list = accepted<{ id: string; identities: Identity[] }[]>(outcome)
    for (const { id, identities } of list)
      assert.deepEqual(
        identities.map(({ userId }) => userId),
        [id],
      )
  })
})

describe('two accounts of one person', () => {
  test('become one: the first keeps what it has and gets what it lacks, the second is gone', async () => {
    const first = await registerPerson(world)
    const email = `second${++counter}@example.com`
    const made = accepted<{ id: string }>(
      await createUser(
        { email, nickname: 'Lin', username: `second${counter}` },
        { provider: 'github', userIdInIdp: `gh${counter}` },
      ),
    )
    const second = await tokenOf(made.id)
    const outcome = await linkAccounts(first.token, second)
    accepted(outcome)
    assert.equal(outcome.message, '绑定成功')
    const merged = accepted<{ email: string; username: string; nickname: string; identities: Identity[] }>(
      await findUser({ provider: 'github', userIdInIdp: `gh${counter}` }),
    )
    assert.deepEqual([merged.email, merged.username, merged.nickname], [email, first.username, 'Lin'])
    refused(await send(world, 'user', {}, { token: second }), 2206)
    accepted(await send(world, 'user', {}, { token: first.token }))
    refused(await linkAccounts(first.token, second), 2206)
    accepted(await unlinkAccount(first.token, 'github'))
    refused(await unlinkAccount(first.token, 'github'), 2216)
  })

  test('2213 both have an account there; 400 one person twice; 2231, 2207, 1001, 2036: nothing has changed', async () => {
    const [one, two] = [await registerPerson(world), await registerPerson(world)]
    for (const { id } of [one, two]) accepted(await link({ userId: id, ...github() }))
    const tenant = await world.addTenant(`linkers${++counter}`)
    const stranger = await registerPerson(world, { tenant })
    await unchanged(async () => {
      refused(await linkAccounts(one.token, two.token), 2213)
      refused(await linkAccounts(one.token, one.token), 400)
      refused(await call('POST', '/api/v2/users/link', {}), 2231)
      refused(await linkAccounts(one.token, 'nonsense'), 2207)
      refused(await linkAccounts(one.token, manager), 1001)
      refused(await linkAccounts(one.token, stranger.token), 2036)
      refused(await linkAccounts(stranger.token, one.token), 2036)
      refused(await unlinkAccount(stranger.token, 'github'), 2036)
    })
  })

  test('2217: the last way in stays linked', async () => {
    const { id } = accepted<{ id: string }>(await createUser({}, { provider: 'gitee', userIdInIdp: `ge${++counter}` }))
    const token = await tokenOf(id)
    await unchanged(async () => {
      refused(await unlinkAccount(token, 'gitee'), 2217)
      const source = await call('POST', '/api/v3/unlink-extidp', { extIdpId: 'unknown' }, { token })
      refused(source, 2216)
    })
  })

  test('who links crosswise at once ends with one account', async () => {
    const [one, two] = [await registerPerson(world), await registerPerson(world)]
    const outcomes = await Promise.all([linkAccounts(one.token, two.token), linkAccounts(two.token, one.token)])
    assert.equal(outcomes.filter(({ code }) => code === 200).length, 1)
    const alive = await world.database.pool.query('SELECT id FROM user_account WHERE id IN ($1, $2)', [one.id, two.id])
    assert.equal(alive.rows.length, 1)
  })
})

test('whoever came from elsewhere and has no password is told so (2027)', async () => {
  const username = `elsewhere${++counter}`
  accepted(await createUser({ username }, { provider: 'github', userIdInIdp: `gh${counter}` }))
  const input = { username, password: sealed(world, 'whatever it is') }
  refused(await send(world, 'loginByUsername', { input }), 2027)
})

test('the official clients link, unlink and find', async () => {
  const { pool, application } = world.tenant
  const options = { host: world.origin, appHost: world.origin }
  const management = new sdk.ManagementClient({ ...options, userPoolId: pool.id, secret: pool.secret })
  const authentication = new sdk.AuthenticationClient({ ...options, appId: application.id })
  const identity = { provider: 'github', userIdInIdp: `gh${++counter}` }
  const { id } = await management.users.create({ username: `sdk${counter}` }, { identity })
  assert.equal((await management.users.find({ identity })).id, id)
  const options2 = { userId: id, isSocial: true, identifier: 'gitee', extIdpId: 'a-source' }
  await management.users.linkIdentity({ ...options2, userIdInIdp: `ge${counter}` })
  await management.users.unlinkIdentity(options2)
  const { token, id: otherId } = await registerPerson(world)
  await authentication.linkAccount({ primaryUserToken: token, secondaryUserToken: await tokenOf(id) })
  authentication.setToken(token)
  const own = (await authentication.social.getIdentities()) as unknown as Identity[]
  assert.deepEqual(
    own.map(({ userId, provider }) => [userId, provider]),
    [[otherId, 'github']],
  )
  await authentication.unLinkAccount({ primaryUserToken: token, provider: 'github' as never })
  const listed = await management.users.listArchivedUsers(1, 10)
  await management.users.resignUser(otherId)
  assert.equal((await management.users.listArchivedUsers(1, 10)).totalCount, listed.totalCount + 1)
})
