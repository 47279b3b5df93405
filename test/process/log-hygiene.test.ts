import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { createTestDatabase } from '../kit/database.ts'
import { type Door, loginStatus, managementToken, readTransportKey, register, signIn, updateUser } from '../kit/door.ts'
import { killPostgres } from '../kit/kill.ts'
import { databaseUrl, embeddedConnection, makeDataDir, onLinux, startServer } from '../kit/process.ts'
import { until } from '../kit/until.ts'
import { encrypted, graphql, postGraphql, rest } from '../kit/wire.ts'
import { layLine } from './database-line.ts'

/** Every one of these is a secret that somebody sends; none may be found in anything that is written. */
const canary = (name: string) => `canary-${name}-9f8e7d6c`

/** Everything that the server wrote where an operator, or a reader of the operator's logs, finds it. */
function writtenBy(dataDir: string, said: { out: string; err: string }): string {
  const logs = readdirSync(dataDir).filter((name) => name.includes('.log'))
  return [said.out, said.err, ...logs.map((name) => readFileSync(join(dataDir, name), 'utf8'))].join('\n')
}

function requireAbsent(written: string, secrets: Record<string, string>): void {
  const found = Object.entries(secrets).filter(([, secret]) => written.includes(secret))
  assert.deepEqual(
    found.map(([name]) => name),
    [],
  )
  assert.doesNotMatch(written, /canary-/)
}

test('at the most talkative level no secret is written, whatever goes wrong', onLinux, async (t) => {
  const env = { LOG_LEVEL: 'trace', SECRET_KEY: canary('secret-key-of-the-house') }
  const server = await startServer({ dataDir: makeDataDir(t), env })
  const { bootstrap, dataDir, said } = server
  const door = { ...server, publicPem: await readTransportKey(embeddedConnection(dataDir)) }

  const { token } = await useEverything(door)
  const manager = await managementToken(door)
  const same = Array.from({ length: 4 }, () => register(door, 'same@example.com', canary('race')))
  assert.deepEqual((await Promise.all(same)).map(({ code }) => code).sort(), [200, 2026, 2026, 2026])
  await misuseEverything(door, manager)
  const dying = ['a', 'b', 'c'].map((name) => register(door, `${name}@example.com`, canary('dying')))
  await killPostgres(dataDir)
  await Promise.all(dying)
  await until(async () => (await loginStatus(door, token)) === 200)
  assert.equal(await server.stop(), 0)

  const written = writtenBy(dataDir, said)
  assert.ok(written.includes('"level":'), 'something was logged at all')
  const database = readFileSync(join(dataDir, 'postgres/menshen.password'), 'utf8').trim()
  const { userPoolSecret, appSecret, ownerPassword, rootUserPoolSecret } = bootstrap
  const secrets = { userPoolSecret, appSecret, ownerPassword, rootUserPoolSecret }
  requireAbsent(written, { ...secrets, database, token, manager, signature: token.split('.')[2] ?? '' })
})

test('the password of DATABASE_URL is not written, also when the database goes away', onLinux, async (t) => {
  const database = await createTestDatabase({ migrated: false })
  t.after(() => database.drop())
  const line = await layLine(t, database.connection)
  // Kept as it is where the database asks for one; otherwise it lets anything in.
  const password = typeof database.connection.password === 'string' ? database.connection.password : canary('database')
  const env = { LOG_LEVEL: 'trace', DATABASE_URL: databaseUrl({ ...line.connection, password }) }
  const server = await startServer({ dataDir: makeDataDir(t), env })
  const door = { ...server, publicPem: await readTransportKey(database.connection) }
  await line.cut()
  assert.equal((await register(door, 'cut@example.com', canary('cut'))).code, 1000)
  await line.mend()
  await until(async () => (await register(door, 'mended@example.com', canary('mended'))).code === 200)
  assert.equal(await server.stop(), 0)
  requireAbsent(writtenBy(server.dataDir, server.said), { password, database: env.DATABASE_URL })
})

async function useEverything(door: Door): Promise<{ token: string }> {
  assert.equal((await register(door, 'canary@example.com', canary('password'))).code, 200)
  const { id, token } = (await signIn(door, 'canary@example.com', canary('password'))).data as {
    id: string
    token: string
  }
  assert.equal(await loginStatus(door, token), 200)
  const manager = await managementToken(door)
  const create = 'mutation ($userInfo: CreateUserInput!) { createUser(userInfo: $userInfo) { id } }'
  const userInfo = { username: 'made', password: encrypted(door.publicPem, canary('created')) }
  assert.equal((await graphql(door.origin, create, { userInfo }, { token: manager })).code, 200)
  assert.equal((await updateUser(door, manager, id, { nickname: 'Gate' })).code, 200)
  return { token }
}

async function misuseEverything(door: Door, manager: string): Promise<void> {
  const { origin, bootstrap } = door
  const headers = { 'x-authing-app-id': bootstrap.appId }
  assert.equal((await signIn(door, 'canary@example.com', canary('wrong'))).code, 2006)
  assert.equal((await signIn(door, 'nobody@example.com', canary('unknown'))).code, 2004)
  assert.equal((await register(door, canary('no-address'), canary('password'))).code, 2003)
  const plain = 'mutation ($p: String!) { loginByEmail(input: { email: "canary@example.com", password: $p }) { id } }'
  assert.equal((await graphql(origin, plain, { p: canary('unencrypted') }, { headers })).code, 2016)
  for (const token of [canary('token'), `x.${canary('jwt')}.y`, `${manager}${canary('forged')}`])
    assert.notEqual(await loginStatus(door, token), 200)
  const exchange =
    'query ($id: String!, $secret: String!) { accessToken(userPoolId: $id, secret: $secret) { accessToken } }'
  assert.notEqual(
    (await graphql(origin, exchange, { id: bootstrap.userPoolId, secret: canary('pool-secret') })).code,
    200,
  )
  const literal = `mutation { loginByEmail(input: { email: "a@b.c", password: "${canary('literal')}" }) { nothing } }`
  assert.equal((await graphql(origin, literal, {}, { headers })).code, 400)
  await postGraphql(origin, `{"query": "mutation", "password": "${canary('malformed')}"`, { headers })
  await postGraphql(origin, { query: 7, password: canary('shape'), variables: canary('variables') }, { headers })
  const long = 'x'.repeat(2_000_000)
  await postGraphql(origin, { query: `{ isUserExists }`, password: canary('large'), long }, { headers })
  const cookie = { ...headers, cookie: `session=${canary('cookie')}`, authorization: `Basic ${btoa(canary('basic'))}` }
  await rest(origin, 'POST', '/api/v2/login/account', { account: 'a', password: canary('rest') }, { headers: cookie })
  await rest(origin, 'POST', `/api/v2/${canary('path')}?token=${canary('query')}`, {}, { headers: cookie })
  await fetch(`${origin}/nowhere?code=${canary('code')}&password=${canary('form')}`, { headers: cookie })
  await fetch(`${origin}/%ff?token=${canary('bad-path')}`)
}
