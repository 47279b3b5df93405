/**
 * What can happen, by name, and what is told of it. An event says which, never what was typed: no secret, no address, no text of
 * a person stands in a payload. Signing in is no event: the history of signing in is written with the session itself.
 */
export interface Events {
  'user.registered': { userId: string; by: 'password' | 'code' }
  /** Deleted by the person; by an administrator it is `management.performed`. */
  'user.deleted': { userId: string }
  'user.profile-changed': { userId: string }
  'user.password-changed': { userId: string; by: 'password' | 'code' | 'ticket' | 'link' }
  'user.contact-changed': { userId: string; kind: 'email' | 'phone'; change: 'bound' | 'changed' | 'unbound' }
  /** Somebody proved an address that the account named; `ended`: from outside, and everything of before has ended. */
  'user.address-proven': { userId: string; kind: 'email' | 'phone'; ended: boolean }
  /** The account named an address that somebody else has proven to be theirs, and has it no more. */
  'user.address-given-up': { userId: string; kind: 'email' | 'phone' }
  'user.factors-changed': { userId: string; added: string[]; removed: string[] }
  /** A second factor was right, and the sign-in went on. */
  'user.factor-passed': { userId: string; method: string }
  'user.identity-unlinked': { userId: string }
  'user.accounts-linked': { userId: string; removedUserId: string }
  /** The same, as the account that went has it in its history. */
  'user.linked-away': { userId: string; intoUserId: string }
  /** The two are two again: of the account that stayed, and of the one that is back (`fromUserId` null: the other is gone for good). */
  'user.linking-undone': { userId: string; restoredUserId: string }
  'user.restored': { userId: string; fromUserId: string | null }
  /** A person of the root pool gave a pool of theirs a new secret without showing the old one. */
  'user.pool-secret-rotated': { userId: string; poolId: string }
  /** A person agreed that an application of others knows or does more; it is the one in the circumstances. */
  'user.consent-given': { userId: string; scopes: string[] }
  'user.consent-withdrawn': { userId: string }
  'user.signed-out': { userId: string; sessionId: string }
  /** People ended sessions of their own from a list. */
  'user.sessions-ended': { userId: string; sessions: number }
  'user.token-refreshed': { userId: string; sessionId: string }
  /** Whoever holds a management token did something, or was refused it (`outcome`): `operation` is the name of the verb, `userId` the one person concerned. */
  'management.performed': { operation: string; targets: string[]; userId: string | null; outcome: number }
  /** What a pool's own programs have to say, through the event operations of the protocol. */
  'custom.published': { type: string; source: string | null; data: string }
}

export type EventName = keyof Events

/** Who caused an event. */
export type Actor = { kind: 'user'; userId: string } | { kind: 'manager' } | { kind: 'anonymous' }

/** One thing that has happened, with its circumstances; told at least once, in no order that can be relied on. */
export type DomainEvent = {
  [Name in EventName]: {
    id: string
    name: Name
    userPoolId: string
    at: Date
    actor: Actor
    applicationId: string | null
    ip: string | null
    userAgent: string | null
    payload: Events[Name]
  }
}[EventName]
