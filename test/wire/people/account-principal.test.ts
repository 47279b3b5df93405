import assert from 'node:assert/strict'
import { afterEach, before, describe, test } from 'node:test'
import type { PrincipalClaim } from '#domain/people/principal/principal.ts'
import { managementToken, registerPerson } from '../../kit/people.ts'
import { sdk } from '../../kit/sdk.ts'
import { accepted, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let manager: string
let counter = 0

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
})

afterEach(() => {
  world.app.domain.ports.principals = null
})

const number = '11010519491231002X'
const person = { type: 'P', name: '张三', idCard: number, ext: '4111111111111111' }
const enterprise = { type: 'E', name: '某某公司', idCard: '91110108551385082Q', ext: '李四' }

const own = (method: string, body?: object, speaking: Speaking = {}) =>
  rest(world.origin, method, '/api/v2/users/principal_authentication', body, { tenant: world.tenant, ...speaking })
const ofUser = (method: string, id: string, body?: object, speaking: Speaking = {}) =>
  rest(world.origin, method, `/api/v2/users/${id}/management/principal_authentication`, body, {
    tenant: world.tenant,
    token: manager,
    ...speaking,
  })

/** A provider that answers what it is told to, and notes what it was asked. */
function provide(answer: () => Promise<boolean>): PrincipalClaim[] {
  const asked: PrincipalClaim[] = []
  world.app.domain.ports.principals = {
    verify(claim) {
      asked.push(claim)
      return answer()
    },
  }
  return asked
}

describe('without a provider', () => {
  test('what people say of themselves is pending, and their clients see no record', async () => {
    const { id, token } = await registerPerson(world)
    assert.equal(accepted(await own('GET', undefined, { token })), null)
    assert.deepEqual(accepted(await own('POST', person, { token })), { status: 'pending' })
    assert.equal(accepted(await own('GET', undefined, { token })), null)
    const seen = accepted<Record<string, unknown>>(await ofUser('GET', id))
    assert.deepEqual(
      [seen.status, seen.authenticationTime, seen.principalName, seen.principalType, seen.userId],
      ['pending', null, '张三', 'P', id],
    )
  })

  test('an administrator’s word counts, and the person cannot change it any more', async () => {
    const { id, token } = await registerPerson(world)
    accepted(await own('POST', person, { token }))
    assert.deepEqual(accepted(await ofUser('POST', id, enterprise)), { status: 'verified' })
    const seen = accepted<Record<string, unknown>>(await own('GET', undefined, { token }))
    assert.deepEqual([seen.principalType, seen.principalName, seen.verifiedBy], ['E', '某某公司', 'administrator'])
    assert.equal(typeof seen.authenticationTime, 'string')
    refused(await own('POST', person, { token }), 409)
    assert.equal(accepted<Record<string, unknown>>(await ofUser('GET', id)).principalType, 'E')
  })

  test('the number is shown to nobody in full, and stands nowhere in the database', async () => {
    const { id, token } = await registerPerson(world)
    accepted(await ofUser('POST', id, person))
    for (const outcome of [await own('GET', undefined, { token }), await ofUser('GET', id)])
      assert.equal(accepted<{ principalCode: string }>(outcome).principalCode, `1${'*'.repeat(16)}X`)
    const { rows } = await world.database.pool.query('SELECT p::text AS row FROM principal_authentication p')
    const sealed = Buffer.from(number).toString('hex')
    for (const { row } of rows) assert.ok(!row.includes(number) && !row.includes(sealed) && !row.includes('张三'))
  })
})

describe('with a provider', () => {
  test('its yes verifies, its no refuses and keeps nothing, its silence leaves the claim pending', async () => {
    const asked = provide(async () => true)
    const first = await registerPerson(world)
    assert.deepEqual(accepted(await own('POST', person, { token: first.token })), { status: 'verified' })
    assert.deepEqual(asked, [{ type: 'P', name: '张三', code: number, extra: '4111111111111111' }])
    const seen = accepted<Record<string, unknown>>(await own('GET', undefined, { token: first.token }))
    assert.equal(seen.verifiedBy, 'provider')

    provide(async () => false)
    const second = await registerPerson(world)
    refused(await own('POST', person, { token: second.token }), 400)
    refused(await ofUser('POST', second.id, person), 400)
    assert.equal(accepted(await ofUser('GET', second.id)), null)

    provide(() => Promise.reject(new Error('away')))
    assert.deepEqual(accepted(await own('POST', person, { token: second.token })), { status: 'pending' })
    assert.deepEqual(accepted(await ofUser('POST', second.id, person)), { status: 'pending' })
  })

  test('429: nobody tries other people’s numbers all day', async () => {
    provide(async () => false)
    const { token } = await registerPerson(world)
    for (let tried = 0; tried < 5; tried++) refused(await own('POST', person, { token }), 400)
    const asked = provide(async () => true)
    refused(await own('POST', person, { token }), 429)
    assert.deepEqual(asked, [])
  })
})

test('2231, 400, 2004, 2020, 1001: nothing is kept', async () => {
  const { id, token } = await registerPerson(world)
  refused(await own('POST', {}, { token }), 2231)
  refused(await own('POST', { ...person, type: 'X' }, { token }), 400)
  refused(await own('POST', { ...person, idCard: '110105194912310021' }, { token }), 400)
  refused(await own('POST', { ...person, ext: '4111111111111112' }, { token }), 400)
  refused(await own('POST', { ...enterprise, idCard: '91110108551385082R' }, { token }), 400)
  refused(await own('POST', { ...person, name: 7 }, { token }), 400)
  refused(await own('POST', person), 2020)
  refused(await own('GET'), 2020)
  refused(await ofUser('GET', id, undefined, { token }), 1001)
  refused(await ofUser('POST', id, person, { token }), 1001)
  refused(await ofUser('POST', '0'.repeat(24), person), 2004)
  const tenant = await world.addTenant(`principals${++counter}`)
  refused(await ofUser('POST', id, person, { tenant, token: await managementToken(world, tenant) }), 2004)
  assert.equal(accepted(await ofUser('GET', id)), null)
})

test('the official clients ask and say', async () => {
  const { pool, application } = world.tenant
  const options = { host: world.origin, appHost: world.origin }
  const management = new sdk.ManagementClient({ ...options, userPoolId: pool.id, secret: pool.secret })
  const authentication = new sdk.AuthenticationClient({ ...options, appId: application.id })
  const { id, token } = await registerPerson(world)
  authentication.setToken(token)
  assert.equal(await authentication.principal.detail(), null)
  const said = { type: 'P' as const, name: '张三', idCard: number, bankCard: '4111111111111111' }
  assert.equal(await authentication.principal.authenticate(said), true)
  assert.equal(await authentication.principal.detail(), null)
  await management.principal.authenticate(id, said)
  assert.equal((await authentication.principal.detail())?.principalName, '张三')
  assert.equal((await management.principal.detail(id))?.principalType, 'P')
})
