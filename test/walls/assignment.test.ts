import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { newWorld, type World } from '../kit/world.ts'
import { type Furnished, furnish } from './furnish.ts'
import { logs } from './known.ts'
import { compose, type Field, type Operation } from './operation.ts'
import { allOperations, inOrder } from './operations.ts'
import { plainValue } from './plain-values.ts'
import { rowsOf, tablesOfPools } from './pool-rows.ts'
import { speak } from './speak.ts'
import { fillingOf, kindOf, type Things, thingsIn } from './values.ts'

// Inputs of GraphQL hold what the schema says and nothing else.
const operations = inOrder(await allOperations(plainValue)).filter(
  ({ door, name }) => door !== 'GraphQL V2' && !/^GET /.test(name),
)

/** What a record has and nobody writes, by the names of the wire and by those of the tables. */
const forged = Object.fromEntries(
  [
    ...['id', '_id', 'userPoolId', 'user_pool_id', 'ownerId', 'owner_id', 'arn', 'status', 'createdAt', 'created_at'],
    ...['updatedAt', 'updated_at', 'isRoot', 'isDefault', 'isSystem', 'isDeleted', 'role', 'roles', 'permissions'],
    ...['secret', 'hash', 'passwordHash', 'jwtSecret', 'token', 'tokenVersion', 'loginsCount', 'emailVerified'],
    ...['constructor', 'prototype', 'hasOwnProperty'],
  ].map((name) => [name, `forged-${name}`]),
)

let world: World
let own: Furnished
let things: Things
let tables: string[]
/** Operations that got as far as the forgeries: they named one, or take all that they are sent. */
const taken = new Set<string>()

before(async () => {
  world = await newWorld()
  own = await furnish(world, 'alfa')
  tables = await tablesOfPools(world)
  things = thingsIn(await rowsOf(world, tables, own.tenant.pool.id), own.tenant.pool.id, own.more)
})

/** With what it needs and names, then with all it takes; both times with everything that it does not ask for. */
async function sendAll(operation: Operation): Promise<void> {
  await send(
    operation,
    operation.fields.filter((field) => field.required || kindOf(field)),
  )
  await send(operation, operation.fields)
}

async function send(operation: Operation, fields: readonly Field[]): Promise<void> {
  const asked = new Set(operation.fields.map(({ trail }) => trail[0]))
  const request = compose(fields, (field) => fillingOf(field, things, 0, operation.fields))
  const more = Object.entries(forged).filter(([name]) => !asked.has(name))
  for (const one of Object.values(request.body).flat()) if (isObject(one)) Object.assign(one, forged)
  const body = { ...request.body, ...Object.fromEntries(more) }
  const admitted = [...operation.admits].join()
  for (const token of [own.manager, own.person.token]) {
    const isAdmitted = token === own.manager ? !/^user/.test(admitted) : /user|anyone/.test(admitted)
    if (!isAdmitted) continue
    const headers = { 'x-authing-app-id': own.tenant.application.id, authorization: `Bearer ${token}` }
    const { code, refusal } = await speak(world.origin, operation, { ...request, body }, headers)
    if (code === 200 || /there is no field/.test(refusal)) taken.add(operation.name)
  }
}

/** A device says about itself what it likes. */
function isForged(row: string): boolean {
  const { details: _, ...columns } = JSON.parse(row)
  return JSON.stringify(columns).includes('forged-')
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

describe('what an operation does not ask for is written nowhere', () => {
  for (const operation of operations)
    test(operation.name, async () => {
      await sendAll(operation)
      const { rows: pools } = await world.database.pool.query('SELECT id FROM user_pool')
      const found: string[] = []
      for (const { id } of pools)
        for (const [table, rows] of await rowsOf(world, tables, id))
          if (!logs.has(table)) found.push(...rows.filter(isForged).map((row) => `${table}: ${row.slice(0, 300)}`))
      assert.deepEqual(found, [])
    })
})

test('dozens of them were asked so', () => assert.ok(taken.size > 50, `only ${[...taken].join()}`))
