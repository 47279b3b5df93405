import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, type Person, registerPerson } from '../kit/people.ts'
import type { Tenant } from '../kit/tenant.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted, graphql } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string
let elsewhere: Tenant
let stranger: string
before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  elsewhere = await world.addTenant('elsewhere')
  stranger = await managementToken(world, elsewhere)
})

const call = v3In(
  () => world,
  () => ({ token: manager }),
)

let made = 0
async function create(): Promise<string> {
  const name = `ruled-${++made}`
  return ok<{ appId: string }>(await call('POST create-application', { appName: name, appIdentifier: name })).appId
}

/** A role, as clients of the generation before make one, that this person has. */
async function roleOf({ id }: Person): Promise<string> {
  const code = `role${++made}`
  const speaking = { tenant: world.tenant, token: manager }
  const create = 'mutation ($code: String!) { createRole(code: $code) { code } }'
  accepted(await graphql(world.origin, create, { code }, speaking))
  const given =
    'mutation ($roleCode: String, $userIds: [String!]) { assignRole(roleCode: $roleCode, userIds: $userIds) { code } }'
  accepted(await graphql(world.origin, given, { roleCode: code, userIds: [id] }, speaking))
  return code
}

interface Rule {
  id: string
  targetId: string
  targetName: string | null
  targetType: string
  effect: string
  enabled: boolean
}

async function rulesOf(appId: string, more: object = {}): Promise<{ totalCount: number; list: Rule[] }> {
  return ok(await call('POST list-applications-auth', { appId, ...more }))
}

async function mayEnter({ token }: Person, appId: string): Promise<boolean> {
  const list = ok<{ appId: string }[]>(await call('GET get-my-accessible-apps', undefined, { token }))
  return list.some((application) => application.appId === appId)
}

test('several kinds of subject are let in or kept out at once, and it holds', async () => {
  const [appId, person, other] = [await create(), await registerPerson(world), await registerPerson(world)]
  const code = await roleOf(person)
  ok(await call('POST update-application-permission-strategy', { appId, permissionStrategy: 'DENY_ALL' }))
  ok(
    await call('POST authorize-application-access', {
      appId,
      list: [
        { targetType: 'ROLE', namespaceCode: 'default', targetIdentifier: [code], effect: 'ALLOW' },
        { targetType: 'USER', targetIdentifier: [other.id], effect: 'DENY', namespaceCode: null },
      ],
    }),
  )
  assert.deepEqual([await mayEnter(person, appId), await mayEnter(other, appId)], [true, false])
  const { totalCount, list } = await rulesOf(appId)
  assert.equal(totalCount, 2)
  assert.deepEqual(list.map(({ targetType, targetName, effect }) => [targetType, targetName, effect]).sort(), [
    ['ROLE', code, 'ALLOW'],
    ['USER', other.username, 'DENY'],
  ])
  ok(
    await call('POST revoke-application-access', {
      appId,
      list: [
        { targetType: 'ROLE', targetIdentifier: [code] },
        { targetType: 'USER', targetIdentifier: [other.id, '0'.repeat(24)] },
      ],
    }),
  )
  assert.equal((await rulesOf(appId)).totalCount, 0)
})

test('a batch is written whole or not at all', async () => {
  const [appId, person] = [await create(), await registerPerson(world)]
  const rule = { targetType: 'USER', targetIdentifier: [person.id], effect: 'ALLOW' }
  const authorize = (...list: unknown[]) => call('POST authorize-application-access', { appId, list })
  refusedAs(await authorize(rule, { ...rule, targetIdentifier: ['0'.repeat(24)] }), 404, 2004)
  refusedAs(await authorize(rule, { ...rule, targetType: 'GROUP', targetIdentifier: ['none'] }), 404, 404)
  refusedAs(await authorize(), 400, 400)
  refusedAs(await authorize({ ...rule, targetIdentifier: [] }), 400, 400)
  refusedAs(await authorize({ ...rule, targetIdentifier: Array.from({ length: 1001 }, (_, at) => `u${at}`) }), 400, 400)
  refusedAs(await authorize(rule, { ...rule, effect: 'MAYBE' }), 400, 400)
  refusedAs(await authorize({ ...rule, targetType: 'AK_SK' }), 400, 400)
  refusedAs(await authorize({ ...rule, colour: 'red' }), 400, 400)
  refusedAs(await authorize('everybody'), 400, 400)
  refusedAs(await call('POST authorize-application-access', { appId: '0'.repeat(24), list: [rule] }), 404, 2011)
  assert.equal((await rulesOf(appId)).totalCount, 0)
})

