import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sdk } from '../kit/sdk.ts'
import { newWorld, type World } from '../kit/world.ts'
import { authenticationClient, codeOf, managementClient } from './clients.ts'

const nobody = '0'.repeat(24)
let world: World

before(async () => {
  world = await newWorld()
})

describe('users of the official ManagementClient', () => {
  test('create, detail, update, find, exists, delete', async () => {
    const { users } = managementClient(world)
    const created = await users.create({
      username: 'ann',
      email: 'Ann@Example.com',
      password: 'plain-gate-1',
      nickname: 'Ann',
      gender: 'F',
    })
    assert.deepEqual([created.username, created.email, created.gender], ['ann', 'ann@example.com', 'F'])
    assert.deepEqual(created.registerSource, ['import:manual'])
    assert.equal(created.password, null)
    assert.equal((await users.detail(created.id)).nickname, 'Ann')
    assert.equal((await users.update(created.id, { nickname: 'Anna', emailVerified: true })).emailVerified, true)
    assert.equal((await users.find({ email: 'ANN@example.com' }))?.id, created.id)
    assert.equal((await users.find({ username: 'ann' }))?.nickname, 'Anna')
    assert.equal(await users.exists({ email: 'ann@example.com' }), true)
    assert.equal(await users.exists({ email: 'bob@example.com' }), false)
    assert.equal((await users.delete(created.id)).code, 200)
    assert.equal(await users.find({ username: 'ann' }), null)
    await assert.rejects(users.delete(created.id), (thrown) => codeOf(thrown) === 2210)
  })

  test('whoever was created with a password can sign in', async () => {
    await managementClient(world).users.create({ username: 'signer', password: 'plain-gate-1' })
    assert.ok((await authenticationClient(world).loginByUsername('signer', 'plain-gate-1')).token)
  })

  test('a password that an administrator sets replaces the old one and ends what it opened', async () => {
    const { users } = managementClient(world)
    const client = authenticationClient(world)
    const { id } = await users.create({ username: 'changer', password: 'plain-gate-1' })
    const { token } = await client.loginByUsername('changer', 'plain-gate-1')
    await users.update(id, { password: 'plain-gate-2' })
    assert.equal((await client.checkLoginStatus(token as string))?.code, 2206)
    await assert.rejects(client.loginByUsername('changer', 'plain-gate-1'), (thrown) => codeOf(thrown) === 2006)
    assert.ok((await client.loginByUsername('changer', 'plain-gate-2')).token)
  })

  test('list and search page by page without gap or overlap', async () => {
    const { users } = managementClient(world)
    for (let i = 0; i < 12; i++) await users.create({ username: `row${i}`, nickname: `Listed ${i}` })
    const pages = await Promise.all([1, 2, 3].map((page) => users.list(page, 5)))
    const ids = pages.flatMap((page) => page.list.map((user) => user.id))
    assert.equal(new Set(ids).size, ids.length)
    assert.ok(pages.every((page) => page.totalCount === pages[0]?.totalCount))
    const found = await users.search('LISTED', { fields: ['nickname'], page: 1, limit: 20 })
    assert.equal(found.totalCount, 12)
    assert.equal((await users.search('100%_', {})).totalCount, 0)
    await assert.rejects(users.search('', {}), (thrown) => codeOf(thrown) === 2014)
    await assert.rejects(users.search('a', { fields: ['shoeSize'] }), (thrown) => codeOf(thrown) === 2015)
  })

  test('batch keeps the order and refuses 81', async () => {
    const { users } = managementClient(world)
    const [one, two] = [await users.create({ username: 'one' }), await users.create({ username: 'two' })]
    assert.deepEqual(
      (await users.batch([two.id, nobody, one.id])).map((user) => user.id),
      [two.id, one.id],
    )
    assert.deepEqual(
      (await users.batch(['one', 'two'], { queryField: 'username' })).map((user) => user.id),
      [one.id, two.id],
    )
    await assert.rejects(users.batch(Array(81).fill(one.id)), (thrown) => codeOf(thrown) === 2030)
  })

  test('refreshToken fetches a token for anybody without counting a sign-in', async () => {
    const { users } = managementClient(world)
    const { id } = await users.create({ username: 'fetched' })
    const { token } = await users.refreshToken(id)
    assert.equal((await authenticationClient(world).checkLoginStatus(token as string))?.data?.id, id)
    assert.equal((await users.detail(id)).loginsCount, 0)
    await assert.rejects(users.refreshToken(nobody), (thrown) => codeOf(thrown) === 2004)
  })

  test('a wrong secret and an unknown pool', async () => {
    const { origin, tenant } = world
    const client = (userPoolId: string) =>
      new sdk.ManagementClient({ userPoolId, secret: 'wrong', host: origin, onError: () => {} })
    await assert.rejects(client(tenant.pool.id).users.list(), (thrown) => codeOf(thrown) === 1001)
    await assert.rejects(client(nobody).users.list(), (thrown) => codeOf(thrown) === 2224)
  })
})
