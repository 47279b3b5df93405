import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, test } from 'node:test'
import { inBothLanguages } from '../../kit/entry.ts'
import { freshEmail, freshPhone } from '../../kit/fresh.ts'
import { codeIn, openPost } from '../../kit/post.ts'
import type { Tenant } from '../../kit/tenant.ts'
import { until } from '../../kit/until.ts'
import { accepted, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
let post: Awaited<ReturnType<typeof openPost>>

before(async () => {
  post = await openPost()
  world = await newWorld({ messages: post.messages })
})

const ask = (tenant: Tenant, path: string, body: object, speaking: Speaking = {}): Promise<Outcome> =>
  rest(world.origin, 'POST', `/api/v2/${path}`, body, { tenant, ...speaking })

describe('texts cost money, so nobody causes many', () => {
  test('429: numbers in a row get a tenth of what the pool sends, from however many addresses they are asked for', async () => {
    const tenant = await world.addTenant('numbers in a row')
    const { unit, ports, clock } = world.app.domain
    const limit = { userPoolId: tenant.pool.id, key: 'code:block:1357777', windowSeconds: 3600, limit: 200 }
    await unit.write(async ({ tx }) => {
      for (let n = 0; n < 199; n++) await ports.limits.hit(tx, limit, clock())
    })
    accepted(await ask(tenant, 'sms/send', { phone: '13577770001' }))
    refused(await ask(tenant, 'sms/send', { phone: '13577770002' }), 429)
    accepted(await ask(tenant, 'sms/send', { phone: '13577780001' }))
  })

  test('429: thirty an hour from one client address, whatever numbers they go to', async () => {
    const tenant = await world.addTenant('pumped')
    for (let n = 0; n < 30; n++) accepted(await ask(tenant, 'sms/send', { phone: freshPhone() }))
    const sent = post.phones.texts.length
    for (const path of ['sms/send', 'sms/send-login', 'sms/send-register'])
      for (const outcome of await inBothLanguages(world, (speaking) =>
        ask(tenant, path, { phone: freshPhone() }, speaking),
      ))
        refused(outcome, 429)
    assert.equal(post.phones.texts.length, sent)
    accepted(await ask(tenant, 'email/send', { email: freshEmail() }))
    accepted(await ask(await world.addTenant('beside'), 'sms/send', { phone: freshPhone() }))
    world.passSeconds(3_601)
    accepted(await ask(tenant, 'sms/send', { phone: freshPhone() }))
  })

  test('429: two thousand an hour in one pool, from wherever they are asked for', async () => {
    const tenant = await world.addTenant('flooded')
    const { unit, ports, clock } = world.app.domain
    const limit = { userPoolId: tenant.pool.id, key: 'code:pool:sms', windowSeconds: 3_600, limit: 2_000 }
    await unit.write(async ({ tx }) => {
      for (let n = 0; n < 1_999; n++) await ports.limits.hit(tx, limit, clock())
    })
    accepted(await ask(tenant, 'sms/send', { phone: freshPhone() }))
    refused(await ask(tenant, 'sms/send', { phone: freshPhone() }), 429)
    accepted(await ask(tenant, 'email/send', { email: freshEmail() }))
  })
})

test('the operator says how many, by the statement of the guide', async () => {
  const tenant = await world.addTenant('generous')
  const statement = `UPDATE user_pool SET settings = settings || '{"hourlySendingQuota": {"texts": 2, "textsPerAddress": 1}}' WHERE domain = 'generous' RETURNING pg_notify('menshen_changed', 'pool:' || id)`
  const guide = readFileSync(new URL('../../../docs/guides/user-pools-and-applications.md', import.meta.url), 'utf8')
  const shown = statement
    .replace('2, "textsPerAddress": 1', '50000, "textsPerAddress": 5000')
    .replace('generous', 'first')
  assert.ok(guide.includes(shown))
  await world.database.pool.query(statement)
  const { cached } = world.app.domain.ports
  await until(async () => (await cached.pool(tenant.pool.id))?.settings.hourlySendingQuota.texts === 2)
  accepted(await ask(tenant, 'sms/send', { phone: freshPhone() }))
  refused(await ask(tenant, 'sms/send', { phone: freshPhone() }), 429)
  accepted(await ask(tenant, 'email/send', { email: freshEmail() }))
})

describe('paths that say what the code is for', () => {
  test('sms/send-register registers and signs nobody in; sms/send-login the other way round', async () => {
    const tenant = await world.addTenant('paths')
    const phone = freshPhone()
    const codeFor = async (path: string) => {
      accepted(await ask(tenant, path, { phone }))
      world.passSeconds(61)
      return codeIn(post.phones.last(`+86${phone}`))
    }
    const toRegister = await codeFor('sms/send-register')
    refused(await ask(tenant, 'login/phone-code', { phone, code: toRegister }), 2001)
    const { id } = accepted<{ id: string }>(await ask(tenant, 'register/phone-code', { phone, code: toRegister }))
    const toSignIn = await codeFor('sms/send-login')
    refused(await ask(tenant, 'register/phone-code', { phone, code: toSignIn }), 2001)
    assert.equal(accepted<{ id: string }>(await ask(tenant, 'login/phone-code', { phone, code: toSignIn })).id, id)
  })

  test('email/send-email is email/send', async () => {
    const tenant = await world.addTenant('send-email')
    const email = freshEmail()
    accepted(await ask(tenant, 'email/send-email', { email, scene: 'REGISTER_VERIFY_CODE' }))
    const code = codeIn(await post.mailbox.next(email))
    assert.equal(accepted<{ email: string }>(await ask(tenant, 'register/email-code', { email, code })).email, email)
    refused(await ask(tenant, 'email/send-email', { email }), 2080)
    refused(await ask(tenant, 'email/send-email', { email: 'x' }), 2204)
  })
})
