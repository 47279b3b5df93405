import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'

const browser = join(import.meta.dirname, '../../login/src')
const files = globSync('**/*.{ts,tsx}', { cwd: browser }).filter((file) => !file.endsWith('.test.ts'))
const specifiersOf = (file: string) =>
  [...readFileSync(join(browser, file), 'utf8').matchAll(/(?:from|import\(|import) ?'([^']+)'/g)].map(
    ([, specifier = '']) => specifier,
  )

/** Packages of the browser, as `login/package.json` has them; those of the server would come into the pages whole. */
const { dependencies } = JSON.parse(readFileSync(join(browser, '../package.json'), 'utf8')) as {
  dependencies: Record<string, string>
}

function isAllowed(file: string, specifier: string): boolean {
  if (specifier.startsWith('.')) return !relative(browser, join(browser, dirname(file), specifier)).startsWith('..')
  if (specifier.startsWith('@menshen/contract/')) return true
  return Object.keys(dependencies).some((name) => specifier === name || specifier.startsWith(`${name}/`))
}

test('what runs in the browser imports itself, the contract and its packages, and nothing of the server', () => {
  assert.ok(files.length > 100)
  const wrong = files.flatMap((file) =>
    specifiersOf(file)
      .filter((specifier) => !isAllowed(file, specifier))
      .map((specifier) => `login/src/${file} imports ${specifier}`),
  )
  assert.deepEqual(wrong, [])
})
