import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { decodeJwt } from 'jose'
import { endEverySession, endSessions } from '#domain/entry/session/end-every.ts'
import { Browser } from './browser.ts'
import { authorizeAddress, me, post, redeem, refresh, signIn, signInOffline } from './client.ts'
import { callback, type House, openHouse } from './house.ts'

let house: House
before(async () => {
  house = await openHouse()
})

async function setting(settings = {}) {
  const pool = await house.addPool()
  const [shop, forum] = [await house.addApplication(pool, { settings }), await house.addApplication(pool, { settings })]
  return { pool, shop, forum, user: await house.addUser(pool) }
}

/** Where the application is called back, without anybody doing anything. */
async function silently(browser: Browser, address: string): Promise<URL> {
  const answer = await browser.follow(address)
  return new URL(answer.headers.get('location') ?? answer.url)
}

test('a second application of the pool signs in without a password', async () => {
  const { shop, forum, user } = await setting()
  const { browser } = await signIn(house, shop, user)
  const back = await silently(browser, authorizeAddress(house, forum, { prompt: 'none' }))
  assert.equal(back.searchParams.get('iss'), house.issuer)
  const { status, body } = await redeem(house, forum, back.searchParams.get('code') ?? '')
  assert.equal(status, 200)
  assert.equal(decodeJwt(body.id_token ?? '').sub, user.id)
})

test('prompt=none without a session is login_required; prompt=login asks; max_age asks when it is over', async () => {
  const { shop, user } = await setting()
  const stranger = await silently(new Browser(house), authorizeAddress(house, shop, { prompt: 'none' }))
  assert.equal(stranger.origin + stranger.pathname, callback)
  assert.equal(stranger.searchParams.get('error'), 'login_required')
  const { browser } = await signIn(house, shop, user)
  assert.equal((await browser.open(authorizeAddress(house, shop, { prompt: 'login' }))).screen, 'sign-in')
  const fresh = await silently(browser, authorizeAddress(house, shop, { max_age: '1000' }))
  assert.ok(fresh.searchParams.get('code'))
  const { body } = await redeem(house, shop, fresh.searchParams.get('code') ?? '')
  const { auth_time: at } = decodeJwt(body.id_token ?? '')
  assert.ok(typeof at === 'number' && Math.abs(at - Date.now() / 1000) < 60)
})

test('a pool does not see the session of another pool on the same host', async () => {
  const { shop, user } = await setting()
  const elsewhere = await setting()
  const { browser } = await signIn(house, shop, user)
  const back = await silently(browser, authorizeAddress(house, elsewhere.shop, { prompt: 'none' }))
  assert.equal(back.searchParams.get('error'), 'login_required')
  await browser.signIn(authorizeAddress(house, elsewhere.shop), elsewhere.user.email ?? '', elsewhere.user.password)
  assert.equal(browser.sessionCookies().length, 2)
  assert.ok((await silently(browser, authorizeAddress(house, shop, { prompt: 'none' }))).searchParams.get('code'))
})

/** Refresh tokens that end with the browser's session; for the others see `offline.test.ts`. */
const attached = { offlineAccess: false }

test('signing out with the identity token ends both applications and every token', async () => {
  const { shop, forum, user } = await setting(attached)
  const { browser, tokens } = await signInOffline(house, shop, user)
  const back = await silently(browser, authorizeAddress(house, forum, { prompt: 'none' }))
  const second = await redeem(house, forum, back.searchParams.get('code') ?? '')
  assert.equal(await me(house, second.body.access_token ?? ''), 200)
  const out = new URL(`${house.issuer}/session/end`)
  out.searchParams.set('id_token_hint', tokens.id_token)
  out.searchParams.set('post_logout_redirect_uri', 'http://127.0.0.1:9/bye')
  out.searchParams.set('state', 'x')
  const answer = await browser.go(out.href)
  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), 'http://127.0.0.1:9/bye?state=x')
  for (const application of [shop, forum]) {
    const after = await silently(browser, authorizeAddress(house, application, { prompt: 'none' }))
    assert.equal(after.searchParams.get('error'), 'login_required')
  }
  assert.equal(await me(house, tokens.access_token), 401)
  assert.equal(await me(house, second.body.access_token ?? ''), 401)
  assert.equal((await refresh(house, shop, tokens.refresh_token)).body.error, 'invalid_grant')
})

