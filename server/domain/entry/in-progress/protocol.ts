import type { KnownSession } from '#domain/shape/caller.ts'
import type { SignedIn } from '../session/session.ts'
import type { EntryInProgress } from './entry.ts'

/**
 * What a protocol does so that people enter by it. `Browser`: a request of one and the answer to it, as the doors hold them; here they
 * are handed on only. Each of the last three answers the address at which the browser goes on.
 */
export interface EntryProtocol<Browser> {
  /** `oidc`. */
  name: string
  /** Whether an id has the form of its own. No id has the form of two protocols. */
  claims(id: string): boolean
  /** Null when it is over, or not this browser's. */
  find(browser: Browser, id: string): Promise<EntryInProgress | null>
  /** Somebody has signed in, and shown what was asked for. */
  signedIn(browser: Browser, entry: EntryInProgress, signedIn: SignedIn): Promise<string>
  /** The person agreed to what was missing, and it is written down. */
  consented(browser: Browser, entry: EntryInProgress): Promise<string>
  cancelled(browser: Browser, entry: EntryInProgress): Promise<string>
}

/** The session that a browser has of each user pool, whatever protocol it was opened by. */
export interface BrowserSessions<Browser> {
  /** What it stands for; null when there is none. Whether that is still good is another question: see `KnownSession`. */
  here(browser: Browser, userPoolId: string): Promise<KnownSession | null>
  /** The one pool that this browser has a session of; null when there are none or several. */
  userPoolHere(browser: Browser): Promise<string | null>
  /** Ends it, and with it every application that the browser is signed in to by it. */
  signOut(browser: Browser, userPoolId: string): Promise<void>
}
