// A person of the root pool manages the pools that are theirs with the token of an ordinary sign-in, at both generations of doors.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, type Person, registerPerson, sealed } from '../kit/people.ts'
import { until } from '../kit/until.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted, graphql, refused, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let owner: string
let person: Person

const v3 = v3In(
  () => world,
  () => ({ token: owner, tenant: null }),
)

/** Names a pool as the console does. */
const at = (pool: { id: string }) => ({ 'x-authing-userpool-id': pool.id })

async function signInAsOwner(): Promise<string> {
  const { rootUserPoolId, ownerEmail, ownerPassword } = world.bootstrap
  const input = { email: ownerEmail, password: sealed(world, ownerPassword) }
  const query = 'mutation ($input: LoginByEmailInput!) { loginByEmail(input: $input) { token } }'
  const headers = { 'x-authing-userpool-id': rootUserPoolId }
  return accepted<{ token: string }>(await graphql(world.origin, query, { input }, { headers })).token
}

async function registerInRoot(username: string): Promise<string> {
  const headers = { 'x-authing-userpool-id': world.bootstrap.rootUserPoolId }
  const query = 'mutation ($input: RegisterByUsernameInput!) { registerByUsername(input: $input) { token } }'
  const root = await managementToken(world, { ...world.tenant, pool: await rootPool() })
  accepted(
    await graphql(
      world.origin,
      'mutation ($n: String!, $p: String!) { createUser(userInfo: { username: $n, password: $p }) { id } }',
      { n: username, p: sealed(world, 'correct horse') },
      { headers, token: root },
    ),
  )
  const login = query.replaceAll('RegisterByUsername', 'LoginByUsername').replaceAll('registerBy', 'loginBy')
  const input = { username, password: sealed(world, 'correct horse') }
  return accepted<{ token: string }>(await graphql(world.origin, login, { input }, { headers })).token
}

async function rootPool() {
  const { rootUserPoolId: id, rootUserPoolSecret: secret } = world.bootstrap
  return { ...world.tenant.pool, id, secret }
}

before(async () => {
  world = await newWorld()
  owner = await signInAsOwner()
  person = await registerPerson(world)
})

test('the owner asks as the manager of the pool that is named, at every door', async () => {
  const headers = at(world.tenant.pool)
  ok(await v3('POST create-access-key', {}, { headers }))
  assert.equal(ok<unknown[]>(await v3('GET list-access-key', undefined, { headers })).length, 1)
  const byId = await graphql(
    world.origin,
    'query ($id: String) { user(id: $id) { username } }',
    { id: person.id },
    { token: owner, headers },
  )
  assert.deepEqual(accepted(byId), { username: person.username })
  accepted(await rest(world.origin, 'GET', `/api/v2/users/${person.id}/roles`, undefined, { token: owner, headers }))
})

test('the log says which administrator it was', async () => {
  const headers = at(world.tenant.pool)
  const [{ userId }] = ok<[{ userId: string }]>(await v3('POST create-access-key', {}, { headers }))
  const logged = await until(async () => {
    const answer = await rest(
      world.origin,
      'GET',
      '/api/v2/analysis/audit?operation_name=access-key.create',
      undefined,
      { token: owner, headers },
    )
    const { list } = accepted<{ list: { eventDetails?: string }[] }>(answer)
    return list.find(({ eventDetails }) => eventDetails?.includes(userId))
  })
  assert.ok(logged)
})

test('without a pool the owner is a person where people are admitted, and the manager of the root pool elsewhere', async () => {
  const self = accepted<{ email: string }>(await graphql(world.origin, '{ user { email } }', {}, { token: owner }))
  assert.equal(self.email, 'owner@example.com')
  ok(await v3('GET list-access-key'))
})

