import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { cleanUp } from '../../kit/clean-up.ts'
import { actOnPage, setPool } from '../../kit/entry.ts'
import { managementToken, type Person, registerPerson, sealed, send } from '../../kit/people.ts'
import { agents, ask, signInWith } from '../../kit/rest.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { accepted, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let other: Tenant
before(async () => {
  world = await newWorld()
  other = await world.addTenant('other')
})

interface Entry {
  id: string
  success: boolean
  errorCode: number | null
  loginMethod: string
  appId: string | null
  application: { name: string } | null
  sessionId: string | null
  clientIp: string
  place: { localNetwork: boolean; country: string | null } | null
  parsedUserAgent: { browser: string | null; os: string | null; device: string }
}
interface History {
  list: Entry[]
  next: string | null
}

const historyOf = async ({ token }: Pick<Person, 'token'>, query = '') =>
  accepted<History>(await ask(world, `GET /api/v2/users/me/login-history${query}`, { token }))

const fail = (person: Person, speaking: object = {}) =>
  signInWith(world, { ...person, password: 'wrong' }, { agent: agents.firefox, ...speaking })

test('sign-ins and failed tries stand in the history with time, place, program, application and outcome', async () => {
  const person = await registerPerson(world)
  refused((await fail(person)).outcome, 2006)
  const { token } = await signInWith(world, person, { agent: agents.phone })
  const { list, next } = await historyOf({ token })
  assert.equal(next, null)
  const told = list.map(({ success, errorCode, loginMethod, parsedUserAgent }) => [
    success,
    errorCode,
    loginMethod,
    parsedUserAgent.browser,
    parsedUserAgent.os,
  ])
  const expected = [
    [true, null, 'registration', 'node', null],
    [false, 2006, 'password', 'Firefox', 'Linux'],
    [true, null, 'password', 'Safari', 'iOS'],
  ]
  // Ids of one second are in no order, and the three may be of one.
  assert.deepEqual(told.map(String).sort(), expected.map(String).sort())
  for (const { appId, application, clientIp, place, success, sessionId } of list) {
    assert.equal(appId, world.tenant.application.id)
    assert.equal(application?.name, world.tenant.application.name)
    assert.equal(clientIp, '127.0.0.1')
    assert.deepEqual(place, { country: null, region: null, city: null, localNetwork: true })
    assert.equal(sessionId !== null, success)
  }
  const kept = await world.database.pool.query('SELECT * FROM login_record')
  assert.doesNotMatch(JSON.stringify(kept.rows), /correct horse|eyJ|wrong/)
})

test('a page at a time, newest first', async () => {
  const person = await registerPerson(world)
  for (let n = 0; n < 4; n++) {
    world.passSeconds(1)
    await signInWith(world, person)
  }
  const all = (await historyOf(person)).list.map(({ id }) => id)
  assert.equal(all.length, 5)
  const seen: string[] = []
  let after = ''
  for (let page = 0; page < 3; page++) {
    const { list, next } = await historyOf(person, `?limit=2${after}`)
    seen.push(...list.map(({ id }) => id))
    after = `&after=${next}`
    assert.equal(next === null, page === 2)
  }
  assert.deepEqual(seen, all)
  assert.deepEqual(all, all.toSorted().reverse())
})

test('people see their own history, administrators that of their own people, and nobody another’s', async () => {
  const [person, stranger] = [await registerPerson(world), await registerPerson(world)]
  const foreign = await registerPerson(world, { tenant: other })
  assert.equal((await historyOf(stranger)).list.length, 1)
  const path = `GET /api/v2/users/${person.id}/login-history`
  const manager = await managementToken(world)
  assert.equal(accepted<History>(await ask(world, path, { token: manager })).list.length, 1)
  refused(await ask(world, path, { token: await managementToken(world, other), tenant: other }), 2004)
  for (const token of [person.token, stranger.token]) refused(await ask(world, path, { token }), 1001)
  refused(await ask(world, path, { token: foreign.token, tenant: other }), 1001)
  refused(await ask(world, 'GET /api/v2/users/me/login-history'), 2020)
  refused(await ask(world, 'GET /api/v2/users/me/login-history', { token: foreign.token }), 2036)
})

