import type { User } from '../user/user.ts'

/** A signed-in state of one person: of an application that holds a token, or of a browser. */
export interface Session {
  id: string
  userPoolId: string
  userId: string
  applicationId: string | null
  kind: SessionKind
  createdAt: Date
  expiresAt: Date
  endedAt: Date | null
}

export type SessionKind = 'token' | 'browser'

/** Somebody who has just been let in. */
export interface SignedIn {
  user: User
  session: Session
}

export function isLive(session: Session, now: Date): boolean {
  return session.endedAt === null && session.expiresAt > now
}
