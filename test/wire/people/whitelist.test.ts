import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { doors, inBothLanguages, registering, setPool, signingIn } from '../../kit/entry.ts'
import { managementToken, registerPerson, sealed, send } from '../../kit/people.ts'
import { accepted, graphql, refused, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

const password = 'correct horse'
let world: World
let token: string

before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

type Entries = { value: string; createdAt: string }[]

function change(operation: 'addWhitelist' | 'removeWhitelist', type: string, list: string[], speaking: Speaking = {}) {
  const query = `mutation ($type: WhitelistType!, $list: [String!]!) { ${operation}(type: $type, list: $list) { value createdAt } }`
  return graphql(world.origin, query, { type, list }, { tenant: world.tenant, token, ...speaking })
}

async function listed(type: string, speaking: Speaking = {}): Promise<string[]> {
  const query = 'query ($type: WhitelistType!) { whitelist(type: $type) { value createdAt } }'
  const outcome = await graphql(world.origin, query, { type }, { tenant: world.tenant, token, ...speaking })
  return accepted<Entries>(outcome).map(({ value }) => value)
}

test('identifiers are listed in the form in which they are compared, once each', async () => {
  const added = accepted<Entries>(
    await change('addWhitelist', 'EMAIL', [' Ann@Example.com ', 'ann@example.com', 'b@example.com']),
  )
  assert.deepEqual(added.map(({ value }) => value).sort(), ['ann@example.com', 'b@example.com'])
  accepted(await change('addWhitelist', 'EMAIL', ['ann@example.com']))
  assert.deepEqual((await listed('EMAIL')).sort(), ['ann@example.com', 'b@example.com'])
  assert.deepEqual(await listed('PHONE'), [])
  const left = accepted<Entries>(await change('removeWhitelist', 'EMAIL', ['B@example.com', 'nobody@example.com']))
  assert.deepEqual(
    left.map(({ value }) => value),
    ['ann@example.com'],
  )
})

test('another pool has lists of its own, and only administrators see any', async () => {
  const other = await world.addTenant('list')
  const speaking = { tenant: other, token: await managementToken(world, other) }
  assert.deepEqual(await listed('EMAIL', speaking), [])
  const person = await registerPerson(world)
  refused(await change('addWhitelist', 'EMAIL', ['x@example.com'], { token: person.token }), 1001)
  refused(await change('addWhitelist', 'EMAIL', ['x@example.com'], { token: undefined }), 2020)
  refused(await change('addWhitelist', 'EMAIL', []), 400)
})

describe('a list that is switched on', () => {
  before(() => setPool(world, { whitelist: { usernameEnabled: true, emailEnabled: true } }))

  for (const door of doors)
    test(`2031 for who is not on it: ${door}`, async () => {
      const account = `Listed ${door}`
      const provoke = (speaking: Speaking) => registering[door](world, { account, password }, speaking)
      for (const outcome of await inBothLanguages(world, provoke)) refused(outcome, 2031)
      accepted(await change('addWhitelist', 'USERNAME', [account.toUpperCase()]))
      accepted(await registering[door](world, { account, password }))
      accepted(await signingIn[door](world, { account, password }))
      accepted(await change('removeWhitelist', 'USERNAME', [account]))
      accepted(await signingIn[door](world, { account, password }))
    })

  test('holds for every identifier of its kind that somebody registers with, and not for an administrator', async () => {
    accepted(await change('addWhitelist', 'USERNAME', ['carl']))
    const input = { username: 'carl', password: sealed(world, password), profile: { email: 'carl@example.com' } }
    refused(await send(world, 'registerByUsername', { input }), 2031)
    accepted(await send(world, 'createUser', { userInfo: { email: 'carl@example.com' } }, { token }))
    const phone = { ...input, profile: { phone: '13800138000' } }
    accepted(await send(world, 'registerByUsername', { input: phone }))
  })
})
