import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { managementToken } from '../kit/people.ts'
import { pictures } from '../kit/pictures.ts'
import { accepted, graphql, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'
import { type AuditRow, checkRecord, namedIn } from './audit-record.ts'
import { type Furnished, furnish } from './furnish.ts'
import { given } from './given.ts'
import { logs, openTables, ownChecks, untold } from './known.ts'
import { compose, type Operation, type Request } from './operation.ts'
import { allOperations, inOrder } from './operations.ts'
import { plainValue } from './plain-values.ts'
import { type Rows, rowsOf, tablesOfPools } from './pool-rows.ts'
import { speak } from './speak.ts'
import { fillingOf, fillings, kindOf, type Things, thingsIn } from './values.ts'

const operations = inOrder(await allOperations(plainValue)).filter(
  ({ name, verbs }) => !(name in ownChecks) && [...verbs].some(({ admits }) => admits.includes('manager')),
)

let world: World
let tables: string[]
let own: Furnished
let things: Things
let rows: Rows
let pools = 0
/** Verbs that were seen to succeed. */
const shown = new Set<string>()

before(async () => {
  world = await newWorld()
  tables = await tablesOfPools(world)
  await furnishAnother()
})

async function furnishAnother(): Promise<void> {
  own = await furnish(world, `pool${++pools}`)
  // One that the holder of the other can end.
  await managementToken(world, own.tenant)
  rows = await rowsOf(world, tables, own.tenant.pool.id)
  things = thingsIn(rows, own.tenant.pool.id, own.more)
}

/** Operations use things up: the next one finds everything again. */
async function furnishAgain(after: Rows): Promise<void> {
  const lasting = [...rows].filter(([table]) => !logs.has(table) && !(table in openTables))
  const whole = lasting.every(([table, list]) => (after.get(table)?.length ?? 0) >= list.length)
  const reading = operations.find(({ name }) => name === 'Mutation.updateUserpool') as Operation
  if (!whole || (await send(reading, { path: {}, query: {}, body: {}, args: { input: {} } })) !== 200)
    return furnishAnother()
  rows = after
}

async function send(operation: Operation, request: Request): Promise<number> {
  const headers = { 'x-authing-app-id': own.tenant.application.id, authorization: `Bearer ${own.manager}` }
  return (await speak(world.origin, operation, request, headers)).code
}

/** As it was said how; else with what it needs and names, with all that it takes, and with the least, each thing in its turn. */
async function* requestsTo({ name, fields }: Operation): AsyncGenerator<Request> {
  const { tenant, person } = own
  const ground = { world, things, rows, tenant, userId: person.id, applicationId: tenant.application.id }
  const said = await given[name]?.(ground)
  if (said) yield { path: {}, query: {}, body: {}, args: {}, ...said }
  const isChoice = (name = '') => /^target_?type$/i.test(name)
  const short = fields.filter((field) => field.required || kindOf(field) || isChoice(field.trail.at(-1)))
  const needed = fields.filter((field) => field.required)
  const turns = Math.max(1, ...short.map((field) => fillings(field, things)))
  for (let turn = 0; turn < turns; turn++)
    for (const some of [short, fields, needed]) yield compose(some, (field) => fillingOf(field, things, turn, fields))
}

/** The first request that is answered well; null when none was. */
async function succeed(operation: Operation): Promise<Request | null> {
  for await (const request of requestsTo(operation)) {
    await world.app.relay.catchUp()
    await world.database.pool.query('DELETE FROM audit_record')
    if ((await send(operation, request)) === 200) return request
  }
  return null
}

async function recordOf(operation: string): Promise<AuditRow | undefined> {
  await world.app.relay.catchUp()
  const text = "SELECT * FROM audit_record WHERE log = 'admin' AND operation = $1"
  return (await world.database.pool.query<AuditRow>(text, [operation])).rows[0]
}

describe('what an administrator did stands in the log, with what it was about', () => {
  for (const operation of operations) {
    const [verb] = operation.verbs
    if (!verb || verb.name in untold) continue
    test(`${operation.name}: ${verb.name}`, async () => {
      const request = await succeed(operation)
      if (!request) return
      shown.add(verb.name)
      const after = await rowsOf(world, tables, own.tenant.pool.id)
      const record = await recordOf(verb.name)
      const [was, named] = [rows, namedIn(request, operation.fields, rows)]
      await furnishAgain(after)
      checkRecord(verb, record, { before: was, after, named })
    })
  }
})

test('every verb for administrators was seen to succeed, or it is known why not', () => {
  const all = new Set(operations.flatMap(({ verbs }) => [...verbs].map(({ name }) => name)))
  assert.deepEqual([...all].filter((name) => !shown.has(name)).sort(), Object.keys(untold).sort())
})

describe('and what the walk does not bring about', () => {
  let token: string
  before(async () => {
    token = await managementToken(world, { ...world.tenant, pool: world.made.root.pool })
  })

  const told = async (operation: string, kind: string, id: string) => {
    const { events, targets } = (await recordOf(operation))?.details ?? {}
    assert.equal(events?.length, 1)
    assert.deepEqual(targets, [{ kind, id }])
  }
  const call = async <Answer>(line: `${string} /${string}`, body?: object) => {
    const [method = '', path = ''] = line.split(' ')
    return accepted<Answer>(await rest(world.origin, method, path, body, { tenant: null, token }))
  }

  test('the operator’s signing keys', async () => {
    const { kid } = await call<{ kid: string }>('POST /api/v2/signing-keys', { algorithm: 'EdDSA' })
    await told('key.rotate-signing-key', 'signing-key', kid)
    await call(`DELETE /api/v2/signing-keys/${kid}`)
    await told('key.revoke-signing-key', 'signing-key', kid)
  })

  test('the operator’s pools', async () => {
    const query = 'mutation { createUserpool(name: "told", domain: "told") { id } }'
    const { id } = accepted<{ id: string }>(await graphql(world.origin, query, {}, { tenant: null, token }))
    await told('pool.create', 'pool', id)
    await call(`PATCH /api/v2/userpools/${id}/refresh-secret`, {})
    await told('pool.rotate-lost-secret', 'pool', id)
  })

  test('a picture', async () => {
    const body = new FormData()
    body.append('file', new Blob([pictures.png], { type: 'image/png' }), 'logo.png')
    const headers = { authorization: `Bearer ${token}` }
    await fetch(`${world.origin}/api/v2/upload?folder=logo`, { method: 'POST', headers, body })
    const { rows } = await world.database.pool.query("SELECT name FROM stored_file WHERE name LIKE 'logo/%'")
    await told('file.upload', 'file', rows[0]?.name)
  })
})
