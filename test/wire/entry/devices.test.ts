import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { actOnPage, openBrowser, setPool, signingIn } from '../../kit/entry.ts'
import { isSignedIn, managementToken, type Person, registerPerson, sealed } from '../../kit/people.ts'
import { openPost } from '../../kit/post.ts'
import { agents, ask, signInWith } from '../../kit/rest.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { until } from '../../kit/until.ts'
import { accepted, graphql, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let other: Tenant
let post: Awaited<ReturnType<typeof openPost>>
before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
  other = await world.addTenant('other')
})

interface Own {
  deviceId: string
  device: { id: string; name: string; type: string; deviceUniqueId: string | null; screenWidth?: number }
  lastIp: string
  lastLoginTime: string
  online: boolean
}

const devicesOf = async ({ token }: Pick<Person, 'token'>, tenant = world.tenant) =>
  accepted<Own[]>(await ask(world, 'GET /api/v3/mydevices/list', { token, tenant }))

const isIn = (token: string) => isSignedIn(world, token)

/** Fails as a stranger would, until the account asks everybody but known devices for a captcha. */
async function wearOut(person: Person) {
  for (let n = 0; n < 5; n++) await signInWith(world, { ...person, password: 'wrong' }, { agent: agents.firefox })
  refused((await signInWith(world, person, { agent: agents.firefox })).outcome, 2000)
}

test('a device is one as long as the client shows what it was given; others are known by their kind', async () => {
  const person = await registerPerson(world)
  const first = await signInWith(world, person)
  assert.ok(first.device)
  const again = await signInWith(world, person, { agent: agents.firefox, device: first.device })
  assert.equal(again.device, null, 'it is shown already')
  assert.equal((await devicesOf(person)).length, 2, 'that of the registration and this one')
  await signInWith(world, person)
  await signInWith(world, person, { agent: agents.chrome.replace('131', '132') })
  assert.equal((await devicesOf(person)).length, 2)
  await signInWith(world, person, { agent: agents.phone })
  const devices = await devicesOf(person)
  assert.deepEqual(devices.map(({ device }) => device.name).sort(), ['Chrome · Windows', 'Safari · iOS', 'node'])
  assert.ok(devices.every(({ online, lastIp }) => online && lastIp === '127.0.0.1'))
  assert.equal(devices.find(({ device }) => device.name === 'Safari · iOS')?.device.type, 'Mobile')
})

test('on the hosted page a browser without its cookie is a new device', async () => {
  const person = await registerPerson(world)
  const credentials = { account: person.username, password: person.password }
  const browser = openBrowser(world)
  accepted(await actOnPage(world, 'sign-in', credentials, {}, browser))
  accepted(await actOnPage(world, 'sign-in', credentials))
  assert.equal((await devicesOf(person)).length, 3)
})

test('a forgotten device is signed out and unknown: it has no place of its own any more while strangers guess', async () => {
  const person = await registerPerson(world)
  const { device, token } = await signInWith(world, person)
  const id = (await devicesOf(person)).find(({ device }) => device.name === 'Chrome · Windows')?.deviceId ?? ''
  await wearOut(person)
  const known = await signInWith(world, person, { device })
  accepted(known.outcome)
  await world.database.pool.query('DELETE FROM limit_window')
  accepted(await ask(world, 'POST /api/v3/mydevices/unbind', { token: person.token }, { deviceId: id }))
  assert.deepEqual([await isIn(token), await isIn(known.token), await isIn(person.token)], [false, false, true])
  assert.ok(!(await devicesOf(person)).some(({ deviceId }) => deviceId === id))
  await wearOut(person)
  refused((await signInWith(world, person, { device })).outcome, 2000)
  await world.database.pool.query('DELETE FROM limit_window')
  const anew = await signInWith(world, person, { device })
  assert.ok(anew.device, 'and is given another name')
  refused(await ask(world, 'POST /api/v3/mydevices/unbind', { token: person.token }, { deviceId: id }), 404)
})

