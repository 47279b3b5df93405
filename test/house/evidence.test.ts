import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { recordedFiles } from '../../scripts/evidence.ts'

const root = join(import.meta.dirname, '../..')

test('what is recorded of a test is recorded of one that is there', () => {
  const gone = recordedFiles().filter((file) => !existsSync(join(root, file)))
  assert.deepEqual(gone, [])
})
