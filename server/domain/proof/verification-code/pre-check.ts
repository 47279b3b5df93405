import { isDeclined, refuse } from '@menshen/contract/errors'
import { type AddressInput, emailAddress, phoneAddress } from '#domain/messaging/contact/address.ts'
import type { QuietVerb } from '#domain/shape/verb.ts'
import type { SentPurpose } from './purpose.ts'
import { type CodeProof, checkCode, proofOf } from './use-code.ts'

/**
 * Whether a code is right for what it was sent for. It stays good; a wrong one has cost a try, as if it had been used: whoever asks this
 * guesses no more often. 2204 malformed e-mail, 2028 malformed phone.
 */
export const preCheckCode: QuietVerb<
  AddressInput & { code: string; purpose: SentPurpose },
  { outcome: 200 | 2001 | 2300 },
  CodeProof
> = {
  name: 'verification-code.pre-check',
  admits: 'anyone',
  quiet: 'the code stays as good as it was',
  prepare(before, { code, purpose, ...input }) {
    const address = input.email
      ? emailAddress(input.email, 2204)
      : (phoneAddress(input.phone ?? '', input.countryCode) ?? refuse(2028))
    return proofOf(before, address.text, purpose, code)
  },
  async run(context, proof) {
    const seen = await checkCode(context, proof)
    return { outcome: isDeclined(seen) ? (seen.declined.code as 2001 | 2300) : 200 }
  },
}
