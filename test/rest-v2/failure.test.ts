import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDomain } from '#domain/front/create-domain.ts'
import { createCoreQueue } from '#platform/core-queue.ts'
import { createPasswordHasher } from '#platform/password-hasher.ts'
import { sealed } from '../kit/people.ts'
import { openTestDoor } from './open-door.ts'

// A hasher that has no core to hash on is one that is busy for good.
const door = await openTestDoor(({ unit, ports, clock }) =>
  createDomain(
    unit,
    { ...ports, hasher: createPasswordHasher(createCoreQueue({ concurrency: 0, maxWaiting: 0 })) },
    clock,
  ),
)
const { database, tenant } = door.world

async function send(method: string, path: string, body?: object) {
  const headers = {
    'content-type': 'application/json',
    'x-authing-app-id': tenant.application.id,
    authorization: `Bearer ${door.person.token}`,
  }
  const response = await fetch(door.origin + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  const { code, message, requestId } = (await response.json()) as { code: number; message: string; requestId: string }
  const logged = door.logged.filter((line) => line.includes(requestId)).join('\n')
  return { status: response.status, code, message, retryAfter: response.headers.get('retry-after'), logged }
}

test('when too many passwords wait, the caller may come back in a second', async () => {
  const { username, password } = door.person
  const answer = await send('POST', '/api/v2/login/account', {
    account: username,
    password: sealed(door.world, password),
  })
  assert.deepEqual([answer.status, answer.code, answer.retryAfter, answer.logged], [200, 1000, '1', ''])
})

test('when the database cannot be used, the caller may come back, and the log has the cause', async () => {
  await database.pool.query(`
    CREATE FUNCTION be_full() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'too many clients' USING ERRCODE = '53300'; END $$;
    CREATE TRIGGER be_full BEFORE UPDATE ON session FOR EACH ROW EXECUTE FUNCTION be_full()`)
  const refreshed = await send('POST', '/api/v2/users/refresh-token', {})
  assert.deepEqual([refreshed.status, refreshed.code, refreshed.retryAfter], [200, 1000, '1'])
  assert.match(refreshed.logged, /too many clients/)
  assert.equal((await send('GET', '/api/v2/logout')).code, 1000)
})

test('what nobody foresaw is 1000 without its text, and is logged by request id and route, never by address', async () => {
  await database.pool.query('ALTER TABLE user_account RENAME TO elsewhere')
  const answer = await send('GET', '/api/v2/users/is-user-exists?email=somebody@example.com')
  assert.deepEqual([answer.status, answer.code, answer.retryAfter], [200, 1000, null])
  assert.doesNotMatch(answer.message, /user_account/)
  assert.match(answer.logged, /user_account/)
  assert.match(answer.logged, /"route":"GET \/api\/v2\/users\/is-user-exists"/)
  assert.doesNotMatch(answer.logged, /somebody/)
})
