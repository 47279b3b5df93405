import { refuse } from '@menshen/contract/errors'
import type { Ports } from '#domain/shape/ports.ts'
import { nothingToPrepare, type Question, type Verb } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { MailFailure } from './mail-transport.ts'
import { deleteProvider, findProvider, type NewProvider, saveProvider } from './provider-store.ts'
import { providerSeal } from './routes.ts'

/** A pool's own sender of mails as its administrators see it: what it needs is never read back, except the host. */
export interface MailSender {
  kind: string
  enabled: boolean
  updatedAt: Date
  /** Where it sends to, of a sender that has its host set; null of others. */
  host: string | null
}

/** What of its settings is told. */
function hostOf(seal: Seal, { configSealed }: NewProvider): string | null {
  const { host } = JSON.parse(seal.open(providerSeal, configSealed)) as { host?: unknown }
  return typeof host === 'string' ? host : null
}

/** Null: the pool has none, and the platform's is used. */
export const getMailSender: Question<object, MailSender | null> = {
  name: 'message.get-mail-sender',
  admits: 'manager',
  async answer({ reader, pool, ports: { seal } }) {
    const found = await findProvider(reader, pool.id, 'mail')
    return found && { kind: found.kind, enabled: found.enabled, updatedAt: found.updatedAt, host: hostOf(seal, found) }
  },
}

export interface MailSenderInput {
  /** One of `kinds` of `routes.ts`. */
  kind: string
  /** What that sender needs. Null: as it is, which only works while the kind stays. */
  config: Record<string, unknown> | null
  /** False: the platform's sender is used, and this one is kept. */
  enabled: boolean
}

/**
 * Gives the pool a sender of its own, or goes back to the platform's and keeps it. 400 when the kind is not known, something
 * it needs is missing, or was never given; 2025 when there is no platform's to go back to.
 */
export const setMailSender: Verb<
  'message-sender.configured',
  MailSenderInput,
  MailSender,
  { sender: NewProvider; host: string | null }
> = {
  name: 'message.set-mail-sender',
  admits: 'manager',
  emits: ['message-sender.configured'],
  async prepare({ reader, pool, ports }, { kind, config, enabled }) {
    const current = await findProvider(reader, pool.id, 'mail')
    if (config === null) {
      if (current?.kind !== kind) refuse(400, { variant: 'missing', values: { field: 'config' } })
      return requireSender(ports, current, { ...current, enabled })
    }
    try {
      ports.messages.check('mail', kind, config)
    } catch (error) {
      if (!(error instanceof MailFailure)) throw error
      refuse(400, { variant: 'misfit', values: { field: error.setting ?? 'config' } })
    }
    const sealed = ports.seal.close(providerSeal, JSON.stringify(config))
    return requireSender(ports, current, { kind, configSealed: sealed, enabled })
  },
  async run({ tx, pool, now, emit }, { sender, host }) {
    await saveProvider(tx, pool.id, 'mail', sender, now)
    emit('message-sender.configured', { channel: 'mail' })
    return { kind: sender.kind, enabled: sender.enabled, updatedAt: now, host }
  },
}

/** A pool with a sender must not be left without any, unless it says so by forgetting its own. */
function requireSender({ messages, seal }: Ports, current: NewProvider | null, sender: NewProvider) {
  if (current?.enabled && !sender.enabled && messages.usesOutbox('mail')) refuse(2025)
  return { sender, host: hostOf(seal, sender) }
}

/** Forgets it; nothing to forget is fine. Without a platform's sender mails then wait in the operator's outbox. */
export const removeMailSender: Verb<'message-sender.removed', object, void> = {
  name: 'message.remove-mail-sender',
  admits: 'manager',
  emits: ['message-sender.removed'],
  prepare: nothingToPrepare,
  async run({ tx, pool, emit }) {
    await deleteProvider(tx, pool.id, 'mail')
    emit('message-sender.removed', { channel: 'mail' })
  },
}
