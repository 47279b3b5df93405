import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken, registerPerson } from '../kit/people.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { newWorld, type World } from '../kit/world.ts'

interface Group {
  id: string
  code: string
  name: string
  description: string | null
  type: string
  customData?: object
  members?: { userId: string }[]
}

let world: World
let manager: string

const call = v3In(
  () => world,
  () => ({ token: manager }),
)

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  const list = [
    { targetType: 'GROUP', key: 'seats', dataType: 'NUMBER', label: 'Seats' },
    { targetType: 'GROUP', key: 'plan', dataType: 'OBJECT', label: 'Plan' },
  ]
  ok(await call('POST set-custom-fields', { list }))
})

const get = async (code: string) => ok<Group>(await call(`GET get-group?code=${code}&withCustomData=true`))

describe('a group', () => {
  test('is made with its custom data, whose values keep their types', async () => {
    const sent = { code: 'crew', name: 'Crew', description: 'Who sails', type: 'STATIC', customData: { seats: 3 } }
    const made = ok<Group>(await call('POST create-group', sent))
    assert.deepEqual([made.code, made.type, made.customData], ['crew', 'STATIC', { seats: 3 }])
    assert.deepEqual(await get('crew'), made)
    assert.equal('customData' in ok<Group>(await call('GET get-group?code=crew')), false)
  })

  test('is refused with a code that cannot be or is taken, of another type, and with data that does not fit', async () => {
    const create = (sent: object) => call('POST create-group', { code: 'other', name: 'Other', ...sent })
    for (const code of ['分组', 'a b', 'x'.repeat(65)]) refusedAs(await create({ code }), 400, 400)
    refusedAs(await create({ code: '' }), 400, 2231)
    refusedAs(await create({ code: 'crew' }), 409, 409)
    refusedAs(await create({ type: 'DYNAMIC' }), 400, 400)
    refusedAs(await create({ customData: { seats: 'many' } }), 400, 400)
    refusedAs(await create({ customData: { unheard: 1 } }), 400, 400)
    refusedAs(await create({ colour: 'red' }), 400, 400)
    refusedAs(await call('GET get-group?code=other'), 404, 404)
  })

  test('is changed, the rest of it stays', async () => {
    const change = { code: 'crew', newCode: 'sailors', customData: { plan: { days: [1, 2] } } }
    const changed = ok<Group>(await call('POST update-group', { ...change, name: null, description: '' }))
    assert.deepEqual([changed.code, changed.name, changed.description], ['sailors', 'Crew', 'Who sails'])
    assert.deepEqual((await get('sailors')).customData, { seats: 3, plan: { days: [1, 2] } })
    refusedAs(await call('POST update-group', { code: 'crew', name: 'x' }), 404, 404)
    refusedAs(await call('POST update-group', { code: 'sailors', newCode: '水手' }), 400, 400)
  })

  test('is made where there is none of its code, and changed where there is one', async () => {
    const save = (name: string) => call('POST create-or-update-group', { code: 'guests', name, type: 'static' })
    const first = ok<{ created: boolean; data: Group }>(await save('Guests'))
    const second = ok<{ created: boolean; data: Group }>(await save('Visitors'))
    assert.deepEqual([first.created, second.created, second.data.name], [true, false, 'Visitors'])
    assert.equal(first.data.id, second.data.id)
    const both = await Promise.all(
      [1, 2, 3, 4].map((n) => call('POST create-or-update-group', { code: 'rush', name: `${n}` })),
    )
    assert.equal(both.map((answer) => ok<{ created: boolean }>(answer).created).filter(Boolean).length, 1)
  })
})

test('several are made or none', async () => {
  const batch = (...codes: string[]) =>
    call('POST create-groups-batch', { list: codes.map((code) => ({ code, name: code, customData: { seats: 1 } })) })
  const made = ok<Group[]>(await batch('red', 'blue'))
  assert.deepEqual(
    made.map(({ code }) => code),
    ['red', 'blue'],
  )
  assert.deepEqual((await get('blue')).customData, { seats: 1 })
  refusedAs(await batch('green', 'red'), 409, 409)
  refusedAs(await batch('green', 'green'), 409, 409)
  refusedAs(await batch(), 400, 400)
  refusedAs(await call('POST create-groups-batch', { list: 'green' }), 400, 400)
  refusedAs(await batch(...Array.from({ length: 101 }, (_, n) => `many${n}`)), 400, 400)
  refusedAs(await call('GET get-group?code=green'), 404, 404)
})

