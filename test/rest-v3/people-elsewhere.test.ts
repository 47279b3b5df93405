import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { isSignedIn, managementToken, registerPerson } from '../kit/people.ts'
import { ask } from '../kit/rest.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string
let extIdpId: string

const call = v3In(
  () => world,
  () => ({ token: manager }),
)

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  const source = { name: 'Company', type: 'github', connections: [] }
  extIdpId = accepted<{ id: string }>(await ask(world, 'POST /api/v2/extIdp', { token: manager }, source)).id
})

const nobody = '0'.repeat(24)

describe('accounts at identity sources', () => {
  test('are given to a person, told, used as a name, and taken again', async () => {
    const { id } = await registerPerson(world)
    const link = { userId: id, extIdpId, userIdInIdp: '77', type: 'openid', isSocial: true }
    assert.deepEqual(ok(await call('POST link-identity', link)), { success: true })
    const [identity] = ok<Record<string, unknown>[]>(await call(`GET get-user-identities?userId=${id}`))
    const { provider, userIdInIdp, type, accessToken } = identity ?? {}
    assert.deepEqual(
      [identity?.extIdpId, provider, userIdInIdp, type, accessToken],
      [extIdpId, 'github', '77', 'openid', null],
    )
    const [used] = ok<Record<string, unknown>[]>(await call(`GET get-user-logged-in-identities?userId=${id}`))
    assert.deepEqual([used?.idpId, used?.idpName], [extIdpId, 'Company'])
    const named = await call(`GET get-user?userIdType=identity&userId=${extIdpId}:77&withIdentities=true`)
    assert.equal(ok<{ userId: string }>(named).userId, id)

    refusedAs(await call('POST unlink-identity', { userId: id, extIdpId, isSocial: false }), 404, 2216)
    assert.deepEqual(ok(await call('POST unlink-identity', { userId: id, extIdpId })), { success: true })
    assert.deepEqual(ok(await call(`GET get-user-identities?userId=${id}`)), [])
    refusedAs(await call('POST unlink-identity', { userId: id, extIdpId }), 404, 2216)
  })

  test('are refused of no source, to nobody, twice, and without an id', async () => {
    const [one, other] = [await registerPerson(world), await registerPerson(world)]
    const link = { userId: one.id, extIdpId, userIdInIdp: '78' }
    refusedAs(await call('POST link-identity', { ...link, extIdpId: nobody }), 404, 404)
    refusedAs(await call('POST link-identity', { ...link, userId: nobody }), 404, 2004)
    refusedAs(await call('POST link-identity', { ...link, userIdInIdp: '' }), 400, 2231)
    refusedAs(await call('POST link-identity', { ...link, userIdInIdp: 'x'.repeat(256) }), 400, 400)
    ok(await call('POST link-identity', link))
    assert.equal((await call('POST link-identity', { ...link, userId: other.id })).apiCode, 2215)
    assert.equal((await call('POST link-identity', { ...link, userIdInIdp: '79' })).apiCode, 2213)
    const tenant = await world.addTenant('elsewhere')
    const foreign = { tenant, token: await managementToken(world, tenant) }
    refusedAs(await call('POST link-identity', link, foreign), 404, 404)
    refusedAs(await call('POST unlink-identity', link, foreign), 400, 400)
    refusedAs(await call('POST unlink-identity', { userId: one.id, extIdpId }, foreign), 404, 2004)
  })
})

test('who somebody is in real life is told with its number masked, and forgotten', async () => {
  const { id, username } = await registerPerson(world)
  const path = `get-user-principal-authentication-info?userId=${id}`
  assert.deepEqual(ok(await call(`GET ${path}`)), { totalCount: 0, list: [] })
  const claim = { type: 'P', name: '张三', idCard: '11010519491231002X' }
  accepted(await ask(world, `POST /api/v2/users/${id}/management/principal_authentication`, { token: manager }, claim))
  const { totalCount, list } = ok<{ totalCount: number; list: Record<string, unknown>[] }>(await call(`GET ${path}`))
  assert.deepEqual([totalCount, list[0]?.authenticated, list[0]?.principalName], [1, true, '张三'])
  assert.match(String(list[0]?.principalCode), /^1\*+X$/)
  const reset = { userId: username, options: { userIdType: 'username' } }
  assert.deepEqual(ok(await call('POST reset-user-principal-authentication-info', reset)), { success: true })
  assert.deepEqual(ok(await call(`GET ${path}`)), { totalCount: 0, list: [] })
  refusedAs(await call('POST reset-user-principal-authentication-info', reset), 404, 404)
  refusedAs(await call('POST reset-user-principal-authentication-info', {}), 400, 2231)
  refusedAs(await call('POST reset-user-principal-authentication-info', { userId: nobody }), 404, 2004)
})

