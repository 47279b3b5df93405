/** Who asks. Resolved once per request, only when the operation wants to know. */
export type Caller =
  | { kind: 'anonymous' }
  /** An end user, signed in to an application of the pool. */
  | {
      kind: 'user'
      userPoolId: string
      userId: string
      sessionId: string
      strength: Strength
      /** The application that an access token or a borrowed session is for; null when it is for none, or for all. */
      boundTo: string | null
      /** The application whose token was shown; null: a token of the pool as such. Left out: no token was. */
      issuedTo?: string | null
    }
  /** Who may do all that the pool's owner may: a holder of its secret or of one of its access keys, or the owner. */
  | {
      kind: 'manager'
      userPoolId: string
      /** Left out: a token from before they were listed, or no token at all. */
      tokenId?: string | undefined
      /** Of a signed request, or of the token that was given for the key. */
      accessKeyId?: string | undefined
      /** A person of the root pool who administers this one, in a session there. */
      administrator?: { userPoolId: string; userId: string; sessionId: string } | undefined
    }
  /** Who has proven the first half of a sign-in, as far as the token's shape tells; `mfa/require-mfa-ticket.ts` believes it or not. */
  | { kind: 'second factor'; userPoolId: string; token: string }

/**
 * The session that a browser is in, by a cookie that the door has checked; nothing that a request says of itself becomes one. Whether it
 * is good still, and its person, is looked at as for a token.
 */
export interface KnownSession {
  userPoolId: string
  userId: string
  sessionId: string
}

/** What a session is good for: see `session/strength.ts`. Each does what those before it do. */
export const strengths = ['borrowed', 'full', 'fresh'] as const
export type Strength = (typeof strengths)[number]

/**
 * The session that an operation asks of people. `any`: reading, and what belongs to the application one is in. `full`: what
 * is the person's own to change. `fresh`: what would give the account, or everything in it, to somebody who finds a session open.
 * `proven`: full, and for what would do that fresh, unless the request itself proves a factor of the account: the operation looks.
 */
export type Needed = 'any' | 'full' | 'proven' | 'fresh'
type Person = `${Needed} user`

/** Which callers an operation admits. */
export type Admission =
  | 'anyone'
  | 'manager'
  /** Who manages as a person, in a fresh session only: what gives away or ends a pool. */
  | 'fresh manager'
  | 'second factor'
  | Person
  | `${Person} or manager`
  | `${Person} or second factor`

/** The least strength at which an operation lets people in; what `proven` asks beyond it the operation decides. */
export function leastStrength(admits: Admission): Strength {
  if (admits.startsWith('fresh')) return 'fresh'
  return admits.startsWith('full') || admits.startsWith('proven') ? 'full' : 'borrowed'
}
