import assert from 'node:assert/strict'
import { test } from 'node:test'
import { say } from '@menshen/contract/errors'
import { buildDoorSchema } from './build-schema.ts'
import { makeEngine } from './execute.ts'

const sdl = `
  scalar Object
  enum Scene { RESET LOGIN }
  input Profile { name: String! scene: Scene tags: [String!] }
  type Query {
    echo(profile: Profile, scene: Scene, ids: [String!], extra: Object, text: String! = "fallback", count: Int): Object
  }
`

function open() {
  const crashes: unknown[] = []
  const rows = { Query: { echo: async (args: unknown) => args } }
  const engine = makeEngine(buildDoorSchema(sdl, rows), (error) => crashes.push(error))
  const ask = async (query: string, variables = {}) =>
    JSON.parse(JSON.stringify(await engine.execute({ query, variables }, {}, { language: 'en-US' })))
  return { ask, crashes }
}

const badRequest = (detail: string) => say(400, 'en-US', { variant: 'graphql', values: { detail } })

test('variables are coerced as the specification says', async () => {
  const { ask } = open()
  const query = `query q($p: Profile, $s: Scene, $i: [String!], $x: Object, $t: String! = "default") {
    echo(profile: $p, scene: $s, ids: $i, extra: $x, text: $t)
  }`
  const given = {
    p: { name: 'n', tags: 'one', scene: 'LOGIN' },
    s: 'RESET',
    i: 'single',
    x: [1, { a: null }],
    unknown: 1,
  }
  assert.deepEqual((await ask(query, given)).data.echo, {
    profile: { name: 'n', tags: ['one'], scene: 'LOGIN' },
    scene: 'RESET',
    ids: ['single'],
    extra: [1, { a: null }],
    text: 'default',
  })
  assert.deepEqual((await ask('query q($s: Scene) { echo(scene: $s) }')).data.echo, { text: 'fallback' })
})

test('a variable of the wrong type is 400, names its place and does not repeat its value', async () => {
  const { ask, crashes } = open()
  const query = 'query q($p: Profile!, $n: Int) { echo(profile: $p, count: $n) }'
  const details: [object, string][] = [
    [{}, 'Variable "$p" of type "Profile!": was not provided'],
    [{ p: null }, 'Variable "$p" of type "Profile!": must not be null'],
    [{ p: { name: 12345 } }, 'Variable "$p.name" of type "Profile!": String cannot represent a non string value'],
    [
      { p: { name: 'n', tags: ['a', { b: 12345 }] } },
      'Variable "$p.tags[1]" of type "Profile!": String cannot represent a non string value',
    ],
    [{ p: 'hunter2: 12345' }, 'Variable "$p" of type "Profile!": Expected type "Profile" to be an object.'],
    [
      { p: { name: 'n' }, n: 2 ** 31 },
      'Variable "$n" of type "Int": Int cannot represent non 32-bit signed integer value',
    ],
  ]
  for (const [variables, detail] of details) {
    const { data, errors } = await ask(query, variables)
    assert.equal(data, null)
    assert.equal(errors[0].message.message, badRequest(detail))
    assert.equal(errors[0].message.code, 400)
    assert.doesNotMatch(JSON.stringify(errors), /12345/)
  }
  const many = await ask('query q($i: [String!]) { echo(ids: $i) }', { i: Array(1e5).fill(1) })
  assert.equal(many.errors.length, 5)
  const nullWhereDefaulted = await ask('query q($t: String = "x") { echo(text: $t) }', { t: null })
  assert.equal(nullWhereDefaulted.errors[0].message.code, 400)
  assert.deepEqual(crashes, [])
})
