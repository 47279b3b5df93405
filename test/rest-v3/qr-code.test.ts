import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Application } from '#domain/tenancy/application/application.ts'
import { setPool } from '../kit/entry.ts'
import { type Person, registerPerson } from '../kit/people.ts'
import { codeOf, enrol } from '../kit/second-factor.ts'
import { addApplication } from '../kit/tenant.ts'
import { ok, refusedAs, v3In } from '../kit/v3.ts'
import { newWorld, type World } from '../kit/world.ts'

let world: World
let page: Application
let phone: Person
before(async () => {
  world = await newWorld()
  page = await addApplication(world.app.domain, world.tenant.pool, {
    identifier: 'page',
    settings: { tokenEndpointAuthMethod: 'none', idTokenAlgorithm: 'RS256' },
  })
  phone = await registerPerson(world)
})

const v3 = v3In(() => world)

interface Tokens {
  access_token: string
  scope: string
  refresh_token?: string
}

interface Watched {
  status: string
  ticket?: string
  briefUserInfo?: object
  tokenSet?: Tokens
}

const on = (application: Application) => ({ tenant: { ...world.tenant, application } })
const server = () => world.tenant.application
const as = ({ id, secret }: Application) => ({ client_id: id, client_secret: secret })

async function show(application = server()): Promise<string> {
  const made = ok<{ qrcodeId: string; url: string }>(
    await v3('POST gene-qrcode', { type: 'MOBILE_APP' }, on(application)),
  )
  const picture = await fetch(made.url)
  assert.equal(picture.headers.get('content-type'), 'image/png')
  return made.qrcodeId
}

const watch = (qrcodeId: string, path = 'get-qrcode-status') => v3(`GET ${path}?qrcodeId=${qrcodeId}`)

function answer(qrcodeId: string, action: string, token = phone.token, path = 'set-qrcode-status') {
  return v3(`POST ${path}`, { qrcodeId, action }, { token })
}

async function confirmed(application = server()): Promise<string> {
  const id = await show(application)
  ok(await answer(id, 'SCAN'))
  assert.deepEqual(ok(await answer(id, 'CONFIRM')), { success: true })
  return id
}

async function userinfo(token: string) {
  const response = await fetch(`${world.origin}/oidc/me`, { headers: { authorization: `Bearer ${token}` } })
  return ((await response.json()) as { sub?: string }).sub
}

test('a code is scanned and confirmed, and its ticket is exchanged for tokens once', async () => {
  const id = await show()
  assert.deepEqual(ok(await watch(id)), { status: 'PENDING' })
  ok(await answer(id, 'SCAN'))
  const scanned = ok<Watched>(await watch(id, 'check-qrcode-status'))
  assert.equal(scanned.status, 'SCANNED')
  assert.deepEqual(Object.keys(scanned.briefUserInfo ?? {}), ['displayName', 'photo'])
  ok(await answer(id, 'CONFIRM', phone.token, 'change-qrcode-status'))
  const { status, ticket } = ok<Watched>(await watch(id))
  assert.equal(status, 'AUTHORIZED')
  const exchange = 'POST exchange-tokenset-with-qrcode-ticket'
  const tokens = ok<Tokens>(await v3(exchange, { ticket, ...as(server()) }))
  assert.equal(await userinfo(tokens.access_token), phone.id)
  assert.equal(tokens.scope, 'openid profile')
  refusedAs(await v3(exchange, { ticket, ...as(server()) }), 401, 6113)
  // What a code opens is borrowed: it reads, and changes nothing of the account.
  const speaking = { token: tokens.access_token }
  ok(await v3('GET list-enrolled-factors', undefined, speaking))
  refusedAs(await answer(await show(), 'SCAN', tokens.access_token), 403, 1001)
})

