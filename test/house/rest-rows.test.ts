// What every row of the REST doors has, and what none has.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { restDoors, restRows } from '#surface/rest/doors.ts'
import { documentOf } from '#surface/rest/engine/openapi/document.ts'

const folder = join(import.meta.dirname, '../../server/surface/rest')
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

/** Under which an answer tells a secret. A pool's own is empty where the pool is read. */
function tellsSecret(schema: unknown): boolean {
  const { properties = {}, items, anyOf = [] } = (schema ?? {}) as Record<string, never>
  const named = Object.entries(properties as Record<string, { type?: string }>)
  return (
    named.some(([name, field]) => (/secret$/i.test(name) && field.type === 'string') || tellsSecret(field)) ||
    [items, ...(anyOf as unknown[])].some((one) => one !== undefined && tellsSecret(one))
  )
}

test('what tells a secret to whoever manages wants a fresh sign-in of a person', () => {
  const telling = restRows.filter(
    ({ about }) => about && /manager/.test(`${about.admits}`) && tellsSecret(about.result),
  )
  const stale = telling.filter(({ about }) => !/fresh/.test(`${about?.admits}`)).map(nameOf)
  assert.ok(telling.length > 5)
  assert.deepEqual(stale, ['GET /api/v2/userpools/detail'])
})

test('no row checks by hand what a schema says', () => {
  const checking = globSync('*/rows/**/*.ts', { cwd: folder }).filter((file) =>
    /typeof [\w.]+ [!=]==|Array\.isArray\(/.test(readFileSync(join(folder, file), 'utf8')),
  )
  assert.deepEqual(checking, [])
})

test('every file of rows is served', () => {
  const files = globSync('*/rows/**/*.ts', { cwd: folder })
  assert.ok(files.length > 80)
  const served = new Set(restRows.map(nameOf))
  const named = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/\b(?:row|plainRow)\(\s*'([A-Z]+ \/[^']*)'/g)].map(
      ([, line = '']) => line,
    ),
  )
  assert.deepEqual(
    named.filter((line) => !served.has(line)),
    [],
  )
})

for (const door of restDoors)
  test(`the document of ${door.name} has an operation for every row, each under a name of its own`, () => {
    const { paths } = documentOf(door) as { paths: Record<string, Record<string, { operationId: string }>> }
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => ({ method: method.toUpperCase(), path, operationId })),
    )
    const ids = new Set(operations.map(({ operationId }) => operationId))
    assert.equal(ids.size, operations.length)
    const rows = door.rows.map((row) => nameOf(row).replace(/:(\w+)/g, '{$1}'))
    assert.deepEqual(operations.map(nameOf).sort(), rows.sort())
  })
