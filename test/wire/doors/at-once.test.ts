import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken } from '../../kit/people.ts'
import { accepted, graphql, type Outcome, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let token: string
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
})

const speaking = () => ({ tenant: world.tenant, token })
const ask = (query: string, variables: object = {}) => graphql(world.origin, query, variables, speaking())
const call = (line: string, body?: object) => {
  const [method = '', path = ''] = line.split(' ')
  return rest(world.origin, method, path.replace(':poolId', world.tenant.pool.id), body, speaking())
}
const dataOf = async <Data>(outcome: Promise<Outcome>) => accepted<Data>(await outcome)

let counter = 0
const fresh = () => `once${++counter}`

/** Of a kind of thing: how it is made, two changes that have nothing to do with each other, and how it is seen. */
interface Kind {
  make(code: string): Promise<Outcome>
  changes: [name: string, value: unknown][]
  change(code: string, made: Record<string, unknown>, changed: object): Promise<Outcome>
  see(code: string, made: Record<string, unknown>): Promise<Record<string, unknown>>
  /** Of several who make the same at once, what all but one are told; null where the same can be made twice. */
  taken: 409 | 2008 | 2039 | null
}

const described: Kind['changes'] = [
  ['name', 'Another name'],
  ['description', 'Another text'],
]

const kinds: Record<string, Kind> = {
  group: {
    make: (code) => ask('mutation ($code: String!) { createGroup(code: $code, name: "x") { code } }', { code }),
    changes: described,
    change: (code, _, changed) =>
      ask(
        'mutation ($code: String!, $name: String, $description: String) { updateGroup(code: $code, name: $name, description: $description) { code } }',
        { code, ...changed },
      ),
    see: (code) => dataOf(ask('query ($code: String!) { group(code: $code) { name description } }', { code })),
    taken: 409,
  },
  policy: {
    make: (code) => ask('mutation ($code: String!) { createPolicy(code: $code, statements: []) { code } }', { code }),
    changes: [
      ['description', 'Another text'],
      ['statements', [{ resource: 'x', actions: ['y'], effect: 'DENY' }]],
    ],
    change: (code, _, changed) =>
      ask(
        `mutation ($code: String!, $description: String, $statements: [PolicyStatementInput!]) {
          updatePolicy(code: $code, description: $description, statements: $statements) { code } }`,
        { code, ...changed },
      ),
    see: (code) =>
      dataOf(
        ask('query ($code: String!) { policy(code: $code) { description statements { resource actions effect } } }', {
          code,
        }),
      ),
    taken: 409,
  },
  resource: {
    make: (code) => call('POST /api/v2/resources', { code, type: 'DATA', namespace: 'default' }),
    changes: [
      ['description', 'Another text'],
      ['type', 'API'],
      ['apiIdentifier', 'https://api.example.com'],
    ],
    change: (code, _, changed) => call(`POST /api/v2/resources/${code}`, { namespace: 'default', ...changed }),
    see: (code) => dataOf(call(`GET /api/v2/resources/by-code/${code}?namespace=default`)),
    taken: 409,
  },
  namespace: {
    make: (code) => call('POST /api/v2/resource-namespace/:poolId', { code, name: code }),
    changes: described,
    change: (code, _, changed) => call(`PUT /api/v2/resource-namespace/:poolId/code/${code}`, changed),
    see: async (code) => {
      const path = 'GET /api/v2/resource-namespace/:poolId?limit=50'
      const { list } = await dataOf<{ list: { code: string }[] }>(call(path))
      return (list.find((one) => one.code === code) ?? {}) as Record<string, unknown>
    },
    taken: 409,
  },
  tenant: {
    make: (name) => call('POST /api/v2/tenant', { name, appIds: [] }),
    changes: [...described, ['rejectHint', 'Not here']],
    change: (_, { id }, changed) => call(`POST /api/v2/tenant/${id}`, changed),
    see: (_, { id }) => dataOf(call(`GET /api/v2/tenant/${id}`)),
    taken: null,
  },
  application: {
    make: (identifier) =>
      call('POST /api/v2/applications', { name: identifier, identifier, redirectUris: ['https://example.com/back'] }),
    changes: [...described.slice(1), ['logo', 'https://example.com/logo.png'], ['enableSubAccount', true]],
    change: (_, { id }, changed) => call(`POST /api/v2/applications/${id}`, changed),
    see: (_, { id }) => dataOf(call(`GET /api/v2/applications/${id}`)),
    taken: 2039,
  },
}

describe('changes of one thing at once', () => {
  for (const [name, { make, changes, change, see }] of Object.entries(kinds))
    test(`lose nothing: ${name}`, async () => {
      for (let round = 0; round < 5; round++) {
        const code = fresh()
        const made = accepted<Record<string, unknown>>(await make(code))
        const outcomes = await Promise.all(changes.map(([field, value]) => change(code, made, { [field]: value })))
        for (const outcome of outcomes) accepted(outcome)
        const seen = await see(code, made)
        for (const [field, value] of changes) assert.deepEqual(seen[field], value, field)
      }
    })
})

describe('of several who make the same at once', () => {
  for (const [name, { make, taken }] of Object.entries(kinds))
    if (taken !== null)
      test(`one does, and the others are told ${taken}: ${name}`, async () => {
        for (let round = 0; round < 3; round++) {
          const code = fresh()
          const outcomes = await Promise.all([1, 2, 3, 4].map(() => make(code)))
          const others = outcomes.filter((outcome) => outcome.code !== 200)
          assert.equal(others.length, 3)
          for (const outcome of others) refused(outcome, taken)
        }
      })
})

test('a namespace that two rename at once, while a policy in it changes, keeps what is in it', async () => {
  for (let round = 0; round < 5; round++) {
    const [code, one, other] = [fresh(), fresh(), fresh()]
    const { id } = accepted<{ id: number }>(await call('POST /api/v2/resource-namespace/:poolId', { code, name: code }))
    const statements = [{ resource: 'x', actions: ['y'] }]
    const create = `mutation ($code: String!, $namespace: String, $statements: [PolicyStatementInput!]!) {
      createPolicy(code: $code, namespace: $namespace, statements: $statements) { code } }`
    accepted(await ask(create, { code, namespace: code, statements }))
    const update = `mutation ($code: String!, $namespace: String, $statements: [PolicyStatementInput!]) {
      updatePolicy(code: $code, namespace: $namespace, statements: $statements) { code } }`
    const [changed, ...renamed] = await Promise.all([
      ask(update, { code, namespace: code, statements }),
      call(`PUT /api/v2/resource-namespace/:poolId/${id}`, { code: one }),
      call(`PUT /api/v2/resource-namespace/:poolId/${id}`, { code: other }),
    ])
    assert.ok([200, 404].includes(changed.code), `${changed.code} ${changed.message}`)
    for (const outcome of renamed) accepted(outcome)
    const { rows } = await world.database.pool.query(
      `SELECT policy.namespace AS policy, statement.namespace AS statement, own.code AS own FROM policy
       JOIN policy_statement AS statement ON statement.policy_id = policy.id JOIN resource_namespace AS own ON own.number = $2
       WHERE policy.code = $1`,
      [code, id],
    )
    assert.deepEqual(rows, [{ policy: rows[0].own, statement: rows[0].own, own: rows[0].own }])
  }
})