test('rules are looked for, switched and taken back by their ids', async () => {
  const [appId, other, person] = [await create(), await create(), await registerPerson(world)]
  const [code, second] = [await roleOf(person), await registerPerson(world)]
  const list = [
    { targetType: 'USER', targetIdentifier: [person.id, second.id], effect: 'DENY' },
    { targetType: 'ROLE', namespaceCode: 'default', targetIdentifier: [code], effect: 'ALLOW' },
  ]
  for (const id of [appId, other]) ok(await call('POST authorize-application-access', { appId: id, list }))
  assert.equal((await rulesOf(appId, { targetName: person.username.toUpperCase() })).totalCount, 1)
  assert.equal((await rulesOf(appId, { targetTypeList: ['USER'] })).totalCount, 2)
  assert.equal((await rulesOf(appId, { effect: 'ALLOW' })).totalCount, 1)
  assert.equal((await rulesOf(appId, { enabled: false })).totalCount, 0)
  const page = await rulesOf(appId, { page: 2, limit: 2 })
  assert.deepEqual([page.totalCount, page.list.length], [3, 1])
  const [rule] = (await rulesOf(appId, { targetName: person.username })).list
  assert.equal(await mayEnter(person, appId), false)
  ok(await call('POST update-auth-enabled', { id: rule?.id, enabled: false }))
  assert.equal(await mayEnter(person, appId), true)
  assert.equal((await rulesOf(appId, { enabled: false })).list[0]?.id, rule?.id)
  refusedAs(await call('POST update-auth-enabled', { id: rule?.id }), 400, 2231)
  refusedAs(await call('POST update-auth-enabled', { id: rule?.id, enabled: 'yes' }), 400, 400)
  const ids = [appId, other].map((id) => `${id}:USER:${second.id}`)
  const revoke = (...authIds: string[]) =>
    call(`DELETE batch-applications-auth?${authIds.map((id) => `authIds[]=${encodeURIComponent(id)}`).join('&')}`)
  refusedAs(await revoke(...ids, `${appId}:USER:nobody`), 404, 404)
  refusedAs(await revoke('everything'), 404, 404)
  refusedAs(await revoke(), 400, 2231)
  assert.equal((await rulesOf(appId)).totalCount, 3)
  ok(await revoke(...ids))
  assert.deepEqual([(await rulesOf(appId)).totalCount, (await rulesOf(other)).totalCount], [2, 2])
})

test('of a subject it is told which applications speak of it, and why it may enter one', async () => {
  const [appId, person] = [await create(), await registerPerson(world)]
  const code = await roleOf(person)
  const why = async (targetType: string, targetId: string) => {
    const answer = await call(
      `GET get-subject-auth-detail?appId=${appId}&targetType=${targetType}&targetId=${targetId}`,
    )
    const { authType, effect, targetName } = ok<{ authType: string; effect: string; targetName: string | null }>(answer)
    return [authType, effect, targetName]
  }
  assert.deepEqual(await why('USER', person.id), ['DEFAULT', 'ALLOW', null])
  const say = (targetType: string, name: string, effect: string) =>
    call('POST authorize-application-access', {
      appId,
      list: [{ targetType, namespaceCode: 'default', targetIdentifier: [name], effect }],
    })
  ok(await say('ROLE', code, 'DENY'))
  assert.deepEqual(await why('USER', person.id), ['SUBJECT', 'DENY', code])
  assert.deepEqual(await why('ROLE', code), ['SELF', 'DENY', code])
  ok(await say('USER', person.id, 'ALLOW'))
  assert.deepEqual(await why('USER', person.id), ['SUBJECT', 'DENY', code])
  ok(await say('ROLE', code, 'ALLOW'))
  assert.deepEqual(await why('USER', person.id), ['SELF', 'ALLOW', person.username])
  const list = async (more: object = {}) =>
    ok<{ list: { appId: string; effect: string }[] }>(
      await call('POST list-subject-auth', { targetType: 'USER', targetId: person.id, ...more }),
    ).list.map(({ appId: id, effect }) => [id, effect])
  assert.deepEqual(await list(), [[appId, 'ALLOW']])
  assert.deepEqual(await list({ appName: 'RULED-', enabled: true, effect: ['ALLOW'] }), [[appId, 'ALLOW']])
  assert.deepEqual(await list({ effect: ['DENY'] }), [])
  assert.deepEqual(await list({ appTypeList: ['INTEGRATED'] }), [])
  refusedAs(await call('POST list-subject-auth', { targetType: 'USER', targetId: '0'.repeat(24) }), 404, 2004)
  refusedAs(await call('POST list-subject-auth', { targetType: 'PLANT', targetId: 'x' }), 400, 400)
})

test('rules of another pool are not there, and people make none', async () => {
  const [appId, person] = [await create(), await registerPerson(world)]
  const list = [{ targetType: 'USER', targetIdentifier: [person.id], effect: 'DENY' }]
  ok(await call('POST authorize-application-access', { appId, list }))
  const id = `${appId}:USER:${person.id}`
  const lines: [line: string, code: 404 | 2011 | 2004, body?: object][] = [
    ['POST authorize-application-access', 2011, { appId, list }],
    ['POST revoke-application-access', 2011, { appId, list: [{ targetType: 'USER', targetIdentifier: [person.id] }] }],
    ['POST list-applications-auth', 2011, { appId }],
    ['POST update-auth-enabled', 404, { id, enabled: false }],
    [`DELETE batch-applications-auth?authIds=${id}`, 404],
    ['POST list-subject-auth', 2004, { targetType: 'USER', targetId: person.id }],
    [`GET get-subject-auth-detail?appId=${appId}&targetType=USER&targetId=${person.id}`, 2011],
  ]
  for (const [line, code, body] of lines) {
    refusedAs(await call(line, body, { token: person.token }), 403, 1001)
    refusedAs(await call(line, body, { token: stranger, tenant: elsewhere }), 404, code)
  }
  assert.deepEqual(
    (await rulesOf(appId)).list.map((rule) => [rule.id, rule.enabled]),
    [[id, true]],
  )
})
