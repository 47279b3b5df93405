import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson, send } from '../kit/people.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted, refused } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

interface Field {
  key: string
  label: string
  description: string | null
  userEditable: boolean
  visibleInAdminConsole: boolean
  isUnique: boolean
  i18n: { label: Record<string, { value: string }> }
}

let world: World
let manager: string

const call = v3In(
  () => world,
  () => ({ token: manager }),
)
const set = (...list: object[]) => call('POST set-user-base-fields', { list })
const get = async (key: string) =>
  ok<Field[]>(await call('GET get-user-base-fields')).find((field) => field.key === key)

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
})

test('every field is there from the beginning, and keeps what is said of it', async () => {
  const before = await get('company')
  assert.deepEqual([before?.label, before?.i18n.label['en-US']?.value, before?.userEditable], ['公司', 'Company', true])
  assert.equal((await get('username'))?.isUnique, true)
  const label = { 'en-US': { enabled: true, value: 'Employer' } }
  const change = { key: 'company', label: 'Firm', description: 'Who pays', visibleInAdminConsole: false }
  const all = ok<Field[]>(await set({ ...change, i18n: { label } }, { key: 'city', label: 'Town' }))
  assert.deepEqual(all.find(({ key }) => key === 'city')?.label, 'Town')
  ok(await set({ key: 'company', label: null, userEditable: null, visibleInUserCenter: true }))
  const after = await get('company')
  assert.deepEqual(
    [after?.label, after?.description, after?.userEditable, after?.visibleInAdminConsole, after?.i18n.label],
    ['Firm', 'Who pays', true, false, label],
  )
})

test('what people may not change on themselves stays as it is, until an administrator changes it', async () => {
  const { id, token } = await registerPerson(world)
  const update = (input: object, as = token) => send(world, 'updateUser', { id, input }, { token: as })
  accepted(await update({ nickname: 'Ann', company: 'Sea' }))
  ok(await set({ key: 'nickname', userEditable: false }, { key: 'username', userEditable: false }))
  refused(await update({ nickname: 'Bob' }), 2018)
  refused(await update({ nickname: '' }), 2018)
  refused(await update({ username: 'somebody-else' }), 2018)
  accepted(await update({ nickname: 'Ann', company: 'Land' }))
  accepted(await update({ nickname: 'Cleo' }, manager))
  ok(await set({ key: 'nickname', userEditable: true }))
  accepted(await update({ nickname: 'Bob' }))
})

test('all is said or nothing, and what cannot be is refused', async () => {
  for (const bad of [
    { key: 'unheard' },
    { key: 'email', userEditable: false },
    { key: 'externalId', userEditable: true },
    { key: 'city', visibleInUserCenter: false },
    { key: 'city', label: 'x'.repeat(256) },
    { key: 'city', dataType: 'NUMBER' },
  ])
    refusedAs(await set({ key: 'country', label: 'Land' }, bad), 400, 400)
  refusedAs(await set(), 400, 400)
  assert.equal((await get('country'))?.label, '国家或地区')
  const { token } = await registerPerson(world)
  refusedAs(await call('POST set-user-base-fields', { list: [{ key: 'city' }] }, { token }), 403, 1001)
  const other = await world.addTenant('elsewhere')
  const speaking = { tenant: other, token: await managementToken(world, other) }
  const theirs = ok<Field[]>(await call('GET get-user-base-fields', undefined, speaking))
  assert.equal(theirs.find(({ key }) => key === 'city')?.label, '城市')
})

test('fields are listed by page and by what they are', async () => {
  const list = async (query: string) => {
    const { totalCount, list } = ok<{ totalCount: number; list: Field[] }>(
      await call(`GET list-user-base-fields?${query}`),
    )
    return [totalCount, list.map(({ key }) => key).join()]
  }
  assert.deepEqual(await list('keyword=firm&targetType=USER&dataType=STRING'), [1, 'company'])
  assert.deepEqual(await list('adminVisible=false'), [1, 'company'])
  assert.deepEqual(await list('dataType=NUMBER'), [0, ''])
  assert.deepEqual((await list('page=2&limit=2'))[1], 'phone,externalId')
  refusedAs(await call('GET list-user-base-fields?targetType=ROLE'), 400, 400)
  refusedAs(await call('GET list-user-base-fields?limit=51'), 400, 400)
})
