import { createHash } from 'node:crypto'
import type { Section } from '@menshen/contract/pages/centre'
import { newToken } from '#platform/crypto/random.ts'
import { accountLandingPath } from '../../sign-in-page.ts'
import { addressOf, baseOf, type Place, readSection } from './place.ts'

/** Whether people sign in to this application at all. To a stranger's they would consent to something that they do not want here. */
export function takesPeople({ application: { redirectUris, settings } }: Place): boolean {
  return settings.firstParty && settings.grantTypes.includes('authorization_code') && redirectUris.length > 0
}

export interface Destination {
  section: Section
  /** Also when they are signed in already. */
  again: boolean
  /** Whoever has a second factor shows it as well. */
  twoFactors?: boolean
}

/** The address at which the person signs in and comes back. */
export function signInAddress({ application }: Place, origin: string, to: Destination): string {
  const url = new URL('/oidc/auth', origin)
  const asked = {
    client_id: application.id,
    redirect_uri: origin + accountLandingPath,
    response_type: 'code',
    scope: 'openid',
    state: `${application.identifier}.${to.section}`,
    // What matters is the browser's session that comes of it. Nobody knows what this was made of (RFC 7636), so nobody can
    // redeem the code.
    code_challenge: createHash('sha256').update(newToken()).digest('base64url'),
    code_challenge_method: 'S256',
    ...(to.again && { prompt: 'login' }),
    ...(to.twoFactors && { acr_values: '2' }),
  }
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  return url.href
}

/** Which place and section the person set out from; null for a state that is none of ours. Leads nowhere but to `/u/…`. */
export function readState(state: unknown): { identifier: string; address: string } | null {
  const [, identifier, name] = typeof state === 'string' ? (/^([a-z0-9-]{1,64})\.([a-z]{1,16})$/.exec(state) ?? []) : []
  const section = identifier ? readSection(name) : null
  return identifier && section ? { identifier, address: addressOf({ base: baseOf({ identifier }) }, section) } : null
}
