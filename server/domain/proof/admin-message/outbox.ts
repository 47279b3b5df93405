import { bodySeal, type Channel, type Message, type MessageBody } from '#domain/messaging/message/message.ts'
import { findOutbox } from '#domain/messaging/message/message-store.ts'
import type { Ground } from '#domain/shape/domain.ts'
import { findRootPool } from '#domain/tenancy/pool/pool-store.ts'
import { newTicket, readTicket } from '../verification-code/ticket.ts'
import { findTicket, insertTicket } from '../verification-code/ticket-store.ts'

/** A message that nothing could send, as its owner reads it. */
export interface OutboxMessage extends Pick<Message, 'id' | 'recipient' | 'subject' | 'template' | 'createdAt'> {
  text: string
  /** A mail as programs show it. Others wrote the template: it is shown where nothing of it can run. */
  html: string | null
  /** A code of it is of no more use: another one was sent since, or its time is over. */
  spent: 'replaced' | 'expired' | null
}

const channels: Channel[] = ['mail', 'sms']
const mostShown = 100
const keyLifetimeMs = 86_400_000
/** No code is good for longer (`verification-code/code-rules.ts`). */
const longestCodeMs = 3_600_000

/** The channels for which nothing is configured; without any there is no outbox. */
function outboxChannels({ ports }: Pick<Ground, 'ports'>): Channel[] {
  return channels.filter((channel) => ports.messages.usesOutbox(channel))
}

/** A key to the outbox, good for a day: for the person who started the server. Afterwards the owner signs in. */
export async function makeOutboxKey({ unit, ports, clock }: Ground): Promise<string | null> {
  const root = await findRootPool(unit.reader, ports.seal)
  if (!root || outboxChannels({ ports }).length === 0) return null
  const expiresAt = new Date(clock().getTime() + keyLifetimeMs)
  const made = newTicket({ userPoolId: root.id, purpose: 'outbox', subject: 'owner', redirectTo: null, expiresAt })
  await unit.write(({ tx }) => insertTicket(tx, made.ticket))
  return made.token
}

/** False when it is none, or too old. */
async function isOutboxKey({ unit, clock }: Ground, key: string): Promise<boolean> {
  const read = readTicket(key)
  const ticket = read && (await findTicket(unit.reader, { ...read, purpose: 'outbox' }))
  return ticket !== null && ticket.expiresAt > clock()
}

/** What waits in the outbox, newest first. */
export async function readOutbox({ unit, ports, clock }: Ground): Promise<OutboxMessage[]> {
  const found = await findOutbox(unit.reader, outboxChannels({ ports }), mostShown)
  const newer = new Set<string>()
  const overAt = clock().getTime() - longestCodeMs
  return found.flatMap(({ bodySealed, ...message }) => {
    if (!bodySealed) return []
    const body = JSON.parse(ports.seal.open(bodySeal, bodySealed)) as MessageBody
    const { userPoolId, recipient, template, createdAt } = message
    const kind = [userPoolId, recipient, template].join(' ')
    const spent = newer.has(kind) ? 'replaced' : createdAt.getTime() < overAt ? 'expired' : null
    newer.add(kind)
    const parts = body.channel === 'mail' ? { text: body.text, html: body.html } : { text: body.content, html: null }
    return { ...message, ...parts, spent }
  })
}

/** The outbox for a page that shows it. Who may see it is the page's to ask. */
export interface Outbox {
  /** There is none once senders are configured for everything. */
  isThere(): boolean
  isKey(key: string): Promise<boolean>
  read(): Promise<OutboxMessage[]>
  /** The HTML of a mail that waits there; null when there is none. */
  readHtml(id: string): Promise<string | null>
}

export function openOutbox(ground: Ground): Outbox {
  const read = () => readOutbox(ground)
  return {
    isThere: () => outboxChannels(ground).length > 0,
    isKey: (key) => isOutboxKey(ground, key),
    read,
    readHtml: async (id) => (await read()).find((message) => message.id === id)?.html ?? null,
  }
}
