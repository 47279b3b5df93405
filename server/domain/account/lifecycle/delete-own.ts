import { refuse } from '@menshen/contract/errors'
import { requireFactorShown } from '#domain/entry/mfa/require-shown.ts'
import { requireProven } from '#domain/entry/session/strength.ts'
import { contacts } from '#domain/messaging/contact/contact.ts'
import type { User } from '#domain/people/user/user.ts'
import { lockUser } from '#domain/people/user/user-store.ts'
import { compareOwnPassword, type OwnPassword, passOwnPassword } from '#domain/proof/credential/own-password.ts'
import { findPasswordHash } from '#domain/proof/credential/password-store.ts'
import { readPassword } from '#domain/proof/credential/transport.ts'
import { type CodeProof, proofOf } from '#domain/proof/verification-code/use-code.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import { findCaller } from '../contact/change-contact.ts'
import { useOwnCode } from '../contact/use-own-code.ts'
import { removePeople } from './remove-people.ts'

/** What may come with the request; a sign-in of the last minutes will do instead. */
export interface OwnDeletion {
  password?: string | null | undefined
  encrypted: boolean
  /** Of the purpose `delete-account`, to the e-mail address or else the phone number of the account. */
  code?: string | null | undefined
}

type Proof = { password: OwnPassword } | { code: CodeProof; shown: AuthenticationMethod } | 'fresh sign-in'

/**
 * People delete their own account with all that is theirs. Order of refusals: 2212 the owner of the platform, 2016
 * undecryptable, 429 too many wrong passwords, 2006 a wrong one, 2001 and 2300 the code, 6127 nothing was sent and the
 * sign-in is too old, 6004 a session that `requireFactorShown` does not take.
 */
export const deleteOwnAccount: Verb<'user.deleted', OwnDeletion, void, { id: string; proof: Proof }> = {
  name: 'user.delete-own',
  admits: 'proven user',
  emits: ['user.deleted'],
  async prepare(before, input) {
    const user = await findCaller(before)
    if (before.pool.isRoot && before.pool.ownerId === user.id) refuse(2212)
    return { id: user.id, proof: await readProof(before, user, input) }
  },
  async run(context, { id, proof }) {
    const user = (await lockUser(context.tx, context.pool.id, id)) ?? refuse(2206)
    const declined = proof !== 'fresh sign-in' && (await pass(context, id, proof))
    if (declined) return declined
    await requireFactorShown(
      context.tx,
      context,
      user,
      proof !== 'fresh sign-in' && 'code' in proof ? [proof.shown] : [],
    )
    await removePeople(context, [id])
    context.emit('user.deleted', { userId: id })
  },
}

async function readProof(before: Before, user: User, { password, encrypted, code }: OwnDeletion): Promise<Proof> {
  const { reader, pool, caller } = before
  if (password) {
    const plain = await readPassword(before, password, encrypted)
    const hash = (await findPasswordHash(reader, pool.id, user.id)) ?? refuse(2006)
    return { password: await compareOwnPassword(before, user.id, hash, plain) }
  }
  const address = user.email ?? user.phone
  const { method: shown } = contacts[user.email ? 'email' : 'phone']
  if (code && address) return { code: proofOf(before, address, 'delete-account', code), shown }
  if (code) refuse(2001)
  requireProven(caller, false)
  return 'fresh sign-in'
}

function pass(context: Context, id: string, proof: Exclude<Proof, string>) {
  return 'password' in proof ? passOwnPassword(context, proof.password, 2006) : useOwnCode(context, id, proof.code)
}
