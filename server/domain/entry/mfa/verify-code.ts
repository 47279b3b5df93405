import { decline, isDeclined, refuse } from '@menshen/contract/errors'
import {
  type AddressInput,
  type ContactAddress,
  emailAddress,
  phoneAddress,
} from '#domain/messaging/contact/address.ts'
import { claimIdentifiers, refuseTaken } from '#domain/people/user/taken.ts'
import { updateUser } from '#domain/people/user/user-store.ts'
import { type CodeProof, proofOf, useCode } from '#domain/proof/verification-code/use-code.ts'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { makeRoom } from '../first-proof/give-up.ts'
import { isProven, provenColumns } from '../first-proof/standing.ts'
import { failSentCode, type Passed, passFactor } from './pass-factor.ts'
import { type PendingSignIn, requireEnrollable, requireMfaTicket, requireShown } from './require-mfa-ticket.ts'
import type { ShownFactor } from './verify-totp.ts'

export type CodeFactor = 'sms' | 'email'

export type ShownCode = ShownFactor & AddressInput & { kind: CodeFactor; code: string }

interface Prepared {
  pending: PendingSignIn
  address: ContactAddress
  /** Whether the address becomes the person's own. */
  binds: boolean
  /** Null when the address is not the person's: then the code cannot be right. */
  proof: CodeProof | null
  trust: boolean | undefined
}

const tells = [
  'user.factor-passed',
  'user.signed-in',
  'user.contact-changed',
  'user.address-proven',
  'user.address-given-up',
] as const

/**
 * The second half of a sign-in, by a code that was sent for it (scene MFA_VERIFY). Whoever has no such address, and nothing else
 * to show, binds it with the code. Order of refusals: those of `requireMfaTicket`, 2204 malformed e-mail, 2028 malformed phone, 6003,
 * 6004, 2001 and 2300 the code, 2035 and 2200 somebody else has the address, those of `passFactor`. No guesses at anything stand before
 * a right code.
 */
export const verifyCodeFactor: Verb<(typeof tells)[number], ShownCode, Passed, Prepared> = {
  name: 'mfa.verify-code',
  admits: 'second factor',
  emits: tells,
  async prepare(before, { kind, code, trust, ...input }) {
    const pending = await requireMfaTicket(before)
    const { address, binds, own } = addressFor(pending, kind, input)
    return { pending, address, binds, trust, proof: own ? proofOf(before, address.text, 'mfa', code) : null }
  },
  async run(context, { pending, address, binds, proof, trust }) {
    const wrong = proof ? await useCode(context, proof) : { ...decline(2001), live: false }
    if (wrong) return failSentCode(context, pending, wrong)
    const passed = await passFactor(context, pending, address.channel === 'mail' ? 'email-code' : 'sms-code', { trust })
    if (isDeclined(passed)) return passed
    return { ...passed, user: (await keepAddress(context, pending, address, binds)) ?? passed.user }
  },
}

/** Where the code went. Without an address from the caller it is the person's own. */
export function addressFor(pending: PendingSignIn, kind: CodeFactor, input: AddressInput) {
  const known = kind === 'sms' ? pending.user.phone : pending.user.email
  const address = parse(kind, input, pending, known)
  if (known === null) requireEnrollable(pending, kind)
  else requireShown(pending, kind)
  return { address, binds: known === null, own: known === null || known === address.text }
}

function parse(
  kind: CodeFactor,
  { email, phone, countryCode }: AddressInput,
  { user }: PendingSignIn,
  known: string | null,
) {
  if (kind === 'email') return emailAddress(email ?? known ?? '', 2204)
  const given = phone ? phoneAddress(phone, countryCode) : known && phoneAddress(known, user.phoneCountryCode)
  return given || refuse(2028)
}

/** The code has verified the address, and made it the person's where they had none. */
async function keepAddress(
  context: Context<(typeof tells)[number]>,
  { user }: PendingSignIn,
  address: ContactAddress,
  binds: boolean,
) {
  const { tx, pool, now, changed } = context
  const mail = address.channel === 'mail'
  const kind = mail ? 'email' : 'phone'
  if (!binds && isProven(user, kind)) return null
  const bound = mail ? { email: address.text } : { phone: address.text, phoneCountryCode: address.countryCode }
  const changes = { ...(binds && bound), ...provenColumns(kind) }
  if (binds) await makeRoom(context, kind, address.text, user.id)
  changed(`user:${pool.id}:${user.id}`)
  if (binds) context.emit('user.contact-changed', { userId: user.id, kind, change: 'bound' })
  else context.emit('user.address-proven', { userId: user.id, kind, ended: false })
  if (binds) await claimIdentifiers(tx, { ...changes, id: user.id, userPoolId: pool.id }, null)
  return updateUser(tx, pool.id, user.id, changes, now).catch((error) => refuseTaken(error, null))
}
