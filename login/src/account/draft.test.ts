import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changed, isUnsaved, noDraft } from './draft.ts'

test('what was typed is a change until it is as it was', () => {
  const profile = changed({ city: 'Xian' }, 'name', 'Lin', '')
  assert.deepEqual(profile, { city: 'Xian', name: 'Lin' })
  assert.deepEqual(changed(profile, 'name', '', ''), { city: 'Xian' })
  assert.equal(isUnsaved({ ...noDraft, profile }), true)
  assert.equal(isUnsaved({ ...noDraft, own: changed({ size: 'M' }, 'size', 'S', 'S') }), false)
})
