import { refuse } from '@menshen/contract/errors'
import { nameFor } from '#domain/messaging/message/addressed-as.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareMail } from '#domain/messaging/message/prepare-mail.ts'
import { requireTemplate } from '#domain/messaging/message-template/in-force.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser } from '#domain/people/user/user-store.ts'
import { passwordVersion } from '#domain/proof/credential/password-version.ts'
import { makeResetLink } from '#domain/proof/verification-code/reset-link.ts'
import type { SentMessage } from '#domain/proof/verification-code/send-code.ts'
import { insertTicket, type StoredTicket } from '#domain/proof/verification-code/ticket-store.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'

/** Seconds for which the link is good, unless the template says otherwise: an account waits until its owner is at work. */
const usualLifetime = 86_400

/** A link to set the first password, and the mail that brings it. */
export interface FirstLogin {
  ticket: StoredTicket
  message: Prepared
}

/** Writes the mail to this address; the link is for the account that has it now. 2021 no template, 3012 a broken one. */
export async function prepareFirstLogin(
  before: Before,
  email: string,
  person: Partial<Pick<User, 'username' | 'profile'>>,
  awaited: boolean,
): Promise<FirstLogin> {
  const { reader, pool, language = 'zh-CN' } = before
  const found = await requireTemplate(reader, pool.id, 'FIRST_LOGIN', language)
  const lifetimeSeconds = found.expiresIn ?? usualLifetime
  const { link, ticket } = await makeResetLink(before, email, { lifetimeSeconds, redirectTo: found.redirectTo })
  const message = await prepareMail(before, {
    to: email,
    template: 'FIRST_LOGIN',
    awaited,
    lifetimeSeconds,
    values: { verify_link: link, user_name: nameFor(person, email) },
    found,
  })
  return { ticket, message }
}

/** The same for an account that began in this transaction, which has the address only now. */
export async function sendFirstLogin(
  { tx, pool, later }: Pick<Context, 'tx' | 'pool' | 'later'>,
  userId: string,
  { ticket, message }: FirstLogin,
): Promise<void> {
  await insertTicket(tx, { ...ticket, boundTo: await passwordVersion(tx, pool.id, userId) })
  await enqueue({ tx, later }, message)
}

/**
 * An administrator sends somebody whose account is new a link to set the first password. Order of refusals: 2004 nobody of
 * that id, 2028 no e-mail address, 2021 no template, 3012 a broken one. What comes of the delivery is for `deliver`.
 */
export const sendFirstLoginLink: Verb<
  'user.first-login-sent',
  { userId: string },
  SentMessage,
  FirstLogin & { userId: string; email: string }
> = {
  name: 'credential.send-first-login',
  admits: 'manager',
  emits: ['user.first-login-sent'],
  async prepare(before, { userId }) {
    const user = (await findUser(before.reader, before.pool.id, userId)) ?? refuse(2004)
    const email = user.email ?? refuse(2028)
    return { userId, email, ...(await prepareFirstLogin(before, email, user, true)) }
  },
  async run({ tx, later, emit }, { userId, email, ticket, message }) {
    await insertTicket(tx, ticket)
    await enqueue({ tx, later }, message)
    emit('user.first-login-sent', { userId })
    return { message, address: email }
  },
}
