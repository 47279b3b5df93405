import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { atMost } from '../../kit/at-most.ts'
import { newAuthenticator } from '../../kit/authenticator.ts'
import { setPool } from '../../kit/entry.ts'
import { managementToken, type Person, registerPerson, send } from '../../kit/people.ts'
import { accepted, graphql, type Outcome, refused, rest, type Speaking } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'

let world: World
before(async () => {
  world = await newWorld()
})

type Shown = { random: string; url: string; expiresIn: number }
type Status = {
  random: string
  status: number
  ticket?: string
  userInfo?: Record<string, unknown>
  scannedResult?: Record<string, unknown>
}

const post = (path: string, body: object, speaking: Speaking = {}) =>
  rest(world.origin, 'POST', `/api/v2/qrcode/${path}`, body, { tenant: world.tenant, ...speaking })
const gene = async (speaking: Speaking = {}) => accepted<Shown>(await post('gene', { scene: 'APP_AUTH' }, speaking))
const poll = (random: string, speaking: Speaking = {}) =>
  rest(world.origin, 'GET', `/api/v2/qrcode/check?random=${random}`, undefined, { tenant: world.tenant, ...speaking })
const status = async (random: string, speaking: Speaking = {}) => accepted<Status>(await poll(random, speaking))
const answer = (step: 'scanned' | 'confirm' | 'cancel', random: string, { token }: Person, speaking: Speaking = {}) =>
  post(step, { random }, { token, ...speaking })
const me = (token: string) => send(world, 'user', {}, { token })

/** A code that this person has scanned, and confirmed if asked for. */
async function scannedBy(person: Person, { confirmed = false } = {}): Promise<string> {
  const { random } = await gene()
  accepted(await answer('scanned', random, person))
  if (confirmed) accepted(await answer('confirm', random, person))
  return random
}

/** Everything that is stored about codes and sessions. */
async function stored(): Promise<string> {
  const { rows } = await world.database.pool.query(
    'SELECT (SELECT json_agg(q ORDER BY random_hash) FROM qr_code q) AS codes, (SELECT count(*) FROM session) AS sessions',
  )
  return JSON.stringify(rows)
}

/** Refused in both languages, and nothing has changed. */
async function refusedUnchanged(
  provoke: (speaking: Speaking) => Promise<Outcome>,
  code: Parameters<typeof refused>[1],
) {
  const before = await stored()
  const [chinese, english] = [await provoke({ lang: 'zh-CN' }), await provoke({ lang: 'en-US' })]
  refused(chinese, code)
  refused(english, code)
  assert.match(chinese.message, /\p{Script=Han}/u)
  assert.doesNotMatch(english.message, /\p{Script=Han}/u)
  assert.equal(await stored(), before)
}

