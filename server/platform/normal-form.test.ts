import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normalForm } from './normal-form.ts'

test('what people write has the normal form of Unicode', () => {
  for (const text of ['Zoë', 'Zoe\u0308', 'ｶﾞ', 'Å', '한국', '한국', 'a\u0315\u0300', '😀', `e${'\u0301'.repeat(30)}`])
    for (const form of ['NFC', 'NFKC'] as const) assert.equal(normalForm(text, form), text.normalize(form))
})

test('marks without end are sorted a few at a time', () => {
  for (const marks of ['\u0315\u0300', '\uff9e\u0300', '\u0300\u0323\u05b0', '\u0344\u0315'])
    for (const form of ['NFC', 'NFKC'] as const) {
      const text = normalForm(`a${marks.repeat(50_000)}`, form)
      assert.ok(text.length >= 100_000)
      // Whatever the form makes of it, no run of marks is longer than it began.
      assert.doesNotMatch(text, /[\u0300-\u034e\u0350-\u036f\u05b0\u3099]{91}/)
      assert.equal(normalForm(normalForm(text, form), form).length >= text.length, true)
    }
})