test('nobody else manages it: a person of the root pool, one of the pool itself, a stranger', async () => {
  const headers = at(world.tenant.pool)
  const neighbour = await registerInRoot('neighbour')
  refusedAs(await v3('GET list-access-key', undefined, { headers, token: neighbour }), 403, 2036)
  refusedAs(await v3('GET list-access-key', undefined, { token: neighbour }), 403, 1001)
  refusedAs(await v3('GET list-access-key', undefined, { headers, token: person.token }), 403, 1001)
  refusedAs(await v3('GET list-access-key', undefined, { headers, token: '' }), 401, 2020)
  const other = await world.addTenant('nobodys')
  refusedAs(await v3('GET list-access-key', undefined, { headers: at(other.pool) }), 403, 2036)
  refusedAs(await v3('GET list-access-key', undefined, { headers: at({ id: '0'.repeat(24) }) }), 404, 2224)
})

test('whoever makes a pool manages it, and no other', async () => {
  const create = 'mutation ($n: String!) { createUserpool(name: $n, domain: $n) { id } }'
  const pool = accepted<{ id: string }>(await graphql(world.origin, create, { n: 'second' }, { token: owner }))
  ok(await v3('POST create-access-key', {}, { headers: at(pool) }))
  assert.equal(ok<unknown[]>(await v3('GET list-access-key', undefined, { headers: at(pool) })).length, 1)
})

test('a session that has ended manages nothing, and no token comes of one that outlives it', async () => {
  const headers = at(world.tenant.pool)
  const token = await signInAsOwner()
  const renew = 'mutation { refreshAccessToken(accessToken: "") { accessToken } }'
  refused(await graphql(world.origin, renew, {}, { token, headers }), 1001)
  accepted(await graphql(world.origin, 'mutation { refreshToken { token } }', {}, { token }))
  accepted(await rest(world.origin, 'GET', '/api/v2/logout', undefined, { token, headers: at(await rootPool()) }))
  refusedAs(await v3('POST create-access-key', {}, { token, headers }), 401, 2206)
})

test('a session of a while ago changes nothing where the owner’s own account is, and reads no secret anywhere', async () => {
  const token = await signInAsOwner()
  world.passSeconds(600)
  const named = { token, headers: at(world.tenant.pool) }
  ok(await v3('GET list-access-key', undefined, named))
  refusedAs(await v3('POST create-access-key', {}, named), 403, 6127)
  refusedAs(await v3(`GET get-application-secret?appId=${world.tenant.application.id}`, undefined, named), 403, 6127)
  refused(await graphql(world.origin, 'mutation { refreshUserpoolSecret }', {}, named), 6127)
  refusedAs(await v3(`GET get-otp-secret-by-user?userId=${person.id}`, undefined, named), 403, 6127)
  const machines = `/api/v2/applications/${world.tenant.application.id}/programmatic-access-accounts`
  refused(await rest(world.origin, 'POST', machines, {}, named), 6127)
  ok(await v3('POST create-group', { type: 'STATIC', code: 'late', name: 'Late', description: '' }, named))
  const own = { token, headers: at(await rootPool()) }
  ok(await v3('GET list-access-key', undefined, own))
  refusedAs(
    await v3('POST create-group', { type: 'STATIC', code: 'late', name: 'Late', description: '' }, own),
    403,
    6127,
  )
})

test('no other application’s token manages what its person owns', async () => {
  const { id: userPoolId } = await rootPool()
  const manager = await managementToken(world, { ...world.tenant, pool: await rootPool() })
  const made = await v3(
    'POST create-application',
    { appName: 'Wiki', appIdentifier: 'wiki', redirectUris: ['https://wiki.example/back'] },
    { token: manager, headers: at({ id: userPoolId }) },
  )
  const { appId } = ok<{ appId: string }>(made)
  const read = await v3(`GET get-application-secret?appId=${appId}`, undefined, {
    token: manager,
    headers: at({ id: userPoolId }),
  })
  const { secret: client_secret } = ok<{ secret: string }>(read)
  const { ownerEmail: email, ownerPassword: password } = world.bootstrap
  const signIn = {
    connection: 'PASSWORD',
    passwordPayload: { email, password },
    client_id: appId,
    client_secret,
  }
  const signed = await v3('POST signin', signIn, { token: '', headers: { 'x-authing-app-id': appId } })
  const { access_token, id_token } = ok<{ access_token: string; id_token: string }>(signed)
  for (const token of [access_token, id_token])
    refusedAs(await v3('GET list-access-key', undefined, { token, headers: at(world.tenant.pool) }), 403, 1001)
})