describe('a code to scan', () => {
  test('is made, scanned, confirmed and collected with a ticket by a server of the pool', async () => {
    const person = await registerPerson(world)
    accepted(await send(world, 'updateUser', { input: { nickname: '林梅' } }, { token: person.token }))
    const { random, url, expiresIn } = await gene()
    assert.match(random, /^[\w-]{32}$/)
    assert.equal(expiresIn, 120)
    assert.ok(url.startsWith(`${world.origin}/api/v2/qrcode/image?`))
    assert.deepEqual(await status(random), { random, status: 0 })

    const shown = accepted<{ application: { id: string }; browser: { ip: string } }>(
      await answer('scanned', random, person),
    )
    assert.equal(shown.application.id, world.tenant.application.id)
    assert.equal(shown.browser.ip, '127.0.0.1')
    const brief = { nickname: '林梅', photo: null }
    assert.deepEqual(await status(random), { random, status: 1, userInfo: brief, scannedResult: brief })

    accepted(await answer('confirm', random, person))
    const done = await status(random)
    assert.deepEqual([done.status, done.userInfo], [2, brief])
    assert.equal((await status(random)).ticket, done.ticket, 'a browser that missed the answer is told it again')

    const token = await managementToken(world)
    const user = accepted<{ id: string; token: string; loginsCount: number }>(
      await post('userinfo', { ticket: done.ticket }, { token }),
    )
    assert.equal(user.id, person.id)
    assert.equal(accepted<{ id: string }>(await me(user.token)).id, person.id)
    const [session] = (
      await world.database.pool.query('SELECT application_id FROM session WHERE user_id = $1 ORDER BY id DESC', [
        person.id,
      ])
    ).rows
    assert.equal(session.application_id, world.tenant.application.id)

    await refusedUnchanged((speaking) => post('userinfo', { ticket: done.ticket }, { token, ...speaking }), 6113)
    assert.equal((await status(random)).ticket, undefined)
  })

  test('counts as one sign-in, made when the browser collects it', async () => {
    const person = await registerPerson(world)
    const count = async () =>
      (await world.database.pool.query('SELECT logins_count FROM user_account WHERE id = $1', [person.id])).rows[0]
        .logins_count as number
    const before = await count()
    const random = await scannedBy(person, { confirmed: true })
    assert.equal(await count(), before)
    await Promise.all([status(random), status(random), status(random)])
    assert.equal(await count(), before + 1)
  })

  test('can be cancelled, and is over then', async () => {
    const person = await registerPerson(world)
    const random = await scannedBy(person)
    accepted(await answer('cancel', random, person))
    assert.deepEqual(await status(random), { random, status: 3 })
    for (const step of ['scanned', 'confirm', 'cancel'] as const)
      await refusedUnchanged((speaking) => answer(step, random, person, speaking), 6112)
  })

  test('has a picture in both formats while it is good', async () => {
    const { url, random } = await gene()
    const png = await fetch(url, { headers: { origin: 'https://elsewhere.example' } })
    assert.equal(png.headers.get('content-type'), 'image/png')
    assert.equal(png.headers.get('access-control-allow-origin'), 'https://elsewhere.example')
    const bytes = Buffer.from(await png.arrayBuffer())
    assert.equal(bytes.toString('latin1', 1, 4), 'PNG')
    assert.equal(bytes.readUInt32BE(16), bytes.readUInt32BE(20), 'a square')
    const svg = await fetch(`${url}&format=svg`)
    assert.equal(svg.headers.get('content-type'), 'image/svg+xml')
    assert.match(await svg.text(), /^<svg /)
    refused(await rest(world.origin, 'GET', `${new URL(url).pathname}${new URL(url).search}&format=gif`), 400)
    refused(
      await rest(world.origin, 'GET', `/api/v2/qrcode/image?random=nothing&userpool_id=${world.made.pool.id}`),
      2241,
    )
    const person = await registerPerson(world)
    accepted(await answer('scanned', random, person))
    world.passSeconds(121)
    refused(await rest(world.origin, 'GET', `${new URL(url).pathname}${new URL(url).search}`), 6111)
  })
})

