import type { Clock } from '#platform/clock.ts'
import type { Connect } from '#platform/outgoing/connect.ts'
import type { OutgoingFetch } from '#platform/outgoing/outgoing-fetch.ts'

/** Longest waits of SMTP in milliseconds: for the connection (and its name), the greeting, any answer after it, and for everything. */
export interface SmtpTimeouts {
  connect: number
  greeting: number
  socket: number
  total: number
}

/** What a sender of mails gets from the platform. */
export interface MailGround {
  fetch: OutgoingFetch
  clock: Clock
  /** Opens the connection where the mail server is not ours to choose; left out: to anywhere. */
  connect?: Connect
  timeouts?: SmtpTimeouts
}
