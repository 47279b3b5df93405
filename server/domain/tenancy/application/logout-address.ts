import type { Question } from '#domain/shape/verb.ts'
import { findApplicationByLogoutAddress } from './application-store.ts'

/**
 * Whether a browser may be sent to an address after signing out: it is registered, to the letter, with the application that
 * asks, or where none is known with one of the pool (RFC 9700 section 4.11: no open redirects).
 */
export const mayReturnTo: Question<{ address: string }, boolean> = {
  name: 'application.may-return-to',
  admits: 'anyone',
  async answer({ reader, application, pool }, { address }) {
    if (application) return application.logoutRedirectUris.includes(address)
    return findApplicationByLogoutAddress(reader, pool.id, address)
  },
}