describe('what a code refuses', () => {
  test('a second confirm, somebody else, and cancelling what was confirmed', async () => {
    const [person, stranger] = [await registerPerson(world), await registerPerson(world)]
    const random = await scannedBy(person)
    for (const step of ['scanned', 'confirm', 'cancel'] as const)
      await refusedUnchanged((speaking) => answer(step, random, stranger, speaking), 6112)
    accepted(await answer('scanned', random, person))
    accepted(await answer('confirm', random, person))
    for (const step of ['scanned', 'confirm', 'cancel'] as const)
      for (const who of [person, stranger])
        await refusedUnchanged((speaking) => answer(step, random, who, speaking), 6112)
  })

  test('confirming or cancelling before it was scanned', async () => {
    const person = await registerPerson(world)
    const { random } = await gene()
    await refusedUnchanged((speaking) => answer('confirm', random, person, speaking), 6112)
    await refusedUnchanged((speaking) => answer('cancel', random, person, speaking), 6112)
  })

  test('of two who scan at once one gets it', async () => {
    const people = [await registerPerson(world), await registerPerson(world)]
    const { random } = await gene()
    const codes = (await Promise.all(people.map((person) => answer('scanned', random, person)))).map(({ code }) => code)
    assert.deepEqual(codes.sort(), [200, 6112])
  })

  test('unknown codes, nobody, and people of another pool', async () => {
    const person = await registerPerson(world)
    const other = await world.addTenant('elsewhere')
    const outsider = await registerPerson(world, { tenant: other })
    await refusedUnchanged((speaking) => poll('no-such-code', speaking), 2241)
    const { random } = await gene()
    for (const step of ['scanned', 'confirm', 'cancel'] as const) {
      await refusedUnchanged((speaking) => answer(step, 'no-such-code', person, speaking), 2241)
      await refusedUnchanged((speaking) => post(step, { random }, speaking), 2020)
      await refusedUnchanged((speaking) => answer(step, random, outsider, speaking), 2036)
      await refusedUnchanged((speaking) => answer(step, random, outsider, { tenant: other, ...speaking }), 2241)
      await refusedUnchanged((speaking) => post(step, {}, { token: person.token, ...speaking }), 2231)
    }
    await refusedUnchanged((speaking) => poll(random, { tenant: other, ...speaking }), 2241)
  })

  test('everybody once it has expired', async () => {
    const person = await registerPerson(world)
    const [fresh, scanned, confirmed] = [
      (await gene()).random,
      await scannedBy(person),
      await scannedBy(person, { confirmed: true }),
    ]
    world.passSeconds(121)
    assert.equal((await status(fresh)).status, -1)
    assert.equal((await status(scanned)).status, -1)
    await refusedUnchanged((speaking) => answer('scanned', fresh, person, speaking), 6111)
    await refusedUnchanged((speaking) => answer('confirm', scanned, person, speaking), 6111)
    const { ticket, status: state } = await status(confirmed)
    assert.equal(state, 2, 'confirmed in time, it can be collected for longer')
    world.passSeconds(180)
    assert.equal((await status(confirmed)).status, -1)
    const token = await managementToken(world)
    refused(await post('userinfo', { ticket }, { token }), 6113)
  })

  test('scenes that it does not serve, and requests that lack something', async () => {
    for (const scene of ['WXAPP_AUTH', 'WECHATMP_AUTH'])
      await refusedUnchanged((speaking) => post('gene', { scene }, speaking), 1000)
    await refusedUnchanged((speaking) => post('gene', { scene: 'OTHER' }, speaking), 400)
    await refusedUnchanged((speaking) => post('gene', {}, speaking), 2231)
    await refusedUnchanged((speaking) => post('gene', { scene: 'APP_AUTH', params: { a: 1 } }, speaking), 1000)
    await refusedUnchanged((speaking) => post('gene', { scene: 'APP_AUTH' }, { tenant: null, ...speaking }), 2101)
    await refusedUnchanged(
      (speaking) => rest(world.origin, 'GET', '/api/v2/qrcode/check', undefined, { tenant: world.tenant, ...speaking }),
      2231,
    )
    await refusedUnchanged((speaking) => poll('%00', speaking), 400)
  })

  test('the ticket to whoever may not redeem it', async () => {
    const person = await registerPerson(world)
    const { ticket } = await status(await scannedBy(person, { confirmed: true }))
    const other = await world.addTenant('neighbour')
    await refusedUnchanged((speaking) => post('userinfo', { ticket }, speaking), 2020)
    await refusedUnchanged((speaking) => post('userinfo', { ticket }, { token: person.token, ...speaking }), 1001)
    const foreign = await managementToken(world, other)
    await refusedUnchanged((speaking) => post('userinfo', { ticket }, { token: foreign, ...speaking }), 2036)
    await refusedUnchanged(
      (speaking) => post('userinfo', { ticket }, { tenant: other, token: foreign, ...speaking }),
      6113,
    )
    const token = await managementToken(world)
    await refusedUnchanged((speaking) => post('userinfo', { ticket: 'made up' }, { token, ...speaking }), 6113)
    await refusedUnchanged((speaking) => post('userinfo', {}, { token, ...speaking }), 2231)
    accepted(await post('userinfo', { ticket }, { token }))
  })

  test('a person who was locked after confirming: the browser is told so, and nothing opens', async () => {
    const person = await registerPerson(world)
    const random = await scannedBy(person, { confirmed: true })
    const token = await managementToken(world)
    accepted(await send(world, 'updateUser', { id: person.id, input: { blocked: true } }, { token }))
    const before = await stored()
    const { status: state, scannedResult, ticket } = await status(random)
    assert.deepEqual([state, scannedResult?.code, ticket], [5, 2005, undefined])
    assert.equal(scannedResult?.errmsg, scannedResult?.message)
    assert.equal(await stored(), before)
  })

  test('a session that was over before the browser heard of the confirmation', async () => {
    const person = await registerPerson(world)
    const random = await scannedBy(person, { confirmed: true })
    const token = await managementToken(world)
    accepted(await rest(world.origin, 'POST', '/api/v2/users/kick', { userIds: [person.id] }, { token }))
    const before = await stored()
    const { status: state, scannedResult, ticket } = await status(random)
    assert.deepEqual([state, scannedResult?.code, ticket], [5, 2206, undefined])
    assert.equal(await stored(), before)
  })

  test('to be a proof of whose account it is: whoever finds a phone open deletes nothing', async () => {
    const person = await registerPerson(world)
    const { ticket } = await status(await scannedBy(person, { confirmed: true }))
    const token = await managementToken(world)
    const scanned = accepted<{ token: string }>(await post('userinfo', { ticket }, { token }))
    const leave = (who: string, speaking: Speaking = {}) =>
      rest(world.origin, 'DELETE', '/api/v2/users/delete', undefined, { tenant: world.tenant, token: who, ...speaking })
    await refusedUnchanged((speaking) => leave(scanned.token, speaking), 1001)
    accepted(await leave(person.token))
  })

  test('more codes than an office of people needs', async () => {
    const tenant = await world.addTenant('busy')
    const asked = await atMost(10, 300, () => post('gene', { scene: 'APP_AUTH' }, { tenant }))
    for (const outcome of asked) accepted(outcome)
    await refusedUnchanged((speaking) => post('gene', { scene: 'APP_AUTH' }, { tenant, ...speaking }), 429)
    accepted(await post('gene', { scene: 'APP_AUTH' }))
  })
})

