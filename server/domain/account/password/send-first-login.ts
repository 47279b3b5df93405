import { refuse } from '@menshen/contract/errors'
import { nameFor } from '#domain/messaging/message/addressed-as.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareMail } from '#domain/messaging/message/prepare-mail.ts'
import { requireTemplate } from '#domain/messaging/message-template/in-force.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import { makeResetLink } from '#domain/proof/verification-code/reset-link.ts'
import type { SentMessage } from '#domain/proof/verification-code/send-code.ts'
import { insertTicket, type StoredTicket } from '#domain/proof/verification-code/ticket-store.ts'
import type { Verb } from '#domain/shape/verb.ts'

/** Seconds for which the link is good, unless the template says otherwise: an account waits until its owner is at work. */
const usualLifetime = 86_400

/**
 * An administrator sends somebody whose account is new a link to set the first password. Order of refusals: 2004 nobody of
 * that id, 2028 no e-mail address, 2021 no template, 3012 a broken one. What comes of the delivery is for `deliver`.
 */
export const sendFirstLoginLink: Verb<
  'user.first-login-sent',
  { userId: string },
  SentMessage,
  { userId: string; email: string; ticket: StoredTicket; message: Prepared }
> = {
  name: 'credential.send-first-login',
  admits: 'manager',
  emits: ['user.first-login-sent'],
  async prepare(before, { userId }) {
    const { reader, pool, language = 'zh-CN' } = before
    const user = (await findUser(reader, pool.id, userId)) ?? refuse(2004)
    const email = user.email ?? refuse(2028)
    const found = await requireTemplate(reader, pool.id, 'FIRST_LOGIN', language)
    const lifetimeSeconds = found.expiresIn ?? usualLifetime
    const { link, ticket } = await makeResetLink(before, email, { lifetimeSeconds, redirectTo: found.redirectTo })
    const message = await prepareMail(before, {
      to: email,
      template: 'FIRST_LOGIN',
      awaited: true,
      lifetimeSeconds,
      values: { verify_link: link, user_name: nameFor(user, email) },
      found,
    })
    return { userId, email, ticket, message }
  },
  async run({ tx, later, emit }, { userId, email, ticket, message }) {
    await insertTicket(tx, ticket)
    await enqueue({ tx, later }, message)
    emit('user.first-login-sent', { userId })
    return { message, address: email }
  },
}
