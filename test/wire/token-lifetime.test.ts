import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson, send } from '../kit/people.ts'
import { addApplication, type Tenant } from '../kit/tenant.ts'
import { accepted, refused, rest } from '../kit/wire.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let manager: string

before(async () => {
  world = await newWorld()
  manager = await managementToken(world)
})

async function open(identifier: string): Promise<Tenant> {
  const { origin, tenant, app } = world
  return { origin, pool: tenant.pool, application: await addApplication(app.domain, tenant.pool, { identifier }) }
}

/** Counted from the session's beginning, so that a token that is written in the second after that lives one less. */
function livesFor(token: string, seconds: number): void {
  const { iat, exp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  assert.ok(exp - iat <= seconds && exp - iat >= seconds - 2, `${exp - iat} s, not ${seconds}`)
}

test('a token of the SDK lives as long as its application says, else its pool, and a change is for the next one', async () => {
  const [short, plain] = [await open('short'), await open('plain')]
  const change = (path: string, body: object) =>
    rest(world.origin, 'POST', path, body, { tenant: world.tenant, token: manager })
  accepted(await change(`/api/v2/applications/${short.application.id}`, { oidcConfig: { id_token_expire: 600 } }))
  const [brief, long] = [await registerPerson(world, { tenant: short }), await registerPerson(world, { tenant: plain })]
  livesFor(brief.token, 600)
  livesFor(long.token, 1_209_600)
  accepted(await change(`/api/v2/applications/${short.application.id}`, { oidcConfig: { id_token_expire: 60 } }))
  world.passSeconds(500)
  accepted(await send(world, 'user', {}, { tenant: short, token: brief.token }))
  world.passSeconds(200)
  refused(await send(world, 'user', {}, { tenant: short, token: brief.token }), 2206)
  accepted(await send(world, 'user', {}, { tenant: plain, token: long.token }))
  world.passSeconds(1_209_600)
  refused(await send(world, 'user', {}, { tenant: plain, token: long.token }), 2206)
})

test('refreshing under another application, or under none, makes it live no longer', async () => {
  const [short, plain] = [await open('brief'), await open('lasting')]
  const path = `/api/v2/applications/${short.application.id}`
  const change = { oidcConfig: { id_token_expire: 600 } }
  accepted(await rest(world.origin, 'POST', path, change, { tenant: world.tenant, token: manager }))
  const { token } = await registerPerson(world, { tenant: short })
  for (const speaking of [
    { tenant: short },
    { tenant: plain },
    { tenant: null },
    { tenant: null, headers: { 'x-authing-userpool-id': world.tenant.pool.id } },
  ]) {
    const refreshed = accepted<{ token: string }>(await send(world, 'refreshToken', {}, { token, ...speaking }))
    livesFor(refreshed.token, 600)
  }
})
