import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/security-model.md'), 'utf8')
const rows = [...page.matchAll(/^\| ([0-9 to]+) \| (.+?) \| (.+?) \| (.*?) \| (.*?) \|$/gm)].map(
  ([, number = '', , state = '', tests = '', beside = '']) => ({ number, state, tests, beside }),
)

test('the page on security says of each of its items how it stands, once', () => {
  const numbers = rows.flatMap(({ number }) => {
    const [first = 0, last = first] = number.split(' to ').map(Number)
    return Array.from({ length: last - first + 1 }, (_, step) => first + step)
  })
  assert.deepEqual(
    numbers,
    Array.from({ length: 75 }, (_, step) => step + 1),
  )
  assert.deepEqual([...new Set(rows.map(({ state }) => state))].sort(), ['held', 'not yet', 'partly'])
})

test('what it calls held is shown by tests that exist, and what it calls partly says what is missing', () => {
  for (const { number, state, tests, beside } of rows) {
    const files = [...tests.matchAll(/`(.+?)`/g)].map(([, path = '']) => path)
    assert.equal(files.length > 0, state !== 'not yet', number)
    if (state === 'partly') assert.notEqual(beside, '', number)
    for (const file of files) assert.ok(existsSync(join(root, 'test', file)), `${number}: ${file}`)
  }
})
