import type { Language } from '@menshen/contract/errors'

export type Channel = 'mail' | 'sms'

/**
 * - `queued`: to be sent, or to be tried again
 * - `sent`: taken by the other side
 * - `failed`: given up
 * - `outbox`: nothing is configured that could send it; the owner reads it in the outbox
 */
export type MessageStatus = 'queued' | 'sent' | 'failed' | 'outbox'

export interface MailBody {
  channel: 'mail'
  /** The sender's name. */
  sender: string
  html: string
  text: string
}

export interface SmsBody {
  channel: 'sms'
  params: Record<string, string>
  content: string
  language: Language
}

/** What is sent, without recipient and subject. */
export type MessageBody = MailBody | SmsBody

/** One message as it is stored. */
export interface Message {
  userPoolId: string
  id: string
  channel: Channel
  /** An e-mail address, or a phone number in E.164. */
  recipient: string
  /** Our name of what it is: a mail's template type, a text's template. */
  template: string
  subject: string
  status: MessageStatus
  attempts: number
  failure: string | null
  createdAt: Date
  sentAt: Date | null
  /** Null once it is of no more use. */
  bodySealed: Buffer | null
}

/** The purpose under which bodies are sealed. */
export const bodySeal = 'message.body'
