import { createHmac } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { createImports } from '#domain/account/user-import/worker.ts'
import { createDeviceNotices } from '#domain/entry/device/notify.ts'
import { createActivity } from '#domain/entry/session/activity.ts'
import { createDirectory } from '#domain/front/create-directory.ts'
import { createDomain } from '#domain/front/create-domain.ts'
import { createPlaces, type Places } from '#domain/ground/login-history/place.ts'
import { createCourier } from '#domain/messaging/message/courier.ts'
import { createRoutes, type PlatformTransports } from '#domain/messaging/message/routes.ts'
import type { Files } from '#domain/people/file/file-storage.ts'
import type { PrincipalVerifier } from '#domain/people/principal/principal.ts'
import { createCaptchaKeys } from '#domain/proof/captcha/captcha-keys.ts'
import { createPasswordOpener } from '#domain/proof/credential/password-opener.ts'
import { createCodeKeys } from '#domain/proof/verification-code/code-keys.ts'
import type { Domain } from '#domain/shape/domain.ts'
import { loadKeys } from '#domain/tenancy/key/load-keys.ts'
import { loadRootSecret } from '#domain/tenancy/key/root-secret.ts'
import { type Clock, systemClock } from '#platform/clock.ts'
import { createCoreQueue } from '#platform/core-queue.ts'
import { createSeal } from '#platform/crypto/seal.ts'
import type { Database } from '#platform/database/connect.ts'
import { prepareDrain } from '#platform/http/drain.ts'
import { capInFlight } from '#platform/http/in-flight.ts'
import { createHttpServer } from '#platform/http/server.ts'
import { createLimits } from '#platform/limits/limits.ts'
import type { Log } from '#platform/log.ts'
import { networkOf } from '#platform/network.ts'
import { createAddressRules } from '#platform/outgoing/address-rules.ts'
import { createPasswordHasher, type PasswordHasher } from '#platform/password-hasher.ts'
import type { Config } from './config.ts'
import { createTransportMakers } from './provider/make-transport.ts'
import { createReactions } from './reaction/reactions.ts'
import { createRelay, type Relay } from './reaction/relay.ts'
import { type About, mountDoors } from './surface/doors.ts'
import { refuseMalformed, turnAway } from './surface/elsewhere.ts'

export interface AppOptions {
  config: Pick<Config, 'host' | 'port' | 'publicUrl' | 'trustedProxies' | 'maxInFlight' | 'outgoingAllowedHosts'>
  database: Database
  secretKey: string
  /** The one before it, while a change of it is under way. */
  formerSecretKey?: string | null
  log: Log
  about: About
  /** Where uploads go. */
  files: Files
  /** The senders of every pool that has none of its own; what is left out goes to the outbox. */
  messages?: PlatformTransports
  /** Who confirms that people are who they say; left out, nobody does. */
  principals?: PrincipalVerifier | null
  /** Tells where an address is; nothing of the kind is bundled. */
  places?: Places
  clock?: Clock
  hasher?: PasswordHasher
}

export interface App {
  http: FastifyInstance
  domain: Domain
  /** Carries what has happened to those who want to know. */
  relay: Relay
  /** Starts to listen and answers the address under which clients reach us. */
  listen(): Promise<string>
  /** Lets `/readyz` say yes, and begins to send what is queued. */
  open(): void
  /** Lets `/readyz` say no, finishes what is in flight, answers no more, sends no more. */
  close(): Promise<void>
}

/** Puts the house together, from the ground up. */
export async function createApp({
  config,
  database,
  secretKey,
  formerSecretKey = null,
  log,
  about,
  files,
  messages = { mail: null, sms: null },
  principals = null,
  places,
  clock = systemClock,
  hasher: givenHasher,
}: AppOptions): Promise<App> {
  const root = await loadRootSecret(database.unit, { current: secretKey, former: formerSecretKey })
  const seal = createSeal(root)
  const directory = createDirectory(database.unit.look, seal, database.notices)
  const cookieSecret = createHmac('sha256', root).update('menshen cookies').digest('base64url')
  const { unit, notices } = database
  const keys = await loadKeys({ unit, notices, seal, clock, log }, cookieSecret)
  const cores = createCoreQueue()
  const hasher = givenHasher ?? createPasswordHasher(cores)
  const opener = createPasswordOpener(keys.ring.transport, cores)
  const counting = { limits: createLimits(root), captcha: createCaptchaKeys(root) }
  const routes = createRoutes(
    seal,
    messages,
    createTransportMakers(clock, createAddressRules(config.outgoingAllowedHosts)),
  )
  const sending = { codes: createCodeKeys(root), messages: routes, files }
  const activity = createActivity(unit, log)
  const signedIn = { activity, places: createPlaces(places) }
  const addresses = {
    publicUrl: config.publicUrl ?? localAddress(config.host, config.port),
    anyLoopback: config.publicUrl === null,
  }
  const tools = {
    addresses,
    hasher,
    opener,
    keys: keys.ring,
    seal,
    directory,
    ...counting,
    ...sending,
    ...signedIn,
    principals,
  }
  const domain = createDomain(unit, tools, clock)
  const relay = createRelay({ unit, notices, clock, log }, createReactions(directory))
  const courier = createCourier({ unit, notices, seal, routes, clock, log })
  const imports = createImports(domain, notices, log)
  const deviceNotices = createDeviceNotices({ unit, notices, tools, clock, log })

  const http = await createHttpServer({ log, trustedProxies: config.trustedProxies, malformed: refuseMalformed })
  let ready = false
  const drain = prepareDrain(http)
  capInFlight(http, { max: config.maxInFlight, from: ({ ip }) => networkOf(ip) }, turnAway)
  await mountDoors(http, { domain, addresses, log }, about, async () =>
    ready ? database.trouble() : 'starting or stopping',
  )

  return {
    http,
    domain,
    relay,
    async listen() {
      await http.listen({ host: config.host, port: config.port })
      const { port } = http.server.address() as AddressInfo
      addresses.publicUrl = config.publicUrl ?? localAddress(config.host, port)
      return addresses.publicUrl
    },
    open: () => {
      ready = true
      relay.start()
      courier.start()
      deviceNotices.start()
      imports.start()
      activity.start()
      keys.start()
    },
    async close() {
      ready = false
      await drain()
      await imports.stop()
      await relay.stop()
      await deviceNotices.stop()
      await courier.stop()
      await activity.stop()
      await opener.close()
      await keys.stop()
    },
  }
}

function localAddress(host: string, port: number): string {
  // Browsers have passkeys under a name and not under a number.
  const local = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)
  return `http://${local ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`
}
