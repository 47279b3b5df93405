import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Code, decline, type Language, refuse, say } from '@menshen/contract/errors'
import { buildDoorSchema } from './build-schema.ts'
import { type ExecutionOptions, makeEngine } from './execute.ts'

const sdl = `
  scalar Object
  enum Scene { RESET LOGIN }
  input Profile { name: String! age: Int scene: Scene tags: [String!] extra: Object }
  type Page { page: Int }
  type PaginatedFriends { totalCount: Int! list: [Person!]! }
  type Person { id: String! age: Int secret: String friends: PaginatedFriends best: Person letters(first: Int): [String!]! }
  type Query {
    person(id: String): Person
    sure(id: String!): Person!
    echo(profile: Profile, scene: Scene, ids: [String!], extra: Object, text: String! = "fallback", count: Int): Object
    unbuilt: Person
    sureUnbuilt: Person!
  }
  type Mutation { step(name: String!): String! }
`
const en: ExecutionOptions = { language: 'en-US' }

type Seen = { log: string[] }

function open() {
  const crashes: unknown[] = []
  const rows = {
    Query: {
      person: async ({ id }: { id?: string }, _context: Seen) => persons(id),
      sure: async ({ id }: { id: string }) => persons(id),
      echo: async (args: unknown) => args,
    },
    Person: {
      friends: async (_: unknown, _context: Seen, parent: { id: string }) => ({
        totalCount: 1,
        list: [{ id: `${parent.id}'s` }],
      }),
    },
    Mutation: {
      step: async ({ name }: { name: string }, { log }: Seen) => {
        log.push(`${name}+`)
        await new Promise((resolve) => setImmediate(resolve))
        log.push(`${name}-`)
        return name === 'no' ? refuse(2006) : name
      },
    },
  }
  const engine = makeEngine<Seen>(buildDoorSchema(sdl, rows), (error) => crashes.push(error))
  const context: Seen = { log: [] }
  const ask = async (query: string, variables = {}, call = en) =>
    JSON.parse(JSON.stringify(await engine.execute({ query, variables }, context, call)))
  return { engine, ask, crashes, context }
}

async function persons(id = 'one') {
  if (id === 'unknown') refuse(2004)
  if (id === 'declined') return decline(2006)
  if (id === 'broken') throw new Error('connection to 10.0.0.7 refused')
  if (id === 'odd') throw undefined
  if (id === 'nameless') return { age: 3 }
  return id === 'none' ? null : { id, age: 30, best: { id: 'best', age: 31.5 } }
}

const message = (code: Code, language: Language = 'en-US') => ({ code, message: say(code, language), data: null })

// Compiled, and interpreted because of the literal: the two engines must answer alike.
const forms: [string, (field: string, id: string) => [string, object]][] = [
  ['compiled', (field, id) => [`query q($id: String!) {\n  op: ${field}(id: $id) { id }\n}`, { id }]],
  ['interpreted', (field, id) => [`query q {\n  op: ${field}(id: ${JSON.stringify(id)}) { id }\n}`, {}]],
]

for (const [engine, form] of forms) {
  test(`${engine}: a refusal has an object for a message, and data by the nullability of its field`, async () => {
    const { ask, crashes } = open()
    const entry = {
      message: message(2004),
      locations: [{ line: 2, column: 3 }],
      path: ['op'],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    }
    assert.deepEqual(await ask(...form('person', 'unknown')), { errors: [entry], data: { op: null } })
    assert.deepEqual(await ask(...form('sure', 'unknown')), { errors: [entry], data: null })
    const declined = await ask(...form('person', 'declined'))
    assert.deepEqual(declined.errors[0].message, message(2006))
    assert.deepEqual(crashes, [])
  })

  test(`${engine}: a crash is told inside and is 1000 outside`, async () => {
    const { ask, crashes } = open()
    const { errors, data } = await ask(...form('person', 'broken'))
    assert.deepEqual(
      errors.map((error: { message: unknown }) => error.message),
      [message(1000)],
    )
    assert.deepEqual(data, { op: null })
    assert.match(String(crashes), /10\.0\.0\.7/)
    const odd = await ask(...form('sure', 'odd'))
    assert.deepEqual(
      odd.errors.map((error: { message: unknown }) => error.message),
      [message(1000)],
    )
    assert.equal(crashes.length, 2)
  })

  test(`${engine}: an answer without what the schema promises is a crash, with no inner names outside`, async () => {
    const { ask, crashes } = open()
    const { errors, data } = await ask(...form('person', 'nameless'))
    assert.deepEqual(data, { op: null })
    assert.deepEqual(
      errors.map((error: { message: unknown }) => error.message),
      [message(1000)],
    )
    assert.equal(crashes.length, 1)
    assert.deepEqual(await ask(...form('person', 'none')), { data: { op: null } })
    assert.equal((await ask(...form('sure', 'none'))).data, null)
  })
}

