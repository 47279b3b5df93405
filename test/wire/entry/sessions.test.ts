import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { setPool } from '../../kit/entry.ts'
import { isSignedIn, managementToken, type Person, registerPerson } from '../../kit/people.ts'
import { agents, ask, signInWith } from '../../kit/rest.ts'
import { startSecondServer } from '../../kit/second-server.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { until } from '../../kit/until.ts'
import { accepted, graphql, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let other: Tenant
before(async () => {
  world = await newWorld()
  other = await world.addTenant('other')
})

interface Listed {
  list: { id: string; current: boolean; deviceId: string; deviceName: string; parsedUserAgent: { os: string } }[]
  next: string | null
}

const sessionsOf = async ({ token }: Pick<Person, 'token'>, query = '') =>
  accepted<Listed>(await ask(world, `GET /api/v2/users/me/sessions${query}`, { token }))

const isIn = (token: string, at = world) => isSignedIn(at, token)

/** Somebody who is signed in three times: the first from registering. */
async function signedInThrice() {
  const person = await registerPerson(world)
  const second = await signInWith(world, person, { agent: agents.firefox })
  const third = await signInWith(world, person, { agent: agents.phone })
  return { person, tokens: [person.token, second.token, third.token] as [string, string, string] }
}

test('people see where they are signed in, newest first, page by page', async () => {
  const { person, tokens } = await signedInThrice()
  const { list, next } = await sessionsOf({ token: tokens[1] })
  assert.equal(next, null)
  assert.equal(list.length, 3)
  const ids = list.map(({ id }) => id)
  assert.deepEqual(ids, ids.toSorted().reverse())
  const current = list.filter((session) => session.current)
  assert.deepEqual(
    current.map(({ deviceName }) => deviceName),
    ['Firefox · Linux'],
  )
  assert.ok(
    list.some(({ deviceName, parsedUserAgent }) => deviceName === 'Safari · iOS' && parsedUserAgent.os === 'iOS'),
  )
  const first = await sessionsOf(person, '?limit=2')
  const rest = await sessionsOf(person, `?limit=2&after=${first.next}`)
  assert.deepEqual(
    [...first.list, ...rest.list].map(({ id }) => id),
    ids,
  )
  assert.equal(rest.next, null)
  refused(await ask(world, 'GET /api/v2/users/me/sessions'), 2020)
})

test('a session is ended by itself; what is over or somebody else’s is not there', async () => {
  const { person, tokens } = await signedInThrice()
  const stranger = await registerPerson(world)
  const foreign = await registerPerson(world, { tenant: other })
  const { list } = await sessionsOf({ token: tokens[1] })
  const target = list.find(({ deviceName }) => deviceName === 'Safari · iOS')?.id ?? ''
  for (const thief of [stranger, foreign]) {
    const tenant = thief === foreign ? other : world.tenant
    refused(await ask(world, `DELETE /api/v2/users/me/sessions/${target}`, { token: thief.token, tenant }), 404)
  }
  assert.ok(await isIn(tokens[2]))
  assert.equal(accepted(await ask(world, `DELETE /api/v2/users/me/sessions/${target}`, { token: person.token })), true)
  assert.deepEqual(await Promise.all(tokens.map((token) => isIn(token))), [true, true, false])
  refused(await ask(world, `DELETE /api/v2/users/me/sessions/${target}`, { token: person.token }), 404)
  refused(await ask(world, 'GET /api/v2/users/me', { token: tokens[2] }), 2206)
})

test('all others are ended at once, and nobody else’s', async () => {
  const { tokens } = await signedInThrice()
  const stranger = await registerPerson(world)
  const end = 'POST /api/v2/users/me/sessions/end-others'
  assert.deepEqual(accepted(await ask(world, end, { token: tokens[1] })), { ended: 2 })
  assert.deepEqual(await Promise.all(tokens.map((token) => isIn(token))), [false, true, false])
  assert.ok(await isIn(stranger.token))
  assert.deepEqual(accepted(await ask(world, end, { token: tokens[1] })), { ended: 0 })
  refused(await ask(world, end), 2020)
})

test('an administrator sees and ends the sessions of their own people only', async () => {
  const { person, tokens } = await signedInThrice()
  const [manager, otherManager] = [await managementToken(world), await managementToken(world, other)]
  const path = `/api/v2/users/${person.id}/sessions`
  const { list } = accepted<Listed>(await ask(world, `GET ${path}`, { token: manager }))
  assert.equal(list.length, 3)
  assert.ok(list.every(({ current }) => !current))
  const target = list.find(({ deviceName }) => deviceName === 'Safari · iOS')?.id ?? ''
  const strange = { token: otherManager, tenant: other }
  refused(await ask(world, `GET ${path}`, strange), 2004)
  refused(await ask(world, `DELETE ${path}/${target}`, strange), 404)
  refused(await ask(world, `GET ${path}`, { token: person.token }), 1001)
  refused(await ask(world, `DELETE ${path}/${target}`, { token: person.token }), 1001)
  assert.ok(await isIn(tokens[2]))
  accepted(await ask(world, `DELETE ${path}/${target}`, { token: manager }))
  assert.deepEqual(await Promise.all(tokens.map((token) => isIn(token))), [true, true, false])
})

test('login-status tells of one application and one device', async () => {
  const { person, tokens } = await signedInThrice()
  const token = await managementToken(world)
  const status = async (query: string) =>
    accepted<{ isLogin: boolean; user: { id: string }; application: { id: string }[] }>(
      await ask(world, `GET /api/v2/users/login-status?userId=${person.id}${query}`, { token }),
    )
  const appId = world.tenant.application.id
  const everywhere = await status('')
  assert.deepEqual(
    [everywhere.isLogin, everywhere.user.id, everywhere.application.map(({ id }) => id)],
    [true, person.id, [appId]],
  )
  const { list } = await sessionsOf(person)
  const phone = list.find(({ deviceName }) => deviceName === 'Safari · iOS')?.deviceId
  assert.equal((await status(`&appId=${appId}&deviceId=${phone}`)).isLogin, true)
  assert.equal((await status(`&appId=${other.application.id}`)).isLogin, false)
  accepted(await ask(world, `GET /logout?appId=${appId}&deviceId=${phone}`, { token: tokens[0] }))
  assert.equal((await status(`&deviceId=${phone}`)).isLogin, false)
  assert.deepEqual(await Promise.all(tokens.map((one) => isIn(one))), [true, true, false])
})

test('an administrator signs one device of somebody out', async () => {
  const { person, tokens } = await signedInThrice()
  const { list } = await sessionsOf(person)
  const phone = list.find(({ deviceName }) => deviceName === 'Safari · iOS')?.deviceId
  const token = await managementToken(world)
  accepted(await ask(world, `GET /logout?userId=${person.id}&deviceId=${phone}`, { token }))
  assert.deepEqual(await Promise.all(tokens.map((one) => isIn(one))), [true, true, false])
})

test('a session that nobody uses ends, on every server; one in use does not', async () => {
  await setPool(world, { sessionIdleTimeout: 600 })
  const second = await startSecondServer(world)
  try {
    const [idle, busy] = [await registerPerson(world), await registerPerson(world)]
    const { rows } = await world.database.pool.query('SELECT id FROM session WHERE user_id = $1', [busy.id])
    for (let minute = 0; minute < 15; minute++) {
      world.passSeconds(60)
      // A minute of the clock is no minute of the cache, which forgets after ten seconds.
      for (const { database } of [world, second])
        database.notices.deliver(`session:${world.tenant.pool.id}:${rows[0].id}`)
      // Now here, now there: what one server notes the other must know.
      const at = minute % 2 === 0 ? world : second
      accepted(await ask(at, 'GET /api/v2/users/me', { token: busy.token }))
      await at.app.domain.ports.activity.flush()
    }
    for (const at of [world, second]) {
      assert.equal(await isIn(busy.token, at), true)
      assert.equal(await isIn(idle.token, at), false)
      refused(await ask(at, 'GET /api/v2/users/me', { token: idle.token }), 2206)
      refused(await ask(at, 'POST /api/v2/users/refresh-token', { token: idle.token }, {}), 2206)
    }
    assert.equal((await sessionsOf(busy)).list.length, 1)
  } finally {
    await second.close()
    await setPool(world, { sessionIdleTimeout: 0 })
  }
})

test('asking whether somebody is signed in keeps nobody signed in', async () => {
  await setPool(world, { sessionIdleTimeout: 600 })
  try {
    const { token } = await registerPerson(world)
    for (let minute = 0; minute < 14; minute++) {
      world.passSeconds(60)
      await isIn(token)
      await world.app.domain.ports.activity.flush()
    }
    assert.equal(await isIn(token), false)
  } finally {
    await setPool(world, { sessionIdleTimeout: 0 })
  }
})

test('use is written once a minute for a session, however often it is used, and no read waits for it', async () => {
  const person = await registerPerson(world)
  const seen = async () =>
    (await world.database.pool.query('SELECT last_seen_at FROM session WHERE user_id = $1', [person.id])).rows[0]
      .last_seen_at as Date
  const atFirst = await seen()
  world.passSeconds(61)
  accepted(await ask(world, 'GET /api/v2/users/me', { token: person.token }))
  assert.deepEqual(await seen(), atFirst)
  await world.app.domain.ports.activity.flush()
  const noted = await seen()
  assert.ok(noted.getTime() - atFirst.getTime() >= 60_000)
  world.passSeconds(30)
  for (let n = 0; n < 5; n++) accepted(await ask(world, 'GET /api/v2/users/me', { token: person.token }))
  await world.app.domain.ports.activity.flush()
  assert.deepEqual(await seen(), noted)
})

test('idle times are whole numbers that the notes of use can keep', async () => {
  const query = 'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { sessionIdleTimeout } }'
  const token = await managementToken(world)
  const set = (sessionIdleTimeout: unknown) =>
    graphql(world.origin, query, { input: { sessionIdleTimeout } }, { tenant: world.tenant, token })
  for (const wrong of [299, -1, 31_536_001]) refused(await set(wrong), 400)
  assert.deepEqual(accepted(await set(300)), { sessionIdleTimeout: 300 })
  assert.deepEqual(accepted(await set(0)), { sessionIdleTimeout: 0 })
})

test('an application’s idle time goes before the pool’s', async () => {
  const manager = await managementToken(world)
  const path = `/api/v2/applications/${world.tenant.application.id}`
  refused(await ask(world, `PUT ${path}`, { token: manager }, { sessionIdleTimeout: 10 }), 400)
  const set = { sessionIdleTimeout: 300 }
  assert.equal(accepted<typeof set>(await ask(world, `PUT ${path}`, { token: manager }, set)).sessionIdleTimeout, 300)
  const { token } = await registerPerson(world)
  world.passSeconds(300 + 91)
  assert.equal(await isIn(token), false)
  accepted(await ask(world, `PUT ${path}`, { token: manager }, { sessionIdleTimeout: null }))
})

test('another server hears of an ended session', async () => {
  const second = await startSecondServer(world)
  try {
    const { tokens, person } = await signedInThrice()
    for (const token of tokens) assert.ok(await isIn(token, second))
    accepted(await ask(world, 'POST /api/v2/users/me/sessions/end-others', { token: person.token }))
    await until(async () => !(await isIn(tokens[1], second)) && !(await isIn(tokens[2], second)), 10_000)
    assert.ok(await isIn(tokens[0], second))
  } finally {
    await second.close()
  }
})
