import { emailAddress } from '#domain/messaging/contact/address.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareMail } from '#domain/messaging/message/prepare-mail.ts'
import { requireTemplate } from '#domain/messaging/message-template/in-force.ts'
import type { QuietVerb } from '#domain/shape/verb.ts'
import { linkOrigin } from '#domain/tenancy/address/link-origin.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { refuseClosed, requireOpen } from '#domain/tenancy/application/require-open.ts'
import type { SentMessage } from './send-code.ts'
import { countSending } from './sending-limits.ts'
import { newTicket } from './ticket.ts'
import { insertTicket, type StoredTicket } from './ticket-store.ts'

/** Seconds for which a link is good, unless the template says less: the person who asked for it sits before the page. */
const longestLifetime = 600

/** The application of a request when it lets people sign in by link: 400 otherwise. */
export function requireLinks(application: Application | null): Application {
  if (!application) return refuseClosed('magicLink')
  requireOpen(application, 'magicLink')
  return application
}

/**
 * Sends a link that signs in, whether or not anybody here has the address. `landing` is the path below our address to which
 * it leads: the page of one sign-in in one browser, and only there it is good. Order of refusals: 400 the application has
 * no such links, 2204 malformed e-mail, 2021 no template, 3012 broken template, 2080 and 429 as for codes.
 */
export const sendSignInLink: QuietVerb<
  { email: string; landing: string },
  SentMessage,
  { email: string; ticket: StoredTicket; message: Prepared }
> = {
  name: 'verification-code.send-sign-in-link',
  admits: 'anyone',
  quiet: 'a link on its way changes nothing until it is used',
  async prepare(before, input) {
    const { pool, reader, now, language = 'zh-CN' } = before
    const application = requireLinks(before.application)
    const { text: email } = emailAddress(input.email, 2204)
    const found = await requireTemplate(reader, pool.id, 'MAGIC_LINK', language)
    const lifetimeSeconds = Math.min(found.expiresIn ?? longestLifetime, longestLifetime)
    const { token, ticket } = newTicket({
      userPoolId: pool.id,
      purpose: 'magic-link',
      subject: email,
      boundTo: input.landing,
      applicationId: application.id,
      expiresAt: new Date(now.getTime() + lifetimeSeconds * 1000),
    })
    const values = { verify_link: `${linkOrigin(before)}${input.landing}?application=${application.id}&link=${token}` }
    const order = { to: email, template: 'MAGIC_LINK', awaited: true, lifetimeSeconds, values, found } as const
    return { email, ticket, message: await prepareMail(before, order) }
  },
  async run(context, { email, ticket, message }) {
    const over = await countSending(context, 'mail', email)
    if (over) return over
    await insertTicket(context.tx, ticket)
    await enqueue(context, message)
    return { message, address: email }
  },
}