test('of the failed tries of an hour twenty are written down, and none for who does not exist', async () => {
  await setPool(world, {
    loginFailCheck: { enabled: false },
    loginPasswordFailCheck: { enabled: false },
  })
  const person = await registerPerson(world)
  const failures = async () => (await historyOf(person, '?limit=50')).list.filter(({ success }) => !success).length
  for (let n = 0; n < 25; n++) refused((await fail(person)).outcome, 2006)
  assert.equal(await failures(), 20)
  world.passSeconds(3_601)
  refused((await fail(person)).outcome, 2006)
  assert.equal(await failures(), 21)
  const count = async () => Number((await world.database.pool.query('SELECT count(*) FROM login_record')).rows[0].count)
  const before = await count()
  refused((await fail({ ...person, username: 'nobody at all' })).outcome, 2004)
  assert.equal(await count(), before)
})

test('a failure on the hosted page and a sign-in there are written down as well', async () => {
  const person = await registerPerson(world)
  refused(await actOnPage(world, 'sign-in', { account: person.username, password: 'wrong' }), 2006)
  accepted(await actOnPage(world, 'sign-in', { account: person.username, password: person.password }))
  const { list } = await historyOf(person)
  assert.deepEqual(list.map(({ success }) => success).sort(), [false, true, true])
})

test('a token for an administrator is no sign-in of the person', async () => {
  const person = await registerPerson(world)
  const token = await managementToken(world)
  accepted(await send(world, 'refreshToken', { id: person.id }, { token }))
  assert.equal((await historyOf(person)).list.length, 1)
})

test('a sign-in that is refused after all leaves nothing', async () => {
  const person = await registerPerson(world)
  await world.database.pool.query('UPDATE user_account SET blocked = true WHERE id = $1', [person.id])
  const input = { username: person.username, password: sealed(world, person.password) }
  refused(await send(world, 'loginByUsername', { input }), 2005)
  const { rows } = await world.database.pool.query('SELECT outcome FROM login_record WHERE user_id = $1', [person.id])
  assert.deepEqual(rows, [{ outcome: 200 }])
})

test('after the days that the pool keeps them, entries are not shown, and then thrown away', async () => {
  await setPool(world, { loginHistoryDays: 2 })
  const person = await registerPerson(world)
  world.passSeconds(2 * 86_400 + 1)
  const { token } = await signInWith(world, person)
  assert.equal((await historyOf({ token })).list.length, 1)
  await cleanUp(world.app.domain)
  const { rows } = await world.database.pool.query('SELECT count(*) FROM login_record WHERE user_id = $1', [person.id])
  assert.equal(rows[0].count, '1')
})

test('a sign-in writes in two statements, the history and the device included', async () => {
  const person = await registerPerson(world)
  const said: string[] = []
  const { pool } = world.database
  const connect = pool.connect.bind(pool)
  const watched = new WeakSet<object>()
  // What goes over each connection while one sign-in runs.
  Object.assign(pool, {
    connect: async () => {
      const client = await connect()
      if (!watched.has(client)) {
        watched.add(client)
        const query = client.query.bind(client) as (...args: unknown[]) => unknown
        Object.assign(client, {
          query(...args: unknown[]) {
            const [what] = args as [string | { text: string }]
            said.push(typeof what === 'string' ? what : what.text)
            return query(...args)
          },
        })
      }
      return client
    },
  })
  await signInWith(world, person)
  Object.assign(pool, { connect })
  const writing = said.filter((text) => /^\s*(insert|update|delete|with)/i.test(text))
  assert.deepEqual(
    writing.map((text) => text.trim().split(/\s+/).slice(0, 2).join(' ').toLowerCase()),
    ['update "user_account"', 'with known'],
  )
})
