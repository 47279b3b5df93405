/** Who asks. Resolved once per request, only when the operation wants to know. */
export type Caller =
  | { kind: 'anonymous' }
  /** An end user, signed in to an application of the pool. `token` is what was presented. */
  | { kind: 'user'; userPoolId: string; userId: string; sessionId: string; token: string }
  /** Whoever holds the pool's secret, acting as the pool's owner. */
  | { kind: 'manager'; userPoolId: string }
  /** Who has proven the first half of a sign-in, as far as the token's shape tells; `mfa/hold-ticket.ts` believes it or not. */
  | { kind: 'second factor'; userPoolId: string; token: string }

/** Which callers an operation admits. */
export type Admission = 'anyone' | 'user' | 'manager' | 'user or manager' | 'second factor' | 'user or second factor'
