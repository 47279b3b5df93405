import type { Language } from '@menshen/contract/errors'

/** One text message on its way to one phone. */
export interface SmsMessage {
  /** E.164: `+` and digits. */
  to: string
  /** Our name of the template, e.g. `verification-code`. A vendor that wants a registered text has its own id for it. */
  template: string
  /** What the template's holes are filled with, by our names of them. May hold a code: never logged. */
  params: Record<string, string>
  /** The finished text, for a vendor that sends free text. */
  content: string
  language: Language
}

/** Hands text messages to somebody who delivers them. */
export interface SmsTransport {
  /** Resolves once the message was accepted, with the vendor's id for it when it gives one. Throws `SmsFailure`. */
  send(message: SmsMessage): Promise<{ messageId: string | null }>
}

/**
 * `unreachable`: no connection, nothing was sent. `timeout`: no answer within the bound, so it may have been sent.
 * `limited`: the vendor wants fewer messages. `rejected`: the vendor understood and will not. `unknown`: anything else.
 */
export type SmsFailureKind = 'unreachable' | 'rejected' | 'limited' | 'timeout' | 'unknown'

/**
 * A message that was not accepted. The text names the vendor and its error code and nothing more: vendors repeat phone
 * numbers, key ids and even the signed text in their explanations, so those never get here.
 */
export class SmsFailure extends Error {
  override readonly name = 'SmsFailure'
  readonly kind: SmsFailureKind
  /** True when the same message would fail again. */
  readonly permanent: boolean

  constructor(vendor: string, kind: SmsFailureKind, { permanent, code }: { permanent: boolean; code?: string }) {
    super(`sms by ${vendor}: ${kind}${code ? ` (${code})` : ''}`)
    this.kind = kind
    this.permanent = permanent
  }
}
