import type { Socket } from 'node:net'
import { createTransport } from 'nodemailer'
import type { MailTransport } from '#domain/messaging/message/mail-transport.ts'
import type { Connect } from '#platform/outgoing/connect.ts'
import { defineProvider } from '../definition.ts'
import { asTransport, type Deliver } from './checked-mail.ts'
import type { MailGround, SmtpTimeouts } from './ground.ts'
import { completeSmtpConfig, type SmtpConfig, smtpSettings } from './smtp-config.ts'
import { smtpFailure } from './smtp-failure.ts'

const usualTimeouts: SmtpTimeouts = { connect: 5_000, greeting: 5_000, socket: 10_000, total: 30_000 }

/** Mail through an SMTP server, a connection per mail. */
function smtpTransport(settings: SmtpConfig, { timeouts = usualTimeouts, connect }: MailGround): MailTransport {
  const config = completeSmtpConfig(settings)
  const client = createTransport({
    ...clientOptions(config, timeouts),
    ...(connect && { getSocket: openedBy(connect, config, timeouts.connect) }),
  })
  const secrets = [config.password, `\0${config.user}\0${config.password}`]

  const deliver: Deliver = async ({ from, to, subject, html, text, replyTo }) => {
    try {
      const { messageId } = await client.sendMail({
        from: mailbox(from),
        to: mailbox({ address: to }),
        ...(replyTo && { replyTo: mailbox(replyTo) }),
        subject,
        html,
        text,
        // RFC 3834 5: no holiday notes in answer, please.
        headers: { 'Auto-Submitted': 'auto-generated' },
        // Each answer may arrive in time and the whole never end: the parts have bounds, and so has the sum.
        signal: AbortSignal.timeout(timeouts.total),
      })
      return { messageId }
    } catch (error) {
      throw smtpFailure(error, secrets)
    }
  }
  return asTransport(deliver, config.from, () => client.close())
}

function mailbox({ name = '', address }: { name?: string; address: string }) {
  return { name, address }
}

/** Hands the client a connection that is open already. TLS is its own business still, under the name of the host. */
function openedBy(connect: Connect, { host, port }: { host: string; port: number }, timeoutMs: number) {
  return (_options: unknown, done: (error: Error | null, found?: { connection: Socket }) => void) => {
    connect({ host, port, timeoutMs }).then(
      (connection) => done(null, { connection }),
      (error: Error) => done(error),
    )
  }
}

function clientOptions(config: ReturnType<typeof completeSmtpConfig>, timeouts: SmtpTimeouts) {
  const { host, port, secure, tls, user, password, verify, ca } = config
  return {
    host,
    port,
    secure,
    ignoreTLS: tls === 'none',
    requireTLS: !secure && tls === 'required',
    ...(user && { auth: { user, pass: password } }),
    tls: { rejectUnauthorized: verify, ...(ca && { ca }) },
    connectionTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.socket,
    // Content comes as text only; a message can make us read no file and fetch no address.
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  }
}

export const definition = defineProvider({
  kind: 'smtp',
  names: { en: 'SMTP server', zh: 'SMTP 服务器' },
  settings: smtpSettings,
  make: smtpTransport,
})
