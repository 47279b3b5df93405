import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'

// A sentence that is put into a refusal as a value is read by everybody in the language that it was written in.

const root = join(import.meta.dirname, '../..')
const sources = globSync('server/**/*.ts', { cwd: root }).filter((path) => !/\.test\.ts$|-for-test\.ts$/.test(path))

interface Literal {
  path: string
  text: string
}

/** The texts in whatever the pattern's first group holds, in all files of the server. */
function literals(pattern: RegExp): Literal[] {
  return sources.flatMap((path) => {
    const source = readFileSync(join(root, path), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '')
    return [...source.matchAll(pattern)].flatMap(([, part = '']) =>
      [...part.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(([, plain, filled]) => ({
        path,
        text: plain ?? filled ?? '',
      })),
    )
  })
}

suite('what a refusal says', () => {
  test('has no words among its values, which both languages share', () => {
    const values = literals(/\bvalues: (\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})/g)
    assert.ok(values.length > 100)
    const example = /^[[{]|^(GET|POST|PUT|PATCH|DELETE) \//
    const words = values.filter(({ text }) => !example.test(text) && /[A-Za-z]{2,},? [A-Za-z]{2,}/.test(text))
    assert.deepEqual(
      words.filter(({ text }) => !/^[A-Z]{3,4}(, [A-Za-z]{3,4})+$/.test(text)),
      [],
    )
    assert.deepEqual(
      sources.filter((path) => /\bdetail: [`']|values: \{ detail/.test(readFileSync(join(root, path), 'utf8'))),
      ['server/surface/graphql/engine/render-errors.ts'],
    )
  })

  test('names fields as the wire spells them', () => {
    const names = literals(
      /\b(?:checkedText|requiredText|requireFew|requireSome|choiceOf|refuseChoice|fieldsOf)\(((?:[^()\n]|\([^()\n]*\))*)\)/g,
    )
    assert.ok(names.length > 100)
    assert.deepEqual(
      names.filter(({ text }) => /[a-z] [a-z]/.test(text)),
      [],
    )
  })
})
