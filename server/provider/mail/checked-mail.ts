import {
  type Mailbox,
  MailFailure,
  type MailMessage,
  type MailTransport,
} from '#domain/messaging/message/mail-transport.ts'

declare const checked: unique symbol

/** A mail whose header fields cannot break out of their lines. Only `asTransport` makes one, and senders take nothing else. */
export interface CheckedMail {
  readonly [checked]: true
  from: Mailbox
  to: string
  subject: string
  html: string
  text: string
  replyTo: Mailbox | null
}

/** The part of a transport that differs from one to the next. */
export type Deliver = (mail: CheckedMail) => Promise<{ messageId: string }>

/** Turns a sender into a transport: fills in the configured address, and refuses what could inject a header. */
export function asTransport(deliver: Deliver, defaultAddress: string | undefined, close = () => {}): MailTransport {
  return { send: async (message) => deliver(checkMail(message, defaultAddress)), close }
}

function checkMail(message: MailMessage, defaultAddress: string | undefined): CheckedMail {
  const { from, to, subject, html, text, replyTo } = message
  const address = from.address || defaultAddress
  if (!address) throw new MailFailure('unreachable', 'no sender address is configured', true)
  return {
    from: checkMailbox({ ...from, address }),
    to: checkAddress(to),
    subject: checkLine(subject, 'subject'),
    html,
    text,
    replyTo: replyTo ? checkMailbox(replyTo) : null,
  } as CheckedMail
}

function checkMailbox({ name, address }: Mailbox): Mailbox {
  return { ...(name && { name: checkLine(name, 'name') }), address: checkAddress(address) }
}

// RFC 5322 2.2 knows CR and LF; the other controls and U+2028/2029 are line ends to some relays.
const unprintable = /[\p{Cc}\u2028\u2029]/u

function checkLine(value: string, field: string): string {
  if (unprintable.test(value) || !value.isWellFormed())
    throw new MailFailure('rejected', `the ${field} contains control characters`)
  return value
}

// Narrower than RFC 5321 4.1.2 on purpose: no quoted local parts, no comments, no lists, nothing a header parser reads as syntax.
const addressForm = /^[^\s\p{Cc}"(),:;<>@[\\\]]{1,64}@[^\s\p{Cc}"(),:;<>@\\/]{1,255}$/u

function checkAddress(address: string): string {
  if (!addressForm.test(address) || !address.isWellFormed())
    throw new MailFailure('rejected', 'the address is not one mailbox')
  return address
}

/** `"Name" <address>` for those who take a mailbox as one text. RFC 5322 3.2.4: the quoted form escapes quote and backslash. */
export function formatMailbox({ name, address }: Mailbox): string {
  return name ? `"${name.replace(/["\\]/g, '\\$&')}" <${address}>` : address
}
