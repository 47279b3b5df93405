import assert from 'node:assert/strict'
import { suite, type TestContext, test } from 'node:test'
import { insertKey } from '#domain/tenancy/key/key-store.ts'
import { makeKey } from '#domain/tenancy/key/make-key.ts'
import { createSeal } from '#platform/crypto/seal.ts'
import { connectDatabase } from '#platform/database/connect.ts'
import { createLog } from '#platform/log.ts'
import { createTestDatabase } from '../kit/database.ts'
import { managementToken, readTransportKey, register, signIn } from '../kit/door.ts'
import { databaseUrl, makeDataDir, onLinux, refusedStart, type ServerProcess, startServer } from '../kit/process.ts'
import { rest } from '../kit/wire.ts'

const password = 'lantern-and-gate'
const [first, second] = ['the first key of a house that changes it', 'the key that the house has from then on']
const lost = /^The database was written under another SECRET_KEY/

async function newGround(t: TestContext, migrated = false) {
  const database = await createTestDatabase({ migrated })
  t.after(() => database.drop())
  const url = databaseUrl(database.connection)
  const start = (SECRET_KEY: string, SECRET_KEY_FORMER?: string) => ({
    dataDir: makeDataDir(t),
    env: { DATABASE_URL: url, SECRET_KEY, ...(SECRET_KEY_FORMER && { SECRET_KEY_FORMER }) },
  })
  return { database, start }
}

async function publishedBy({ origin }: ServerProcess): Promise<string[]> {
  const response = await fetch(`${origin}/oidc/.well-known/jwks.json`)
  return ((await response.json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)
}

suite('a change of SECRET_KEY', () => {
  test('loses nothing, process by process; at the end the old key opens nothing', onLinux, async (t) => {
    const { database, start } = await newGround(t)
    const old = await startServer(start(first))
    const publicPem = await readTransportKey(database.connection)
    const door = { origin: old.origin, bootstrap: old.bootstrap, publicPem }
    assert.equal((await register(door, 'ann@example.com', password)).code, 200)
    const { token } = (await signIn(door, 'ann@example.com', password)).data as { token: string }
    const manager = await managementToken(door)

    const fresh = await startServer(start(second, first))
    // Restarted by accident with the settings of before: it is still one house.
    const late = await startServer(start(first))
    for (const { origin } of [old, fresh, late]) {
      const me = await rest(origin, 'GET', '/api/v2/users/me', undefined, { token })
      assert.equal((me.data as { email: string }).email, 'ann@example.com')
      assert.equal((await rest(origin, 'GET', '/api/v2/userpools/detail', undefined, { token: manager })).code, 200)
      assert.equal((await signIn({ ...door, origin }, 'ann@example.com', password)).code, 200)
    }
    assert.deepEqual(await publishedBy(fresh), await publishedBy(old))
    for (const server of [old, fresh, late]) assert.equal(await server.stop(), 0)

    const last = await startServer(start(second))
    assert.equal((await rest(last.origin, 'GET', '/api/v2/users/me', undefined, { token })).code, 200)
    assert.equal(await last.stop(), 0)
    assert.match(await refusedStart(start(first)), lost)
    assert.match(await refusedStart(start('neither of the two that there ever were', first)), lost)
  })

  test('of an installation from before the root secret keeps its keys', onLinux, async (t) => {
    const { database, start } = await newGround(t, true)
    const ground = await connectDatabase(database.connection, createLog('silent'), 2)
    const key = await makeKey('signing:RS256', new Date())
    await ground.unit.write(({ tx }) => insertKey(tx, createSeal(first), key))
    await ground.close()

    assert.match(await refusedStart(start(second)), lost)
    const server = await startServer(start(second, first))
    assert.ok((await publishedBy(server)).includes(key.id))
    assert.equal(await server.stop(), 0)
    const again = await startServer(start(second))
    assert.ok((await publishedBy(again)).includes(key.id))
  })

  test('names both settings where it cannot be', onLinux, async (t) => {
    const { start } = await newGround(t)
    assert.match(await refusedStart(start(first, first)), /^SECRET_KEY_FORMER is the same as SECRET_KEY\. Set it to/)
  })
})
