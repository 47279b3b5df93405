import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson } from '../../kit/people.ts'
import { ask, signInWith } from '../../kit/rest.ts'
import { recordStatements } from '../../kit/statements.ts'
import { accepted, graphql, refused } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let token: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

interface Entry {
  operation_desc: string
  eventResultCode: number
  eventDetails: string | null
  userId: string | null
}

async function logOf(name: 'user-action' | 'audit', query: string, lang?: string): Promise<Entry[]> {
  await world.app.relay.catchUp()
  const outcome = await ask(world, `GET /api/v2/analysis/${name}?${query}`, { token, ...(lang && { lang }) })
  return accepted<{ list: Entry[] }>(outcome).list
}

test('what an operation was about is told by kind, and what it was in words, whether it succeeded or was refused', async () => {
  const person = await registerPerson(world)
  const create = 'mutation { createRole(code: "told") { id } }'
  const role = accepted<{ id: string }>(await graphql(world.origin, create, {}, { tenant: world.tenant, token }))
  const assign = 'mutation ($code: String, $id: [String!]) { assignRole(roleCode: $code, userIds: $id) { code } }'
  const give = (code: string) =>
    graphql(world.origin, assign, { code, id: [person.id] }, { tenant: world.tenant, token })
  accepted(await give('told'))
  refused(await give('nowhere'), 404)
  for (const [lang, words] of [
    ['zh-CN', '分配角色'],
    ['en-US', 'Assign roles'],
  ]) {
    const list = await logOf('audit', 'operation_name=role.assign', lang)
    const [done, not] = [200, 404].map((code) => list.find(({ eventResultCode }) => eventResultCode === code))
    assert.deepEqual(
      [done, not].map((entry) => entry?.operation_desc),
      [words, words],
    )
    assert.deepEqual(JSON.parse(done?.eventDetails ?? ''), {
      events: ['role.assigned'],
      targets: [
        { kind: 'role', id: role.id },
        { kind: 'user', id: person.id },
      ],
    })
    assert.equal(done?.userId, person.id)
    assert.deepEqual(JSON.parse(not?.eventDetails ?? ''), { attempted: ['role.assigned'] })
  }
})

test('a sign-in is told by its line in the history and costs the outbox nothing, refused or not', async () => {
  const person = await registerPerson(world)
  await world.app.relay.catchUp()
  const statements = recordStatements(world.database)
  await signInWith(world, person)
  await signInWith(world, { ...person, password: 'wrong' })
  assert.ok([...statements.keys()].some((text) => /INTO login_record/.test(text)))
  assert.deepEqual(
    [...statements.keys()].filter((text) => /INTO event_outbox/.test(text)),
    [],
  )
  const outcomes = (await logOf('user-action', `userId=${person.id}&operation_name=login`)).map(
    ({ eventResultCode, eventDetails }) => [eventResultCode, JSON.parse(eventDetails ?? '').way],
  )
  assert.deepEqual(outcomes.slice(0, 2).sort(), [
    [200, 'password'],
    [2006, 'password'],
  ])
})