describe('the browser that shows a code', () => {
  test('keeps it to itself once it has shown that it keeps a cookie', async () => {
    const person = await registerPerson(world)
    const made = await fetch(`${world.origin}/api/v2/qrcode/gene`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-authing-app-id': world.tenant.application.id },
      body: JSON.stringify({ scene: 'APP_AUTH' }),
    })
    const { random } = ((await made.json()) as { data: Shown }).data
    const line = made.headers.getSetCookie().find((cookie) => cookie.startsWith('menshen_qr=')) ?? ''
    assert.match(line, /HttpOnly/)
    const own = { headers: { cookie: line.split(';')[0] ?? '' } }
    assert.equal((await status(random)).status, 0, 'until then whoever names the code is told')
    assert.equal((await status(random, own)).status, 0)
    accepted(await answer('scanned', random, person))
    accepted(await answer('confirm', random, person))
    await refusedUnchanged((speaking) => poll(random, speaking), 2241)
    const forged = { cookie: `menshen_qr=${'x'.repeat(32)}` }
    await refusedUnchanged((speaking) => poll(random, { headers: forged, ...speaking }), 2241)
    assert.equal((await status(random, own)).status, 2)

    const again = await gene(own)
    await refusedUnchanged((speaking) => poll(again.random, speaking), 2241)
    assert.equal((await status(again.random, own)).status, 0, 'the next code is its own from the start')
  })

  test('gets the person and the token at once where the pool says so, and no ticket', async () => {
    const person = await registerPerson(world)
    await setPool(world, { qrcodeLoginStrategy: { returnFullUserInfo: true } })
    const random = await scannedBy(person, { confirmed: true })
    const atOnce = await Promise.all([status(random), status(random), status(random)])
    const [given, ...others] = atOnce.sort((one, other) => other.status - one.status)
    assert.deepEqual([given?.status, given?.ticket, given?.userInfo?.id], [2, undefined, person.id])
    assert.equal(accepted<{ id: string }>(await me(String(given?.userInfo?.token))).id, person.id)
    // Which answer arrives first is chance, and clients stop asking at a success.
    for (const { status: state, userInfo } of [...others, await status(random)])
      assert.deepEqual([state, userInfo?.token], [1, undefined], 'once, and nothing else reads as success')
    await setPool(world, { qrcodeLoginStrategy: { returnFullUserInfo: false } })
  })

  test('redeems the ticket itself where the pool lets it', async () => {
    const person = await registerPerson(world)
    await setPool(world, { qrcodeLoginStrategy: { allowExchangeUserInfoFromBrowser: true } })
    const { ticket } = await status(await scannedBy(person, { confirmed: true }))
    assert.equal(accepted<{ id: string }>(await post('userinfo', { ticket })).id, person.id)
    await setPool(world, { qrcodeLoginStrategy: { allowExchangeUserInfoFromBrowser: false } })
  })
})