test('signing out without a hint asks first, and the answer is worth something only from our page', async () => {
  const { shop, user } = await setting()
  const { browser, tokens } = await signIn(house, shop, user)
  const page = await (await browser.go('/oidc/session/end')).text()
  const action = /action="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const xsrf = /name="xsrf" value="(\w+)"/.exec(page)?.[1] ?? ''
  const send = (form: Record<string, string>) => browser.go(action, { method: 'POST', body: new URLSearchParams(form) })
  assert.equal((await send({ logout: 'yes', xsrf: 'made-up' })).status, 400)
  assert.equal(await me(house, tokens.access_token), 200)
  const done = await send({ logout: 'yes', xsrf })
  assert.equal(done.status, 303)
  assert.match(
    await (await browser.follow(done.headers.get('location') ?? '')).text(),
    /You are signed out|你已退出登录/,
  )
  assert.equal(await me(house, tokens.access_token), 401)
})

test('sessions ended elsewhere sign the browser out too', async () => {
  const { pool, shop, user } = await setting()
  const { browser, tokens } = await signIn(house, shop, user)
  const { unit } = house.domain
  await unit.write(({ tx, changed }) => endEverySession({ tx, changed, pool, now: new Date() }, [user.id]))
  assert.equal(await me(house, tokens.access_token), 401)
  const back = await silently(browser, authorizeAddress(house, shop, { prompt: 'none' }))
  assert.equal(back.searchParams.get('error'), 'login_required')
})

test('ending a browser’s session ends every application’s tokens that hang on it, and no other browser’s', async () => {
  const { pool, shop, user } = await setting(attached)
  const [one, other] = [await signInOffline(house, shop, user), await signInOffline(house, shop, user)]
  const id = String(decodeJwt(one.tokens.id_token).sid)
  const { unit, ports } = house.domain
  await unit.write(({ tx, changed }) => endSessions({ tx, changed, pool, now: new Date() }, [user.id], { id }))
  assert.equal(await me(house, one.tokens.access_token), 401)
  assert.equal((await refresh(house, shop, one.tokens.refresh_token)).body.error, 'invalid_grant')
  const back = await silently(one.browser, authorizeAddress(house, shop, { prompt: 'none' }))
  assert.equal(back.searchParams.get('error'), 'login_required')
  assert.equal(await me(house, other.tokens.access_token), 200)
  assert.ok((await refresh(house, shop, other.tokens.refresh_token)).body.access_token)
  assert.equal((await ports.cached.session(pool.id, id))?.endedAt === null, false)
})

test('a browser that nobody uses for the pool’s idle time has to sign in again; use is noted at this door as well', async () => {
  const { pool, shop, user } = await setting(attached)
  const idleFor = (seconds: number) =>
    house.database.pool.query(
      `UPDATE session SET idle_seconds = 600, last_seen_at = now() - make_interval(secs => $2) WHERE user_id = $1`,
      [user.id, seconds],
    )
  const { browser, tokens } = await signInOffline(house, shop, user)
  const id = String(decodeJwt(tokens.id_token).sid)
  const forget = () => house.database.notices.deliver(`session:${pool.id}:${id}`)
  await idleFor(600)
  forget()
  assert.equal(await me(house, tokens.access_token), 200)
  await house.domain.ports.activity.flush()
  const { rows } = await house.database.pool.query(
    "SELECT now() - last_seen_at < interval '1 minute' AS fresh FROM session WHERE id = $1",
    [id],
  )
  assert.deepEqual(rows, [{ fresh: true }])
  await idleFor(600 + 91)
  forget()
  assert.equal(await me(house, tokens.access_token), 401)
  assert.equal((await refresh(house, shop, tokens.refresh_token)).body.error, 'invalid_grant')
  const back = await silently(browser, authorizeAddress(house, shop, { prompt: 'none' }))
  assert.equal(back.searchParams.get('error'), 'login_required')
})

