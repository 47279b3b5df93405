// That each action has a handler is held by the types: the server's handlers are a record over the table. That somebody calls it
// is not: what no page does is no action of a page.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { centreActions } from '@menshen/contract/pages/centre-actions'
import { resetLinkActions, signInActions } from '@menshen/contract/pages/sign-in-actions'

const browser = join(import.meta.dirname, '../../login/src')

/** The names in `tables` that no file sends: as an argument of what sends, or as the `action` of something that does. */
function uncalled(files: string[], ...tables: object[]): string[] {
  const text = files.map((file) => readFileSync(join(browser, file), 'utf8')).join('\n')
  const names = tables.flatMap((table) => Object.keys(table))
  return names.filter((name) => {
    const sending = String.raw`\b(?:send|ask|act|hear|useTold)\((?:view, )?[^()]{0,80}?'${name}'`
    const kept = String.raw`\bactions?\b ?[:=][^;]{0,120}?['"]${name}['"]`
    return !new RegExp(`${sending}|${kept}`).test(text)
  })
}

test('every action of the sign-in page, and of the page behind a reset link, is one that the page takes', () => {
  const files = globSync('**/*.{ts,tsx}', { cwd: browser }).filter((file) => !/^account\/|\.test\.ts$/.test(file))
  assert.ok(files.length > 50)
  assert.deepEqual(uncalled(files, signInActions, resetLinkActions), [])
})

test('every action of the user centre is one that its page takes', () => {
  const files = globSync('account/**/*.{ts,tsx}', { cwd: browser })
  assert.ok(files.length > 40)
  assert.deepEqual(uncalled(files, centreActions), [])
})
