import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { managementToken, registerPerson, send } from '../../kit/people.ts'
import { accepted, graphql, refused, rest } from '../../kit/wire.ts'
import { newWorld } from '../../kit/world.ts'

suite('changing people', async () => {
  const world = await newWorld()
  const { origin, tenant } = world
  const token = await managementToken(world)
  const speaking = { tenant, token, lang: 'en-US' }
  const make = async (username: string) =>
    accepted<{ id: string }>(await send(world, 'createUser', { userInfo: { username } }, speaking)).id
  const detail = async (id: string) =>
    accepted<Record<string, unknown>>(await rest(origin, 'GET', `/api/v2/users/${id}`, undefined, speaking))
  const update = (id: string, input: object) => send(world, 'updateUser', { id, input }, speaking)

  test('of two administrators who change one person at once neither loses what they wrote', async () => {
    const id = await make('merged')
    const changes = { nickname: 'Nick', company: 'Firm', city: 'Ulm', website: 'https://example.com', blocked: true }
    const each = Object.entries(changes).map(([name, value]) => update(id, { [name]: value }))
    for (const outcome of await Promise.all(each)) accepted(outcome)
    const person = await detail(id)
    for (const [name, value] of Object.entries(changes)) assert.equal(person[name], value, name)
  })

  test('2026: of two who create one identifier at once one is told so', async () => {
    for (const userInfo of [
      { username: 'Race' },
      { email: 'race@example.com' },
      { phone: '13800000077' },
      { externalId: 'r' },
    ]) {
      const outcomes = await Promise.all([1, 2, 3].map(() => send(world, 'createUser', { userInfo }, speaking)))
      const taken = outcomes.filter(({ code }) => code !== 200)
      assert.equal(taken.length, 2)
      for (const outcome of taken) refused(outcome, 2026)
    }
  })

  test('what is nobody’s to set stays as it is', async () => {
    const id = await make('massive')
    const before = await detail(id)
    const forged = {
      id: 'x',
      _id: 'x',
      userPoolId: 'other',
      isRoot: true,
      createdAt: '2000-01-01',
      arn: 'arn:x',
      status: 'Archived',
    }
    const people = { users: [{ username: 'forged', ...forged }] }
    refused(await rest(origin, 'POST', '/api/v2/users/create/batch', people, speaking), 400)
    const exists = await rest(origin, 'GET', '/api/v2/users/is-user-exists?username=forged', undefined, speaking)
    assert.equal(accepted(exists), false)
    for (const [name, value] of Object.entries(forged)) assert.notEqual((await update(id, { [name]: value })).code, 200)
    assert.deepEqual(await detail(id), before)
    const person = await registerPerson(world)
    const own = { tenant, token: person.token }
    const forgery = { nickname: 'mine', ...forged }
    refused(await rest(origin, 'POST', '/api/v2/users/profile/update', forgery, own), 400)
    const after = await detail(person.id)
    assert.notEqual(after.nickname, 'mine')
    assert.deepEqual([after.userPoolId, after.status], [tenant.pool.id, 'Activated'])
  })

  test('400: what is longer than a field may be, and text that cannot be stored; nothing is written', async () => {
    const id = await make('long')
    const before = await detail(id)
    for (const input of [
      { nickname: 'x'.repeat(1_001) },
      { externalId: 'x'.repeat(256) },
      { username: 'x'.repeat(65) },
      { company: 'a\0b' },
    ])
      refused(await update(id, input), 400)
    assert.deepEqual(await detail(id), before)
  })

  test('markup and formulas stay the text that they are', async () => {
    const id = await make('plain')
    const texts = { nickname: '<script>alert(1)</script>', company: '=HYPERLINK("x")', name: '{{7*7}} $1 %s \\' }
    accepted(await update(id, texts))
    const person = await detail(id)
    for (const [name, text] of Object.entries(texts)) assert.equal(person[name], text)
  })

  test('many at once: each is answered for itself', async () => {
    const users = [{ username: 'many-one', password: 'correct horse' }, { username: 'many-one' }, { nickname: 'none' }]
    const answers = accepted<{ code: number; message: string }[]>(
      await rest(origin, 'POST', '/api/v2/users/create/batch', { users, rawPassword: true }, speaking),
    )
    assert.deepEqual(
      answers.map(({ code }) => code),
      [200, 2026, 2028],
    )
    const more = Array.from({ length: 101 }, (_, at) => ({ username: `more${at}` }))
    refused(await rest(origin, 'POST', '/api/v2/users/create/batch', { users: more }, speaking), 400)
    refused(await rest(origin, 'POST', '/api/v2/users/create/batch', { users }, { tenant }), 2020)
  })

  test('2030, 2209, 2210, 2212: reading too many, deleting whom one may not', async () => {
    const ids = Array.from({ length: 81 }, (_, at) => `${at}`)
    refused(await send(world, 'userBatch', { ids }, speaking), 2030)
    refused(await rest(origin, 'POST', '/api/v2/users/batch', { ids, type: 'id' }, speaking), 2030)
    const person = await registerPerson(world)
    const other = await make('other')
    refused(await send(world, 'deleteUser', { id: other }, { tenant, token: person.token }), 2209)
    refused(await send(world, 'deleteUsers', { ids: [other, '0'.repeat(24)] }, speaking), 2210)
    const { rootUserPoolId, rootUserPoolSecret } = world.bootstrap
    const secrets = { userPoolId: rootUserPoolId, secret: rootUserPoolSecret }
    const { accessToken } = accepted<{ accessToken: string }>(
      await send(world, 'accessToken', secrets, { tenant: null }),
    )
    const asRoot = { tenant: null, token: accessToken }
    const found = await graphql(origin, '{ userpool { ownerId } }', {}, asRoot)
    const { ownerId } = accepted<{ ownerId: string }>(found)
    refused(await send(world, 'deleteUser', { id: ownerId }, asRoot), 2212)
    refused(await send(world, 'deleteUsers', { ids: [ownerId] }, asRoot), 2212)
    assert.equal((await detail(other)).id, other)
    const batch = `query ($ids: [String!]!) { userBatch(ids: $ids, type: "username") { id } }`
    assert.deepEqual(accepted(await graphql(origin, batch, { ids: ['other', 'nobody'] }, speaking)), [{ id: other }])
  })
})