test('a device signed out stays known; nobody touches another’s', async () => {
  const [person, stranger] = [await registerPerson(world), await registerPerson(world)]
  const foreign = await registerPerson(world, { tenant: other })
  const { token } = await signInWith(world, person)
  const deviceId = (await devicesOf(person)).find(({ device }) => device.name === 'Chrome · Windows')?.deviceId
  for (const path of ['mydevices/unbind', 'mydevices/revoke-session']) {
    const line = `POST /api/v3/${path}`
    refused(await ask(world, line, { token: stranger.token }, { deviceId }), 404)
    refused(await ask(world, line, { token: foreign.token, tenant: other }, { deviceId }), 404)
    refused(await ask(world, line, {}, { deviceId }), 2020)
    refused(await ask(world, line, { token: person.token }, {}), 2231)
  }
  assert.ok(await isIn(token))
  accepted(await ask(world, 'POST /api/v3/mydevices/revoke-session', { token: person.token }, { deviceId }))
  assert.equal(await isIn(token), false)
  const told = (await devicesOf(person)).find((device) => device.deviceId === deviceId)
  assert.equal(told?.online, false)
  assert.equal((await devicesOf(stranger)).length, 1)
  assert.equal((await devicesOf(foreign, other)).length, 1)
})

test('a client says what its device is, and the session is on it from then on', async () => {
  const person = await registerPerson(world)
  const described = {
    deviceUniqueId: 'fingerprint-0001',
    name: 'Lin’s laptop',
    type: 'Browser',
    os: 'Linux',
    screenWidth: 1920,
    plugins: { nested: true },
  }
  const create = 'POST /api/v3/create-device'
  const made = accepted<{ id: string; deviceUniqueId: string }>(
    await ask(world, create, { token: person.token }, described),
  )
  assert.equal(made.deviceUniqueId, 'fingerprint-0001')
  const [own, ...more] = await devicesOf(person)
  assert.equal(more.length, 0)
  assert.deepEqual([own?.deviceId, own?.device.name, own?.device.screenWidth], [made.id, 'Lin’s laptop', 1920])
  assert.ok(own && !('plugins' in own.device))
  const elsewhere = await signInWith(world, person, { agent: agents.firefox })
  const same = accepted<{ id: string }>(await ask(world, create, { token: elsewhere.token }, described))
  assert.equal(same.id, made.id)
  const stranger = await registerPerson(world)
  const theirs = accepted<{ id: string }>(await ask(world, create, { token: stranger.token }, described))
  assert.notEqual(theirs.id, made.id)
  accepted(
    await ask(world, 'POST /api/v3/mydevices/revoke-session', { token: stranger.token }, { deviceId: theirs.id }),
  )
  assert.ok(await isIn(person.token))
  for (const [input, code] of [
    [{}, 2231],
    [{ ...described, deviceUniqueId: 'x'.repeat(129) }, 400],
    [{ ...described, name: 'nul \0' }, 400],
    [{ ...described, more: 'x'.repeat(9_000) }, 400],
    [{ ...described, deviceUniqueId: 7 }, 400],
  ] as const)
    refused(await ask(world, create, { token: person.token }, input), code)
  refused(await ask(world, create, {}, described), 2020)
})

test('an administrator lists, locks and removes the devices of their own people', async () => {
  const person = await registerPerson(world)
  const { token } = await signInWith(world, person)
  const [manager, strange] = [await managementToken(world), await managementToken(world, other)]
  const manage = (line: string, body?: unknown) => ask(world, line, { token: manager }, body)
  const asStranger = (line: string, body?: unknown) => ask(world, line, { token: strange, tenant: other }, body)
  type Listed = { list: { id: string; name: string; userId: string }[]; totalCount: number }
  const page = { modelId: 'device', page: 1, limit: 50 }
  const mine = accepted<Listed>(await manage(`POST /api/v3/get-user-devices?userId=${person.id}`, page))
  assert.equal(mine.totalCount, 2)
  const id = mine.list.find(({ name }) => name === 'Chrome · Windows')?.id
  const all = accepted<Listed>(await manage('POST /api/v3/metadata/filter', page))
  assert.ok(all.totalCount > 2)
  assert.ok(!accepted<Listed>(await asStranger('POST /api/v3/metadata/filter', page)).list.some((one) => one.id === id))
  assert.equal(
    accepted<Listed>(await asStranger(`POST /api/v3/get-user-devices?userId=${person.id}`, page)).totalCount,
    0,
  )
  const row = await manage(`GET /api/v3/metadata/get-row?modelId=device&rowId=${id}`)
  assert.equal(accepted<{ userId: string }>(row).userId, person.id)
  refused(await asStranger(`GET /api/v3/metadata/get-row?modelId=device&rowId=${id}`), 404)
  refused(await manage('POST /api/v3/metadata/filter', { ...page, modelId: 'user' }), 1000)
  refused(await ask(world, 'POST /api/v3/metadata/filter', { token: person.token }, page), 1001)

  const status = async () => accepted<object>(await manage('POST /api/v3/device-status', { id }))
  assert.deepEqual(await status(), { status: 'activated' })
  refused(await asStranger('POST /api/v3/disable-device', { id }), 404)
  refused(await manage('POST /api/v3/disable-device-by-user', { id, userId: 'f'.repeat(24) }), 404)
  assert.ok(await isIn(token))
  accepted(await manage('POST /api/v3/disable-device', { id }))
  assert.deepEqual(await status(), { status: 'deactivated' })
  assert.equal(await isIn(token), false)
  const locked = await signInWith(world, person)
  refused(locked.outcome, 1001)
  assert.match(locked.outcome.message, /device/)
  accepted((await signInWith(world, person, { agent: agents.firefox })).outcome)
  accepted(await manage('POST /api/v3/enable-device-by-user', { id, userId: person.id }))
  accepted((await signInWith(world, person)).outcome)

  const endTime = world.app.domain.clock().getTime() + 60_000
  refused(await manage('POST /api/v3/suspend-device', { id }), 2231)
  refused(await manage('POST /api/v3/suspend-device', { id, endTime: 1 }), 400)
  accepted(await manage('POST /api/v3/suspend-device', { id, endTime }))
  assert.match(JSON.stringify(await status()), /^\{"status":"suspended","diffTime":\d+\}$/)
  refused((await signInWith(world, person)).outcome, 1001)
  world.passSeconds(61)
  accepted((await signInWith(world, person)).outcome)

  refused(await asStranger('POST /api/v3/delete-device', { id }), 404)
  accepted(await manage('POST /api/v3/delete-device-by-user', { id, userId: person.id }))
  refused(await manage('POST /api/v3/device-status', { id }), 404)
})

