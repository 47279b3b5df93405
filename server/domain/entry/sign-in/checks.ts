import type { WaySwitch } from '#domain/tenancy/application/require-open.ts'

/** What can stand before a way in, and what it refuses with. */
export const checkNames = {
  captcha: 'Failed tries ask for a captcha, or work in its place: 2000',
  lock: 'Failed tries close the account: 2005',
  closed: 'An application can close the way: 400',
  email: 'The e-mail address has to be verified first, where the pool says so: 2042',
  factor: 'A second factor is asked for, where one is due: 1635, 1636',
  renewal: 'Whoever signed in with a password may have to choose a new one first: 1639, 2058',
  quota: 'It counts against the quotas of the pool: 2002, 2040',
  device: 'A device that an administrator has locked is turned away, and the person is told of a new one: 1001',
} as const
export type Check = keyof typeof checkNames

/**
 * Which check stands before which way in. What all have in common is no check of one way: gone (2004), locked by an administrator (2005),
 * not admitted to the application (1001), all in `open.ts`. A code or a link allows only a few tries, and only a few are sent. So neither
 * a captcha nor a lock stands before one: strangers who guess keep nobody out.
 */
export const ways = {
  password: ['captcha', 'lock', 'closed', 'email', 'factor', 'renewal', 'quota', 'device'],
  code: ['closed', 'email', 'factor', 'quota', 'device'],
  registration: ['email', 'factor', 'quota', 'device'],
  /** Signed in in another app of the same phone. */
  sso: ['email', 'factor', 'quota', 'device'],
  /** Another name and password, which are not the person's own: see `sub-account`. */
  'sub-account': ['captcha', 'lock', 'closed', 'email', 'factor', 'quota', 'device'],
  /** A token that an administrator asks for: nobody has signed in. */
  administrator: [],
  /** Confirmed in an app in which they are signed in. */
  qr: ['closed', 'email', 'factor', 'quota', 'device'],
  /** A passkey whose authenticator made sure who holds it: two factors at once. */
  passkey: ['closed', 'email', 'quota', 'device'],
  /** A passkey whose authenticator made sure only that somebody is there: one factor. */
  'security-key': ['closed', 'email', 'factor', 'quota', 'device'],
  /** The second half of a sign-in whose first was any of those above. Guesses lock (`mfa/tries.ts`). */
  'second-factor': ['lock', 'email', 'renewal', 'quota', 'device'],
} as const satisfies Record<string, readonly Check[]>

/** How somebody proved who they are. */
export type Way = keyof typeof ways

export function standsBefore(way: Way, check: Check): boolean {
  return (ways[way] as readonly Check[]).includes(check)
}

type Closable = { [Name in Way]: 'closed' extends (typeof ways)[Name][number] ? Name : never }[Way]

/**
 * The settings of an application by which it closes a way; more than one where each closes a part of it. A code to scan and a passkey are
 * closed on the sign-in page, which offers them; programs ask for them by themselves.
 */
export const closedBy = {
  password: ['usernamePasswordEnabled', 'emailPasswordEnabled', 'phonePasswordEnabled'],
  code: ['emailCodeEnabled', 'phoneCodeEnabled', 'magicLink'],
  'sub-account': ['enableSubAccount'],
  qr: ['qrSignInEnabled'],
  passkey: ['passkeyEnabled'],
  'security-key': ['passkeyEnabled'],
} as const satisfies Record<Closable, readonly WaySwitch[]>
