import type { Domain } from '../domain.ts'
import { findRootPool } from '../pool/pool-store.ts'
import { newTicket, readTicket } from '../verification-code/ticket.ts'
import { findTicket, insertTicket } from '../verification-code/ticket-store.ts'
import { bodySeal, type Channel, type Message, type MessageBody } from './message.ts'
import { findOutbox } from './message-store.ts'

/** A message that nothing could send, as its owner reads it. */
export interface OutboxMessage extends Pick<Message, 'id' | 'recipient' | 'subject' | 'template' | 'createdAt'> {
  text: string
}

type Ground = Pick<Domain, 'unit' | 'tools' | 'clock'>

const channels: Channel[] = ['mail', 'sms']
const mostShown = 100
const keyLifetimeMs = 86_400_000

/** The channels for which nothing is configured; without any there is no outbox. */
export function outboxChannels({ tools }: Pick<Ground, 'tools'>): Channel[] {
  return channels.filter((channel) => tools.messages.usesOutbox(channel))
}

/** A key to the outbox, good for a day: for whoever started the server. Afterwards the owner signs in. */
export async function makeOutboxKey({ unit, tools, clock }: Ground): Promise<string | null> {
  const root = await findRootPool(unit.look, tools.seal)
  if (!root || outboxChannels({ tools }).length === 0) return null
  const expiresAt = new Date(clock().getTime() + keyLifetimeMs)
  const made = newTicket({ userPoolId: root.id, purpose: 'outbox', subject: 'owner', redirectTo: null, expiresAt })
  await unit.write(({ tx }) => insertTicket(tx, made.ticket))
  return made.token
}

/** False when it is none, or too old. */
export async function isOutboxKey({ unit, clock }: Ground, key: string): Promise<boolean> {
  const read = readTicket(key)
  const ticket = read && (await findTicket(unit.look, { ...read, purpose: 'outbox' }))
  return ticket !== null && ticket.expiresAt > clock()
}

/** What waits in the outbox, newest first. */
export async function readOutbox({ unit, tools }: Ground): Promise<OutboxMessage[]> {
  const found = await findOutbox(unit.look, outboxChannels({ tools }), mostShown)
  return found.flatMap(({ bodySealed, ...message }) => {
    if (!bodySealed) return []
    const body = JSON.parse(tools.seal.open(bodySeal, bodySealed)) as MessageBody
    return { ...message, text: body.channel === 'mail' ? body.text : body.content }
  })
}
