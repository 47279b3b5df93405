import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader } from '#platform/database/database.ts'
import type { MailTransport } from './mail-transport.ts'
import type { Channel } from './message.ts'
import { findProvider } from './provider-store.ts'
import type { SmsTransport } from './sms-transport.ts'

/** Makes a sender of a kind from its settings. Throws a `MailFailure` or `SmsFailure` when they cannot work. */
export interface TransportMakers {
  /** The kinds that can be made. */
  kinds: Readonly<Record<Channel, readonly string[]>>
  mail(kind: string, config: Record<string, unknown>): MailTransport
  sms(kind: string, config: Record<string, unknown>): SmsTransport
}

export interface Transports {
  mail: MailTransport
  sms: SmsTransport
}

/** What the operator configured for every pool that has nothing of its own; null: nothing. */
export type PlatformTransports = { [Name in Channel]: Transports[Name] | null }

/** By which sender a pool's messages leave. */
export interface Routes {
  /** Null: nothing is configured anywhere, so that the owner's outbox keeps the message. */
  find<Name extends Channel>(reader: Reader, userPoolId: string, channel: Name): Promise<Transports[Name] | null>
  /** Whether the pool has a sender of its own, good or bad. */
  hasProvider(reader: Reader, userPoolId: string, channel: Channel): Promise<boolean>
  /** The kinds of sender that a pool can choose from. */
  kinds(channel: Channel): readonly string[]
  /** Throws what a sender of that kind throws when these settings cannot work. */
  check(channel: Channel, kind: string, config: Record<string, unknown>): void
  /** Whether the outbox is in use for this channel: never when the operator has configured a sender. */
  usesOutbox(channel: Channel): boolean
}

/** The purpose under which a pool's sender is sealed. */
export const providerSeal = 'message_provider.config'

export function createRoutes(seal: Seal, platform: PlatformTransports, makers: TransportMakers): Routes {
  return {
    async find(reader, userPoolId, channel) {
      const own = await findProvider(reader, userPoolId, channel)
      if (!own?.enabled) return platform[channel]
      const config = JSON.parse(seal.open(providerSeal, own.configSealed)) as Record<string, unknown>
      return makers[channel](own.kind, config) as Transports[typeof channel]
    },
    hasProvider: async (reader, userPoolId, channel) =>
      (await findProvider(reader, userPoolId, channel))?.enabled === true,
    kinds: (channel) => makers.kinds[channel],
    check: (channel, kind, config) => void makers[channel](kind, config),
    usesOutbox: (channel) => platform[channel] === null,
  }
}
