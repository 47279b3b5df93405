import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sendForm, sendUdf, type Value } from '../../kit/custom-data.ts'
import { managementToken, type Person, registerPerson, sealed, send } from '../../kit/people.ts'
import { accepted, graphql, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let manager: Speaking
let person: Person
let self: Speaking

before(async () => {
  world = await newWorld()
  manager = { token: await managementToken(world) }
  person = await registerPerson(world)
  self = { token: person.token }
})

function define(key: string, dataType: string, more: object = {}) {
  return sendUdf(world, 'setUdf', { key, dataType, label: `The ${key}`, ...more }, manager)
}

const own = async () => accepted<Value[]>(await sendUdf(world, 'udv', { targetId: person.id }, self))
const write = (key: string, value: string, speaking = self) =>
  sendUdf(world, 'setUdv', { targetId: person.id, key, value }, speaking)

describe('definitions', () => {
  test('are made, changed, listed in the order in which they were made, and removed', async () => {
    accepted(await define('zebra', 'STRING'))
    const made = accepted<object>(await define('ant', 'SELECT', { options: '["red","green"]' }))
    assert.deepEqual(made, {
      targetType: 'USER',
      dataType: 'SELECT',
      key: 'ant',
      label: 'The ant',
      options: '["red","green"]',
    })
    accepted(await define('zebra', 'STRING', { label: 'Other' }))
    const list = accepted<Value[]>(await sendUdf(world, 'udf', {}, self))
    assert.deepEqual(
      list.filter(({ key }) => ['zebra', 'ant'].includes(key)).map(({ key, label }) => [key, label]),
      [
        ['zebra', 'Other'],
        ['ant', 'The ant'],
      ],
    )
    assert.deepEqual(accepted<Value[]>(await sendUdf(world, 'udf', { targetType: 'ROLE' }, manager)), [])
    accepted(await sendUdf(world, 'removeUdf', { key: 'ant' }, manager))
    accepted(await sendUdf(world, 'removeUdf', { key: 'ant' }, manager))
    assert.ok(!accepted<Value[]>(await sendUdf(world, 'udf', {}, manager)).some(({ key }) => key === 'ant'))
  })

  test('are an administrator’s to change, and every pool has its own', async () => {
    refused(await sendUdf(world, 'setUdf', { key: 'x', dataType: 'STRING', label: 'x' }, self), 1001)
    refused(await sendUdf(world, 'removeUdf', { key: 'zebra' }, self), 1001)
    refused(await sendUdf(world, 'udf', {}, {}), 2020)
    const other = await world.addTenant('fields')
    const speaking = { tenant: other, token: await managementToken(world, other) }
    assert.deepEqual(accepted<Value[]>(await sendUdf(world, 'udf', {}, speaking)), [])
    accepted(await sendUdf(world, 'removeUdf', { key: 'zebra' }, speaking))
    assert.ok(accepted<Value[]>(await sendUdf(world, 'udf', {}, manager)).some(({ key }) => key === 'zebra'))
  })

  for (const [why, variables] of Object.entries({
    'an empty name': { key: ' ' },
    'a name that objects have': { key: '__proto__' },
    'a name with a line in it': { key: 'a\nb' },
    'a long name': { key: 'k'.repeat(101) },
    'a long label': { label: 'l'.repeat(256) },
    'a SELECT without choices': { dataType: 'SELECT' },
    'options that are no JSON': { options: 'red, green' },
    'options of another shape': { options: '{"choices":"red"}' },
  }))
    test(`400 for ${why}`, async () => refused(await define('bad', 'STRING', variables), 400))

  test('keep their type while there are values of it', async () => {
    accepted(await define('fixed', 'NUMBER'))
    accepted(await write('fixed', '12'))
    refused(await define('fixed', 'STRING'), 400)
    accepted(await define('fixed', 'NUMBER', { label: 'Renamed' }))
    assert.deepEqual(
      (await own()).filter(({ key }) => key === 'fixed'),
      [{ key: 'fixed', dataType: 'NUMBER', value: '12', label: 'Renamed' }],
    )
    accepted(await sendUdf(world, 'removeUdf', { key: 'fixed' }, manager))
    assert.ok(!(await own()).some(({ key }) => key === 'fixed'))
    accepted(await define('fixed', 'STRING'))
    assert.ok(!(await own()).some(({ key }) => key === 'fixed'), 'the values went with the old field')
  })
})

describe('values', () => {
  before(async () => {
    for (const type of ['STRING', 'NUMBER', 'DATETIME', 'BOOLEAN', 'OBJECT']) accepted(await define(`a-${type}`, type))
    accepted(await define('a-SELECT', 'SELECT', { options: '[{"value":"red","label":"Red"},"green"]' }))
  })

  const fitting: [type: string, json: string, answered: string][] = [
    ['STRING', '"text"', 'text'],
    ['STRING', 'no JSON', 'no JSON'],
    ['STRING', '"123"', '123'],
    ['NUMBER', '-1.5', '-1.5'],
    ['DATETIME', '1620000000000', '1620000000000'],
    ['DATETIME', '"2021-05-03T00:00:00.000Z"', '1620000000000'],
    ['DATETIME', '"2021-05-03"', '1620000000000'],
    ['DATETIME', '"2024-02-29 12:00+08:00"', '1709179200000'],
    ['BOOLEAN', 'false', 'false'],
    ['OBJECT', '{"ok":["good",null]}', '{"ok":["good",null]}'],
    ['OBJECT', '[1]', '[1]'],
    ['SELECT', '"red"', 'red'],
  ]
  for (const [type, json, answered] of fitting)
    test(`${json} is a ${type}`, async () => {
      const list = accepted<Value[]>(await write(`a-${type}`, json))
      assert.equal(list.find(({ key }) => key === `a-${type}`)?.value, answered)
      assert.deepEqual(await own(), list)
    })

  const unfitting: [type: string, json: string][] = [
    ['STRING', '123'],
    ['STRING', '{"a":1}'],
    ['STRING', JSON.stringify('x'.repeat(10_001))],
    ['STRING', '"\\u0000"'],
    ['STRING', '"\\ud800"'],
    ['NUMBER', '"12"'],
    ['NUMBER', 'true'],
    ['NUMBER', '1e999'],
    ['DATETIME', '"tomorrow"'],
    ['DATETIME', '"2021-13-45"'],
    ['DATETIME', '"2021-02-30"'],
    ['DATETIME', '"2021-04-31T10:00:00Z"'],
    ['DATETIME', '1.5'],
    ['DATETIME', '9e15'],
    ['BOOLEAN', '"true"'],
    ['BOOLEAN', '1'],
    ['OBJECT', '"{}"'],
    ['OBJECT', '{"a":"\\u0000"}'],
    ['OBJECT', '{"\\u0000":1}'],
    ['OBJECT', JSON.stringify({ a: 'x'.repeat(10_001) })],
    ['OBJECT', JSON.stringify(Array.from({ length: 5_001 }, () => 1))],
    ['OBJECT', '['.repeat(30) + ']'.repeat(30)],
    ['SELECT', '"blue"'],
  ]
  for (const [type, json] of unfitting)
    test(`400, and nothing changed: ${json.slice(0, 30)} is no ${type}`, async () => {
      const there = await own()
      const outcome = await write(`a-${type}`, json)
      refused(outcome, 400)
      assert.match(outcome.message, new RegExp(`a-${type}`))
      assert.deepEqual(await own(), there)
    })

  test('a form says numbers, switches and objects in text', async () => {
    const values = {
      'a-NUMBER': '12',
      'a-BOOLEAN': 'true',
      'a-OBJECT': '{"a":1}',
      'a-STRING': '12',
      'a-DATETIME': '2021-05-03',
    }
    const list = accepted<Value[]>(await sendForm(world, values, self))
    const byKey = Object.fromEntries(list.map(({ key, value }) => [key, value]))
    assert.deepEqual({ ...byKey, ...values, 'a-DATETIME': '1620000000000' }, byKey)
    refused(await sendForm(world, { 'a-NUMBER': 'twelve' }, self), 400)
    refused(await sendForm(world, { 'a-NUMBER': '1', nothing: 1 }, self), 400)
    const there = await own()
    assert.equal(there.find(({ key }) => key === 'a-NUMBER')?.value, '12')
    refused(
      await rest(world.origin, 'POST', '/api/v2/udfs/values', { udfs: {} }, { tenant: world.tenant, ...self }),
      400,
    )
    refused(await sendForm(world, {}, {}), 2020)
    refused(await sendForm(world, {}, manager), 1001)
  })

  test('the login component names a field by its whole definition', async () => {
    const udfs = [{ definition: { id: 'x', key: 'a-STRING' }, value: 'by definition' }]
    const list = accepted<Value[]>(
      await rest(world.origin, 'POST', '/api/v2/udfs/values', { udfs }, { tenant: world.tenant, ...self }),
    )
    assert.equal(list.find(({ key }) => key === 'a-STRING')?.value, 'by definition')
  })

  test('several at once are written all or none; null and removal empty a field', async () => {
    const at = { targetId: person.id }
    const udvList = [
      { key: 'a-STRING', value: '"both"' },
      { key: 'a-NUMBER', value: '7' },
    ]
    accepted(await sendUdf(world, 'setUdvBatch', { ...at, udvList }, self))
    const there = await own()
    const halfWrong = [
      { key: 'a-STRING', value: '"lost"' },
      { key: 'a-NUMBER', value: '"x"' },
    ]
    refused(await sendUdf(world, 'setUdvBatch', { ...at, udvList: halfWrong }, self), 400)
    assert.deepEqual(await own(), there)
    const emptied = [{ key: 'a-STRING', value: null }]
    assert.ok(
      !accepted<Value[]>(await sendUdf(world, 'setUdvBatch', { ...at, udvList: emptied }, self)).some(
        ({ key }) => key === 'a-STRING',
      ),
    )
    const left = accepted<Value[]>(await sendUdf(world, 'removeUdv', { ...at, key: 'a-NUMBER' }, self))
    assert.ok(!left.some(({ key }) => key === 'a-NUMBER'))
    accepted(await sendUdf(world, 'removeUdv', { ...at, key: 'a-NUMBER' }, self))
  })

  test('a field that does not exist is refused by name', async () => {
    const outcome = await write('nowhere', '"x"')
    refused(outcome, 400)
    assert.match(outcome.message, /nowhere/)
  })

  test('2018 for a field that people may not edit; administrators may', async () => {
    accepted(await define('grade', 'STRING', { options: '{"userEditable":false}' }))
    refused(await write('grade', '"A"'), 2018)
    refused(await sendForm(world, { grade: 'A' }, self), 2018)
    accepted(await write('grade', '"B"', manager))
    refused(await sendUdf(world, 'removeUdv', { targetId: person.id, key: 'grade' }, self), 2018)
    assert.equal((await own()).find(({ key }) => key === 'grade')?.value, 'B')
  })

  test('nobody reads or writes another’s, and no pool another pool’s', async () => {
    const other = await registerPerson(world)
    refused(await sendUdf(world, 'udv', { targetId: other.id }, self), 1001)
    refused(await sendUdf(world, 'setUdv', { targetId: other.id, key: 'a-STRING', value: '"x"' }, self), 1001)
    refused(await sendUdf(world, 'removeUdv', { targetId: other.id, key: 'a-STRING' }, self), 1001)
    refused(await sendUdf(world, 'udv', { targetType: 'USERPOOL', targetId: world.tenant.pool.id }, self), 1001)
    refused(await sendUdf(world, 'udfValueBatch', { targetIds: [person.id] }, self), 1001)
    refused(await sendUdf(world, 'setUdfValueBatch', { input: [] }, self), 1001)
    const stranger = await world.addTenant('strangers')
    const speaking = { tenant: stranger, token: await managementToken(world, stranger) }
    accepted(await sendUdf(world, 'setUdf', { key: 'a-STRING', dataType: 'STRING', label: 'x' }, speaking))
    accepted(await write('a-STRING', '"mine"', manager))
    assert.deepEqual(accepted<Value[]>(await sendUdf(world, 'udv', { targetId: person.id }, speaking)), [])
    refused(await write('a-STRING', '"theirs"', speaking), 2004)
    assert.equal((await own()).find(({ key }) => key === 'a-STRING')?.value, 'mine')
  })

  test('the mobile clients read a bare list', async () => {
    const body = { targetType: 'USER', targetId: person.id }
    const post = await fetch(`${world.origin}/api/v2/udvs/get`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${person.token}` },
      body: JSON.stringify(body),
    })
    assert.deepEqual(await post.json(), await own())
    const path = `/api/v2/udfs/values?targetType=USER&targetId=${person.id}`
    assert.deepEqual(
      accepted(await rest(world.origin, 'GET', path, undefined, { tenant: world.tenant, ...self })),
      await own(),
    )
    const wrong = `/api/v2/udfs/values?targetType=DOG&targetId=${person.id}`
    refused(await rest(world.origin, 'GET', wrong, undefined, { tenant: world.tenant, ...self }), 400)
  })
})

describe('records', () => {
  test('many at once: all of them or none, by administrators', async () => {
    accepted(await define('batch', 'NUMBER'))
    const people = [await registerPerson(world), await registerPerson(world)]
    const [one, two] = people.map(({ id }) => id)
    const input = [
      { targetId: one, key: 'batch', value: '1' },
      { targetId: two, key: 'batch', value: 2 },
    ]
    accepted(await sendUdf(world, 'setUdfValueBatch', { input }, manager))
    const read = async () =>
      accepted<{ targetId: string; data: Value[] }[]>(
        await sendUdf(world, 'udfValueBatch', { targetIds: [two, one, 'nobody'] }, manager),
      ).map(({ targetId, data }) => [targetId, ...data.map(({ value }) => value)])
    assert.deepEqual(await read(), [[two, '2'], [one, '1'], ['nobody']])
    const third = { targetId: 'nobody', key: 'batch', value: '3' }
    refused(await sendUdf(world, 'setUdfValueBatch', { input: [{ ...input[0], value: '9' }, third] }, manager), 2004)
    assert.deepEqual(await read(), [[two, '2'], [one, '1'], ['nobody']])
    const targetIds = Array.from({ length: 501 }, (_, index) => `id${index}`)
    refused(await sendUdf(world, 'udfValueBatch', { targetIds }, manager), 400)
  })

  test('pools and applications have fields as well; what has no records yet says so', async () => {
    for (const targetType of ['USERPOOL', 'APPLICATION', 'PERMISSION'])
      accepted(await define('note', 'STRING', { targetType }))
    for (const [targetType, targetId] of [
      ['USERPOOL', world.tenant.pool.id],
      ['APPLICATION', world.tenant.application.id],
    ]) {
      accepted(await sendUdf(world, 'setUdv', { targetType, targetId, key: 'note', value: '"n"' }, manager))
      refused(
        await sendUdf(world, 'setUdv', { targetType, targetId: 'other', key: 'note', value: '"n"' }, manager),
        400,
      )
    }
    const permission = { targetType: 'PERMISSION', targetId: 'x', key: 'note', value: '"n"' }
    refused(await sendUdf(world, 'setUdv', permission, manager), 1000)
  })

  test('organisations and departments have fields too, which go with them', async () => {
    for (const targetType of ['ORG', 'NODE']) accepted(await define('code', 'NUMBER', { targetType }))
    const asked = { tenant: world.tenant, ...manager }
    const ask = async <Data>(query: string) => accepted<Data>(await graphql(world.origin, query, {}, asked))
    const org = await ask<{ id: string; rootNode: { id: string } }>(
      'mutation { createOrg(name: "Works") { id rootNode { id } } }',
    )
    const add = async (parent: string) => {
      const arguments_ = `orgId: "${org.id}", parentNodeId: "${parent}", name: "Part"`
      return (await ask<{ id: string }>(`mutation { addNodeV2(${arguments_}) { id } }`)).id
    }
    const above = await add(org.rootNode.id)
    const below = await add(above)
    const targets = [above, below, org.rootNode.id].map((targetId) => ({ targetType: 'NODE', targetId }))
    const all = [...targets, { targetType: 'ORG', targetId: org.id }]
    for (const target of all) accepted(await sendUdf(world, 'setUdv', { ...target, key: 'code', value: '7' }, manager))
    const filled = async () =>
      Promise.all(all.map(async (target) => accepted<Value[]>(await sendUdf(world, 'udv', target, manager)).length))
    assert.deepEqual(await filled(), [1, 1, 1, 1])
    await ask(`mutation { deleteNode(orgId: "${org.id}", nodeId: "${above}") { code } }`)
    assert.deepEqual(await filled(), [0, 0, 1, 1])
    await ask(`mutation { deleteOrg(id: "${org.id}") { code } }`)
    assert.deepEqual(await filled(), [0, 0, 0, 0])
  })

  test('a field that is removed while it is written leaves nothing, and breaks nothing', async () => {
    for (let round = 0; round < 5; round++) {
      accepted(await define('race', 'NUMBER'))
      const people = await Promise.all([registerPerson(world), registerPerson(world)])
      const writes = people.flatMap(({ id }) =>
        [1, 2, 3].map((value) => sendUdf(world, 'setUdv', { targetId: id, key: 'race', value: `${value}` }, manager)),
      )
      const outcomes = await Promise.all([...writes, sendUdf(world, 'removeUdf', { key: 'race' }, manager)])
      for (const { code } of outcomes) assert.ok([200, 400].includes(code), `${code}`)
      accepted(await sendUdf(world, 'removeUdf', { key: 'race' }, manager))
      const { rows } = await world.database.pool.query("SELECT 1 FROM custom_value WHERE key = 'race'")
      assert.equal(rows.length, 0)
    }
  })

  test('a deleted person leaves no values behind', async () => {
    accepted(await define('trace', 'STRING'))
    const { id } = await registerPerson(world)
    accepted(await sendUdf(world, 'setUdv', { targetId: id, key: 'trace', value: '"x"' }, manager))
    accepted(await send(world, 'deleteUser', { id }, manager))
    assert.deepEqual(accepted(await sendUdf(world, 'udv', { targetId: id }, manager)), [])
    const { rows } = await world.database.pool.query('SELECT 1 FROM custom_value WHERE target_id = $1', [id])
    assert.equal(rows.length, 0)
  })
})

describe('people are read with their values', () => {
  const withData = '{ id customData { key value dataType label } }'
  const trace = { key: 'colour', value: 'red', dataType: 'STRING', label: 'The colour' }

  before(async () => {
    accepted(await define('colour', 'STRING'))
    accepted(await write('colour', '"red"'))
  })

  const dataOf = (user: { customData: Value[] }) => user.customData.filter(({ key }) => key === 'colour')

  test('GraphQL: oneself, and lists', async () => {
    const asked = { tenant: world.tenant, ...self }
    const me = accepted<{ customData: Value[] }>(await graphql(world.origin, `query { user ${withData} }`, {}, asked))
    assert.deepEqual(dataOf(me), [trace])
    const page = await graphql(
      world.origin,
      `query { users(page: 1, limit: 50) { list ${withData} } }`,
      {},
      { tenant: world.tenant, ...manager },
    )
    const { list } = accepted<{ list: { id: string; customData: Value[] }[] }>(page)
    assert.ok(list.length > 2)
    assert.deepEqual(
      list.filter((user) => dataOf(user).length > 0).map(({ id }) => id),
      [person.id],
    )
  })

  test('GraphQL: a list costs one statement, however long it is', async () => {
    const statements: string[] = []
    const { pool } = world.database
    const spied = { tenant: world.tenant, ...manager }
    // What the pool's connections are given to run; the server opens none beside the idle ones for one query.
    for (const client of (pool as unknown as { _clients: { query: (...args: unknown[]) => unknown }[] })._clients) {
      const plain = client.query.bind(client)
      client.query = (...args) => {
        const [text] = args as [{ text?: string } | string]
        statements.push(typeof text === 'string' ? text : (text.text ?? ''))
        return plain(...args)
      }
    }
    accepted(await graphql(world.origin, `query { users(page: 1, limit: 50) { list ${withData} } }`, {}, spied))
    assert.equal(statements.filter((text) => text.includes('custom_value')).length, 1)
  })

  test('REST: only who asks for them', async () => {
    const asked = { tenant: world.tenant, ...manager }
    const detail = async (query: string) =>
      accepted<{ customData: Value[] }>(
        await rest(world.origin, 'GET', `/api/v2/users/${person.id}${query}`, undefined, asked),
      )
    assert.deepEqual((await detail('')).customData, [])
    assert.deepEqual(dataOf(await detail('?with_custom_data=true')), [trace])
    const batch = async (withCustomData: boolean) =>
      accepted<{ customData: Value[] }[]>(
        await rest(
          world.origin,
          'POST',
          '/api/v2/users/batch',
          { ids: [person.id], type: 'id', withCustomData },
          asked,
        ),
      )
    assert.deepEqual((await batch(false)).map(dataOf), [[]])
    assert.deepEqual((await batch(true)).map(dataOf), [[trace]])
    const login = { account: person.username, password: sealed(world, person.password), withCustomData: true }
    const signedIn = await rest(world.origin, 'POST', '/api/v2/login/account', login, { tenant: world.tenant })
    assert.deepEqual(dataOf(accepted(signedIn)), [trace])
  })
})

describe('registration', () => {
  let counter = 0
  before(async () => {
    accepted(await define('school', 'STRING'))
    accepted(await define('year', 'NUMBER'))
    accepted(await define('locked', 'STRING', { options: '{"userEditable":false}' }))
  })

  const doors = {
    async GraphQL(udf: object[]) {
      const username = `registered${++counter}`
      const input = { username, password: sealed(world, 'correct horse'), profile: { udf }, forceLogin: true }
      return { username, outcome: await send(world, 'registerByUsername', { input }) }
    },
    async REST(udf: object[]) {
      const username = `registered${++counter}`
      const body = { username, password: sealed(world, 'correct horse'), profile: { udf }, forceLogin: true }
      const outcome = await rest(world.origin, 'POST', '/api/v2/register/username', body, { tenant: world.tenant })
      return { username, outcome }
    },
  }

  for (const [door, register] of Object.entries(doors)) {
    test(`${door}: values are kept with the new account`, async () => {
      const udf = [
        { key: 'school', value: '清华大学' },
        { key: 'year', value: '1911' },
      ]
      const { outcome } = await register(udf)
      const { id } = accepted<{ id: string }>(outcome)
      const values = accepted<Value[]>(await sendUdf(world, 'udv', { targetId: id }, manager))
      assert.deepEqual(
        values.map(({ key, value }) => [key, value]),
        [
          ['school', '清华大学'],
          ['year', '1911'],
        ],
      )
    })

    for (const [why, udf, code] of [
      ['a value that does not fit', [{ key: 'year', value: 'long ago' }], 400],
      ['a field that there is not', [{ key: 'none', value: 'x' }], 400],
      ['a field for administrators', [{ key: 'locked', value: 'x' }], 2018],
    ] as const)
      test(`${door}: ${code} for ${why}, and no account`, async () => {
        const { username, outcome } = await register([...udf])
        refused(outcome, code)
        const exists = await rest(world.origin, 'GET', `/api/v2/users/is-user-exists?username=${username}`, undefined, {
          tenant: world.tenant,
        })
        assert.equal(accepted(exists), false)
      })
  }
})
