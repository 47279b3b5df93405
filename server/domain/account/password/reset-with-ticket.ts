import { type Code, type Declined, decline, Refusal, refuse } from '@menshen/contract/errors'
import { type Proving, prepareProof, settleProof } from '#domain/entry/first-proof/settle.ts'
import { isUnclaimed } from '#domain/entry/first-proof/standing.ts'
import { recordRefusal } from '#domain/ground/login-history/record-failure.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareNotice } from '#domain/messaging/message/notice.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUser, findUserBy, lockUser } from '#domain/people/user/user-store.ts'
import { requireUnused } from '#domain/proof/credential/earlier-passwords.ts'
import { keptOf, type NewPassword, readNewPassword } from '#domain/proof/credential/new-password.ts'
import { matchesTyped, normalPassword } from '#domain/proof/credential/normal-password.ts'
import { findPasswordHash } from '#domain/proof/credential/password-store.ts'
import { passwordVersion, provenThrough } from '#domain/proof/credential/password-version.ts'
import { readPassword } from '#domain/proof/credential/transport.ts'
import { deleteCode } from '#domain/proof/verification-code/code-store.ts'
import { readTicket, type TicketPurpose } from '#domain/proof/verification-code/ticket.ts'
import { findTicket, type StoredTicket, spendTicket, takeTicket } from '#domain/proof/verification-code/ticket-store.ts'
import type { Before, Context, Preparing, Verb } from '#domain/shape/verb.ts'
import { replacePassword } from './replace-password.ts'
import { failReset } from './reset-with-code.ts'

export interface TicketReset {
  token: string
  newPassword: string
  encrypted: boolean
  /** Where the present one is asked for. */
  oldPassword?: string | null | undefined
}

/** One way to get a new password with a ticket, and how it says that the ticket is none. */
export interface TicketWay {
  name: string
  purpose: TicketPurpose
  /** No such ticket, a spent one, or one for a password that has changed since. */
  gone: () => Refusal
  late: () => Refusal
  /** What the present password has to do with it: nothing, the new one must differ, or it must be given as well. */
  present: 'ignored' | 'differs' | 'given'
}

interface Ready {
  key: Pick<StoredTicket, 'userPoolId' | 'tokenHash' | 'purpose'>
  password: NewPassword
  notice: Prepared | null
  addressHash: Buffer | null
  /** Null when the link was not mailed to the address. */
  proving: Proving | null
}

/** For people who have read a code or a link at an address of the account. */
const byAddress: readonly string[] = ['reset-link', 'reset-password'] satisfies TicketPurpose[]

/** Of a mailed link that was used. */
const used: TicketPurpose = 'used-link'

/** Wrong present passwords with one ticket before it is void. */
const mostWrong = 5

/**
 * Sets a new password with a ticket that stands for having proven something else, once. Order of refusals: the ticket is
 * gone or late, 2201 the present password is asked for and missing, 2016 and 2029 the passwords, 2203 the present one is
 * wrong, 2029 the new one was had before, 2004 the person is gone. Signs nobody in and unlocks nobody; every session ends.
 */
export function resetWithTicket(
  way: TicketWay,
): Verb<'user.password-changed' | 'user.address-proven', TicketReset, { redirectTo: string | null }, Ready> {
  return {
    name: way.name,
    admits: 'anyone',
    emits: ['user.password-changed', 'user.address-proven'],
    async prepare(before, input) {
      const { key, ticket } = await recordRefusal(
        before,
        { whose: () => holderOfAny(before, way, input.token), way: 'reset' },
        () => findLive(before, way, input.token),
      )
      const user = await holderOf(before.reader, ticket)
      const isMailed = ticket.purpose === 'reset-link'
      // What somebody else chose before is no password of theirs.
      const past = user && !(isMailed && isUnclaimed(user, 'email')) ? user : null
      const password = await preparePassword(before, way, input, { ticket, user, past })
      const notice = user && (await prepareNotice(before, 'PASSWORD_RESETED_NOTIFICATION', user))
      return {
        key,
        password,
        notice,
        proving: isMailed ? await prepareProof(before, { channel: 'mail', text: ticket.subject }) : null,
        addressHash: isMailed ? before.ports.codes.addressHash(before.pool.id, ticket.subject) : null,
      }
    },
    async run(context, { key, password, notice, addressHash, proving }) {
      const { tx, pool, now } = context
      const ticket = await (key.purpose === 'reset-link' ? spendTicket(tx, key, used) : takeTicket(tx, key))
      if (!ticket) return failReset(context, null, { declined: way.gone() })
      const user = await holderOf(tx, ticket)
      if (ticket.expiresAt <= now) return failReset(context, user, { declined: way.late() })
      if (!user) return decline(2004)
      if (!(await isOfThisPassword(context, ticket, user))) return failReset(context, user, { declined: way.gone() })
      const mailed = { channel: 'mail', text: ticket.subject } as const
      if (proving && (await settleProof(context, mailed, proving))?.id !== user.id) return decline(2004)
      await replacePassword(context, user.id, password, { byAddress: byAddress.includes(key.purpose) })
      // The mail with the link carried a code as well.
      if (addressHash) await deleteCode(tx, { userPoolId: pool.id, addressHash }, 'reset-password')
      if (notice) await enqueue(context, notice)
      context.emit('user.password-changed', { userId: user.id, by: addressHash ? 'link' : 'ticket' })
      return { redirectTo: ticket.redirectTo }
    },
  }
}

