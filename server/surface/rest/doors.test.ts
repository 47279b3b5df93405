import assert from 'node:assert/strict'
import { test } from 'node:test'
import { restOperations } from './doors.ts'

test('every operation stands once: what has a row is in no list beside the rows', () => {
  const names = restOperations().map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`)
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    [],
  )
})

test('what stands below /api/v3 is of that door, and nothing else is but what its clients ask for elsewhere', () => {
  const ofV3 = (path: string) => path.startsWith('/api/v3/') || path === '/mfa/token/introspection'
  const strays = restOperations().filter(({ door, path }) => ofV3(path) !== (door === 'REST V3'))
  assert.deepEqual(strays, [])
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
