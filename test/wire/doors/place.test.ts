import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { askAt } from '../../kit/ask-at.ts'
import { documents, managementToken, registerPerson, sealed, send } from '../../kit/people.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { accepted, type GraphqlBody, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let other: Tenant
const nobody = '0'.repeat(24)

before(async () => {
  world = await newWorld()
  other = await world.addTenant('other')
})

/** As a browser that resolves `*.localhost` would. */
function askUnder(host: string, path: string, body?: object) {
  const { port } = new URL(world.origin)
  const headers = [['host', `${host}:${port}`]] as const
  return askAt(Number(port), { method: body ? 'POST' : 'GET', path, headers, body })
}

async function registerAt(host: string, username: string): Promise<GraphqlBody> {
  const variables = { input: { username, password: sealed(world, 'correct horse'), forceLogin: true } }
  return JSON.parse((await askUnder(host, '/graphql/v2', { query: documents.registerByUsername, variables })).text)
}

describe('the application that a request means', () => {
  test('is the one of the host name when no header says any', async () => {
    const { data } = await registerAt('other-app.localhost', 'by host')
    const { token } = (data?.registerByUsername ?? {}) as { token: string }
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    assert.equal(claims.aud, other.application.id)
    assert.equal(claims.iss, `http://other-app.localhost:${new URL(world.origin).port}/oidc`)
    assert.equal(claims.userpool_id, other.pool.id)
  })

  test('is none when the host name belongs to nobody: the request is turned away', async () => {
    for (const host of ['nobody.localhost', 'other-app.evil.example', 'evil.example']) {
      assert.equal((await registerAt(host, 'x')).errors?.[0]?.message.code, 421, host)
      assert.equal((await askUnder(host, '/oidc/.well-known/openid-configuration')).status, 421, host)
    }
    const { text } = await askUnder('localhost', '/oidc/.well-known/openid-configuration')
    assert.equal(JSON.parse(text).issuer, `http://localhost:${new URL(world.origin).port}/oidc`)
  })

  test('is the one of the header, also against the host name', async () => {
    const { token } = await registerPerson(world, { tenant: other })
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    assert.equal(claims.aud, other.application.id)
  })

  test('is the one of the path where there is one', async () => {
    const config = accepted<{ id: string; userPoolId: string }>(
      await rest(world.origin, 'GET', `/api/v2/applications/${other.application.id}/public-config`),
    )
    assert.deepEqual([config.id, config.userPoolId], [other.application.id, other.pool.id])
  })

  test('an unknown one beside a known pool is overlooked, as clients put other ids there; alone it is 2011', async () => {
    const token = await managementToken(world)
    const stray = { 'x-authing-app-id': nobody }
    accepted(
      await send(
        world,
        'users',
        {},
        { tenant: null, token, headers: { ...stray, 'x-authing-userpool-id': world.tenant.pool.id } },
      ),
    )
    refused(await send(world, 'users', {}, { tenant: null, token, headers: stray }), 2011)
  })

  test('must be of the pool that is named beside it', async () => {
    const headers = { 'x-authing-userpool-id': other.pool.id }
    refused(await send(world, 'user', {}, { headers }), 2011)
  })

  test('follows from the token when nothing else is said', async () => {
    const person = await registerPerson(world)
    const found = accepted<{ id: string }>(await send(world, 'user', {}, { tenant: null, token: person.token }))
    assert.equal(found.id, person.id)
  })
})
