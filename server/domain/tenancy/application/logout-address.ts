import type { Look } from '#platform/database/database.ts'
import type { Application } from './application.ts'
import { findApplicationByLogoutAddress } from './application-store.ts'

export interface LogoutRequest {
  /** The application that asks, when it is known. */
  application: Application | null
  /** The pool that the browser is signed in to, when it is known. */
  userPoolId: string | null
  address: string
}

/**
 * Whether a browser may be sent to an address after signing out: it is registered, to the letter, with the application that
 * asks, or where none is known with one of the pool (RFC 9700 section 4.11: no open redirects).
 */
export async function mayReturnTo(look: Look, { application, userPoolId, address }: LogoutRequest): Promise<boolean> {
  if (application) return application.logoutRedirectUris.includes(address)
  return userPoolId !== null && findApplicationByLogoutAddress(look, userPoolId, address)
}
