import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson, send } from '../../kit/people.ts'
import type { sdk } from '../../kit/sdk.ts'
import { speakerIn } from '../../kit/speaker.ts'
import { accepted, refused, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { managementClient } from '../../sdk/clients.ts'

let world: World
let token: string
let client: InstanceType<typeof sdk.ManagementClient>
before(async () => {
  world = await newWorld()
  token = await managementToken(world)
  client = managementClient(world)
})

const { request: call } = speakerIn(
  () => world,
  () => ({ token }),
)

interface TokenAnswer {
  access_token?: string
  expires_in?: number
  scope?: string
  rejected_scope?: string
  error?: string
  active?: boolean
}

async function post(path: string, form: Record<string, string>): Promise<TokenAnswer> {
  const answer = await fetch(`${world.origin}/oidc${path}`, { method: 'POST', body: new URLSearchParams(form) })
  return (await answer.json()) as TokenAnswer
}

const ask = ({ id, secret }: { id: string; secret: string }, scope?: string) => {
  const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret }
  return post('/token', { ...form, ...(scope && { scope }) })
}

const introspect = async (value: string) => {
  const { id, secret } = world.tenant.application
  return (await post('/token/introspection', { token: value, client_id: id, client_secret: secret })).active
}

test('an account’s secret is shown once, and gets tokens until it is changed, switched off or deleted', async () => {
  const { id: appId } = world.tenant.application
  const made = await client.acl.createProgrammaticAccessAccount(appId, { tokenLifetime: 900, remarks: 'nightly' })
  assert.deepEqual([made.appId, made.tokenLifetime, made.remarks, made.enabled], [appId, 900, 'nightly', true])
  const listed = await client.acl.programmaticAccessAccountList(appId)
  assert.deepEqual([listed.totalCount, listed.list[0]?.id, listed.list[0]?.secret], [1, made.id, null])
  const { rows } = await world.database.pool.query('SELECT row_to_json(a)::text AS text FROM access_account a')
  assert.ok(rows.every(({ text }) => !text.includes(made.secret)))

  const first = await ask(made)
  assert.equal(first.expires_in, 900)
  assert.equal(await introspect(first.access_token ?? ''), true)
  refused(await send(world, 'users', {}, { token: first.access_token }), 2207)

  const rotated = await client.acl.refreshProgrammaticAccessAccountSecret(made.id)
  assert.equal((await ask(made)).error, 'invalid_client')
  assert.ok((await ask(rotated)).access_token)
  await client.acl.disableProgrammaticAccessAccount(made.id)
  assert.equal((await ask(rotated)).error, 'invalid_client')
  assert.equal(await introspect(first.access_token ?? ''), false)
  await client.acl.enableProgrammaticAccessAccount(made.id)
  const again = await ask(rotated)
  assert.equal(await introspect(again.access_token ?? ''), true)
  await client.acl.deleteProgrammaticAccessAccount(made.id)
  assert.equal((await ask(rotated)).error, 'invalid_client')
  assert.equal(await introspect(again.access_token ?? ''), false)
})

test('policies and grants decide over an account, and over its scopes', async () => {
  const { id: appId } = world.tenant.application
  const made = await client.acl.createProgrammaticAccessAccount(appId)
  const account = { targetType: 'AK_SK', targetIdentifiers: [made.id] }
  const resources = [{ code: 'order', resourceType: 'API', actions: ['read'] }]
  const asked = { namespace: appId, userId: made.id, targetType: 'AK_SK', resource: 'order', action: 'read' }
  const allowed = async () => accepted<{ allowed: boolean }>(await call('POST /api/v2/acl/is-allowed', asked)).allowed
  assert.equal(await allowed(), false)
  await client.acl.createResource({
    namespace: appId,
    code: 'order',
    type: 'API' as never,
    actions: [{ name: 'read', description: 'r' }],
  })
  const grant = { namespace: appId, opts: [{ ...account, resources }] }
  accepted(await call('POST /api/v2/acl/authorize-resources', grant))
  assert.equal(await allowed(), true)
  const { scope, rejected_scope: rejected } = await ask(made, 'order:read order:write')
  assert.deepEqual([scope, rejected], ['order:read', 'order:write'])
  const person = await registerPerson(world)
  refused(await call('POST /api/v2/acl/is-allowed', asked, { token: person.token }), 1001)
  await client.acl.disableProgrammaticAccessAccount(made.id)
  assert.equal(await allowed(), false)
})

test('what an account may not be, and whose it is not', async () => {
  const { id: appId } = world.tenant.application
  const elsewhere = await world.addTenant('machines')
  const person = await registerPerson(world)
  const accounts = '/api/v2/applications/programmatic-access-accounts'
  const made = await client.acl.createProgrammaticAccessAccount(appId)
  const create = (id: string, body: object, speaking?: Speaking) =>
    call(`POST /api/v2/applications/${id}/programmatic-access-accounts`, body, speaking)
  refused(await create(appId, { tokenLifetime: 59 }), 400)
  refused(await create(appId, { tokenLifetime: 'long' }), 400)
  refused(await create(appId, { remarks: 'x'.repeat(501) }), 400)
  refused(await create(elsewhere.application.id, {}), 2011)
  refused(await create(appId, {}, { token: person.token }), 1001)
  refused(await call(`PATCH ${accounts}`, { id: made.id, secret: 'short' }), 400)
  refused(await call(`PATCH ${accounts}`, {}), 2231)
  refused(await call(`DELETE ${accounts}`), 2231)
  refused(await call(`DELETE ${accounts}?id=${'0'.repeat(24)}`), 404)
  const theirs = { tenant: elsewhere, token: await managementToken(world, elsewhere) }
  refused(await call(`PATCH ${accounts}`, { id: made.id, enabled: false }, theirs), 404)
  refused(await call(`DELETE ${accounts}?id=${made.id}`, undefined, theirs), 404)
  refused(await call(`DELETE ${accounts}?id=${made.id}`, undefined, { token: person.token }), 1001)
  assert.ok((await ask(made)).access_token)
})

test('after a rotation with an overlap both secrets are taken, and then only the new one', async () => {
  const settings = { oidcConfig: { grant_types: ['client_credentials'] } }
  const app = accepted<{ id: string; secret: string }>(
    await call('POST /api/v2/applications', { name: 'Rotating', identifier: 'rotating', ...settings }),
  )
  const path = `PATCH /api/v2/application/${app.id}/refresh-secret`
  refused(await call(path, { overlap: 2_592_001 }), 400)
  refused(await call(path, { overlap: 'long' }), 400)
  const rotated = accepted<{ id: string; secret: string; formerSecretExpiresAt: string | null }>(
    await call(path, { overlap: 3600 }),
  )
  assert.ok(rotated.formerSecretExpiresAt)
  assert.ok((await ask(app)).access_token)
  assert.ok((await ask(rotated)).access_token)
  await world.passSeconds(3601)
  token = await managementToken(world)
  assert.equal((await ask(app)).error, 'invalid_client')
  assert.ok((await ask(rotated)).access_token)
  accepted(await call(path))
  assert.equal((await ask(rotated)).error, 'invalid_client')
})