test('refresh tokens: a public client gets a new one each time, and using an old one ends the family', async () => {
  const { shop, user } = await setting({ tokenEndpointAuthMethod: 'none' })
  const { tokens } = await signInOffline(house, shop, user)
  const second = await refresh(house, shop, tokens.refresh_token)
  assert.equal(second.status, 200)
  assert.notEqual(second.body.refresh_token, tokens.refresh_token)
  assert.equal(await me(house, second.body.access_token ?? ''), 200)
  assert.equal((await refresh(house, shop, tokens.refresh_token)).body.error, 'invalid_grant')
  assert.equal((await refresh(house, shop, second.body.refresh_token)).body.error, 'invalid_grant')
  assert.equal(await me(house, second.body.access_token ?? ''), 401)
})

test('refresh tokens: a confidential client keeps its own; without offline_access there is none', async () => {
  const { shop, user } = await setting()
  const { tokens } = await signInOffline(house, shop, user)
  const again = await refresh(house, shop, tokens.refresh_token)
  assert.equal(again.status, 200)
  assert.equal(again.body.refresh_token, tokens.refresh_token)
  assert.equal((await signIn(house, shop, user)).tokens.refresh_token, undefined)
})

test('of two refreshes at once exactly one wins', async () => {
  const { shop, user } = await setting({ tokenEndpointAuthMethod: 'none' })
  const { tokens } = await signInOffline(house, shop, user)
  const answers = await Promise.all([1, 2, 3].map(() => refresh(house, shop, tokens.refresh_token)))
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400, 400])
})

test('a locked person: 2005 on the page, no tokens any more, no silent sign-in', async () => {
  const { pool, shop, user } = await setting()
  const { browser, tokens } = await signInOffline(house, shop, user)
  await house.database.unit.write(async ({ tx, changed }) => {
    await tx.updateTable('user_account').set({ blocked: true }).where('id', '=', user.id).execute()
    changed(`user:${pool.id}:${user.id}`)
  })
  assert.equal(await me(house, tokens.access_token), 401)
  assert.equal((await refresh(house, shop, tokens.refresh_token)).body.error, 'invalid_grant')
  const page = await browser.open(authorizeAddress(house, shop))
  const answer = await browser.act(page, 'sign-in', { account: user.email, password: user.password })
  assert.deepEqual([answer.status, answer.code, answer.message], [200, 2005, 'User has been locked'])
})

test('another person may sign in in the same browser, which signs the first one out', async () => {
  const { pool, shop, user } = await setting()
  const { browser, tokens } = await signIn(house, shop, user)
  const other = await house.addUser(pool)
  const page = await browser.open(authorizeAddress(house, shop, { prompt: 'login' }))
  const { data } = await browser.act(page, 'sign-in', { account: other.email, password: other.password })
  const form = await (await browser.follow(data.location)).text()
  const action = /action="([^"]+)"/.exec(form)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const inputs = Object.fromEntries(
    [...form.matchAll(/name="(\w+)" value="([\w-]+)"/g)].map(([, name, value]) => [name, value]),
  )
  const next = await browser.go(action, { method: 'POST', body: new URLSearchParams(inputs as Record<string, string>) })
  const back = await silently(browser, next.headers.get('location') ?? '')
  const { body } = await redeem(house, shop, back.searchParams.get('code') ?? '')
  assert.equal(decodeJwt(body.id_token ?? '').sub, other.id)
  assert.equal(await me(house, tokens.access_token), 401)
})

test('an unused sign-in leaves nothing in the log', async () => {
  assert.deepEqual(house.errors, [])
  await post(house, '/token', {})
})
