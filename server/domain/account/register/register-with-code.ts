import { isDeclined, refuse } from '@menshen/contract/errors'
import { type Proving, prepareProof } from '#domain/entry/first-proof/settle.ts'
import { type AddressInput, emailAddress, phoneAddress } from '#domain/messaging/contact/address.ts'
import { type Extras, prepareExtras } from '#domain/people/user/extras.ts'
import type { ProfileInput } from '#domain/people/user/profile.ts'
import { keptOf, readNewPassword } from '#domain/proof/credential/new-password.ts'
import { burnCode, type CodeProof, checkCode, proofOf, tryCode } from '#domain/proof/verification-code/use-code.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { afterRegistration, type Registered, type WantedSession } from './after-registration.ts'
import { insertByCode, type NewByCode, prepareByCode, withPassword } from './new-by-code.ts'
import { type BesideCodes, codesBeside, failRegistration, type ProvenAddresses, withProven } from './prove-address.ts'
import { requireProvenBeside, requireQuietName } from './register-quietly.ts'

export interface RegistrationByCode extends AddressInput, WantedSession, ProvenAddresses {
  code: string
  /** None is needed. */
  password?: string | null | undefined
  encrypted: boolean
  profile: ProfileInput
  extras?: Extras
}

const tells = ['user.registered', 'user.signed-in', 'user.address-proven', 'user.address-given-up'] as const

/**
 * A person registers with a code that was sent to the address. Order of refusals: those of `prepareExtras`, 2003
 * malformed e-mail, 2001 malformed phone (no code went there), 2016 and 2029 the password, what `checkRegistration`
 * says, 2001 and 2300 the code, 2026 taken, 2034, 2035 and 2200 something else of the profile taken. A refusal after
 * the code leaves it good.
 */
export const registerWithCode: Verb<
  (typeof tells)[number],
  RegistrationByCode,
  Registered,
  { input: RegistrationByCode; proof: CodeProof; made: NewByCode; proving: Proving; codes: BesideCodes }
> = {
  name: 'user.register-with-code',
  admits: 'anyone',
  emits: tells,
  async prepare(before, input) {
    const values = await prepareExtras(before, input.extras)
    const address = input.email
      ? emailAddress(input.email, 2003)
      : (phoneAddress(input.phone ?? '', input.countryCode) ?? refuse(2001))
    const own = [address.text]
    const plain = input.password ? await readNewPassword(before, input.password, input.encrypted, own) : null
    const proof = proofOf(before, address.text, 'register', input.code)
    const made = await prepareByCode(before, address, input.profile, values)
    requireProvenBeside(before.pool, made.user, input, made.kind)
    requireQuietName(before.pool, made.user.username, [address.text])
    const proving = await prepareProof(before, address)
    const codes = codesBeside(before, made.user, input)
    if (plain === null) return { input, proof, made, proving, codes }
    // Hashed for nobody who only guesses.
    await tryCode(before, proof, failRegistration)
    return { input, proof, proving, codes, made: withPassword(made, await keptOf(before, plain, own)) }
  },
  async run(context, { input, proof, made, proving, codes }) {
    const code = await checkCode(context, proof)
    if (isDeclined(code)) return failRegistration(context, code)
    const user = await withProven(context, made.user, input, codes)
    if (isDeclined(user)) return user
    await burnCode(context, code)
    const created = await insertByCode(context, { ...made, user }, proving)
    return afterRegistration(context, created, { ...input, methods: [input.email ? 'email-code' : 'sms-code'] })
  },
}
