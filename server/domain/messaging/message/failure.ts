import { MailFailure } from './mail-transport.ts'
import { SmsFailure } from './sms-transport.ts'

/** What the log keeps of a failure: its kind before a colon, then what the sender said, which holds no secret. */
export function describeFailure(error: unknown): { permanent: boolean; text: string } {
  if (error instanceof MailFailure || error instanceof SmsFailure)
    return { permanent: error.permanent, text: `${error.kind}: ${error.message}`.slice(0, 500) }
  return {
    permanent: false,
    text: `unknown: ${error instanceof Error ? error.message : 'no reason given'}`.slice(0, 500),
  }
}

/** Kinds in which nobody was reached who could have taken the message. */
const unreached = new Set(['unreachable', 'tls', 'timeout'])

/** The number for a failure as the log keeps it: 3014 when nobody was reached, else 3013. */
export function codeOfFailure(text: string | null): 3013 | 3014 {
  return unreached.has(text?.split(':', 1)[0] ?? '') ? 3014 : 3013
}
