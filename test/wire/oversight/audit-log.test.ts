import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { cleanUp } from '../../kit/clean-up.ts'
import { inBothLanguages, openBrowser, setPool } from '../../kit/entry.ts'
import { pressButton } from '../../kit/form.ts'
import { managementToken, registerPerson, sealed, send } from '../../kit/people.ts'
import { agents, ask, signInWith } from '../../kit/rest.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { accepted, graphql, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { managementClient } from '../../sdk/clients.ts'

let world: World
let other: Tenant
let token: string
before(async () => {
  world = await newWorld()
  other = await world.addTenant('other')
  token = await managementToken(world)
})

interface Entry {
  id: string
  timestamp: string
  operation_name: string
  operation_desc: string
  operator_arn: string | null
  eventResultCode: number
  eventResultMsg: string
  eventDetails: string | null
  operationParam: string | null
  user: { id: string; displayName: string | null } | null
  userId: string | null
  clientip: string
  geoip: { ip: string }
  app: { name: string } | null
  app_id: string | null
}
interface Page {
  totalCount: number
  list: Entry[]
}

const logOf = async (name: 'user-action' | 'audit', query: string, speaking: object = { token }): Promise<Page> => {
  await world.app.relay.catchUp()
  return accepted<Page>(await ask(world, `GET /api/v2/analysis/${name}?${query}`, speaking))
}
const actionsOf = async (userId: string, query = '') => (await logOf('user-action', `userId=${userId}${query}`)).list
const names = (entries: Entry[]) => entries.map(({ operation_name }) => operation_name)

test('what a person does stands in the log of people, once, with who, where, when and how it went', async () => {
  const person = await registerPerson(world)
  world.passSeconds(2)
  await signInWith(world, { ...person, password: 'wrong' }, { agent: agents.firefox })
  world.passSeconds(2)
  accepted(await send(world, 'updateUser', { input: { nickname: 'Ann' } }, { token: person.token }))
  accepted(await send(world, 'refreshToken', {}, { token: person.token }))
  world.passSeconds(2)
  accepted(await ask(world, 'GET /api/v2/logout', { token: person.token }))
  const list = await actionsOf(person.id)
  assert.deepEqual(names(list).sort(), ['login', 'login', 'logout', 'refreshToken', 'register', 'updateUserinfo'])
  assert.equal(list[0]?.operation_name, 'logout')
  const failed = list.find(({ eventResultCode }) => eventResultCode === 2006)
  assert.equal(failed?.operation_name, 'login')
  for (const entry of list) {
    assert.equal(entry.user?.id, person.id)
    assert.equal(entry.user?.displayName, 'Ann')
    assert.equal(entry.operator_arn, `arn:cn:authing:${world.tenant.pool.id}:user:${person.id}`)
    assert.equal(entry.geoip.ip, '127.0.0.1')
    assert.equal(entry.app?.name, world.tenant.application.name)
  }
  const { rows } = await world.database.pool.query(
    'SELECT body FROM event_outbox UNION ALL SELECT to_jsonb(a) FROM audit_record a',
  )
  assert.doesNotMatch(JSON.stringify(rows), /correct horse|eyJ|wrong/)
})

test('passwords and second steps of an account each have a name of their own', async () => {
  const person = await registerPerson(world)
  const query = 'mutation ($n: String!, $o: String) { updatePassword(newPassword: $n, oldPassword: $o) { id } }'
  const variables = { n: sealed(world, 'better horse 9'), o: sealed(world, person.password) }
  accepted(await graphql(world.origin, query, variables, { tenant: world.tenant, token: person.token }))
  assert.ok(names(await actionsOf(person.id)).includes('updatePassword'))
  const asked = await actionsOf(person.id, '&operation_name[]=updatePassword&operation_name[]=register')
  assert.deepEqual(names(asked).sort(), ['register', 'updatePassword'])
  accepted(await ask(world, 'DELETE /api/v2/users/delete', { token: person.token }, {}))
  const [entry] = await actionsOf(person.id, '&eventType=deleteAccount')
  assert.deepEqual([entry?.userId, entry?.user?.displayName], [person.id, null])
})

