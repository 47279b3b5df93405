import { refuse } from '@menshen/contract/errors'
import type { Question } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { readTicket } from '../verification-code/ticket.ts'
import { findTicket } from '../verification-code/ticket-store.ts'

/**
 * Whether the link of a mail still leads to a new password, and what the page behind it should know. Uses nothing up, so
 * that programs which open every link of a mail do no harm. 2206 when it is gone or late.
 */
export const lookAtResetLink: Question<{ token: string }, { application: Application | null; email: string }> = {
  name: 'credential.look-at-link',
  admits: 'anyone',
  async answer({ reader, pool, now, ports }, { token }) {
    const read = readTicket(token)
    const ticket = read?.userPoolId === pool.id ? await findTicket(reader, { ...read, purpose: 'reset-link' }) : null
    if (!ticket || ticket.expiresAt <= now) refuse(2206, { variant: 'link' })
    const { applicationId, subject: email } = ticket
    return { application: applicationId ? await ports.cached.application(applicationId) : null, email }
  },
}