/** A refusal of a kind without further words, made when it is needed: an error knows where it was made. */
export function saying(code: Code, variant?: string): () => Refusal {
  return () => new Refusal(code, variant ? { variant } : {})
}

function holderOf(reader: Before['reader'], { userPoolId, purpose, subject }: StoredTicket): Promise<User | null> {
  return purpose === 'reset-link' || purpose === used
    ? findUserBy(reader, userPoolId, 'email', subject)
    : findUser(reader, userPoolId, subject)
}

async function findLive({ reader, pool, now }: Before, way: TicketWay, token: string) {
  const read = readTicket(token)
  if (read?.userPoolId !== pool.id) throw way.gone()
  const key = { ...read, purpose: way.purpose }
  const ticket = await findTicket(reader, key)
  if (!ticket) throw way.gone()
  if (ticket.expiresAt <= now) throw way.late()
  return { key, ticket }
}

/** Who would have got a new password with a ticket that is late or was used before; null when it is none of ours. */
async function holderOfAny({ reader, pool }: Before, { purpose }: TicketWay, token: string): Promise<string | null> {
  const read = readTicket(token)
  if (read?.userPoolId !== pool.id) return null
  const ticket =
    (await findTicket(reader, { ...read, purpose })) ?? (await findTicket(reader, { ...read, purpose: used }))
  return ticket && ((await holderOf(reader, ticket))?.id ?? null)
}

/** What is kept of the new password, once the present one was shown where that is asked for. */
async function preparePassword(
  before: Preparing,
  way: TicketWay,
  { newPassword, oldPassword, encrypted }: TicketReset,
  { ticket, user, past }: { ticket: StoredTicket; user: User | null; past: User | null },
): Promise<NewPassword> {
  const { ports, reader, pool } = before
  const { present } = way
  if (present === 'given' && !oldPassword) refuse(2201)
  const old = oldPassword ? await readPassword(before, oldPassword, encrypted) : ''
  const own = [user?.username, user?.email, user?.phone].flatMap((text) => text ?? [])
  const plain = await readNewPassword(before, newPassword, encrypted, own)
  const stored = present !== 'ignored' && user ? await findPasswordHash(reader, pool.id, user.id) : null
  if (present === 'given') {
    const right = stored !== null && (await matchesTyped(ports.hasher, old, stored))
    await before.ahead(async (context) => {
      const wrong = await countPresent(context, way, ticket, right)
      return wrong && failReset(context, user, wrong)
    })
  }
  const same =
    present === 'given' ? plain === normalPassword(old) : stored && (await ports.hasher.matches(plain, stored))
  if (same) refuse(2029, { variant: 'same' })
  if (past) await requireUnused(before, past.id, plain)
  return keptOf(before, plain, own)
}

/** Locks the person, so that the password stays what it is; sign-ins and changes of it wait. */
async function isOfThisPassword({ tx, pool }: Context, { boundTo }: StoredTicket, { id }: User): Promise<boolean> {
  const user = await lockUser(tx, pool.id, id)
  if (boundTo === null) return true
  const version = await passwordVersion(tx, pool.id, id)
  const addresses = [user?.email, user?.phone].flatMap((text) => text ?? [])
  return [version, ...addresses.map((address) => provenThrough(version, address))].includes(boundTo)
}

/** A stolen ticket must not be a way to guess the password: after a few wrong ones it is void. */
async function countPresent(
  { tx, limits, now }: Context,
  way: TicketWay,
  ticket: StoredTicket,
  right: boolean,
): Promise<Declined | null> {
  if (!(await findTicket(tx, ticket))) return { declined: way.gone() }
  if (right) return null
  const { userPoolId, tokenHash } = ticket
  const key = `reset:present:${tokenHash.toString('base64url')}`
  const { allowed } = await limits.hit(tx, { userPoolId, key, windowSeconds: 3600, limit: mostWrong }, now)
  if (allowed) return decline(2203)
  await takeTicket(tx, ticket)
  return { declined: way.gone() }
}
