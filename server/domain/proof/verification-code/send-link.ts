import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareMail } from '#domain/messaging/message/prepare-mail.ts'
import { requireTemplate } from '#domain/messaging/message-template/in-force.ts'
import { parseEmail } from '#domain/people/user/identifier.ts'
import type { QuietVerb } from '#domain/shape/verb.ts'
import { linkOrigin } from '#domain/tenancy/address/link-origin.ts'
import type { SentMessage } from './send-code.ts'
import { countSending } from './sending-limits.ts'
import { newTicket } from './ticket.ts'
import { insertTicket, type StoredTicket } from './ticket-store.ts'

export interface LinkOrder {
  email: string
}

/** Seconds for which a link is good, unless the template says otherwise: mail is read when there is time for it. */
const usualLifetime = 86_400

/** Where links in mails lead, below the address of this server. */
export const verifyEmailPath = '/verify-email'

/**
 * Sends a link that verifies an e-mail address, whether or not anybody here has it. Order of refusals: 2204, 2022 no
 * template, 3012, 2080, 429.
 */
export const sendVerificationLink: QuietVerb<
  LinkOrder,
  SentMessage,
  { email: string; ticket: StoredTicket; message: Prepared }
> = {
  name: 'verification-code.send-link',
  admits: 'anyone',
  quiet: 'a link on its way changes nothing until it is used',
  async prepare(before, { email: text }) {
    const { pool, application, reader, now, language = 'zh-CN' } = before
    const email = parseEmail(text, 2204)
    const found = await requireTemplate(reader, pool.id, 'VERIFY_EMAIL', language)
    const lifetimeSeconds = found.expiresIn ?? usualLifetime
    const { token, ticket } = newTicket({
      userPoolId: pool.id,
      purpose: 'verify-email',
      subject: email,
      applicationId: application?.id ?? null,
      redirectTo: found.redirectTo,
      expiresAt: new Date(now.getTime() + lifetimeSeconds * 1000),
    })
    const message = await prepareMail(before, {
      to: email,
      template: 'VERIFY_EMAIL',
      awaited: true,
      lifetimeSeconds,
      values: { verify_link: `${linkOrigin(before)}${verifyEmailPath}?token=${token}` },
      found,
    })
    return { email, ticket, message }
  },
  async run(context, { email, ticket, message }) {
    const over = await countSending(context, 'mail', email)
    if (over) return over
    await insertTicket(context.tx, ticket)
    await enqueue(context, message)
    return { message, address: email }
  },
}
