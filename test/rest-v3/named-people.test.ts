import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sendUdf } from '../kit/custom-data.ts'
import { managementToken } from '../kit/people.ts'
import { ask } from '../kit/rest.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { accepted } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string
let counter = 0

const call = v3In(
  () => world,
  () => ({ token: manager }),
)

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
  accepted(await sendUdf(world, 'setUdf', { key: 'badge', dataType: 'STRING', label: 'Badge' }, { token: manager }))
})

/** Somebody with everything that people can be named by. */
async function newPerson() {
  const n = ++counter
  const names = { username: `lin${n}`, email: `lin${n}@example.com`, phone: `1380000${1000 + n}`, externalId: `E${n}` }
  const created = await ask(
    world,
    'POST /api/v2/users',
    { token: manager },
    { userInfo: names, params: { badge: `b:${n}` } },
  )
  const { id } = accepted<{ id: string }>(created)
  const link = { userId: id, userIdInIdp: `gh:${n}`, identifier: 'github', isSocial: true, type: 'openid' }
  accepted(await ask(world, 'POST /api/v2/users/identity/link', { token: manager }, link))
  return { ...names, id, n }
}

const status = async (id: string) =>
  accepted<{ status: string }>(await ask(world, `GET /api/v2/users/${id}`, { token: manager })).status

describe('a person is found by', () => {
  test('each of their names, in the form in which it was typed', async () => {
    const { id, username, email, phone, externalId, n } = await newPerson()
    const names = [
      ['user_id', id],
      ['', id],
      ['username', ` ${username.toUpperCase()}`],
      ['email', email.toUpperCase()],
      ['phone', `+86 ${phone}`],
      ['external_id', externalId],
      ['identity', `github:gh:${n}`],
      ['custom_field', `badge:b:${n}`],
    ]
    for (const [userIdType, userId] of names) {
      ok(await call('POST resign-user', { userId, userIdType }))
      assert.equal(await status(id), 'Resigned', userIdType)
      accepted(await ask(world, `POST /api/v2/users/${id}/activate`, { token: manager }, {}))
    }
  })

  test('many of one kind, of whom nobody is changed when one is nobody', async () => {
    const [first, second] = [await newPerson(), await newPerson()]
    const userIds = [first.email, second.email]
    refusedAs(
      await call('POST resign-user-batch', { userIds: [...userIds, 'no@example.com'], userIdType: 'email' }),
      404,
      2004,
    )
    assert.equal(await status(first.id), 'Activated')
    const names = [first, second, first].map(({ n }) => `badge:b:${n}`)
    ok(await call('POST resign-user-batch', { userIds: names, userIdType: 'custom_field' }))
    assert.deepEqual([await status(first.id), await status(second.id)], ['Resigned', 'Resigned'])
  })
})

describe('refused are', () => {
  const resign = (userIdType: string, userId: unknown) => call('POST resign-user', { userIdType, userId })

  test('names that nobody has, of every kind', async () => {
    const { id } = await newPerson()
    for (const type of ['user_id', 'username', 'email', 'phone', 'external_id'])
      refusedAs(await resign(type, type === 'user_id' ? '0'.repeat(24) : id), 404, 2004)
    for (const type of ['identity', 'custom_field']) refusedAs(await resign(type, 'github:nobody'), 404, 2004)
    refusedAs(await resign('custom_field', `badge:${'x'.repeat(9_000)}`), 404, 2004)
  })

  test('names of half a form, kinds that there are not, and what is no text', async () => {
    for (const name of ['github', ':1', 'github:']) refusedAs(await resign('identity', name), 400, 400)
    refusedAs(await resign('custom_field', 'badge'), 400, 400)
    refusedAs(await resign('sync_relation', 'lark:1'), 501, 1000)
    refusedAs(await resign('nickname', 'Lin'), 400, 400)
    for (const userId of ['a\0b', 12, ['a']]) refusedAs(await resign('username', userId), 400, 400)
    const many = Array.from({ length: 1_001 }, (_, at) => `u${at}`)
    refusedAs(await call('POST resign-user-batch', { userIds: many }), 400, 400)
  })

  test('a value that two people have', async () => {
    const { id } = await newPerson()
    const other = await newPerson()
    for (const targetId of [id, other.id])
      accepted(await sendUdf(world, 'setUdv', { targetId, key: 'badge', value: 'shared' }, { token: manager }))
    refusedAs(await resign('custom_field', 'badge:shared'), 400, 400)
    assert.equal(await status(id), 'Activated')
  })

  test('people of another pool, by every name', async () => {
    const other = await world.addTenant('elsewhere')
    const token = await managementToken(world, other)
    const { id, email, n } = await newPerson()
    const names = { user_id: id, email, identity: `github:gh:${n}`, custom_field: `badge:b:${n}` }
    for (const [userIdType, userId] of Object.entries(names))
      refusedAs(await call('POST resign-user', { userId, userIdType }, { tenant: other, token }), 404, 2004)
    assert.equal(await status(id), 'Activated')
  })
})
