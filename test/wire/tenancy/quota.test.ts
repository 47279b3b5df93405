import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { setQuotas } from '#domain/tenancy/quota/set-quotas.ts'
import { addPerson, doors, inBothLanguages, registering, signingIn } from '../../kit/entry.ts'
import { managementToken, send } from '../../kit/people.ts'
import { startSecondServer } from '../../kit/second-server.ts'
import { until } from '../../kit/until.ts'
import { accepted, graphql, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

const password = 'correct horse'
let world: World

beforeEach(async () => {
  world = await newWorld()
})
afterEach(() => world.close())

const allow = (quotas: Parameters<typeof setQuotas>[2]) => setQuotas(world.app.domain, world.tenant.pool.id, quotas)

const addPeople = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => addPerson(world, `person ${index}`)))

/** A second process that knows of the quotas by now. */
async function second(setting: 'mauQuota' | 'monthlyLoginQuota' | 'userCountQuota') {
  const server = await startSecondServer(world)
  const { cached } = server.app.domain.ports
  await until(async () => (await cached.pool(world.tenant.pool.id))?.settings[setting] !== null)
  return server
}

describe('sign-ins per month', () => {
  for (const door of doors)
    test(`2002 when they are used up, and the next month is a new one: ${door}`, async () => {
      await addPerson(world, 'one')
      await allow({ monthlyLoginQuota: 2 })
      const person = { account: 'one', password }
      for (let n = 0; n < 2; n++) accepted(await signingIn[door](world, person))
      for (const outcome of await inBothLanguages(world, (speaking) => signingIn[door](world, person, speaking)))
        refused(outcome, 2002)
      refused(await signingIn[door](world, { ...person, password: 'wrong' }), 2006)
      world.passSeconds(31 * 86_400)
      accepted(await signingIn[door](world, person))
    })

  test('are exact among those who come at once, to two processes', async () => {
    await addPeople(4)
    await allow({ monthlyLoginQuota: 5 })
    const other = await second('monthlyLoginQuota')
    try {
      const tries = Array.from({ length: 24 }, (_, index) =>
        signingIn['GraphQL V2'](index % 2 ? other : world, { account: `person ${index % 4}`, password }),
      )
      const codes = (await Promise.all(tries)).map(({ code }) => code)
      assert.deepEqual(
        [codes.filter((code) => code === 200).length, codes.filter((code) => code === 2002).length],
        [5, 19],
      )
    } finally {
      await other.close()
    }
  })
})

describe('active people per month', () => {
  for (const door of doors)
    test(`2040 for one more, while those who were there get in again: ${door}`, async () => {
      await addPeople(2)
      await allow({ mauQuota: 1 })
      const [first, next] = [0, 1].map((index) => ({ account: `person ${index}`, password }))
      if (!first || !next) return
      accepted(await signingIn[door](world, first))
      for (const outcome of await inBothLanguages(world, (speaking) => signingIn[door](world, next, speaking)))
        refused(outcome, 2040)
      accepted(await signingIn[door](world, first))
      await allow({ mauQuota: null })
      accepted(await signingIn[door](world, next))
    })

  test('who signed in before the quota was set is counted, and gets in again', async () => {
    await addPeople(3)
    const signIn = (index: number) => signingIn['REST V2'](world, { account: `person ${index}`, password })
    for (const index of [0, 1]) accepted(await signIn(index))
    await allow({ mauQuota: 2 })
    refused(await signIn(2), 2040)
    for (const index of [0, 1]) accepted(await signIn(index))
    await allow({ mauQuota: 3 })
    accepted(await signIn(2))
  })

  test('are exact among those who come at once, to two processes', async () => {
    await addPeople(8)
    await allow({ mauQuota: 3 })
    const other = await second('mauQuota')
    try {
      const tries = Array.from({ length: 16 }, (_, index) =>
        signingIn['GraphQL V2'](index % 2 ? other : world, { account: `person ${index >> 1}`, password }),
      )
      const outcomes = await Promise.all(tries)
      const inside = outcomes.filter(({ code }) => code === 200).map(({ data }) => (data as { id: string }).id)
      assert.equal(new Set(inside).size, 3)
      assert.equal(inside.length, 6, 'each of them from both sides')
      const { rows } = await world.database.pool.query('SELECT active_users FROM monthly_usage')
      assert.deepEqual(rows, [{ active_users: 3 }])
    } finally {
      await other.close()
    }
  })
})

describe('people in all', () => {
  for (const door of doors)
    test(`2040 when the pool is full: ${door}`, async () => {
      await addPeople(2)
      await allow({ userCountQuota: 3 })
      accepted(await registering[door](world, { account: 'third', password }))
      const provoke = (speaking: object) => registering[door](world, { account: 'fourth', password }, speaking)
      for (const outcome of await inBothLanguages(world, provoke)) refused(outcome, 2040)
      const speaking = { token: await managementToken(world) }
      refused(await send(world, 'createUser', { userInfo: { username: 'fourth' } }, speaking), 2040)
    })

  test('are exact among those who register at once, at two processes', async () => {
    await addPeople(1)
    await allow({ userCountQuota: 4 })
    const other = await second('userCountQuota')
    try {
      const tries = Array.from({ length: 12 }, (_, index) =>
        registering['GraphQL V2'](index % 2 ? other : world, { account: `new ${index}`, password }),
      )
      const codes = (await Promise.all(tries)).map(({ code }) => code)
      assert.deepEqual(
        [codes.filter((code) => code === 200).length, codes.filter((code) => code === 2040).length],
        [3, 9],
      )
    } finally {
      await other.close()
    }
  })
})

test('a quota is not for the pool itself to set', async () => {
  const speaking = { token: await managementToken(world), tenant: world.tenant }
  const query = 'mutation { updateUserpool(input: { mauQuota: 5 }) { id } }'
  refused(await graphql(world.origin, query, {}, speaking), 400)
})

test('the statement of the guide sets a quota, and every process learns of it', async () => {
  await addPeople(2)
  const statement = `UPDATE user_pool SET settings = settings || '{"mauQuota": 1}' WHERE domain = 'first' RETURNING pg_notify('menshen_changed', 'pool:' || id)`
  const guide = readFileSync(new URL('../../../docs/guides/user-pools-and-applications.md', import.meta.url), 'utf8')
  assert.ok(guide.includes(statement.replace('1}', '1000}')))
  await world.database.pool.query(statement)
  const { cached } = world.app.domain.ports
  await until(async () => (await cached.pool(world.tenant.pool.id))?.settings.mauQuota === 1)
  accepted(await signingIn['REST V2'](world, { account: 'person 0', password }))
  refused(await signingIn['REST V2'](world, { account: 'person 1', password }), 2040)
})
