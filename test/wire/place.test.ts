import assert from 'node:assert/strict'
import { request } from 'node:http'
import { before, describe, test } from 'node:test'
import { documents, managementToken, registerPerson, sealed, send } from '../kit/people.ts'
import type { Tenant } from '../kit/tenant.ts'
import { accepted, type GraphqlBody, refused, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let other: Tenant
const nobody = '0'.repeat(24)

before(async () => {
  world = await newWorld()
  other = await world.addTenant('other')
})

/** Asks under another host name, as a browser that resolves `*.localhost` would. */
function askAt(host: string, path: string, body?: object): Promise<{ status: number; text: string }> {
  const { port } = new URL(world.origin)
  const headers = { host: `${host}:${port}`, 'content-type': 'application/json' }
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path, method: body ? 'POST' : 'GET', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    asking.on('error', reject)
    asking.end(body && JSON.stringify(body))
  })
}

async function registerAt(host: string, username: string): Promise<GraphqlBody> {
  const variables = { input: { username, password: sealed(world, 'correct horse'), forceLogin: true } }
  return JSON.parse((await askAt(host, '/graphql/v2', { query: documents.registerByUsername, variables })).text)
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

  test('is none when the host name belongs to nobody', async () => {
    assert.equal((await registerAt('nobody.localhost', 'x')).errors?.[0]?.message.code, 2101)
  })

  test('is never taken from a host name that is not ours, nor is an address', async () => {
    const issuer = async (host: string) =>
      JSON.parse((await askAt(host, '/oidc/.well-known/openid-configuration')).text).issuer
    assert.equal((await registerAt('other-app.evil.example', 'x')).errors?.[0]?.message.code, 2101)
    assert.equal(await issuer('evil.example'), `${world.origin}/oidc`)
    assert.equal(await issuer('localhost'), `http://localhost:${new URL(world.origin).port}/oidc`)
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
