import type { Page } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Channel, Message, MessageStatus } from './message.ts'
import { listMessages } from './message-store.ts'

/** A line of the log: never what was in the message. */
export type SentLine = Omit<Message, 'bodySealed'>

export interface LogQuery extends Page {
  channel: Channel | null
  status: MessageStatus | null
}

/** What became of the pool's messages of the last 30 days, newest first. */
export const readSendLog: Question<LogQuery, SentLine[]> = {
  name: 'message.read-log',
  admits: 'manager',
  async answer({ reader, pool }, query) {
    const messages = await listMessages(reader, pool.id, query)
    return messages.map(({ bodySealed: _, ...line }) => line)
  },
}
