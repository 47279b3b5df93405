import type { Language } from '@menshen/contract/errors'
import type { KnownSession } from './caller.ts'
import type { Client } from './request-context.ts'
import type { ShownSignature } from './signature.ts'

/** What a door can tell about the tenant and the caller, unchecked. Empty texts count as not given. */
export interface Hints {
  /** From the path, the body or a header. */
  applicationId?: string | undefined
  userPoolId?: string | undefined
  /** First label of the host name, when the host lies below our base domain. */
  identifier?: string | undefined
  /** The origin of the page that a browser calls from; undefined for everything that is no page. */
  pageOrigin?: string | undefined
  /** The bearer token. */
  token?: string | undefined
  /** In place of a token: the request is signed. */
  signature?: ShownSignature | undefined
  /** The operation is about the pool and its people: whoever may administer it asks as its manager and not as a person. */
  administers?: boolean | undefined
  /** In place of a token. */
  known?: KnownSession | undefined
  client: Client
  /** The address of the person whom a caller's own server speaks for: see `believedClient`. */
  clientIp?: string | null | undefined
  origin: string
  language?: Language | undefined
}

/** What a request shows of who sends it, unchecked; undefined for who shows nothing. */
export const shownBy = ({ known, token }: Hints): KnownSession | string | undefined => known ?? token
