import { type Declined, isDeclined, refuse } from '@menshen/contract/errors'
import { makeRoom } from '#domain/entry/first-proof/give-up.ts'
import { deleteMfaTicketsOf } from '#domain/entry/mfa/mfa-ticket-store.ts'
import { requireFactorShown } from '#domain/entry/mfa/require-shown.ts'
import { endOtherSessions } from '#domain/entry/session/end-others.ts'
import { requireProven } from '#domain/entry/session/strength.ts'
import type { ContactAddress } from '#domain/messaging/contact/address.ts'
import {
  type ContactKind,
  type ContactProof,
  contactColumns,
  contacts,
  parseContact,
} from '#domain/messaging/contact/contact.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareNotice } from '#domain/messaging/message/notice.ts'
import { inTheirLanguage } from '#domain/people/user/language.ts'
import { claimIdentifiers, refuseTaken, requireFree } from '#domain/people/user/taken.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser, lockUser, updateUser } from '#domain/people/user/user-store.ts'
import {
  burnCode,
  type CodeProof,
  checkCode,
  proofOf,
  type RightCode,
  type WrongCode,
} from '#domain/proof/verification-code/use-code.ts'
import type { Before, Context, Verb } from '#domain/shape/verb.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import { failOwnCode } from './use-own-code.ts'

export interface ContactChange {
  kind: ContactKind
  next: ContactProof
  /** The present address and a code that went there. */
  old?: Partial<ContactProof> | undefined
}

interface Old {
  /** As it is stored; null when it is no address at all. */
  text: string | null
  proof: CodeProof
}

/** A change as it was asked for, read in `prepare`. */
export interface ReadChange {
  kind: ContactKind
  seen: User
  address: ContactAddress
  proof: CodeProof
  /** Null when address or code is missing. */
  old: Old | null
}

/** What the codes of a change have shown, and of whom. */
export interface ProvenChange {
  user: User
  /** Of the present address. */
  shown: AuthenticationMethod[]
}

/**
 * People change their e-mail address or phone number, or set the first. Order of refusals: 2204 or 2028 malformed, 2229
 * or 2230 the same as before, 2001 and 2300 the new one's code, and where the pool wants the old one proven 2227 or
 * 2228 it is missing; else 6127 where it is missing and the sign-in is not fresh; 2037 or 2038 it is another, 2001 and 2300 its
 * code; then 2200 or 2035 somebody else has it. Neither code is used up unless all is well. The old e-mail address is told.
 */
export const changeContact: Verb<
  'user.contact-changed' | 'user.address-given-up',
  ContactChange,
  User,
  ReadChange & { notice: Prepared | null }
> = {
  name: 'user.change-contact',
  admits: 'proven user',
  emits: ['user.contact-changed', 'user.address-given-up'],
  async prepare(before, change) {
    const read = await readChange(before, change)
    return { ...read, notice: await noticeOfChange(before, read) }
  },
  async run(context, { notice, ...change }) {
    const proven = await proveChange(context, change)
    if (isDeclined(proven)) return proven
    const { user, shown } = proven
    // A notice is for the address that it was written to.
    if (notice && user.email === change.seen.email) await enqueue(context, notice)
    return setContact(context, user, change.kind, change.address, shown)
  },
}

/** Reads a change in `prepare`: 2204 or 2028 malformed, 2206 the caller is gone. */
export async function readChange(before: Before, { kind, next, old }: ContactChange): Promise<ReadChange> {
  const address = parseContact(kind, next.address, next.countryCode)
  const seen = await findCaller(before)
  const proof = proofOf(before, address.text, 'bind', next.code)
  return { kind, seen, address, proof, old: readOld(before, kind, old) }
}

/** What the present address of somebody is told when it goes; null without one. */
export async function noticeOfChange(
  before: Before,
  { kind, seen }: Pick<ReadChange, 'kind' | 'seen'>,
): Promise<Prepared | null> {
  return seen[kind] ? prepareNotice(inTheirLanguage(before, seen), contacts[kind].notice, seen) : null
}

/** Looks at the codes of a change and uses them up, with the refusals of `changeContact` up to them. The person's row is locked. */
export async function proveChange(
  context: Context,
  { kind, seen, address, proof, old }: ReadChange,
): Promise<ProvenChange | Declined> {
  const user = (await lockUser(context.tx, context.pool.id, seen.id)) ?? refuse(2206)
  if (user[kind] === address.text) refuse(contacts[kind].unchanged)
  const fresh = await checkCode(context, proof)
  if (isDeclined(fresh)) return failOwnCode(context, user.id, fresh)
  const given = await proveOld(context, kind, user, old)
  if (isDeclined(given)) return failOwnCode(context, user.id, given)
  for (const code of given ? [fresh, given] : [fresh]) await burnCode(context, code)
  return { user, shown: given ? [contacts[kind].method] : [] }
}

/** The caller; 2206 when they were deleted this moment. */
export async function findCaller({ reader, pool, caller }: Pick<Before, 'reader' | 'pool' | 'caller'>): Promise<User> {
  if (caller.kind !== 'user') refuse(2020)
  return (await findUser(reader, pool.id, caller.userId)) ?? refuse(2206)
}

/**
 * Writes a proven address, or takes one away; refuses the address of somebody else. Addresses can be second factors, so it is
 * refused (6004) like a change of those; `shown` is what was proven of the present one. Where one goes, other sessions end.
 */
export async function setContact(
  context: Context<'user.contact-changed' | 'user.address-given-up'>,
  person: User,
  kind: ContactKind,
  address: ContactAddress | null,
  shown: AuthenticationMethod[] = [],
): Promise<User> {
  const { tx, pool, now, changed, emit } = context
  const { id } = person
  await requireFactorShown(tx, context, person, shown)
  const changes = { ...contactColumns(kind, address), vouched: person.vouched.filter((one) => one !== kind) }
  const claim = { ...changes, id, userPoolId: pool.id }
  if (address) await makeRoom(context, kind, address.text, id)
  await requireFree(tx, claim, null)
  await claimIdentifiers(tx, claim, null)
  changed(`user:${pool.id}:${id}`)
  // Somebody who could read what came to the old one may hold a session of it, or half of one.
  if (person[kind]) {
    await endOtherSessions(context, id)
    await deleteMfaTicketsOf(tx, pool.id, id)
  }
  const change = !address ? 'unbound' : person[kind] ? 'changed' : 'bound'
  emit('user.contact-changed', { userId: id, kind, change })
  const user = await updateUser(tx, pool.id, id, changes, now).catch((error) => refuseTaken(error, null))
  return user ?? refuse(2206)
}

function readOld(before: Before, kind: ContactKind, old: ContactChange['old']): Old | null {
  if (!old?.address || !old.code) return null
  try {
    const { text } = parseContact(kind, old.address, old.countryCode)
    return { text, proof: proofOf(before, text, 'give-up', old.code) }
  } catch {
    return { text: null, proof: proofOf(before, '', 'give-up', old.code) }
  }
}

async function proveOld(
  context: Context,
  kind: ContactKind,
  user: User,
  old: Old | null,
): Promise<RightCode | WrongCode | null> {
  const { unproven, mismatch, provesOld } = contacts[kind]
  if (user[kind] && !old && provesOld(context.pool)) refuse(unproven)
  if (!user[kind] || !old) {
    requireProven(context.caller, false)
    return null
  }
  return old.text === user[kind] ? checkCode(context, old.proof) : refuse(mismatch)
}