test('people are put in, listed and taken out', async () => {
  const [ann, bob] = [await registerPerson(world), await registerPerson(world)]
  const members = { code: 'red', userIds: [ann.id, bob.id] }
  // Ids begin with the second they were made in.
  const newestFirst = [ann.id, bob.id].sort().reverse()
  assert.deepEqual(ok(await call('POST add-group-members', members)), { success: true })
  const listed = async (more = '') =>
    ok<{ totalCount: number; list: { userId: string }[] }>(await call(`GET list-group-members?code=red${more}`))
  assert.deepEqual(
    (await listed()).list.map(({ userId }) => userId),
    newestFirst,
  )
  const second = await listed('&page=2&limit=1')
  assert.deepEqual([second.totalCount, second.list.map(({ userId }) => userId)], [2, newestFirst.slice(1)])

  const groups = ok<{ totalCount: number; list: Group[] }>(
    await call(`GET get-user-groups?userId=${ann.username}&userIdType=username`),
  )
  assert.deepEqual([groups.totalCount, groups.list[0]?.code], [1, 'red'])
  const own = ok<Group[]>(await call('GET get-my-group-list', undefined, { token: ann.token }))
  assert.deepEqual(
    own.map(({ code }) => code),
    ['red'],
  )

  ok(await call('POST remove-group-members', { code: 'red', userIds: [ann.id] }))
  assert.equal((await listed()).totalCount, 1)
  refusedAs(await call('POST add-group-members', { code: 'red', userIds: [] }), 400, 400)
  refusedAs(await call('POST add-group-members', { code: 'red', userIds: [ann.id, 'nobody'] }), 404, 2004)
  refusedAs(await call('POST remove-group-members', { ...members, code: 'nowhere' }), 404, 404)
  refusedAs(await call('POST add-group-members', { userIds: [ann.id] }), 400, 2231)
  refusedAs(await call('GET list-group-members?code=nowhere'), 404, 404)
  refusedAs(await call('GET list-group-members?code=red&limit=51'), 400, 400)
  refusedAs(await call('GET get-user-groups?userId='), 400, 2231)
  refusedAs(await call('GET get-user-groups?userId=nobody'), 404, 2004)
})

test('groups are listed by page, by what they are called, and all at once', async () => {
  const list = async (query: string) =>
    ok<{ totalCount: number; list: Group[] }>(await call(`GET list-groups?${query}`))
  const { totalCount } = await list('')
  const second = await list('page=2&limit=2')
  assert.deepEqual([second.totalCount, second.list.length], [totalCount, 2])
  const found = await list('keywords=SAIL&withCustomData=true')
  assert.deepEqual(
    found.list.map(({ code, customData }) => [code, customData]),
    [['sailors', { seats: 3, plan: { days: [1, 2] } }]],
  )
  assert.equal((await list('keywords=%25')).totalCount, 0)
  refusedAs(await call('GET list-groups?page=0'), 400, 400)
  refusedAs(await call('GET list-groups?limit=51'), 400, 400)

  const all = ok<Group[]>(await call('GET get-all-groups'))
  assert.equal(all.length, totalCount)
  assert.equal(all[0]?.members, undefined)
  const withMembers = ok<Group[]>(await call('GET get-all-groups?fetchMembers=true'))
  assert.deepEqual(
    withMembers.map(({ code, members }) => [code, members?.length]).filter(([, n]) => n),
    [['red', 1]],
  )
})

test('groups are deleted with their data, all that are named or none', async () => {
  refusedAs(await call('POST delete-groups-batch', { codeList: ['red', 'nowhere'] }), 404, 404)
  refusedAs(await call('POST delete-groups-batch', { codeList: [] }), 400, 400)
  ok(await call('POST delete-groups-batch', { codeList: ['red', 'blue'] }))
  refusedAs(await call('GET get-group?code=red'), 404, 404)
  ok(await call('POST create-group', { code: 'red', name: 'Red again' }))
  assert.deepEqual((await get('red')).customData, {})
})

test('another pool, people and strangers see nothing of them', async () => {
  const other = await world.addTenant('elsewhere')
  const speaking = { tenant: other, token: await managementToken(world, other) }
  refusedAs(await call('GET get-group?code=sailors', undefined, speaking), 404, 404)
  refusedAs(await call('POST update-group', { code: 'sailors', name: 'x' }, speaking), 404, 404)
  refusedAs(await call('POST delete-groups-batch', { codeList: ['sailors'] }, speaking), 404, 404)
  assert.equal(ok<Group[]>(await call('GET get-all-groups', undefined, speaking)).length, 0)
  const { token } = await registerPerson(world)
  refusedAs(await call('GET list-groups', undefined, { token }), 403, 1001)
  refusedAs(await call('GET list-groups', undefined, { token: '' }), 401, 2020)
})
