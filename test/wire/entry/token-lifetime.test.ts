import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { managementToken, registerPerson, send } from '../../kit/people.ts'
import { addApplication, type Tenant } from '../../kit/tenant.ts'
import { accepted, refused, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

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

/** Makes a token that is good for so many seconds from when it was asked for. */
async function livesFor<Made extends { token: string }>(seconds: number, make: () => Promise<Made>): Promise<Made> {
  const now = () => Math.floor(world.app.domain.clock().getTime() / 1000)
  const before = now()
  const made = await make()
  const { exp } = JSON.parse(Buffer.from(made.token.split('.')[1] ?? '', 'base64url').toString())
  assert.ok(exp >= before + seconds && exp <= now() + seconds, `${exp - before} s, not ${seconds}`)
  return made
}

test('a token of the SDK lives as long as its application says, else its pool, and a change is for the next one', async () => {
  const [short, plain] = [await open('short'), await open('plain')]
  const change = (path: string, body: object) =>
    rest(world.origin, 'POST', path, body, { tenant: world.tenant, token: manager })
  accepted(await change(`/api/v2/applications/${short.application.id}`, { oidcConfig: { id_token_expire: 600 } }))
  const brief = await livesFor(600, () => registerPerson(world, { tenant: short }))
  const long = await livesFor(1_209_600, () => registerPerson(world, { tenant: plain }))
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
  ])
    await livesFor(600, async () =>
      accepted<{ token: string }>(await send(world, 'refreshToken', {}, { token, ...speaking })),
    )
})
