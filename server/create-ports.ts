import { createHmac } from 'node:crypto'
import { createActivity } from '#domain/entry/session/activity.ts'
import { createCachedRecords } from '#domain/front/create-cached-records.ts'
import { createGeoLocator, type GeoLocator } from '#domain/ground/login-history/geo-location.ts'
import { createRoutes, type PlatformTransports } from '#domain/messaging/message/routes.ts'
import type { Files } from '#domain/people/file/file-storage.ts'
import type { PrincipalVerifier } from '#domain/people/principal/principal.ts'
import { createCaptchaKeys } from '#domain/proof/captcha/captcha-keys.ts'
import { createPasswordOpener } from '#domain/proof/credential/password-opener.ts'
import { createCodeKeys } from '#domain/proof/verification-code/code-keys.ts'
import type { Addresses } from '#domain/tenancy/address/addresses.ts'
import { loadKeys } from '#domain/tenancy/key/load-keys.ts'
import { loadRootSecret } from '#domain/tenancy/key/root-secret.ts'
import { type Clock, systemClock } from '#platform/clock.ts'
import { createCoreQueue } from '#platform/core-queue.ts'
import { createSeal } from '#platform/crypto/seal.ts'
import type { Database } from '#platform/database/connect.ts'
import { createLimits } from '#platform/limits/limits.ts'
import type { Log } from '#platform/log.ts'
import { createAddressRules } from '#platform/outgoing/address-rules.ts'
import { createPasswordHasher, type HashingCost } from '#platform/password-hasher.ts'
import type { Config } from './config.ts'
import { createTransportMakers } from './provider/make-transport.ts'

/** What a server is made of. */
export interface PortsOptions {
  config: Pick<Config, 'host' | 'port' | 'publicUrl' | 'trustedProxies' | 'maxInFlight' | 'outgoingAllowedHosts'>
  database: Database
  secretKey: string
  /** The one before it, while a change of it is under way. */
  formerSecretKey?: string | null
  log: Log
  /** Where uploads go. */
  files: Files
  /** The senders of every pool that has none of its own; what is left out goes to the outbox. */
  messages?: PlatformTransports
  /** Who confirms that people are who they say; left out, nobody does. */
  principals?: PrincipalVerifier | null
  /** Tells where an address is; nothing of the kind is bundled. */
  geoLocator?: GeoLocator
  clock?: Clock
  /** What a password's hash costs; left out: what it has to. */
  hashing?: HashingCost
}

/** What operations need besides the database, and the keys, which change while the server runs. */
export async function createPorts({
  config,
  database: { unit, notices },
  secretKey,
  formerSecretKey = null,
  log,
  files,
  messages = { mail: null, sms: null },
  principals = null,
  geoLocator,
  clock = systemClock,
  hashing,
}: PortsOptions) {
  const root = await loadRootSecret(unit, { current: secretKey, former: formerSecretKey })
  const seal = createSeal(root)
  const cookieSecret = createHmac('sha256', root).update('menshen cookies').digest('base64url')
  const keys = await loadKeys({ unit, notices, seal, clock, log }, cookieSecret)
  const cores = createCoreQueue()
  const makers = createTransportMakers(clock, createAddressRules(config.outgoingAllowedHosts))
  const addresses: Addresses = {
    publicUrl: config.publicUrl ?? localAddress(config.host, config.port),
    anyLoopback: config.publicUrl === null,
  }
  const ports = {
    addresses,
    hasher: createPasswordHasher(cores, hashing),
    opener: createPasswordOpener(keys.ring.transport, cores),
    keys: keys.ring,
    seal,
    cached: createCachedRecords(unit.reader, seal, notices),
    limits: createLimits(root),
    captcha: createCaptchaKeys(root),
    codes: createCodeKeys(root),
    messages: createRoutes(seal, messages, makers),
    files,
    activity: createActivity(unit, log),
    geoLocator: createGeoLocator(geoLocator),
    principals,
  }
  return { ports, keys, clock }
}

export function localAddress(host: string, port: number): string {
  // Browsers have passkeys under a name and not under a number.
  const local = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)
  return `http://${local ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`
}
