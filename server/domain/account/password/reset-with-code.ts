import { type Declined, isDeclined, Refusal, refuse } from '@menshen/contract/errors'
import { type Proving, prepareProof, settleProof } from '#domain/entry/first-proof/settle.ts'
import { isUnclaimed } from '#domain/entry/first-proof/standing.ts'
import { recordFailure, recordRefusal } from '#domain/ground/login-history/record-failure.ts'
import { type AddressInput, type ContactAddress, requireAddress } from '#domain/messaging/contact/address.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareNotice } from '#domain/messaging/message/notice.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUserBy } from '#domain/people/user/user-store.ts'
import { requireUnused } from '#domain/proof/credential/earlier-passwords.ts'
import { keptOf, type NewPassword, readNewPassword } from '#domain/proof/credential/new-password.ts'
import { type CodeProof, checkCode, proofOf, useCode } from '#domain/proof/verification-code/use-code.ts'
import type { Context, Preparing, Verb } from '#domain/shape/verb.ts'
import { countLookup, tellCounted } from '../register/exists.ts'
import { replacePassword } from './replace-password.ts'

export interface ResetWithCode extends AddressInput {
  code: string
  newPassword: string
  encrypted: boolean
  /** Nobody but the reader of the code learns whether the address has an account, even where the pool tells. */
  discreet?: boolean
}

/** As what a try for an address that nobody has stands in the pool's history. */
export const nobody = { whose: null, way: 'reset' } as const

interface Ready {
  user: User | null
  address: ContactAddress
  proof: CodeProof
  password: NewPassword
  proving: Proving
  notice: Prepared | null
}

/**
 * The person with the address: 2004 when nobody has it, 429 for callers who were told too often. Null instead where the pool, or a form that
 * asks for address and code on one page, hides who has an account: then the code is looked at first, and only its holder is told.
 */
export async function findHolder(before: Preparing, address: ContactAddress, discreet = false): Promise<User | null> {
  const { reader, pool } = before
  const key = address.channel === 'mail' ? 'email' : 'phone'
  const user = await findUserBy(reader, pool.id, key, address.text)
  return user ?? (discreet || pool.settings.hideAccountExistence ? null : tellCounted(before, new Refusal(2004)))
}

const tells = ['user.password-changed', 'user.address-proven'] as const

/**
 * Gives somebody who holds a code a new password, and ends every session that the old one opened. Order of refusals: 2028
 * no well-formed address, 2019 no code, 2016 and 2029 the password, 2004 nobody has the address, 2001 and 2300 the code;
 * and for its holder 2029 a password that was had before. It signs nobody in and unlocks nobody.
 */
export const resetPasswordWithCode: Verb<(typeof tells)[number], ResetWithCode, void, Ready> = {
  name: 'credential.reset-with-code',
  admits: 'anyone',
  emits: tells,
  async prepare(before, input) {
    const address = requireAddress(input)
    if (input.code.trim() === '') refuse(2019)
    const plain = await readNewPassword(before, input.newPassword, input.encrypted, [address.text])
    const user = await recordRefusal(before, nobody, () => findHolder(before, address, input.discreet))
    const proof = proofOf(before, address.text, 'reset-password', input.code)
    const proving = await prepareProof(before, address)
    // Nothing costly for somebody who only guesses, and nothing that takes longer when the address has an account.
    await before.ahead(async (context) => {
      const code = await checkCode(context, proof)
      return isDeclined(code) ? failReset(context, user, code, input) : null
    })
    // What somebody else chose before is no password of theirs.
    if (user && !isUnclaimed(user, address.channel === 'mail' ? 'email' : 'phone'))
      await requireUnused(before, user.id, plain)
    const password = await keptOf(before, plain, [address.text])
    const notice = user && (await prepareNotice(before, 'PASSWORD_RESETED_NOTIFICATION', user))
    return { user, address, password, notice, proof, proving }
  },
  async run(context, { user, address, proof, proving, password, notice }) {
    const declined = await useCode(context, proof)
    if (declined) return failReset(context, user, declined)
    if (!user) refuse(2004)
    const holder = (await settleProof(context, address, proving)) ?? refuse(2004)
    await replacePassword(context, holder.id, password, { byAddress: true })
    if (notice) await enqueue(context, notice)
    context.emit('user.password-changed', { userId: holder.id, by: 'code' })
  },
}

/**
 * Answers the refusal, once it stands in the history of the person who was to get a new password. Where it tells that the address has
 * an account, that is counted: 429 in its place for who was told too often.
 */
export async function failReset(
  context: Context,
  user: Pick<User, 'id'> | null,
  wrong: Declined,
  { discreet = false }: { discreet?: boolean } = {},
): Promise<Declined> {
  await recordFailure(context, { userId: user?.id ?? null, way: 'reset', outcome: wrong.declined.code })
  const tells = !discreet && !context.pool.settings.hideAccountExistence
  return (tells ? await countLookup(context) : null) ?? wrong
}
