import { refuse } from '@menshen/contract/errors'
import { type Proving, prepareProof, settleProof } from '#domain/entry/first-proof/settle.ts'
import { recordRefusal } from '#domain/ground/login-history/record-failure.ts'
import { type AddressInput, type ContactAddress, requireAddress } from '#domain/messaging/contact/address.ts'
import type { User } from '#domain/people/user/user.ts'
import type { PasswordStrength } from '#domain/proof/credential/password-policy.ts'
import { passwordVersion, provenThrough } from '#domain/proof/credential/password-version.ts'
import { newTicket } from '#domain/proof/verification-code/ticket.ts'
import { insertTicket, type StoredTicket } from '#domain/proof/verification-code/ticket-store.ts'
import { type CodeProof, proofOf, useCode } from '#domain/proof/verification-code/use-code.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { failReset, findHolder, nobody } from './reset-with-code.ts'

/** Seconds: long enough to think of a password. */
const goodFor = 600

interface ResetBeginning extends AddressInput {
  code: string
  /** As in `ResetWithCode`. */
  discreet?: boolean
}

interface ResetTicket {
  token: string
  /** Seconds. */
  expiresIn: number
  passwordStrength: PasswordStrength
}

/**
 * Takes the code of a form that asks for the new password on its next page, and answers a token for it, good once, for
 * ten minutes and while the address is the person's. Refusals as in `resetPasswordWithCode`, without those of the password.
 */
export const beginPasswordReset: Verb<
  'user.address-proven',
  ResetBeginning,
  ResetTicket,
  {
    token: string
    ticket: StoredTicket
    user: User | null
    address: ContactAddress
    discreet: boolean
    proof: CodeProof
    proving: Proving
  }
> = {
  name: 'credential.begin-reset',
  admits: 'anyone',
  emits: ['user.address-proven'],
  async prepare(before, input) {
    const address = requireAddress(input)
    const { discreet = false } = input
    if (input.code.trim() === '') refuse(2019)
    const user = await recordRefusal(before, nobody, () => findHolder(before, address, discreet))
    const expiresAt = new Date(before.now.getTime() + goodFor * 1000)
    const made = newTicket({ userPoolId: before.pool.id, purpose: 'reset-password', subject: '', expiresAt })
    const proof = proofOf(before, address.text, 'reset-password', input.code)
    return { ...made, user, address, discreet, proof, proving: await prepareProof(before, address) }
  },
  async run(context, { token, ticket, user, address, discreet, proof, proving }) {
    const { tx, pool } = context
    const declined = await useCode(context, proof)
    if (declined) return failReset(context, user, declined, { discreet })
    const { id } = (await settleProof(context, address, proving)) ?? refuse(2004)
    const boundTo = provenThrough(await passwordVersion(tx, pool.id, id), address.text)
    await insertTicket(tx, { ...ticket, subject: id, boundTo })
    return { token, expiresIn: goodFor, passwordStrength: pool.settings.passwordStrength }
  },
}
