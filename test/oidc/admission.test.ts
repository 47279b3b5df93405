import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Application, ApplicationSettings } from '#domain/tenancy/application/application.ts'
import { lockApplication, updateApplication } from '#domain/tenancy/application/application-store.ts'
import { announce } from '#domain/tenancy/application/changed.ts'
import { authorizeAddress, redeem, refresh, signIn, signInOffline } from './client.ts'
import { type House, openHouse } from './house.ts'

let house: House
before(async () => {
  house = await openHouse()
})

async function setting() {
  const pool = await house.addPool()
  const [shop, forum] = [await house.addApplication(pool), await house.addApplication(pool)]
  return { pool, shop, forum, user: await house.addUser(pool, { email: `p${pool.id}@example.com` }) }
}

/** What an administrator's update does, without one. */
async function change({ userPoolId, id }: Application, settings: Partial<ApplicationSettings>): Promise<void> {
  const { unit, ports, clock } = house.domain
  await unit.write(async ({ tx, changed }) => {
    const application = await lockApplication(tx, ports.seal, userPoolId, id)
    if (!application) throw new Error('no such application')
    await updateApplication(tx, ports.seal, application, { settings }, clock())
    announce(changed, application)
  })
}

const shut = { defaultAccess: 'DENY_ALL' } as const

test('single sign-on into an application that does not admit the person is access_denied; another may sign in', async () => {
  const { shop, forum, user } = await setting()
  const { browser } = await signIn(house, shop, user)
  await change(forum, shut)
  for (const more of [{}, { prompt: 'none' }]) {
    const answer = await browser.follow(authorizeAddress(house, forum, more))
    const back = new URL(answer.headers.get('location') ?? '')
    assert.deepEqual([back.searchParams.get('error'), back.searchParams.get('code')], ['access_denied', null])
  }
  const page = await browser.open(authorizeAddress(house, forum, { prompt: 'login' }))
  assert.equal(page.screen, 'sign-in')
  const refused = await browser.act(page, 'sign-in', { account: user.email, password: user.password })
  assert.equal((refused as unknown as { code: number }).code, 1001)
  await change(forum, { accessEnabled: false })
  const answer = await browser.follow(authorizeAddress(house, forum))
  assert.ok(new URL(answer.headers.get('location') ?? '').searchParams.get('code'))
})

test('a code and a refresh token are worth nothing once the application does not admit the person any more', async () => {
  const { shop, forum, user } = await setting()
  const { browser, tokens } = await signInOffline(house, shop, user)
  assert.equal((await refresh(house, shop, tokens.refresh_token)).status, 200)
  await change(shop, shut)
  assert.deepEqual((await refresh(house, shop, tokens.refresh_token)).body.error, 'invalid_grant')
  await change(shop, { defaultAccess: 'ALLOW_ALL' })
  assert.equal((await refresh(house, shop, tokens.refresh_token)).status, 200)
  const answer = await browser.follow(authorizeAddress(house, forum))
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  await change(forum, shut)
  assert.equal((await redeem(house, forum, code)).body.error, 'invalid_grant')
})

test('whoever comes by single sign-on counts among the people of the application', async () => {
  const { pool, shop, forum, user } = await setting()
  const { browser } = await signIn(house, shop, user)
  await browser.follow(authorizeAddress(house, forum))
  const { rows } = await house.database.pool.query(
    'SELECT application_id FROM application_user WHERE user_pool_id = $1 AND user_id = $2 ORDER BY 1',
    [pool.id, user.id],
  )
  assert.deepEqual(
    rows.map(({ application_id }) => application_id),
    [shop.id, forum.id].sort(),
  )
})