test('a ticket is for the application that showed the code, proven by its secret', async () => {
  const exchange = 'POST exchange-tokenset-with-qrcode-ticket'
  const { ticket } = ok<Watched>(await watch(await confirmed()))
  refusedAs(await v3(exchange, { ticket }), 401, 6131)
  refusedAs(await v3(exchange, { ticket, client_id: server().id, client_secret: 'wrong' }), 401, 6131)
  // A page alone may not, unless the pool lets it.
  const own = ok<Watched>(await watch(await confirmed(page))).ticket
  refusedAs(await v3(exchange, { ticket: own, client_id: page.id }, { tenant: null }), 401, 2020)
  refusedAs(await v3(exchange, { ticket: own, ...as(server()) }), 401, 6113)
  refusedAs(await v3(exchange, { ticket: own, ...as(page) }, on(page)), 401, 6113)
  ok(await v3(exchange, { ticket, ...as(server()) }))
  refusedAs(await v3(exchange, { ticket: 'x'.repeat(200), ...as(server()) }), 400, 400)
  refusedAs(await v3(exchange, as(server())), 400, 2231)
})

test('where the pool lets browsers have everything, the status has the tokens, once', async () => {
  await setPool(world, { qrcodeLoginStrategy: { returnFullUserInfo: true } })
  const id = await confirmed(page)
  const { tokenSet, ticket } = ok<Watched>(await watch(id))
  assert.equal(ticket, undefined)
  assert.equal(await userinfo(tokenSet?.access_token ?? ''), phone.id)
  assert.equal(ok<Watched>(await watch(id)).tokenSet, undefined)
  // But not those of an application that has a secret: it shows that first.
  const guarded = ok<Watched>(await watch(await confirmed()))
  assert.equal(guarded.tokenSet, undefined)
  ok(await v3('POST exchange-tokenset-with-qrcode-ticket', { ticket: guarded.ticket, ...as(server()) }))
  await setPool(world, { qrcodeLoginStrategy: { returnFullUserInfo: false } })
})

test('whoever has a second factor shows it where the code was shown', async () => {
  const guarded = await registerPerson(world)
  const app = await enrol(world, guarded.token)
  const id = await show()
  ok(await answer(id, 'SCAN', guarded.token))
  ok(await answer(id, 'CONFIRM', guarded.token))
  world.passSeconds(31)
  const step = await watch(id)
  refusedAs(step, 403, 1635)
  const { mfaToken: token } = step.data as { mfaToken: string }
  const shown = ok<{ tokenSet: Tokens }>(await v3('POST mfa-totp-verify', { totp: codeOf(world, app) }, { token }))
  assert.equal(await userinfo(shown.tokenSet.access_token), guarded.id)
})

test('a code is answered by who scanned it, cancelled, and over in time', async () => {
  const other = await registerPerson(world)
  const id = await show()
  refusedAs(await answer(id, 'CONFIRM'), 409, 6112)
  ok(await answer(id, 'SCAN'))
  refusedAs(await answer(id, 'CONFIRM', other.token), 409, 6112)
  ok(await answer(id, 'CANCEL'))
  assert.deepEqual(ok(await watch(id)), { status: 'CANCELLED' })
  const late = await show()
  world.passSeconds(1000)
  assert.deepEqual(ok(await watch(late)), { status: 'EXPIRED' })
})

test('what is not built, not there or not theirs is refused', async () => {
  for (const type of ['WECHAT_MINIPROGRAM', 'WECHAT_OFFICIAL_ACCOUNT'])
    refusedAs(await v3('POST gene-qrcode', { type }), 501, 1000)
  refusedAs(await v3('POST gene-qrcode', { type: 'SMOKE' }), 400, 400)
  refusedAs(await v3('POST gene-qrcode', {}), 400, 2231)
  refusedAs(await v3('POST gene-qrcode', { type: 'MOBILE_APP', customData: { a: 1 } }), 501, 1000)
  refusedAs(await watch('nothing'), 404, 2241)
  refusedAs(await v3('GET get-qrcode-status'), 400, 2231)
  refusedAs(await v3('POST set-qrcode-status', { qrcodeId: 'x', action: 'SCAN' }), 401, 2020)
  refusedAs(await answer('nothing', 'SCAN'), 404, 2241)
  refusedAs(await answer('nothing', 'EAT'), 400, 400)
  const elsewhere = await world.addTenant('elsewhere')
  const stranger = await registerPerson(world, { tenant: elsewhere })
  const id = await show()
  refusedAs(
    await v3('POST set-qrcode-status', { qrcodeId: id, action: 'SCAN' }, { tenant: elsewhere, token: stranger.token }),
    404,
    2241,
  )
})
