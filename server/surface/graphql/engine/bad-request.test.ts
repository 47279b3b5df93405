import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Language } from '@menshen/contract/errors'
import { buildDoorSchema } from './build-schema.ts'
import { type ExecutionResult, makeEngine } from './execute.ts'

const sdl = readFileSync(new URL('../v2/schema.graphql', import.meta.url), 'utf8')
const engine = makeEngine(buildDoorSchema(sdl, {}), (error) => assert.fail(String(error)))
const answer = (body: unknown, language: Language = 'en-US') => engine.answer(body, {}, { language })
const ask = (query: string, operationName?: string) => answer({ query, operationName })

function details({ data, errors = [] }: ExecutionResult): string[] {
  assert.equal(data, null)
  assert.ok(errors.length >= 1 && errors.length <= 5)
  return errors.map(({ message, extensions }) => {
    assert.ok(typeof message === 'object')
    assert.deepEqual([message.code, message.data, extensions.code], [400, null, 'INTERNAL_SERVER_ERROR'])
    assert.doesNotMatch(message.message, / at .*\.(ts|js|mjs)/)
    return message.message
  })
}

test('bodies that are no request say what a request is', async () => {
  const bodies: [unknown, RegExp][] = [
    [undefined, /body must be an object/],
    [null, /body must be an object/],
    ['{ user { id } }', /body must be an object/],
    [[{ query: '{ user { id } }' }], /batches/],
    [{}, /query is missing/],
    [{ query: 7 }, /query is missing/],
    [{ query: ' ' }, /query is missing/],
    [{ query: '{ user { id } }', variables: '{}' }, /variables must be/],
    [{ query: '{ user { id } }', variables: [] }, /variables must be/],
    [{ query: '{ user { id } }', operationName: 1 }, /operationName must be/],
  ]
  for (const [body, expected] of bodies) assert.match(String(details(await answer(body))), expected)
})

test('faults of the text are named and placed', async () => {
  const texts: [string, RegExp][] = [
    ['{ user { id }', /Syntax Error: Expected Name, found <EOF>/],
    ['{ usr { id } }', /Cannot query field "usr" on type "Query"/],
    ['{ user { id(a: 1) } }', /Unknown argument "a"/],
    ['{ user(id: "1", id: "2") { id } }', /only one argument named "id"/],
    ['query q($a: String, $a: String) { user(id: $a) { id } }', /only one variable named "\$a"/],
    ['{ findUser(identity: { provider: "a", provider: "b" }) { id } }', /only one input field named "provider"/],
    ['{ user(id: 5) { id } }', /String cannot represent a non string value/],
    ['query q($id: Int) { user(id: $id) { id } }', /type "Int" used in position expecting type "String"/],
    ['subscription { user { id } }', /no subscriptions here/],
    ['query a { user { id } } query b { user { id } }', /"operationName" must say/],
    ['fragment f on User { id }', /is never used/],
    ['{ user { ...f } } fragment f on User { ...f }', /Cannot spread fragment "f" within itself/],
  ]
  for (const [text, expected] of texts) {
    const result = await ask(text)
    assert.match(String(details(result)), expected)
    for (const said of details(await answer({ query: text }, 'zh-CN')))
      assert.match(said, /^请求有误：GraphQL：(?!.*[a-z]+ [a-z]+ )(?!.*规范).*[\u4e00-\u9fff]{2}/, text)
    if (!/operationName/.test(expected.source)) assert.ok(result.errors?.[0]?.locations?.[0]?.line === 1, text)
  }
  assert.match(String(details(await ask('query a { user { id } }', 'c'))), /no operation named "c"/)
  assert.equal(details(await ask(`{ ${'a b c d e f g h'} }`)).length, 5)
})

test('an operation is picked by its name', async () => {
  const { errors } = await ask('query a { userpool { id } } query b { userpools { totalCount } }', 'b')
  assert.deepEqual(errors?.[0]?.path, ['userpools'])
})

test('a request is refused before it costs', async () => {
  const rows = (count: number, text: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => text(i)).join(' ')
  const nest = (depth: number) => `{ role(code: "a") ${'{ parent '.repeat(depth)}{ id }${' }'.repeat(depth)} }`
  const bomb = `{ user { ...f0 } } ${rows(20, (i) => `fragment f${i} on User { ${rows(9, (j) => `a${j}: roles { list { users { list { ...f${i + 1} } } } }`)} }`)} fragment f20 on User { id }`
  const texts: [string, RegExp][] = [
    [`{ ${rows(2000, (i) => `a${i}: __typename`)} }`, /more than 4000 tokens/],
    [nest(14), /nested deeper than 15 levels/],
    [`{ user { ${rows(51, (i) => `a${i}: id`)} } }`, /"id" is selected more than 50 times/],
    [`{ ${rows(31, (i) => `a${i}: ${i % 2 ? 'user' : 'userpool'} { id }`)} }`, /more than 30 fields at the root/],
    [
      `{ ...f } fragment f on Query { ${rows(31, (i) => `a${i}: ${i % 2 ? 'user' : 'userpool'} { id }`)} }`,
      /more than 30 fields/,
    ],
    [`{ user { ${rows(49, () => `roles { ${rows(17, () => 'totalCount')} }`)} } }`, /selected too many times/],
    [bomb, /nested deeper|more than 1000 fields/],
    ...['{ user(id: ', 'query q($a: ', '{ searchUser(fields: '].map((start): [string, RegExp] => [
      start + '['.repeat(3900),
      /100 brackets/,
    ]),
    [`{ user(id: ${'{a:'.repeat(1200)}`, /more than 100 brackets/],
    [`${'{ user '.repeat(1900)}${'}'.repeat(1900)}`, /more than 100 brackets/],
    [`{ ${'... { '.repeat(900)} __typename ${'}'.repeat(900)} }`, /more than 100 brackets/],
  ]
  for (const [text, expected] of texts) {
    assert.match(String(details(await ask(text))), expected, text.slice(0, 60))
    const chinese = String(details(await answer({ query: text }, 'zh-CN')))
    assert.match(chinese, /^请求有误：GraphQL：(?!.*规范).*[\u4e00-\u9fff]{2}/, text.slice(0, 60))
  }
  const fifteen = await ask(nest(13))
  assert.deepEqual(fifteen.errors?.[0]?.path, ['role'])
})