describe('second factors', () => {
  const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
  const info = async (id: string) => ok<Record<string, string>>(await call(`GET get-user-mfa-info?userId=${id}`))
  const status = async (id: string) => ok<Record<string, unknown>>(await call(`GET get-mfa-status?userId=${id}`))
  const secretOf = (id: string) => call(`GET get-otp-secret-by-user?userId=${id}`)

  test('of an authenticator app are brought along for several people, told, switched off and on', async () => {
    const [one, other] = [await registerPerson(world), await registerPerson(world)]
    assert.deepEqual(await info(one.id), {
      totpStatus: 'disabled',
      faceMfaStatus: 'disabled',
      smsMfaStatus: 'disabled',
      emailMfaStatus: 'disabled',
    })
    refusedAs(await secretOf(one.id), 404, 6003)
    const list = [one, other].map(({ id }) => ({ userId: id, otp: { secret, recoveryCode: null } }))
    refusedAs(await call('POST import-otp', { list: [...list, { userId: nobody, otp: { secret } }] }), 404, 2004)
    assert.equal((await info(one.id)).totpStatus, 'disabled')
    ok(await call('POST import-otp', { list }))
    for (const { id } of [one, other]) assert.equal((await info(id)).totpStatus, 'enabled')
    assert.deepEqual(ok(await secretOf(one.id)), { secret })
    assert.equal(await isSignedIn(world, one.token), false)

    const told = await status(one.id)
    assert.deepEqual([told.totpMfaEnabled, told.username], [true, one.username])
    const off = { userId: one.id, mfaTriggerData: { ...told, mfaToken: 'any', totpMfaEnabled: false } }
    assert.deepEqual(ok(await call('POST set-mfa-status', off)), { success: true })
    assert.equal((await status(one.id)).totpMfaEnabled, false)
    refusedAs(await secretOf(one.id), 404, 6003)
    ok(
      await call('POST set-mfa-status', {
        userId: one.username,
        userIdType: 'username',
        mfaTriggerData: { totpMfaEnabled: true },
      }),
    )
    assert.deepEqual(ok(await secretOf(one.id)), { secret })
  })

  test('are not switched on where nothing is set up, and nothing else is changed with them', async () => {
    const { id, username } = await registerPerson(world)
    const set = (mfaTriggerData?: object) => call('POST set-mfa-status', { userId: id, mfaTriggerData })
    refusedAs(await set({ totpMfaEnabled: true }), 404, 6003)
    refusedAs(await set({ faceMfaEnabled: true }), 404, 6003)
    refusedAs(await set({ mfaPhone: '13800001111' }), 400, 400)
    refusedAs(await set({ nickname: 'Another' }), 400, 400)
    refusedAs(await set({ applicationMfa: [{ mfaPolicy: 'FACE', status: 1, sort: 1 }] }), 400, 400)
    refusedAs(await set({ colour: 'red' }), 400, 400)
    refusedAs(await set(), 400, 2231)
    ok(await set({ username, totpMfaEnabled: false, applicationMfa: [] }))
  })

  test('of nobody, of none and of too many are not brought along', async () => {
    const { id } = await registerPerson(world)
    refusedAs(await call('POST import-otp', {}), 400, 2231)
    refusedAs(await call('POST import-otp', { list: [] }), 400, 400)
    refusedAs(await call('POST import-otp', { list: [{ userId: id }] }), 400, 2231)
    refusedAs(await call('POST import-otp', { list: [{ userId: id, otp: {} }] }), 400, 2231)
    refusedAs(await call('POST import-otp', { list: Array(501).fill({ userId: id, otp: { secret } }) }), 400, 400)
  })
})
