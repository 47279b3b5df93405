import assert from 'node:assert/strict'
import { test } from 'node:test'
import { circlesOf, importGraph } from './imports.ts'

test('no file reaches itself through others, not even for a type', () => {
  assert.deepEqual(circlesOf(importGraph()), [])
})
