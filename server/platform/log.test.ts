import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from './log.ts'

function written(error: unknown): string {
  const lines: string[] = []
  createLog('trace', { write: (line) => void lines.push(line) }).error({ err: error }, 'it failed')
  return lines.join('')
}

test('an error is written with what went wrong, and without the data that it is about', () => {
  const error = Object.assign(new Error('violates a constraint'), {
    constraint: 'user_account_check',
    detail: 'Failing row contains (canary).',
    where: 'canary',
    rawPacket: Buffer.from('canary'),
    response: 'canary',
  })
  const line = written(error)
  for (const word of ['violates a constraint', 'user_account_check', 'log.test.ts'])
    assert.ok(line.includes(word), word)
  assert.doesNotMatch(line, /canary|99,97,110/)
})

test('an error that repeats a megabyte is a line of some kilobytes', () => {
  assert.ok(written(new Error('x'.repeat(1_000_000))).length < 20_000)
})

test('what is thrown that is no error is written as it is', () => {
  assert.match(written('a text'), /a text/)
  assert.match(written(null), /it failed/)
})
