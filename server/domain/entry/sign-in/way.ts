import type { Method } from '#domain/tenancy/mfa/factor-kind.ts'
import type { SessionKind } from '../session/session.ts'

/** How somebody proved who they are. */
export type Way =
  | 'password'
  | 'code'
  | 'registration'
  /** Signed in in another app of the same phone. */
  | 'sso'
  /** Another name and password, which are not the person's own: see `sub-account`. */
  | 'sub-account'
  | 'administrator'
  /** Confirmed in an app in which they are signed in. */
  | 'qr'
  /** A passkey whose authenticator made sure who holds it: two factors at once. */
  | 'passkey'
  /** A passkey that only somebody present was needed for: one factor. */
  | 'security-key'
  /** The second half of a sign-in whose first was any of those above. */
  | 'second-factor'

/** The session that is to open, and how the person proved who they are. */
export interface Entering {
  way: Way
  methods: Method[]
  kind: SessionKind
  lifetime?: number | undefined
  counted: boolean
}
