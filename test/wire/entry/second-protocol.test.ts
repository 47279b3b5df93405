// People enter by any protocol on the same page: one that was made up here is registered beside the house's own, and knows nothing of
// the page, as the page knows nothing of it.
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { EntryInProgress, Needs } from '#domain/entry/in-progress/entry.ts'
import type { EntryProtocol } from '#domain/entry/in-progress/protocol.ts'
import type { SignedIn } from '#domain/entry/session/session.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { createLog } from '#platform/log.ts'
import { mountDoors } from '#surface/doors.ts'
import type { Browser as BrowserRequest } from '#surface/sign-in-page.ts'
import { managementToken, type Person, registerPerson } from '../../kit/people.ts'
import { codeOf, personWithApp, setMfa } from '../../kit/second-factor.ts'
import { addApplication } from '../../kit/tenant.ts'
import { accepted, rest } from '../../kit/wire.ts'
import { newWorld, type World } from '../../kit/world.ts'
import { Browser } from '../../oidc/browser.ts'

const back = 'http://127.0.0.1:9/bell'

/** Applications ring, and are told who came: entries in a map, each known to one browser by a cookie. */
function bellProtocol() {
  const open = new Map<string, EntryInProgress>()
  const came = new Map<string, SignedIn>()
  const end = (entry: EntryInProgress, how: string) => {
    open.delete(entry.id)
    return `${back}/${how}?entry=${entry.id}`
  }
  const protocol: EntryProtocol<BrowserRequest> = {
    name: 'bell',
    claims: (id) => id.startsWith('bell.'),
    find: async ({ request }, id) =>
      (request.headers.cookie ?? '').includes(`bell=${id}`) ? (open.get(id) ?? null) : null,
    async signedIn(_browser, entry, signedIn) {
      came.set(entry.id, signedIn)
      return end(entry, 'came')
    },
    consented: async (_browser, entry) => end(entry, 'agreed'),
    cancelled: async (_browser, entry) => end(entry, 'turned-back'),
  }
  function ring(asked: Partial<EntryInProgress> & { needs: Needs; applicationId: string }): string {
    const id = `bell.${open.size + came.size + 1}`
    const rest = { userId: null, languages: null, loginHint: null, registers: false }
    open.set(id, { ...rest, ...asked, id, protocol: 'bell' })
    return `/bell/${id}`
  }
  function mount(http: FastifyInstance): void {
    http.get('/bell/:id', (request, reply) => {
      const { id } = request.params as { id: string }
      return reply.header('set-cookie', `bell=${id}; Path=/interaction`).redirect(`/interaction/${id}`, 303)
    })
  }
  const whoCame = (location: string) =>
    came.get(new URL(location).searchParams.get('entry') ?? '') ?? assert.fail('nobody came')
  return { protocol, ring, mount, whoCame, came }
}

const bell = bellProtocol()
let world: World
let house: { origin: string }
let applicationId: string
before(async () => {
  world = await newWorld()
  applicationId = world.tenant.application.id
  const { domain } = world.app
  const log = createLog('silent')
  const http = await createHttpServer({ log, trustedProxies: [] })
  const addresses = { ...domain.ports.addresses }
  const door = { domain, addresses, log, protocols: [bell.protocol] }
  await mountDoors(http, door, { version: 'test', database: 'PostgreSQL', production: false }, async () => null)
  bell.mount(http)
  await http.listen({ host: '127.0.0.1', port: 0 })
  world.alsoClose(() => http.close())
  addresses.publicUrl = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
  house = { origin: addresses.publicUrl }
})

const signingIn = { step: 'sign-in' } as const

async function signIn(browser: Browser, address: string, { username, password }: Person): Promise<string> {
  const page = await browser.open(address)
  const { code, data } = await browser.act(page, 'sign-in', { account: username, password })
  assert.equal(code, 200)
  return data.location
}

test('a person signs in on the page, and the protocol is told who it is and in which session', async () => {
  const person = await registerPerson(world)
  const browser = new Browser(house)
  const location = await signIn(browser, bell.ring({ applicationId, needs: signingIn }), person)
  assert.ok(location.startsWith(`${back}/came?`))
  const { user, session } = bell.whoCame(location)
  assert.deepEqual([user.id, session.kind, session.applicationId], [person.id, 'browser', applicationId])
  assert.deepEqual(session.methods, ['password'])
  const speaking = { tenant: world.tenant, token: person.token }
  const listed = accepted<{ list: { sessionId: string }[] }>(
    await rest(world.origin, 'GET', '/api/v2/users/me/sessions', undefined, speaking),
  )
  assert.ok(JSON.stringify(listed).includes(session.id))
  assert.equal(browser.deviceCookies().length, 1)
})

