import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, type Person, registerPerson, send } from '../../kit/people.ts'
import { ask } from '../../kit/rest.ts'
import { addApplication, type Tenant } from '../../kit/tenant.ts'
import { accepted, type Outcome, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let other: Tenant
/** A second app on the same phone. */
let second: Tenant
let phones = 0
const newPhone = () => `E621E1F8-C36C-495A-93FC-${String(++phones).padStart(12, '0')}`

before(async () => {
  world = await newWorld()
  other = await world.addTenant('other')
  const application = await addApplication(world.app.domain, world.tenant.pool, { identifier: 'second-app' })
  second = { ...world.tenant, application }
})

const create = (deviceId: string, { token }: Pick<Person, 'token'>, tenant = world.tenant) =>
  ask(world, 'POST /oauth/sso/mobile/createSession', { token, tenant }, { deviceId, userPoolId: tenant.pool.id })

const track = (deviceId: string, userPoolId = world.tenant.pool.id) =>
  ask(world, `GET /oauth/sso/mobile/trackSession?deviceId=${deviceId}&userPoolId=${userPoolId}`, { tenant: null })

const ticketOf = async (deviceId: string) => accepted<{ ticket: string }>(await track(deviceId)).ticket

const exchange = (ticket: string, { pool } = world.tenant, secret = pool.secret): Promise<Outcome> => {
  const body = { ticket, secret, userPoolId: pool.id }
  return ask(world, 'POST /oauth/sso/mobile/exchangeUserInfoWithTicket', { tenant: null }, body)
}

const destroy = (deviceId: string, { token }: Pick<Person, 'token'>, destoryAll = false, tenant = world.tenant) =>
  ask(
    world,
    'POST /oauth/sso/mobile/destorySession',
    { token, tenant },
    { deviceId, userPoolId: tenant.pool.id, destoryAll },
  )

test('one app shares that somebody is signed in, another finds it, and its server gets the person', async () => {
  const [person, phone] = [await registerPerson(world), newPhone()]
  refused(await track(phone), 2401)
  assert.match(accepted<{ sessionId: string }>(await create(phone, person)).sessionId, /^[0-9a-f]{24}$/)
  const found = accepted<{ ticket: string; nickname: null; photo: string | null }>(await track(phone))
  assert.deepEqual(Object.keys(found).sort(), ['nickname', 'photo', 'ticket'])
  assert.ok(!JSON.stringify(found).includes(person.username))
  const user = accepted<{ id: string; token: string; loginsCount: number }>(await exchange(found.ticket))
  assert.deepEqual([user.id, user.loginsCount], [person.id, 2])
  accepted(await send(world, 'user', {}, { token: user.token }))
  const { rows } = await world.database.pool.query('SELECT * FROM mobile_sso_session')
  assert.ok(!JSON.stringify(rows).includes(phone), 'the id of a phone is kept as a hash only')
})

test('what is shared lasts as long as the session that it hangs on, when that is refreshed too', async () => {
  const [person, phone] = [await registerPerson(world), newPhone()]
  accepted(await create(phone, person))
  const { exp, iat } = accepted<{ exp: number; iat: number }>(
    await send(world, 'refreshToken', {}, { token: person.token }),
  )
  world.passSeconds(exp - iat - 600)
  const { token } = accepted<{ token: string }>(await send(world, 'refreshToken', {}, { token: person.token }))
  world.passSeconds(1200)
  accepted(await exchange(await ticketOf(phone)))
  accepted(await ask(world, 'GET /api/v2/logout', { token }))
  refused(await track(phone), 2401)
})

test('a ticket is good once, for two minutes, for its pool, and as it is', async () => {
  const [person, phone] = [await registerPerson(world), newPhone()]
  accepted(await create(phone, person))
  const ticket = await ticketOf(phone)
  refused(await exchange(ticket, world.tenant, 'guess'), 1001)
  refused(await exchange(ticket, other), 400)
  refused(await exchange(`${ticket.slice(0, -2)}xx`), 400)
  refused(await exchange('rubbish'), 400)
  const both = await Promise.all([exchange(ticket), exchange(ticket)])
  assert.deepEqual(both.map(({ code }) => code).sort(), [200, 400])
  refused(await exchange(ticket), 400)
  const late = await ticketOf(phone)
  world.passSeconds(121)
  refused(await exchange(late), 400)
})

test('what was shared ends with the session it hangs on, and with its person', async () => {
  const [person, phone] = [await registerPerson(world), newPhone()]
  accepted(await create(phone, person))
  const ticket = await ticketOf(phone)
  accepted(await ask(world, 'GET /api/v2/logout', { token: person.token }))
  refused(await track(phone), 2401)
  refused(await exchange(ticket), 2401)

  const blocked = await registerPerson(world)
  accepted(await create(phone, blocked))
  const theirs = await ticketOf(phone)
  const token = await managementToken(world)
  accepted(await send(world, 'updateUser', { id: blocked.id, input: { blocked: true } }, { token }))
  refused(await track(phone), 2401)
  refused(await exchange(theirs), 2005)
})

test('pools and people do not see each other’s, though the phone is the same', async () => {
  const phone = newPhone()
  const [person, stranger] = [await registerPerson(world), await registerPerson(world)]
  accepted(await create(phone, person))
  refused(await track(phone, other.pool.id), 2401)
  refused(await destroy(phone, stranger), 2401)
  refused(await destroy(phone, stranger, true), 2401)
  accepted(await track(phone))
  const foreign = await registerPerson(world, { tenant: other })
  refused(await create(phone, foreign, world.tenant), 2036)
  refused(await destroy(phone, foreign, true, other), 2401)
  accepted(await create(phone, foreign, other))
  assert.notEqual(await ticketOf(phone), undefined)
  const user = accepted<{ id: string }>(await exchange(await ticketOf(phone)))
  assert.equal(user.id, person.id)
})

test('each app ends its own share; destoryAll ends all of the phone', async () => {
  const [person, phone] = [await registerPerson(world), newPhone()]
  refused(await destroy(phone, person), 2401)
  accepted(await create(phone, person))
  accepted(await create(phone, person, second))
  accepted(await destroy(phone, person))
  accepted(await track(phone))
  refused(await destroy(phone, person), 2401)
  accepted(await create(phone, person))
  accepted(await destroy(phone, person, true, second))
  refused(await track(phone), 2401)
  accepted(await send(world, 'user', {}, { token: person.token }))
})

test('what is missing or no phone is refused, in both languages', async () => {
  const person = await registerPerson(world)
  const { id: userPoolId } = world.tenant.pool
  refused(await create('short', person), 400)
  refused(await create('x'.repeat(257), person), 400)
  refused(await ask(world, 'POST /oauth/sso/mobile/createSession', {}, { deviceId: newPhone(), userPoolId }), 2020)
  refused(await ask(world, 'POST /oauth/sso/mobile/createSession', { token: person.token }, { userPoolId }), 2231)
  refused(await ask(world, `GET /oauth/sso/mobile/trackSession?deviceId=${newPhone()}`, { tenant: null }), 2231)
  refused(await track(newPhone(), 'f'.repeat(24)), 2224)
  const path = `GET /oauth/sso/mobile/trackSession?deviceId=${newPhone()}&userPoolId=${userPoolId}`
  assert.match((await ask(world, path, { lang: 'zh-CN' })).message, /移动应用 SSO/)
  assert.match((await ask(world, path, { lang: 'en-US' })).message, /sso session does not exist/)
})

test('an application that has closed the way by which somebody is in takes no ticket of theirs', async () => {
  const [person, phone] = [await registerPerson(world), newPhone()]
  const settings = { usernamePasswordEnabled: false, emailPasswordEnabled: false, phonePasswordEnabled: false }
  const application = await addApplication(world.app.domain, world.tenant.pool, { identifier: 'codes-only', settings })
  accepted(await create(phone, person))
  const { pool } = world.tenant
  const at = async (tenant: Tenant) =>
    ask(
      world,
      'POST /oauth/sso/mobile/exchangeUserInfoWithTicket',
      { tenant },
      { ticket: await ticketOf(phone), secret: pool.secret, userPoolId: pool.id },
    )
  refused(await at({ ...world.tenant, application }), 2401)
  accepted(await at(second))
})
