// What every row of the REST door has, and what none has.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { describeRestV2 } from '#surface/rest/v2/document.ts'
import { restRows } from '../walls/operations.ts'

const folder = join(import.meta.dirname, '../../server/surface/rest/v2/rows')
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`

test('every row says what it does, what it takes and what it answers', () => {
  for (const row of restRows) {
    assert.ok(row.about, nameOf(row))
    assert.match(row.about.summary, /^[A-Z].{5,100}[^.]$/, nameOf(row))
    assert.ok(Object.keys(row.about.result).length > 0, nameOf(row))
  }
})

test('every field says in a sentence what it is', () => {
  const silent = restRows.flatMap((row) =>
    Object.values(row.about?.input ?? {}).flatMap((part) =>
      Object.entries((part as { properties?: Record<string, { description?: string }> }).properties ?? {}).flatMap(
        ([name, { description = '' }]) => (description.endsWith('.') ? [] : [`${nameOf(row)} ${name}`]),
      ),
    ),
  )
  assert.deepEqual(silent, [])
})

test('no row checks by hand what a schema says', () => {
  const checking = globSync('*.ts', { cwd: folder }).filter((file) =>
    /typeof [\w.]+ [!=]==|Array\.isArray\(/.test(readFileSync(join(folder, file), 'utf8')),
  )
  assert.deepEqual(checking, [])
})

test('the document has an operation for every row, each under a name of its own', () => {
  const { paths } = describeRestV2() as { paths: Record<string, Record<string, { operationId: string }>> }
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({ method: method.toUpperCase(), path, operationId })),
  )
  const ids = new Set(operations.map(({ operationId }) => operationId))
  assert.equal(ids.size, operations.length)
  const rows = restRows.map((row) => nameOf(row).replace(/:(\w+)/g, '{$1}'))
  assert.deepEqual(operations.map(nameOf).sort(), rows.sort())
})