test('what a holder of the secret does stands in the other log, refusals too, with ids and nothing that was sent', async () => {
  const id = accepted<{ id: string }>(
    await send(
      world,
      'createUser',
      { userInfo: { username: 'audited', password: sealed(world, 'hidden horse') } },
      { token },
    ),
  ).id
  accepted(await send(world, 'updateUser', { id, input: { nickname: 'zzz-typed' } }, { token }))
  refused(await send(world, 'createUser', { userInfo: { username: 'audited' } }, { token }), 2026)
  accepted(await send(world, 'deleteUser', { id }, { token }))
  const { list } = await logOf('audit', `userId=${id}`)
  assert.deepEqual(names(list).sort(), ['createUser', 'deleteUser', 'updateUser'])
  for (const entry of list) {
    assert.deepEqual(JSON.parse(entry.operationParam ?? ''), { ids: [id] })
    assert.equal(entry.operator_arn, `arn:cn:authing:${world.tenant.pool.id}:management`)
    assert.doesNotMatch(JSON.stringify(entry), /hidden horse|zzz-typed/)
  }
  const refusedOnes = (await logOf('audit', 'operation_name=createUser')).list
  assert.ok(refusedOnes.some(({ eventResultCode }) => eventResultCode === 2026))
  assert.deepEqual(await actionsOf(id), [], 'an administrator’s doing is no doing of the person')
  for (const lang of ['zh-CN', 'en-US']) {
    const page = await logOf('audit', 'operation_name=deleteUser', { token, lang })
    assert.equal(/\p{Script=Han}/u.test(page.list[0]?.operation_desc ?? ''), lang === 'zh-CN')
  }
})

test('what was undone is not told, and reading leaves no trace', async () => {
  const count = async () => (await world.database.pool.query('SELECT count(*) FROM audit_record')).rows[0].count
  await world.app.relay.catchUp()
  const before = await count()
  accepted(await send(world, 'users', {}, { token }))
  refused(await send(world, 'registerByUsername', { input: { username: 'audited x', password: 'plain' } }), 2016)
  await world.app.relay.catchUp()
  assert.equal(await count(), before)
})

test('filters by application, address and time; pages in a stable order', async () => {
  const person = await registerPerson(world)
  const application = world.tenant.application.id
  for (let n = 0; n < 4; n++) {
    world.passSeconds(1)
    await signInWith(world, person)
  }
  const all = await actionsOf(person.id, '&limit=50')
  assert.equal(all.length, 6)
  const pages = [await actionsOf(person.id, '&limit=4'), await actionsOf(person.id, '&limit=4&page=2')]
  assert.deepEqual(
    pages.flat().map(({ id }) => id),
    all.map(({ id }) => id),
  )
  const [newest] = all
  const since = Date.parse(newest?.timestamp ?? '')
  assert.equal((await actionsOf(person.id, `&start=${since}`)).length, 1)
  assert.equal((await actionsOf(person.id, `&end=${since - 1}`)).length, 5)
  assert.equal((await actionsOf(person.id, `&app_id=${application}&clientip=127.0.0.1`)).length, 6)
  assert.equal((await actionsOf(person.id, '&clientip=192.0.2.1')).length, 0)
  assert.equal((await actionsOf(person.id, `&app_id=${other.application.id}`)).length, 0)
  const arn = `arn:cn:authing:${world.tenant.pool.id}:user:${person.id}`
  assert.equal((await logOf('user-action', `operator_arn=${arn}&exclude_non_app_records=1`)).totalCount, 6)
  assert.equal((await logOf('user-action', 'operator_arn=nobody')).totalCount, 0)
  for (const query of ['start=now', 'page=x', `app_id=${'x'.repeat(300)}`])
    for (const outcome of await inBothLanguages(world, (speaking) =>
      ask(world, `GET /api/v2/analysis/audit?${query}`, { token, ...speaking }),
    ))
      refused(outcome, 400)
})

test('the official client reads both logs', async () => {
  const client = managementClient(world)
  const person = await registerPerson(world)
  await world.app.relay.catchUp()
  const own = await client.users.listUserActions({ userIds: [person.id], operationNames: ['register'] })
  assert.equal(own.totalCount, 1)
  const [action] = own.list as unknown as { userId: string; operationName: string; clientIp: string }[]
  assert.deepEqual([action?.userId, action?.operationName, action?.clientIp], [person.id, 'register', '127.0.0.1'])
  assert.ok((await client.statistics.listUserActions({ userId: person.id })).totalCount >= 1)
  assert.ok((await client.statistics.listAuditLogs({ limit: 5 })).totalCount > 0)
})

test('another pool sees none of it, and people no log at all', async () => {
  const person = await registerPerson(world)
  const stranger = { tenant: other, token: await managementToken(world, other) }
  for (const log of ['user-action', 'audit'] as const) {
    assert.equal((await logOf(log, '', stranger)).totalCount, 0)
    for (const path of ['', '/export']) {
      refused(await ask(world, `GET /api/v2/analysis/${log}${path}`, { token: person.token }), 1001)
      refused(await ask(world, `GET /api/v2/analysis/${log}${path}`), 2020)
    }
  }
  assert.deepEqual((await logOf('user-action', `userId=${person.id}`, stranger)).list, [])
})

