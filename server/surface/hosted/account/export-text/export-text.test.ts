import assert from 'node:assert/strict'
import { test } from 'node:test'
import { en } from './en.ts'
import { zh } from './zh.ts'

test('an export is labelled in Chinese wherever it is in English', () => {
  for (const part of ['sections', 'fields'] as const)
    assert.deepEqual(Object.keys(zh[part]).sort(), Object.keys(en[part]).sort(), part)
})
