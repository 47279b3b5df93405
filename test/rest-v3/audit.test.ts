import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, type Person, registerPerson } from '../kit/people.ts'
import { ask, signInWith } from '../kit/rest.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let token: string
let person: Person
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  person = await registerPerson(world)
  await signInWith(world, person)
  await signInWith(world, { ...person, password: 'wrong horse' })
  const speaking = { token: person.token }
  accepted(await ask(world, 'POST /api/v2/users/profile/update', speaking, { nickname: 'Ann' }))
  ok(await v3('POST create-namespace', { code: 'shop' }))
  refusedAs(await v3('POST delete-namespace', { code: 'nowhere' }), 404, 404)
  ok(await v3('POST create-resource', { code: 'order', type: 'DATA' }))
  await world.app.relay.catchUp()
})
const v3 = v3In(
  () => world,
  () => ({ token, lang: 'en-US' }),
)

interface Log {
  eventType: string | null
  operationType: string | null
  resourceType: string | null
  success: boolean
  timestamp: string
}
interface Page {
  totalCount: number
  list: Log[]
}

const actions = async (filter: object) => ok<Page>(await v3('POST get-user-action-logs', filter))
const operations = async (filter: object) => ok<Page>(await v3('POST get-admin-audit-logs', filter))
const eventsOf = ({ list }: Page) => list.map(({ eventType, success }) => `${eventType} ${success}`)
const namesOf = ({ list }: Page) =>
  list.map(({ operationType, resourceType, success }) => `${operationType} ${resourceType} ${success}`)

test('what people did is listed under the names of these clients, newest first, and filtered', async () => {
  const all = await actions({ userId: person.id })
  assert.deepEqual(eventsOf(all).slice(0, 3), ['updateUserPrefile true', 'login false', 'login true'])
  // Both of one moment.
  assert.deepEqual(eventsOf(all).slice(3).sort(), ['login true', 'register true'])
  const [first] = all.list
  const { timestamp, userAgent, parsedUserAgent, geoip, ...told } = first as Log & Record<string, unknown>
  assert.ok(Number.isFinite(Date.parse(timestamp)) && userAgent && parsedUserAgent && geoip)
  assert.deepEqual(told, {
    userId: person.id,
    userAvatar: null,
    userDisplayName: 'Ann',
    userLoginsCount: 2,
    appId: world.tenant.application.id,
    appName: world.tenant.application.name,
    appLogo: null,
    clientIp: '127.0.0.1',
    eventType: 'updateUserPrefile',
    eventDetail: JSON.stringify({ operation: 'updateUserinfo', description: 'Change profile' }),
    success: true,
  } as unknown)

  assert.deepEqual(eventsOf(await actions({ eventType: 'login', userId: person.id })), [
    'login false',
    'login true',
    'login true',
  ])
  assert.deepEqual(eventsOf(await actions({ eventType: 'updateUserPrefile' })), ['updateUserPrefile true'])
  assert.deepEqual(eventsOf(await actions({ success: false })), ['login false'])
  assert.equal((await actions({ success: true, requestId: null, clientIp: '127.0.0.1' })).totalCount, 4)
  assert.equal((await actions({ clientIp: '10.0.0.1' })).totalCount, 0)
  assert.equal((await actions({ appId: world.tenant.application.id, success: null })).totalCount, 5)
  assert.equal((await actions({ appId: 'another' })).totalCount, 0)
  const second = await actions({ pagination: { page: 2, limit: 1 } })
  assert.deepEqual([second.totalCount, eventsOf(second)], [5, ['login false']])
})

test('what administrators did is filtered by what was done, and with what', async () => {
  const made = await operations({ operationType: 'create' })
  assert.deepEqual(namesOf(made), ['create resource true', 'create resourceNamespace true'])
  const spaces = await operations({ resourceType: 'resourceNamespace', operationType: 'all' })
  assert.deepEqual(namesOf(spaces), ['delete resourceNamespace false', 'create resourceNamespace true'])
  assert.deepEqual(namesOf(await operations({ success: false, resourceType: 'resourceNamespace' })), [
    'delete resourceNamespace false',
  ])
  assert.equal((await operations({ resourceType: 'cooperator' })).totalCount, 0)
  assert.equal((await operations({ operationType: 'constructor' })).totalCount, 0)
})

test('a time is in milliseconds or seconds', async () => {
  const at = Date.parse((await actions({ eventType: 'register' })).list[0]?.timestamp ?? '')
  const registered = (filter: object) => actions({ eventType: 'register', ...filter }).then((page) => page.totalCount)
  assert.equal(await registered({ start: at, end: at }), 1)
  assert.equal(await registered({ start: at + 1 }), 0)
  assert.equal(await registered({ end: at - 1 }), 0)
  const seconds = Math.floor(at / 1000)
  assert.equal(await registered({ start: seconds, end: seconds + 1 }), 1)
})

test('what cannot be asked for is refused, and nobody else reads them', async () => {
  for (const line of ['POST get-user-action-logs', 'POST get-admin-audit-logs']) {
    refusedAs(await v3(line, { requestId: 'r-1' }), 400, 400)
    refusedAs(await v3(line, { start: -1 }), 400, 400)
    refusedAs(await v3(line, { end: 8.64e15 }), 400, 400)
    refusedAs(await v3(line, { success: 'maybe' }), 400, 400)
    refusedAs(await v3(line, { clientIp: 'a\0' }), 400, 400)
    refusedAs(await v3(line, { pagination: { page: 1, limit: 51 } }), 400, 400)
    refusedAs(await v3(line, { pagination: { sort: 'up' } }), 400, 400)
    refusedAs(await v3(line, {}, { token: person.token }), 403, 1001)
  }
  refusedAs(await v3('POST get-admin-audit-logs', { userId: 'somebody' }), 400, 400)
  const tenant = await world.addTenant('neighbour')
  const theirs = { tenant, token: await managementToken(world, tenant) }
  const asked = { userId: person.id }
  assert.equal(ok<Page>(await v3('POST get-user-action-logs', asked, theirs)).totalCount, 0)
})