test('what the protocol asks for is what the page shows', async () => {
  const open = (asked: Partial<EntryInProgress>) =>
    new Browser(house).open(bell.ring({ applicationId, needs: signingIn, ...asked }))
  const plain = await open({ loginHint: 'mei@example.com', languages: 'fr en' })
  assert.deepEqual([plain.screen, plain.loginHint, plain.language], ['sign-in', 'mei@example.com', 'en-US'])
  assert.equal((await open({ registers: true })).screen, 'sign-up')
})

test('who lacks a second factor shows one, and signs in from the start when they are gone', async () => {
  // What asks for the factor is the request.
  await setMfa(world, { policy: 'off' })
  const person = await personWithApp(world)
  const browser = new Browser(house)
  const { session } = bell.whoCame(await signIn(browser, bell.ring({ applicationId, needs: signingIn }), person))
  const needs = { step: 'second-factor', sessionId: session.id, asked: true } as const
  const page = await browser.open(bell.ring({ applicationId, needs, userId: person.id }))
  assert.equal(page.screen, 'second-factor')
  assert.equal((await browser.act(page, 'consent', { accept: true })).code, 400)
  const asked = await browser.act(page, 'mfa-begin', {})
  assert.equal(asked.code, 1636)
  const { mfaToken } = asked.data as unknown as { mfaToken: string }
  const shown = await browser.act(page, 'mfa-totp', { mfaToken, code: codeOf(world, person.app, 1) })
  assert.deepEqual(bell.whoCame(shown.data.location).session.methods, ['password', 'totp'])
  assert.equal((await browser.open(bell.ring({ applicationId, needs, userId: 'f'.repeat(24) }))).screen, 'sign-in')
})

test('consent is given to the application that rang, by whoever is in this browser and was asked', async () => {
  const [person, other] = [await registerPerson(world), await registerPerson(world)]
  const stranger = await addApplication(world.app.domain, world.tenant.pool, {
    identifier: 'bell-stranger',
    settings: { firstParty: false },
  })
  const browser = new Browser(house)
  await browser.signIn(`/u/${world.tenant.application.identifier}`, person.username, person.password)
  const scopes = ['openid', 'email']
  const needs = {
    step: 'consent',
    scopes,
    missing: ['email'],
    answersTo: 'ring.example',
    asOther: '/bell/again',
  } as const
  const ring = (userId: string) =>
    bell.ring({ applicationId: stranger.id, needs: { ...needs, scopes, missing: ['email'] }, userId })
  const mistaken = await browser.open(ring(other.id))
  assert.equal((await browser.act(mistaken, 'consent', { accept: true })).code, 2206)
  const page = await browser.open(ring(person.id))
  const { redirectHost, otherAccount } = page.consent as Record<string, unknown>
  assert.deepEqual([page.screen, redirectHost, otherAccount], ['consent', 'ring.example', '/bell/again'])
  assert.equal((await browser.act(page, 'sign-in', { account: 'x', password: 'y' })).code, 400)
  const { data } = await browser.act(page, 'consent', { accept: true })
  assert.match(data.location, /\/bell\/agreed\?/)
  const speaking = { tenant: world.tenant, token: person.token }
  const { list } = accepted<{ list: { appId: string; scopes: string[] }[] }>(
    await rest(world.origin, 'GET', '/api/v2/users/me/consents', undefined, speaking),
  )
  assert.deepEqual(
    list.map(({ appId, scopes }) => [appId, scopes]),
    [[stranger.id, ['email']]],
  )
})

test('whoever turns back is sent back by it, and nobody else finds their entry', async () => {
  const address = bell.ring({ applicationId, needs: signingIn })
  const browser = new Browser(house)
  const page = await browser.open(address)
  assert.equal((await new Browser(house).go(`/interaction/${page.uid}`)).status, 410)
  const { data } = await browser.act(page, 'cancel', {})
  assert.equal(data.location, `${back}/turned-back?entry=${page.uid}`)
  assert.equal((await browser.go(`/interaction/${page.uid}`)).status, 410)
})

test('an entry whose application is gone is over, and one that no protocol has is none', async () => {
  const token = await managementToken(world)
  const gone = await addApplication(world.app.domain, world.tenant.pool, { identifier: 'bell-gone' })
  const browser = new Browser(house)
  const address = bell.ring({ applicationId: gone.id, needs: signingIn })
  assert.equal((await browser.open(address)).screen, 'sign-in')
  accepted(await rest(world.origin, 'DELETE', `/api/v2/applications/${gone.id}`, undefined, { token }))
  assert.equal((await browser.follow(address)).status, 410)
  assert.equal((await browser.go('/interaction/knock.1')).status, 410)
})

test('the house’s own protocol is found beside it', async () => {
  const { username, password, id } = await registerPerson(world)
  const browser = new Browser(house)
  const arrived = await browser.signIn(`/u/${world.tenant.application.identifier}`, username, password)
  assert.equal(arrived.pathname, `/u/${world.tenant.application.identifier}`)
  assert.ok(![...bell.came.values()].some(({ user }) => user.id === id))
})