describe('where a second factor is demanded', () => {
  type HandedOff = { code: number; message: string; data: { mfaToken: string; applicationMfa: object[] } }

  test('the browser is handed off to it, and nothing opens before it was shown', async () => {
    const origin = world.origin.replace('127.0.0.1', 'localhost')
    const person = await registerPerson(world)
    const authenticator = newAuthenticator()
    const passkeys = (path: string, body: object, token: string) =>
      rest(origin, 'POST', `/api/v2/passkeys/${path}`, body, { tenant: world.tenant, token })
    type Asked = { options: Parameters<typeof authenticator.create>[0] }
    const made = accepted<Asked>(await passkeys('registration/initialize', {}, person.token))
    const credential = authenticator.create(made.options, { origin })
    accepted(await passkeys('registration/finalize', { credential }, person.token))
    await setPool(world, { mfa: { policy: 'required' } })
    const random = await scannedBy(person, { confirmed: true })
    const before = await stored()
    const { status: state, scannedResult, ticket } = await status(random)
    const { code, message, data } = scannedResult as HandedOff
    assert.deepEqual([state, code, ticket], [4, 1636, undefined])
    assert.notEqual(message, '')
    assert.ok(data.applicationMfa.length > 0)
    assert.equal(await stored(), before)
    const asked = accepted<Asked>(await passkeys('mfa/initialize', {}, data.mfaToken))
    const shown = { credential: authenticator.get(asked.options, { origin }) }
    const user = accepted<{ id: string; token: string }>(await passkeys('mfa/finalize', shown, data.mfaToken))
    assert.equal(accepted<{ id: string }>(await me(user.token)).id, person.id)
    await setPool(world, { mfa: { policy: 'off' } })
  })
})

test("how long codes and tickets are good is the pool's to say, within reason", async () => {
  await setPool(world, { qrcodeLoginStrategy: { qrcodeExpiresAfter: 60, ticketExpiresAfter: 30 } })
  assert.equal((await gene()).expiresIn, 60)
  const token = await managementToken(world)
  const query =
    'mutation ($input: UpdateUserpoolInput!) { updateUserpool(input: $input) { qrcodeLoginStrategy { qrcodeExpiresAfter ticketExpiresAfter returnFullUserInfo } } }'
  const speaking = { tenant: world.tenant, token }
  const update = (strategy: object) =>
    graphql(world.origin, query, { input: { qrcodeLoginStrategy: strategy } }, speaking)
  refused(await update({ qrcodeExpiresAfter: 5 }), 400)
  refused(await update({ ticketExpiresAfter: 86_400 }), 400)
  const kept = accepted<{ qrcodeLoginStrategy: object }>(await update({ qrcodeExpiresAfter: 120 }))
  assert.deepEqual(kept.qrcodeLoginStrategy, {
    qrcodeExpiresAfter: 120,
    ticketExpiresAfter: 30,
    returnFullUserInfo: false,
  })
})
