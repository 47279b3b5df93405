/** A mailbox: the address alone goes into the envelope, the name is what people see. */
export interface Mailbox {
  name?: string
  address: string
}

/** Who a mail comes from. Without an address it is the one that the transport is set up with. */
export interface FromMailbox {
  name?: string
  address?: string
}

/** One mail to one person. Texts are final: nothing is filled in later. */
export interface MailMessage {
  from: FromMailbox
  to: string
  /** One line. */
  subject: string
  html: string
  text: string
  replyTo?: Mailbox
}

/** A way to send mail. Times are bounded; `send` throws a `MailFailure` and nothing else, and nothing is logged. */
export interface MailTransport {
  /** Answers once the other side has taken the mail; the id is its own, or the Message-ID header. */
  send(message: MailMessage): Promise<{ messageId: string }>
  /** Lets go of open connections. */
  close(): void
}

/**
 * - `unreachable`: no connection (closed port, unknown host), or settings with which none can be tried
 * - `tls`: no encrypted connection, or to somebody whose certificate does not say who we asked for
 * - `refused`: not now (SMTP 4yz, HTTP 429 and 5xx)
 * - `rejected`: not this mail, or not from us (SMTP 5yz, other HTTP 4xx)
 * - `timeout`: silence
 * - `unknown`: connected, and then anything else
 */
export type MailFailureKind = 'unreachable' | 'tls' | 'refused' | 'rejected' | 'timeout' | 'unknown'

/** Why a mail was not sent. The message holds what the other side said, for the operator's log; it never holds a secret. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure'
  readonly kind: MailFailureKind
  /** True when trying the same again cannot help. */
  readonly permanent: boolean

  /** Which of the sender's settings it is for, where it is for one. */
  readonly setting: string | undefined

  constructor(kind: MailFailureKind, message: string, permanent = kind === 'rejected', setting?: string) {
    super(message)
    this.setting = setting
    this.kind = kind
    this.permanent = permanent
  }
}
