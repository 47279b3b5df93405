import { recordRefusal } from '#domain/ground/login-history/record-failure.ts'
import { type Asserted, checkAssertion, claimedOwner } from '#domain/proof/passkey/check-assertion.ts'
import { useAssertion } from '#domain/proof/passkey/use-assertion.ts'
import type { Verb } from '#domain/shape/verb.ts'
import type { SessionKind, SignedIn } from '../session/session.ts'
import { openSession } from '../sign-in/open.ts'

interface PasskeySignIn {
  /** What the browser answered to the options, unread. */
  credential: unknown
  /** The one that the options were made for. */
  subject: string
  kind: SessionKind
  /** Seconds; the application's or the pool's setting when left out. */
  lifetime?: number
}

/**
 * Signs in whoever holds a passkey, with no name typed. Refusals: those of `checkAssertion` and `useAssertion`, then those of
 * `openSession`. Where the authenticator made sure who holds it no second factor is asked for.
 */
export const signInWithPasskey: Verb<
  'user.signed-in',
  PasskeySignIn,
  SignedIn,
  PasskeySignIn & { asserted: Asserted }
> = {
  name: 'passkey.sign-in',
  admits: 'anyone',
  emits: ['user.signed-in'],
  async prepare(before, input) {
    const scope = { purpose: 'sign-in', subject: input.subject } as const
    const failure = { whose: () => claimedOwner(before, input.credential), way: 'passkey' }
    const asserted = await recordRefusal(before, failure, () => checkAssertion(before, input.credential, scope, null))
    return { ...input, asserted }
  },
  async run(context, { asserted, kind, lifetime }) {
    const wrong = await useAssertion(context, asserted, 'passkey')
    if (wrong) return wrong
    const way = asserted.userVerified ? 'passkey' : 'security-key'
    return openSession(context, { id: asserted.passkey.userId }, { way, kind, lifetime })
  },
}
