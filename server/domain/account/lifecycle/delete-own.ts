import { type Declined, isDeclined, refuse } from '@menshen/contract/errors'
import { requireFactorShown } from '#domain/entry/mfa/require-shown.ts'
import { requireProven } from '#domain/entry/session/strength.ts'
import { type ContactKind, contacts, parseContact } from '#domain/messaging/contact/contact.ts'
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
  /** To which of the two it went, where the client says so, and perhaps what it is. */
  sentTo?: { kind: ContactKind; address?: string | undefined; countryCode?: string | undefined } | undefined
}

type Proof = { password: OwnPassword } | { code: CodeProof; shown: AuthenticationMethod } | 'fresh sign-in'

/** A deletion as it was asked for, read in `prepare`. */
export interface ReadDeletion {
  id: string
  proof: Proof
}

/** Whose it is, and which factor beside the session was shown. */
interface ProvenDeletion {
  user: User
  shown: AuthenticationMethod[]
}

/**
 * People delete their own account with all that is theirs. Order of refusals: 2212 the owner of the platform, 2016
 * undecryptable, 429 too many wrong passwords, 2006 a wrong one, 2001 and 2300 the code, 6127 nothing was sent and the
 * sign-in is too old, 6004 a session that `requireFactorShown` does not take.
 */
export const deleteOwnAccount: Verb<'user.deleted', OwnDeletion, void, ReadDeletion> = {
  name: 'user.delete-own',
  admits: 'proven user',
  emits: ['user.deleted'],
  prepare: readDeletion,
  async run(context, deletion) {
    const proven = await proveDeletion(context, deletion)
    if (isDeclined(proven)) return proven
    await removeSelf(context, proven.user)
  },
}

/** Reads a deletion in `prepare`, with the refusals of `deleteOwnAccount` up to the proof. */
export async function readDeletion(before: Before, input: OwnDeletion): Promise<ReadDeletion> {
  const user = await findCaller(before)
  requireNotOwner(before, user)
  return { id: user.id, proof: await readProof(before, user, input) }
}

/** Looks at what came along and uses a code up, with all other refusals of `deleteOwnAccount`. The person's row is locked. */
export async function proveDeletion(context: Context, { id, proof }: ReadDeletion): Promise<ProvenDeletion | Declined> {
  const user = (await lockUser(context.tx, context.pool.id, id)) ?? refuse(2206)
  const declined = proof !== 'fresh sign-in' && (await pass(context, id, proof))
  if (declined) return declined
  const shown = proof !== 'fresh sign-in' && 'code' in proof ? [proof.shown] : []
  await requireFactorShown(context.tx, context, user, shown)
  return { user, shown }
}

/** The end of an account at the hands of its person. */
export async function removeSelf(context: Context<'user.deleted'>, user: User): Promise<void> {
  requireNotOwner(context, user)
  await removePeople(context, [user.id])
  context.emit('user.deleted', { userId: user.id })
}

function requireNotOwner({ pool }: Pick<Context, 'pool'>, { id }: User): void {
  if (pool.isRoot && pool.ownerId === id) refuse(2212)
}

async function readProof(
  before: Before,
  user: User,
  { password, encrypted, code, sentTo }: OwnDeletion,
): Promise<Proof> {
  const { reader, pool, caller } = before
  if (password) {
    const plain = await readPassword(before, password, encrypted)
    const hash = (await findPasswordHash(reader, pool.id, user.id)) ?? refuse(2006)
    return { password: await compareOwnPassword(before, user.id, hash, plain) }
  }
  const kind = sentTo?.kind ?? (user.email ? 'email' : 'phone')
  const { method: shown, mismatch } = contacts[kind]
  const address = user[kind]
  const said = sentTo?.address && parseContact(kind, sentTo.address, sentTo.countryCode).text
  if (said && said !== address) refuse(mismatch)
  if (code && address) return { code: proofOf(before, address, 'delete-account', code), shown }
  if (code) refuse(2001)
  requireProven(caller, false)
  return 'fresh sign-in'
}

function pass(context: Context, id: string, proof: Exclude<Proof, string>) {
  return 'password' in proof ? passOwnPassword(context, proof.password, 2006) : useOwnCode(context, id, proof.code)
}
