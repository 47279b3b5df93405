import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { decodeJwt } from 'jose'
import { refresh, signInOffline } from './client.ts'
import { type House, openHouse } from './house.ts'

let house: House
before(async () => {
  house = await openHouse()
})

const lengthOf = (jwt: string) => {
  const { iat = 0, exp = 0 } = decodeJwt(jwt)
  return exp - iat
}

/** Asserts that the newest of a kind in a pool runs out so many seconds from when it was made. */
async function isKeptFor(kind: string, poolId: string, seconds: number): Promise<void> {
  const { rows } = await house.database.pool.query(
    `SELECT extract(epoch FROM max(expires_at) - now())::float AS left FROM oidc_artifact WHERE kind = $1 AND user_pool_id = $2`,
    [kind, poolId],
  )
  assert.ok(rows[0].left > seconds / 2 && rows[0].left <= seconds, `${kind}: ${rows[0].left} seconds are left`)
}

test('tokens are good for as long as the application says', async () => {
  const pool = await house.addPool()
  const settings = { accessTokenLifetime: 120, idTokenLifetime: 90, refreshTokenLifetime: 240 }
  const application = await house.addApplication(pool, { settings })
  const { tokens } = await signInOffline(house, application, await house.addUser(pool))
  assert.deepEqual([tokens.expires_in, lengthOf(tokens.access_token), lengthOf(tokens.id_token)], [120, 120, 90])
  await isKeptFor('RefreshToken', pool.id, 240)
  const renewed = (await refresh(house, application, tokens.refresh_token)).body
  assert.deepEqual([renewed.expires_in, lengthOf(renewed.id_token as string)], [120, 90])
})

test('tokens of an application that says nothing live an hour; cookie and session have the lifetime of the pool', async () => {
  const pool = await house.addPool()
  await house.database.pool.query('UPDATE user_pool SET settings = settings || $2 WHERE id = $1', [
    pool.id,
    JSON.stringify({ tokenExpiresAfter: 7_200 }),
  ])
  const application = await house.addApplication(pool)
  const { tokens } = await signInOffline(house, application, await house.addUser(pool))
  assert.equal(lengthOf(tokens.id_token), 3_600)
  assert.equal(tokens.expires_in, 3_600)
  await isKeptFor('Session', pool.id, 7_200)
})

test('an identity token outlives neither the access token beside it nor the setting of its pool', async () => {
  const pool = await house.addPool()
  await house.database.pool.query(
    `UPDATE user_pool SET settings = settings || '{"tokenExpiresAfter": 600}' WHERE id = $1`,
    [pool.id],
  )
  const application = await house.addApplication(pool)
  const { tokens } = await signInOffline(house, application, await house.addUser(pool))
  assert.deepEqual([lengthOf(tokens.id_token), tokens.expires_in], [600, 3_600])
})