test('nested rows get their parent, columns come from it, and a value of the wrong kind nulls only itself', async () => {
  const { ask, crashes } = open()
  const query = '{ person { __typename id friends { totalCount list { id } } best { id age } } }'
  const { data, errors } = await ask(query)
  assert.deepEqual(data, {
    person: {
      __typename: 'Person',
      id: 'one',
      friends: { totalCount: 1, list: [{ id: "one's" }] },
      best: { id: 'best', age: null },
    },
  })
  assert.deepEqual(
    errors.map((error: { path: unknown; message: unknown }) => [error.path, error.message]),
    [[['person', 'best', 'age'], message(1000)]],
  )
  assert.equal(crashes.length, 1)
})

test('what is not built refuses by name, nested lookups too', async () => {
  const { ask } = open()
  const refusal = (operation: string) => say(1000, 'zh-CN', { variant: 'notBuilt', values: { operation } })
  const texts = async (query: string) =>
    (await ask(query, {}, { language: 'zh-CN' })).errors.map(
      (error: { message: { message: string } }) => error.message.message,
    )
  assert.deepEqual(await texts('{ unbuilt { id } }'), [refusal('unbuilt')])
  assert.deepEqual(await texts('{ a: sureUnbuilt { id } }'), [refusal('sureUnbuilt')])
  assert.deepEqual(await texts('{ person { id letters } }'), [refusal('Person.letters')])
})

test('strict tools get text, with the code in extensions', async () => {
  const { ask } = open()
  const { errors } = await ask(
    'query q($id: String) { person(id: $id) { id } }',
    { id: 'unknown' },
    { ...en, strictErrors: true },
  )
  assert.equal(errors[0].message, say(2004, 'en-US'))
  assert.deepEqual(errors[0].extensions, { code: 2004, data: null })
})

test('mutations run one after the other, and past a refusal', async () => {
  const { ask, context } = open()
  const { data, errors } = await ask('mutation m($a: String!, $b: String!) { a: step(name: $a) b: step(name: $b) }', {
    a: 'x',
    b: 'y',
  })
  assert.deepEqual([data, errors], [{ a: 'x', b: 'y' }, undefined])
  await ask('mutation m($a: String!, $b: String!) { a: step(name: $a) b: step(name: $b) }', { a: 'no', b: 'z' })
  assert.deepEqual(context.log, ['x+', 'x-', 'y+', 'y-', 'no+', 'no-', 'z+', 'z-'])
})

test('a literal of a caller never becomes code', async () => {
  const { ask } = open()
  const marked = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74dglobalThis.ranCallersText=1'
  const unmarked = '__MAGIC_NAN__57f286b9_4c20_487f_b409_79804ddcb4f8'
  for (const text of [marked, unmarked]) {
    assert.equal((await ask(`{ echo(text: ${JSON.stringify(text)}) }`)).data.echo.text, text)
    assert.equal((await ask(`query q($t: String! = ${JSON.stringify(text)}) { echo(text: $t) }`)).data.echo.text, text)
    assert.equal((await ask('query q($t: String!) { echo(text: $t) }', { t: text })).data.echo.text, text)
    assert.equal((await ask(`{ echo(extra: { a: ["""${text}"""] }) }`)).data.echo.extra.a[0], text)
  }
  assert.equal('ranCallersText' in globalThis, false)
})

test('directives hide fields, and fragments join', async () => {
  const { ask } = open()
  const query = `query q($no: Boolean!) { person { id @skip(if: $no) ...f age @include(if: $no) } } fragment f on Person { best { id } }`
  assert.deepEqual((await ask(query, { no: true })).data, { person: { age: 30, best: { id: 'best' } } })
  assert.deepEqual((await ask(query, { no: false })).data, { person: { id: 'one', best: { id: 'best' } } })
})

test('names of the prototype are only names, but for the one that cannot be', async () => {
  const { ask } = open()
  const query = 'query q($valueOf: String) { constructor: person(id: $valueOf) { toString: id } }'
  assert.deepEqual((await ask(query, { valueOf: 'p' })).data, { constructor: { toString: 'p' } })
  assert.deepEqual((await ask(query)).data, { constructor: { toString: 'one' } })
  for (const text of [
    'query q($__proto__: String) { person(id: $__proto__) { id } }',
    '{ __proto__: person { id } }',
  ]) {
    const { data, errors } = await ask(text, JSON.parse('{ "__proto__": "p" }'))
    assert.equal(data, null)
    assert.match(errors[0].message.message, /"__proto__" is a reserved name/)
  }
})
