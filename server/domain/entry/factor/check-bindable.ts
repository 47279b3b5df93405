import { decline } from '@menshen/contract/errors'
import { type AddressInput, type ContactAddress, requireAddress } from '#domain/messaging/contact/address.ts'
import { findUserBy } from '#domain/people/user/user-store.ts'
import type { QuietVerb } from '#domain/shape/verb.ts'
import { type PendingSignIn, requireMfaTicket } from '../mfa/require-mfa-ticket.ts'

/** Questions of one person in an hour: the answer tells of other people's accounts. */
const most = 20

/** Whether an address is nobody's, for somebody on the way in who is about to bind one. 2028 malformed, 429 asked too often. */
export const checkBindable: QuietVerb<AddressInput, boolean, { pending: PendingSignIn; address: ContactAddress }> = {
  name: 'mfa.check-bindable',
  admits: 'second factor',
  quiet: 'it answers a question, which is counted',
  async prepare(before, input) {
    return { pending: await requireMfaTicket(before), address: requireAddress(input) }
  },
  async run({ tx, pool, limits, now }, { pending, address }) {
    const limit = { userPoolId: pool.id, key: `mfa-check:${pending.user.id}`, windowSeconds: 3600, limit: most }
    if (!(await limits.hit(tx, limit, now)).allowed) return decline(429)
    const holder = await findUserBy(tx, pool.id, address.channel === 'mail' ? 'email' : 'phone', address.text)
    return holder === null || holder.id === pending.user.id
  },
}
