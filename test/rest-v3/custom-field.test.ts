import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../kit/people.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { newWorld, type World } from '../kit/world.ts'
import { managementClient } from '../sdk/clients.ts'

interface Field {
  targetType: string
  key: string
  dataType: string
  label: string | null
  userEditable: boolean
  visibleInUserCenter: boolean
  options?: { value: string; label: string }[]
  i18n?: object
}

let world: World
let manager: string

const call = v3In(
  () => world,
  () => ({ token: manager }),
)
const define = (...list: object[]) => call('POST set-custom-fields', { list })
const fieldsOf = async (type: string) => ok<Field[]>(await call(`GET get-custom-fields?targetType=${type}`))

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
})

test('fields are defined, and changed where they are there: what is left out stays', async () => {
  const options = [
    { value: 's', label: 'Small' },
    { value: 'l', label: 'Large' },
  ]
  const size = { targetType: 'USER', key: 'size', dataType: 'ENUM', label: 'Size', options, userEditable: false }
  const floor = { targetType: 'DEPARTMENT', key: 'floor', dataType: 'NUMBER', label: 'Floor', tenantId: null }
  const made = ok<Field[]>(await define(size, floor))
  assert.deepEqual(
    made.map(({ targetType, dataType }) => [targetType, dataType]),
    [
      ['USER', 'ENUM'],
      ['DEPARTMENT', 'NUMBER'],
    ],
  )
  const label = { 'en-US': { enabled: true, value: 'Shirt size' } }
  ok(
    await define({
      targetType: 'USER',
      key: 'size',
      label: 'Shirt',
      visibleInUserCenter: false,
      userEditable: null,
      i18n: { label },
    }),
  )
  const [field] = await fieldsOf('USER')
  assert.deepEqual(
    [field?.label, field?.dataType, field?.userEditable, field?.visibleInUserCenter, field?.options, field?.i18n],
    ['Shirt', 'ENUM', false, false, options, { label }],
  )
  assert.deepEqual(
    (await fieldsOf('DEPARTMENT')).map(({ key }) => key),
    ['floor'],
  )
})

test('all are defined or none, and what cannot be is refused by name', async () => {
  const good = { targetType: 'ROLE', key: 'good', dataType: 'STRING', label: 'Good' }
  for (const bad of [
    { key: 'bad', dataType: 'ENUM' },
    { key: 'bad' },
    { key: 'bad', dataType: 'TEXT' },
    { key: '__proto__', dataType: 'STRING' },
    { key: 'bad', dataType: 'STRING', isUnique: true },
    { key: 'bad', dataType: 'STRING', encrypted: true },
    { key: 'bad', dataType: 'STRING', validateRules: { min: 1 } },
    { key: 'bad', dataType: 'STRING', options: [{ value: 'a', label: 'A' }] },
    { key: 'bad', dataType: 'STRING', label: 'x'.repeat(256) },
    { key: 'bad', dataType: 'STRING', targetType: 'ORG' },
  ])
    refusedAs(await define(good, { targetType: 'ROLE', ...bad }), 400, 400)
  refusedAs(await define(), 400, 400)
  refusedAs(await call('POST set-custom-fields', { list: [good], tenantId: 'x' }), 400, 400)
  refusedAs(await call('GET get-custom-fields?targetType=ROLE&tenantId=x'), 400, 400)
  assert.deepEqual(await fieldsOf('ROLE'), [])
  ok(await define({ ...good, isUnique: false, encrypted: false, validateRules: [], appIds: null }))
  assert.equal((await fieldsOf('ROLE')).length, 1)
})

test('fields are listed by page and by what they are', async () => {
  const list = async (query: string) => {
    const { totalCount, list } = ok<{ totalCount: number; list: Field[] }>(
      await call(`GET list-custom-fields?targetType=USER&${query}`),
    )
    return [totalCount, list.map(({ key }) => key).join()]
  }
  const field = { targetType: 'USER', dataType: 'STRING' }
  ok(await define({ ...field, key: 'shoe', label: 'Shoe' }, { ...field, key: 'hat', label: 'HAT' }))
  assert.deepEqual(await list(''), [3, 'size,hat,shoe'])
  assert.deepEqual(await list('page=2&limit=2'), [3, 'shoe'])
  assert.deepEqual(await list('dataType=SELECT'), [1, 'size'])
  assert.deepEqual(await list('userVisible=true&keyword=sho'), [1, 'shoe'])
  assert.deepEqual(await list('userVisible=false'), [1, 'size'])
  refusedAs(await call('GET list-custom-fields?targetType=USER&limit=51'), 400, 400)
  refusedAs(await call('GET list-custom-fields'), 400, 2231)
})

test('values of every kind are written and read with their types', async () => {
  const person = await registerPerson(world)
  const { roles, groups } = managementClient(world)
  await roles.create('editor')
  await groups.create('crew', 'Crew')
  const types = { STRING: 'x', NUMBER: 1.5, BOOLEAN: false, DATETIME: 1_700_000_000_000, OBJECT: { a: [null, 1] } }
  for (const [targetType, targetIdentifier] of [
    ['USER', person.id],
    ['ROLE', 'editor'],
    ['GROUP', 'crew'],
  ]) {
    ok(await define(...Object.keys(types).map((dataType) => ({ targetType, key: `v${dataType}`, dataType }))))
    const list = Object.entries(types).map(([type, value]) => ({ key: `v${type}`, value, tenantId: '' }))
    ok(await call('POST set-custom-data', { targetType, targetIdentifier, tenantId: null, list }))
    const read = ok(await call(`GET get-custom-data?targetType=${targetType}&targetIdentifier=${targetIdentifier}`))
    assert.deepEqual(read, Object.fromEntries(Object.entries(types).map(([type, value]) => [`v${type}`, value])))
  }
  const set = (targetIdentifier: string, value: unknown, more = {}) =>
    call('POST set-custom-data', { targetType: 'GROUP', targetIdentifier, list: [{ key: 'vNUMBER', value }], ...more })
  refusedAs(await set('crew', 'many'), 400, 400)
  refusedAs(await set('nowhere', 1), 404, 404)
  refusedAs(await set('crew', 1, { tenantId: 'x' }), 400, 400)
  ok(await set('crew', null))
})

test('fields are removed with their values; one that is not there is passed over', async () => {
  const list = [
    { targetType: 'ROLE', key: 'vNUMBER' },
    { targetType: 'ROLE', key: 'unheard' },
  ]
  refusedAs(await call('POST delete-custom-fields', { list: [] }), 400, 400)
  assert.deepEqual(ok(await call('POST delete-custom-fields', { tenantId: '', list })), { success: true })
  const left = ok<object>(await call('GET get-custom-data?targetType=ROLE&targetIdentifier=editor'))
  assert.equal('vNUMBER' in left, false)
  assert.equal('vSTRING' in left, true)
})

test('another pool sees none of them, people may define none', async () => {
  const other = await world.addTenant('elsewhere')
  const speaking = { tenant: other, token: await managementToken(world, other) }
  assert.deepEqual(ok(await call('GET get-custom-fields?targetType=USER', undefined, speaking)), [])
  ok(await call('POST delete-custom-fields', { list: [{ targetType: 'USER', key: 'size' }] }, speaking))
  assert.ok((await fieldsOf('USER')).some(({ key }) => key === 'size'))
  const { token } = await registerPerson(world)
  refusedAs(await call('POST set-custom-fields', { list: [] }, { token }), 403, 1001)
})
