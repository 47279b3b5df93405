import assert from 'node:assert/strict'
import { test } from 'node:test'
import { restOperations } from './operations.ts'
import { rows } from './table.ts'

test('every row is a known operation, and every operation stands once', () => {
  const names = restOperations().map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`)
  for (const { method, path } of rows)
    assert.ok(names.includes(`${method} ${path.replace(/:\w+/g, ':')}`), `${method} ${path}`)
  assert.equal(new Set(names).size, names.length)
})

test('built is what has a row here, or is said to be served elsewhere', () => {
  const isBuilt = (name: string, elsewhere: string[] = []) =>
    restOperations(elsewhere).find(({ method, path }) => `${method} ${path}` === name)?.built
  assert.deepEqual(
    [isBuilt('GET /logout'), isBuilt('GET /api/v2/users/:id'), isBuilt('POST /api/v2/login/ldap')],
    [true, true, false],
  )
  assert.deepEqual([isBuilt('GET /oidc/auth'), isBuilt('GET /oidc/auth', ['GET /oidc/auth'])], [false, true])
})
