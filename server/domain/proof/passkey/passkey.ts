import { isIP } from 'node:net'
import { refuse } from '@menshen/contract/errors'

export interface Passkey {
  userPoolId: string
  userId: string
  id: string
  /** Base64url, as the authenticator names it. */
  credentialId: string
  /** The host that it was made for. */
  rpId: string
  /** COSE key (RFC 9052 section 7). */
  publicKey: Buffer
  /** Of the last signature; stays 0 with authenticators that do not count. */
  counter: number
  transports: string[]
  /** The model of the authenticator; zeros when it does not say. */
  aaguid: string
  /** Kept in more places than one device. */
  synced: boolean
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}

/** EdDSA, ES256, RS256, the preferred one first (IANA, COSE Algorithms): what authenticators make. */
export const keyAlgorithms = [-8, -7, -257]

/** Per person; a browser is told of all of them when another is registered. */
export const mostPasskeys = 20

export interface RelyingParty {
  /** A host name without port (WebAuthn section 4, "RP ID"). */
  rpId: string
  origin: string
}

/** Who asks, as browsers see it. 400 under an address without a host name: there WebAuthn does not exist. */
export function relyingPartyOf(origin: string): RelyingParty {
  if (!hasPasskeys(origin)) refuse(400, { variant: 'hostName', values: { origin } })
  return { rpId: new URL(origin).hostname, origin }
}

function hasPasskeys(origin: string): boolean {
  const { hostname } = new URL(origin)
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0
}
