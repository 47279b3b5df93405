import assert from 'node:assert/strict'
import { test } from 'node:test'
import { JsonTooDeep, parseJson } from './bounded-json.ts'

const nested = (levels: number, open = '[', close = ']') => open.repeat(levels) + close.repeat(levels)

test('what people nest is read, what nobody does is refused before anything is made of it', () => {
  assert.deepEqual(parseJson(nested(3)), [[[]]])
  assert.doesNotThrow(() => parseJson(nested(1_000)))
  for (const text of [nested(1_001), nested(400_000), '{"a":'.repeat(1_001), `[${nested(1_000)}]`])
    assert.throws(() => parseJson(text), JsonTooDeep)
  assert.throws(() => parseJson('{'), SyntaxError)
})

test('brackets inside texts are letters', () => {
  const text = '["'.repeat(1) + '[{'.repeat(1000)
  assert.deepEqual(parseJson(`${text}\\"[\\\\"]`), [`${'[{'.repeat(1000)}"[\\`])
  assert.deepEqual(parseJson('{"a\\\\":["]"]}'), { 'a\\': [']'] })
})

test('siblings are not depth', () => {
  assert.equal((parseJson(`[${Array(1000).fill('[]').join(',')}]`) as unknown[]).length, 1000)
})
