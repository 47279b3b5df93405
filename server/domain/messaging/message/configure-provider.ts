import type { Verb } from '#domain/shape/verb.ts'
import type { Channel } from './message.ts'
import { type NewProvider, saveProvider } from './provider-store.ts'
import { providerSeal } from './routes.ts'

export interface ProviderInput {
  channel: Channel
  /** One of `kinds` of `routes.ts`. */
  kind: string
  /** Whatever that sender needs. What is missing shows when a message is sent (3014). */
  config: Record<string, unknown>
  /** False: the platform's sender is used, and this one is kept. */
  enabled: boolean
}

/** Gives the pool a sender of its own for mails or texts, in place of what it had. */
export const configureProvider: Verb<
  'message-sender.configured',
  ProviderInput,
  void,
  { channel: Channel; provider: NewProvider }
> = {
  name: 'message.configure-provider',
  admits: 'manager',
  emits: ['message-sender.configured'],
  prepare({ ports }, { channel, kind, config, enabled }) {
    const configSealed = ports.seal.close(providerSeal, JSON.stringify(config))
    return { channel, provider: { kind, configSealed, enabled } }
  },
  async run({ tx, pool, now, emit }, { channel, provider }) {
    await saveProvider(tx, pool.id, channel, provider, now)
    emit('message-sender.configured', { channel })
  },
}
