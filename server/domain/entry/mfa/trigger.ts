import { type Declined, isDeclined, refuse } from '@menshen/contract/errors'
import { lockUser } from '#domain/people/user/user-store.ts'
import type { QuietVerb } from '#domain/shape/verb.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findApplicationOf } from '#domain/tenancy/application/application-store.ts'
import { requireActiveAccount } from '../session/account-status.ts'
import { askSecondFactor } from './ask.ts'

export interface Trigger {
  userId: string
  applicationId: string
}

/** What a client is told that has to ask somebody for a second factor: the payload of 1635 and 1636. */
type Asked = Readonly<Record<string, unknown>>

/**
 * Has somebody asked for a second factor in an application, by the word of an administrator, who vouches for the first half of the
 * sign-in. 2010 no application, 2011 not of this pool, 2004 and 2005 the account, 6003 where the person has nothing to show, 2005
 * where too much was tried.
 */
export const triggerFactor: QuietVerb<Trigger, Asked, { userId: string; application: Application }> = {
  name: 'mfa.trigger',
  admits: 'manager',
  quiet: 'whoever passes the factor that it asks for is told of',
  async prepare({ reader, pool, ports }, { userId, applicationId }) {
    if (!applicationId) refuse(2010)
    const application = (await findApplicationOf(reader, ports.seal, pool.id, applicationId)) ?? refuse(2011)
    return { userId, application }
  },
  async run(context, { userId, application }): Promise<Asked | Declined> {
    const user = await lockUser(context.tx, context.pool.id, userId)
    requireActiveAccount(user)
    const entering = { way: 'password', kind: 'token', counted: true, asked: true } as const
    const asked = await askSecondFactor({ ...context, application }, user, { ...entering, methods: [] })
    if (!isDeclined(asked)) refuse(6003)
    const { code, data } = asked.declined
    return (code === 1635 || code === 1636) && data ? data : asked
  },
}