test('a sign-in on a new device is told by mail, once a device and in the person’s language', async () => {
  await setPool(world, { newDeviceNotice: true })
  const email = 'ann@example.com'
  const registration =
    'mutation ($input: RegisterByEmailInput!) { registerByEmail(input: $input) { id token username } }'
  const input = { email, password: sealed(world, 'correct horse'), profile: { locale: 'en-GB' } }
  const { id } = accepted<Person>(await graphql(world.origin, registration, { input }, { tenant: world.tenant }))
  const person = { username: email, password: 'correct horse' }
  const noticed = () => post.mailbox.mails.filter((mail) => [mail.to].flat().some((to) => to?.text.includes(email)))
  const settled = async () => {
    const due = 'SELECT count(*)::int AS due FROM job'
    await until(async () => (await world.database.pool.query(due)).rows[0].due === 0)
  }

  accepted((await signInWith(world, person)).outcome)
  await settled()
  assert.equal(noticed().length, 0, 'the first sign-in of all is on a new device of course')
  const firefox = await signInWith(world, person, { agent: agents.firefox, lang: 'zh-CN' })
  const mail = await post.mailbox.next(email)
  assert.match(mail.subject ?? '', /New sign-in/)
  assert.match(mail.text ?? '', /Firefox · Linux/)
  assert.match(mail.text ?? '', /127\.0\.0\.1/)
  await signInWith(world, person, { agent: agents.firefox })
  await signInWith(world, person, { agent: agents.phone, device: firefox.device })
  await settled()
  assert.equal(noticed().length, 1)

  const { deviceId } = (await devicesOf(firefox)).find(({ device }) => device.name === 'Firefox · Linux') as Own
  accepted(await ask(world, 'POST /api/v3/mydevices/unbind', { token: firefox.token }, { deviceId }))
  await signInWith(world, person, { agent: agents.firefox, device: firefox.device })
  await settled()
  assert.equal(noticed().length, 2, 'a forgotten device is new again')

  await world.database.pool.query(`UPDATE user_account SET profile = profile - 'locale' WHERE id = $1`, [id])
  accepted(await actOnPage(world, 'sign-in', { account: email, password: 'correct horse' }, { lang: 'zh-CN' }))
  await settled()
  assert.match(noticed().at(-1)?.subject ?? '', /\p{Script=Han}/u)
  await setPool(world, { newDeviceNotice: false })
  await signInWith(world, person, { agent: agents.phone })
  await settled()
  assert.equal(noticed().length, 3)
})

test('whoever is refused leaves no device and gets no mail', async () => {
  const person = await registerPerson(world)
  const before = (await devicesOf(person)).length
  refused((await signInWith(world, { ...person, password: 'wrong' }, { agent: agents.phone })).outcome, 2006)
  refused(await signingIn['hosted page'](world, { account: person.username, password: 'wrong' }), 2006)
  assert.equal((await devicesOf(person)).length, before)
})
