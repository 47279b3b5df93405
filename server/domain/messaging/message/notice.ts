import { Refusal } from '@menshen/contract/errors'
import type { User } from '#domain/people/user/user.ts'
import type { Before } from '#domain/shape/verb.ts'
import type { TemplateType } from '../message-template/mail-template.ts'
import { addressedAs } from './addressed-as.ts'
import type { Prepared } from './enqueue.ts'
import { type MailOrder, prepareMail } from './prepare-mail.ts'

/**
 * A mail that goes along with something else, such as a welcome: null when the person has no address, or when the pool has
 * switched that mail off or broken its template. What it goes along with does not fail over it.
 */
export async function prepareNotice(
  before: Before,
  template: TemplateType,
  { email, ...person }: Partial<Pick<User, 'email' | 'emailVerified' | 'username' | 'profile'>>,
  { values: more, lifetimeSeconds }: Pick<MailOrder, 'values' | 'lifetimeSeconds'> = {
    values: {},
    lifetimeSeconds: null,
  },
): Promise<Prepared | null> {
  if (!email) return null
  const values = { user_name: addressedAs(person, email), ...more }
  try {
    return await prepareMail(before, { to: email, template, awaited: false, lifetimeSeconds, values })
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** The welcome that a pool may send to people who register with an e-mail address; null when it does not. */
export async function prepareWelcome(
  before: Before,
  user: Parameters<typeof prepareNotice>[2],
): Promise<Prepared | null> {
  return before.pool.settings.sendWelcomeEmail ? prepareNotice(before, 'WELCOME', user) : null
}
