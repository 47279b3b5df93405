import type { Before, Context } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { bodySeal, type Channel, type MessageBody } from './message.ts'
import { insertMessage, type NewMessage } from './message-store.ts'
import { sendMessage } from './send-message.ts'

/** Days for which the log remembers a message. */
const keptDays = 30
/** Hours for which the owner can read a message in the outbox. */
const outboxHours = 24

export interface Outgoing {
  recipient: string
  template: string
  subject: string
  body: MessageBody
  /** Somebody waits for the outcome and will ask again: tried once. */
  awaited: boolean
}

/** A message ready to be written, and what its writer may wait for. */
export type Prepared = NewMessage & Pick<Outgoing, 'awaited'>

/** Seals a message and decides whether anything can send it. Belongs in `prepare`. */
export async function prepareMessage({ reader, pool, ports, now }: Before, outgoing: Outgoing): Promise<Prepared> {
  const { channel }: { channel: Channel } = outgoing.body
  const outbox = await isForOutbox({ reader, pool, ports }, channel)
  const hours = outbox ? outboxHours : keptDays * 24
  return {
    userPoolId: pool.id,
    id: newId(now),
    channel,
    recipient: outgoing.recipient,
    template: outgoing.template,
    subject: outgoing.subject,
    bodySealed: ports.seal.close(bodySeal, JSON.stringify(outgoing.body)),
    status: outbox ? 'outbox' : 'queued',
    awaited: outgoing.awaited,
    createdAt: now,
    expiresAt: new Date(now.getTime() + hours * 3_600_000),
  }
}

async function isForOutbox({ reader, pool, ports }: Pick<Before, 'reader' | 'pool' | 'ports'>, channel: Channel) {
  if (!ports.messages.usesOutbox(channel)) return false
  return !(await ports.messages.hasProvider(reader, pool.id, channel))
}

/** Writes the message with the caller's transaction; it is sent after the commit. */
export async function enqueue({ tx, later }: Pick<Context, 'tx' | 'later'>, message: Prepared): Promise<void> {
  const { id, status, awaited } = message
  await insertMessage(tx, message)
  if (status === 'queued') later(sendMessage, {}, { id, ...(awaited && { attempts: 1 }) })
}
