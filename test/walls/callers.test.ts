import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { Admission, Caller } from '#domain/shape/caller.ts'
import { managementToken, type Person, registerPerson } from '../kit/people.ts'
import { newWorld, type World } from '../kit/world.ts'
import { forStrangersToo, ownChecks } from './known.ts'
import { compose, type Field, type Operation } from './operation.ts'
import { allOperations } from './operations.ts'
import { plainValue } from './plain-values.ts'
import { speak } from './speak.ts'
import { strangeTokens } from './tokens.ts'

const operations = (await allOperations(plainValue)).filter(({ name }) => !(name in ownChecks))

let world: World
let person: Person
let manager: string
let strange: Record<string, string>

before(async () => {
  world = await newWorld()
  person = await registerPerson(world)
  manager = await managementToken(world)
  strange = await strangeTokens(world)
})

/** With what it needs; with all it takes where that is not enough to be read at all. */
async function codeOf(operation: Operation, token?: string): Promise<number> {
  const needed = operation.fields.filter(({ required }) => required)
  const code = await ask(operation, needed, token)
  return [400, 2231].includes(code) ? ask(operation, operation.fields, token) : code
}

async function ask(operation: Operation, fields: readonly Field[], token?: string): Promise<number> {
  const { pool, application } = world.tenant
  const place = { 'x-authing-app-id': application.id, 'x-authing-userpool-id': pool.id }
  const headers = { ...place, ...(token && { authorization: `Bearer ${token}` }) }
  return (await speak(world.origin, operation, compose(fields, plainValue), headers)).code
}

const admits = (operation: Operation, kind: Caller['kind']) =>
  [...operation.admits].some((admission: Admission) => admission === 'anyone' || admission.includes(kind))

test('there is something to ask', () => {
  assert.ok(operations.length > 250)
  for (const [name, token] of Object.entries(strange)) assert.ok(token && token !== 'none', name)
})

describe('who may call', () => {
  for (const operation of operations) {
    if (operation.admits.has('anyone')) continue
    test(`${operation.name}: ${[...operation.admits]}`, async () => {
      const said = new Map<string, number>()
      if (!forStrangersToo.has(operation.name)) said.set('nobody', await codeOf(operation))
      if (!admits(operation, 'user')) said.set('a user', await codeOf(operation, person.token))
      if (!admits(operation, 'manager')) said.set('a manager', await codeOf(operation, manager))
      const wanted = new Map([...said].map(([who]) => [who, who === 'nobody' ? 2020 : 1001]))
      assert.deepEqual(said, wanted)
    })
  }
})

describe('what is no token for these operations', () => {
  for (const operation of operations) {
    if (operation.admits.has('anyone')) continue
    test(operation.name, async () => {
      const believed = []
      for (const [name, token] of Object.entries(strange)) {
        if (name === 'an mfaToken' && admits(operation, 'second factor')) continue
        const code = await codeOf(operation, token)
        if (![1001, 2036, 2206, 2207].includes(code)) believed.push(`${name}: ${code}`)
      }
      assert.deepEqual(believed, [])
    })
  }
})
