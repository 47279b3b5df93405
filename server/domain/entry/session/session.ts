import type { User } from '#domain/people/user/user.ts'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'

/** A signed-in state of one person: of an application that holds a token, of a browser, or of offline access. */
export interface Session {
  id: string
  userPoolId: string
  userId: string
  applicationId: string | null
  kind: SessionKind
  /** How the person proved who they are, in the order in which they did. */
  methods: AuthenticationMethod[]
  /** What the person signed in on; null where nobody was there, as with a token that an administrator asked for. */
  deviceId: string | null
  createdAt: Date
  /** When its person last showed a factor of the account: `createdAt`, or earlier where it goes on from another session. */
  provenAt: Date
  expiresAt: Date
  /** When it ends however often its token is refreshed; null: refreshing always helps. The setting as it was when the session opened. */
  endsBy: Date | null
  endedAt: Date | null
  /** When it was used, up to `lastSeenLag` seconds behind. */
  lastSeenAt: Date
  /** Ends after that many seconds without use; null: it does not. The setting as it was when the session opened. */
  idleSeconds: number | null
}

/** `offline`: what an application may do while its person is away, until somebody ends it (OpenID Connect Core 1.0, section 11). */
export type SessionKind = 'token' | 'browser' | 'offline'

/** Somebody who has just been let in. */
export interface SignedIn {
  user: User
  session: Session
}

/** Seconds between two notes of a session's use: see `activity.ts`. */
export const noteEvery = 60

/**
 * Seconds by which `lastSeenAt` may lag behind the last use: uses that are not noted, the wait for the batch, and a value
 * that a cache still holds. A session never ends earlier than its idle time, and at most this much later.
 */
export const lastSeenLag = 90

export function isLive({ endedAt, expiresAt, lastSeenAt, idleSeconds }: Session, now: Date): boolean {
  if (endedAt !== null || expiresAt <= now) return false
  return idleSeconds === null || lastSeenAt.getTime() + (idleSeconds + lastSeenLag) * 1000 > now.getTime()
}
