import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildSchema } from 'graphql'
import { makePlanner } from './plan-query.ts'

const schema = buildSchema('type Query { a(x: String, on: Boolean): String b: String }')

test('a compiled text is planned once for each operation name', () => {
  const plan = makePlanner(schema)
  const query = 'query one($x: String) { a(x: $x, on: true) } query two { b }'
  assert.equal(plan({ query, operationName: 'one' }), plan({ query, operationName: 'one' }))
  assert.notEqual(plan({ query, operationName: 'one' }), plan({ query, operationName: 'two' }))
  assert.throws(
    () => plan({ query }),
    (faults) => Array.isArray(faults) && faults.length === 1,
  )
})

test('texts with literals or directives are neither compiled nor kept, and long ones not kept', () => {
  const plan = makePlanner(schema)
  const interpreted = [
    '{ a(x: "secret") }',
    '{ a(x: null) }',
    'query q($x: String = "secret") { a(x: $x) }',
    'query q($no: Boolean!) { b @skip(if: $no) }',
  ]
  for (const query of interpreted) {
    assert.equal(plan({ query }).compiled, false)
    assert.notEqual(plan({ query }), plan({ query }))
  }
  const long = `{ b } #${'-'.repeat(20_000)}`
  assert.equal(plan({ query: long }).compiled, true)
  assert.notEqual(plan({ query: long }), plan({ query: long }))
})

test('the plans kept are bounded by number and by weight', () => {
  const plan = makePlanner(schema)
  const first = plan({ query: '{ b }' })
  for (let i = 0; i < 999; i++) plan({ query: `{ b } #${i}` })
  assert.equal(plan({ query: '{ b }' }), first)
  for (let i = 0; i < 1000; i++) plan({ query: `{ b } #second ${i}` })
  assert.notEqual(plan({ query: '{ b }' }), first)
  const heavy = plan({ query: '{ b }' })
  for (let i = 0; i < 90; i++) plan({ query: `{ b } #${i}${'-'.repeat(19_900)}` })
  assert.notEqual(plan({ query: '{ b }' }), heavy)
})
