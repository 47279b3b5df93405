import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { isSignedIn, managementToken, type Person, registerPerson } from '../kit/people.ts'
import { ask, signInWith } from '../kit/rest.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string
let ada: Person
let appId: string

const call = v3In(
  () => world,
  () => ({ token: manager }),
)

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  ada = await registerPerson(world)
  appId = world.tenant.application.id
})

interface Login {
  appId: string | null
  clientIp: string | null
  success: boolean
  time?: string
  errorMessage?: string | null
}
interface Logins {
  totalCount: number
  list: Login[]
}

const nobody = '0'.repeat(24)
const ofPerson = [
  'get-user-accessible-apps',
  'get-user-authorized-apps',
  'get-user-loggedin-apps',
  'get-user-login-history',
  'get-user-identities',
  'get-user-logged-in-identities',
  'get-user-principal-authentication-info',
  'get-user-mfa-info',
  'get-mfa-status',
  'get-otp-secret-by-user',
]

test('whoever reads something of a person names somebody, of the own pool', async () => {
  const other = await world.addTenant('entries')
  const foreign = { tenant: other, token: await managementToken(world, other) }
  for (const path of ofPerson) {
    refusedAs(await call(`GET ${path}`), 400, 2231)
    refusedAs(await call(`GET ${path}?userId=${nobody}`), 404, 2004)
    refusedAs(await call(`GET ${path}?userId=${ada.id}`, undefined, foreign), 404, 2004)
    refusedAs(await call(`GET ${path}?userId=${ada.id}&userIdType=nickname`), 400, 400)
    refusedAs(await call(`GET ${path}?userId=${ada.id}`, undefined, { token: ada.token }), 403, 1001)
  }
})

describe('the tries to sign in', () => {
  test('are listed by pages, narrowed, for administrators and for people themselves', async () => {
    const wrong = { ...ada, password: 'a wrong password' }
    await signInWith(world, wrong)
    const { token } = await signInWith(world, ada)
    const history = (query: string) =>
      call(`GET get-user-login-history?userId=${ada.username}&userIdType=username${query}`)
    const all = ok<Logins>(await history(''))
    assert.deepEqual([all.totalCount, all.list.map(({ success }) => success)], [3, [true, false, true]])
    assert.ok(all.list.every((login) => login.appId === appId && login.time))
    assert.equal(ok<Logins>(await history('&page=2&limit=2')).list.length, 1)
    assert.equal(ok<Logins>(await history(`&appId=${nobody}`)).totalCount, 0)
    assert.equal(ok<Logins>(await history(`&clientIp=${all.list[0]?.clientIp}`)).totalCount, 3)
    assert.equal(ok<Logins>(await history(`&end=${Date.now() - 600_000}`)).totalCount, 0)
    assert.equal(ok<Logins>(await history(`&start=${Date.now() - 600_000}`)).totalCount, 3)
    refusedAs(await history('&limit=51'), 400, 400)

    const own = ok<Logins>(await call('GET get-my-login-history?success=false', undefined, { token }))
    assert.equal(own.totalCount, 1)
    assert.ok(own.list[0]?.errorMessage)
    assert.equal(ok<Logins>(await call('GET get-my-login-history', undefined, { token })).totalCount, 3)
    refusedAs(await call('GET get-my-login-history', undefined, { token: '' }), 401, 2020)
  })
})

describe('applications', () => {
  test('that a person has signed in to, with whether they are there, until they are signed out of it', async () => {
    const bob = await registerPerson(world)
    const entered = async () =>
      ok<{ appId: string; active: boolean }[]>(await call(`GET get-user-loggedin-apps?userId=${bob.id}`))
    assert.deepEqual(
      (await entered()).map(({ appId, active }) => [appId, active]),
      [[appId, true]],
    )
    assert.deepEqual(ok(await call('POST check-session-status', { appId, userId: bob.id })), { active: true })
    const own = ok<{ appId: string }[]>(await call('GET get-my-logged-in-apps', undefined, { token: bob.token }))
    assert.equal(own[0]?.appId, appId)

    refusedAs(await call('POST kick-users', { userId: bob.id }), 400, 2231)
    refusedAs(await call('POST kick-users', { userId: bob.id, appIds: [] }), 400, 400)
    refusedAs(await call('POST kick-users', { userId: bob.id, appIds: [nobody] }), 404, 2011)
    refusedAs(await call('POST kick-users', { userId: nobody, appIds: [appId] }), 404, 2004)
    assert.equal(await isSignedIn(world, bob.token), true)
    const named = { userId: bob.username, appIds: [appId], options: { userIdType: 'username' } }
    assert.deepEqual(ok(await call('POST kick-users', named)), { success: true })
    assert.equal(await isSignedIn(world, bob.token), false)
    assert.deepEqual(ok(await call('POST check-session-status', { appId, userId: bob.id })), { active: false })
    assert.deepEqual(
      (await entered()).map(({ active }) => active),
      [false],
    )
    assert.deepEqual(ok(await call('POST check-session-status', { appId: nobody, userId: bob.id })), { active: false })
    refusedAs(await call('POST check-session-status', { appId }), 400, 2231)
  })

  test('that a person may enter, and those that a rule lets them enter', async () => {
    const ids = async (path: string) =>
      ok<{ appId: string }[]>(await call(`GET ${path}?userId=${ada.id}`)).map(({ appId }) => appId)
    assert.deepEqual(await ids('get-user-accessible-apps'), [appId])
    assert.deepEqual(await ids('get-user-authorized-apps'), [])
    const rule = { targetType: 'USER', targetIdentifiers: [ada.id] }
    const path = `/api/v2/applications/${appId}/authorization`
    accepted(await ask(world, `POST ${path}/allow`, { token: manager }, rule))
    assert.deepEqual(await ids('get-user-authorized-apps'), [appId])
    accepted(await ask(world, `POST ${path}/deny`, { token: manager }, rule))
    assert.deepEqual(await ids('get-user-authorized-apps'), [])
    assert.deepEqual(await ids('get-user-accessible-apps'), [])
  })
})
