import { type Selectable, sql } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { MessageTable } from '#platform/database/tables.gen.ts'
import type { Channel, Message, MessageStatus } from './message.ts'

export const messageSweep = expiring('message')

function toMessage(row: Selectable<MessageTable>): Message {
  return {
    userPoolId: row.user_pool_id,
    id: row.id,
    channel: row.channel as Channel,
    recipient: row.recipient,
    template: row.template,
    subject: row.subject,
    status: row.status as MessageStatus,
    attempts: row.attempts,
    failure: row.failure,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    bodySealed: row.body_sealed,
  }
}

export type NewMessage = Omit<Message, 'attempts' | 'failure' | 'sentAt'> & { expiresAt: Date }

export async function insertMessage(tx: Tx, message: NewMessage): Promise<void> {
  await tx
    .insertInto('message')
    .values({
      user_pool_id: message.userPoolId,
      id: message.id,
      channel: message.channel,
      recipient: message.recipient,
      template: message.template,
      subject: message.subject,
      body_sealed: message.bodySealed,
      status: message.status,
      created_at: message.createdAt,
      expires_at: message.expiresAt,
    })
    .execute()
}

type Key = Pick<Message, 'userPoolId' | 'id'>

interface SendResult {
  failure: string | null
  /** How often it was tried until now. */
  attempts: number
  now: Date
}

/** A message that is over: sent or given up. Its body goes with it. */
export async function settleMessage(
  tx: Tx,
  { userPoolId, id }: Key,
  { status, failure, attempts, now }: SendResult & { status: 'sent' | 'failed' },
): Promise<void> {
  await tx
    .updateTable('message')
    .set({ status, failure, attempts, body_sealed: null, sent_at: status === 'sent' ? now : null })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .execute()
}

/** A message that was not sent, and is tried again. */
export async function noteFailure(tx: Tx, { userPoolId, id }: Key, { failure, attempts }: SendResult): Promise<void> {
  await tx
    .updateTable('message')
    .set({ failure, attempts })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .execute()
}

export async function findMessage(reader: Reader, { userPoolId, id }: Key): Promise<Message | null> {
  const row = await reader
    .selectFrom('message')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toMessage(row) : null
}

/** One page of a pool's messages, newest first. */
export async function listMessages(
  reader: Reader,
  userPoolId: string,
  { channel, status, page, limit }: Page & { channel: Channel | null; status: MessageStatus | null },
): Promise<Message[]> {
  const rows = await reader
    .selectFrom('message')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .$if(channel !== null, (query) => query.where('channel', '=', channel as string))
    .$if(status !== null, (query) => query.where('status', '=', status as string))
    // Ids begin with the time they were made at, so this is the order of the key.
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  return rows.map(toMessage)
}

/** The newest messages that nothing could send, of every pool. */
export async function findOutbox(reader: Reader, channels: Channel[], max: number): Promise<Message[]> {
  const rows = await reader
    .selectFrom('message')
    .selectAll()
    .where('status', '=', 'outbox')
    .where('channel', '=', sql<string>`any(${channels}::text[])`)
    .orderBy('created_at', 'desc')
    .limit(max)
    .execute()
  return rows.map(toMessage)
}
