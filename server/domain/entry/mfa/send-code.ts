import type { AddressInput } from '#domain/messaging/contact/address.ts'
import { type SentMessage, sendCode } from '#domain/proof/verification-code/send-code.ts'
import type { QuietVerb } from '#domain/shape/verb.ts'
import { requireMfaTicket } from './require-mfa-ticket.ts'
import { addressFor, type CodeFactor } from './verify-code.ts'

type Ready = Parameters<typeof sendCode.run>[1]

/** Sends a code for the second half of a sign-in to the person's own address, or to one that they are about to bind. */
export const sendFactorCode: QuietVerb<AddressInput & { kind: CodeFactor }, SentMessage, Ready> = {
  name: 'mfa.send-code',
  admits: 'second factor',
  quiet: 'a code on its way changes nothing until it is shown',
  async prepare(before, { kind, ...input }) {
    const { address } = addressFor(await requireMfaTicket(before), kind, input)
    const to =
      address.channel === 'mail' ? { email: address.text } : { phone: address.text, countryCode: address.countryCode }
    return sendCode.prepare(before, { ...to, purpose: 'mfa', template: 'MFA_VERIFY' })
  },
  run: (context, ready) => sendCode.run(context, ready),
}