test('the export is the whole log as CSV, and nothing in it is computed by a spreadsheet', async () => {
  const person = await registerPerson(world)
  accepted(await send(world, 'updateUser', { input: { nickname: '=1+1' } }, { token: person.token }))
  await world.app.relay.catchUp()
  const response = await fetch(`${world.origin}/api/v2/analysis/user-action/export?userId=${person.id}`, {
    headers: { authorization: `Bearer ${token}`, 'x-authing-lang': 'en-US' },
  })
  assert.match(response.headers.get('content-type') ?? '', /^text\/csv/)
  assert.match(response.headers.get('content-disposition') ?? '', /user-actions\.csv/)
  const lines = (await response.text()).trim().split('\r\n')
  assert.equal(lines.length, 1 + 3)
  assert.ok(
    lines[0]?.endsWith('time,operation,description,outcome,userId,userName,targets,appId,appName,ip,userAgent,details'),
  )
  for (const line of lines.slice(1)) assert.match(line, /,'=1\+1,/)
})

test('an export of more than one batch misses nothing and repeats nothing', async () => {
  const many = await world.addTenant('many-records')
  await world.database.pool.query(
    `INSERT INTO audit_record (user_pool_id, id, log, at, operation, outcome, expires_at)
     SELECT $1, lpad(n::text, 24, '0'), 'admin', date_trunc('milliseconds', now()) - (n / 3) * interval '1 second', 'user.create', 200, now() + interval '1 day'
     FROM generate_series(1, 1203) AS n`,
    [many.pool.id],
  )
  const response = await fetch(`${world.origin}/api/v2/analysis/audit/export`, {
    headers: { authorization: `Bearer ${await managementToken(world, many)}` },
  })
  assert.equal((await response.text()).trim().split('\r\n').length, 1 + 1203)
})

test('programs of the pool put events of their own into the logs', async () => {
  const person = await registerPerson(world)
  const client = managementClient(world)
  assert.deepEqual(await client.event.pub('order.paid', 'number 7'), { success: true })
  const [entry, ...more] = (await logOf('audit', 'eventType=order.paid')).list
  assert.deepEqual(more, [])
  assert.equal(JSON.parse(entry?.eventDetails ?? '').data, 'number 7')
  assert.equal((await logOf('audit', 'operation_name=audit.publish')).totalCount, 0)
  const own = { eventType: 'cart.left', eventData: { items: 2 } }
  accepted(await ask(world, 'POST /api/v3/pub-userEvent', { token: person.token }, own))
  const [left] = await actionsOf(person.id, '&eventType=cart.left')
  assert.equal(JSON.parse(left?.eventDetails ?? '').data, '{"items":2}')
  // An event of theirs never passes for one of ours.
  accepted(
    await ask(
      world,
      'POST /api/v3/pub-userEvent',
      { token: person.token },
      { eventType: 'user.deleted', eventData: '' },
    ),
  )
  assert.deepEqual(names(await actionsOf(person.id, '&eventType=deleteAccount')), [])
  for (const body of [
    { eventType: 'a b', eventData: 'x' },
    { eventType: 'a', eventData: 'x'.repeat(5_000) },
    { eventType: 'a', eventData: '\0' },
  ])
    for (const outcome of await inBothLanguages(world, (speaking) =>
      ask(world, 'POST /api/v3/pub-event', { token, ...speaking }, body),
    ))
      refused(outcome, 400)
  refused(await ask(world, 'POST /api/v3/pub-event', { token }, { eventType: 'a' }), 2231)
  refused(await ask(world, 'POST /api/v3/pub-event', { token: person.token }, own), 1001)
  refused(await ask(world, 'POST /api/v3/pub-userEvent', { token }, own), 1001)
  const codes = []
  for (let n = 0; n < 60; n++)
    codes.push((await ask(world, 'POST /api/v3/pub-userEvent', { token: person.token }, own)).code)
  assert.deepEqual(new Set(codes.slice(0, 50)), new Set([200]))
  assert.equal(codes.at(-1), 429)
})

test('records go after the days that the pool keeps them', async () => {
  await setPool(world, { auditLogDays: 2 })
  const person = await registerPerson(world)
  accepted(await send(world, 'updateUser', { input: { nickname: 'x' } }, { token: person.token }))
  assert.equal((await actionsOf(person.id, '&eventType=updateUserinfo')).length, 1)
  world.passSeconds(2 * 86_400 + 1)
  token = await managementToken(world)
  assert.equal((await actionsOf(person.id, '&eventType=updateUserinfo')).length, 0)
  await cleanUp(world.app.domain)
  const { rows } = await world.database.pool.query(
    'SELECT count(*)::int AS left FROM audit_record WHERE user_id = $1',
    [person.id],
  )
  assert.equal(rows[0].left, 0)
})

test('who signs out of a browser is in the log as well', async () => {
  const person = await registerPerson(world)
  const browser = openBrowser(world)
  await browser.signIn(`/sign-in/${world.tenant.application.id}`, person.username, person.password)
  const page = await browser.go(`/login/profile/logout?app_id=${world.tenant.application.id}`)
  await pressButton(browser, page, { logout: 'yes' })
  const [entry] = await actionsOf(person.id, '&eventType=logout')
  assert.equal(entry?.user?.id, person.id)
  assert.equal(entry?.app_id, world.tenant.application.id)
})
