import assert from 'node:assert/strict'
import { test } from 'node:test'
import { registerPerson } from '../kit/people.ts'
import { until } from '../kit/until.ts'
import { newWorld } from '../kit/world.ts'
import { type DatabaseLine, layLine } from '../process/database-line.ts'

test('while the database is away every address under /oidc asks to come back, and is well afterwards', async (t) => {
  const lines: DatabaseLine[] = []
  const world = await newWorld({
    async through(connection) {
      const line = await layLine(t, connection)
      lines.push(line)
      return line.connection
    },
  })
  const [line] = lines
  assert.ok(line)
  const { token } = await registerPerson(world)
  const { id, secret, redirectUris } = world.tenant.application
  const proof = { client_id: id, client_secret: secret }
  const form = (fields: Record<string, string>) => ({ method: 'POST', body: new URLSearchParams(fields) })
  const asked = new URLSearchParams({ client_id: id, response_type: 'code', redirect_uri: redirectUris[0] ?? '' })
  const requests: [string, RequestInit][] = [
    ['/token', form({ ...proof, grant_type: 'refresh_token', refresh_token: 'x' })],
    ['/token', form({ ...proof, grant_type: 'client_credentials' })],
    ['/token/introspection', form({ ...proof, token })],
    ['/token/revocation', form({ ...proof, token })],
    [`/auth?${asked}`, { headers: { accept: 'text/html' } }],
    [`/auth?${asked}`, {}],
  ]
  const ask = ([path, init]: [string, RequestInit]) =>
    fetch(`${world.origin}/oidc${path}`, { ...init, redirect: 'manual' })
  await line.cut()
  await until(async () => (await fetch(`${world.origin}/readyz`)).status === 503)
  // Whether or not something of it is still in memory.
  for (const request of [...requests, ...requests]) {
    const answer = await ask(request)
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '1'], request[0])
  }
  await line.mend()
  await until(async () => (await fetch(`${world.origin}/readyz`)).status === 200)
  for (const request of requests) assert.ok((await ask(request)).status < 500, request[0])
})
