import type { IncomingMessage } from 'node:http'
import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { acrValues } from './acr.ts'
import { addressParts, atAddress } from './address-parts.ts'
import { mountPath } from './scope.ts'

/** Under which an essential `acr` of the parameter `claims` goes on; of which nothing else is read. */
export const essentialAcr = 'essential_acr'

type Acr = (typeof acrValues)[number]

/** An authorization request whose `claims.id_token.acr` (OpenID Connect Core 1.0, section 5.5.1.1) stands in parameters of its own. */
export function adaptAcr(raw: IncomingMessage): IncomingMessage {
  const { path, search } = addressParts(raw)
  if (path !== `${mountPath}/auth` || !search?.includes('claims=')) return raw
  const query = new URLSearchParams(search)
  const [given = '', ...more] = query.getAll('claims')
  const acr = more.length > 0 ? null : acrIn(given)
  if (!acr) return raw
  if (acr.essential) query.set(essentialAcr, acr.values.join(' '))
  else if (!query.has('acr_values')) query.set('acr_values', acr.values.join(' '))
  return atAddress(raw, path, query)
}

function acrIn(claims: string): { essential: boolean; values: string[] } | null {
  const asked = claimsOf(claims)?.id_token?.acr
  if (typeof asked !== 'object' || asked === null) return null
  const { essential, value, values = [value] } = asked as Record<string, unknown>
  const texts = (Array.isArray(values) ? values : []).filter((text) => typeof text === 'string' && text !== '')
  return texts.length > 0 ? { essential: essential === true, values: texts } : null
}

function claimsOf(text: string): { id_token?: { acr?: unknown } | null } | null {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What a request asks for; `essential`: an answer with another is none. Null when it asks for nothing. */
export function askedAcr({ oidc }: KoaContextWithOIDC): { values: string[]; essential: boolean } | null {
  const { [essentialAcr]: essential, acr_values: voluntary } = (oidc.params ?? {}) as Record<string, unknown>
  const asked = essential || voluntary
  return typeof asked === 'string' && asked !== '' ? { values: asked.split(' '), essential: asked === essential } : null
}

/**
 * What the tokens say of a session of this strength: itself, or less where only less was asked for, since who has shown two factors
 * has shown one.
 */
export function toldAcr(ctx: KoaContextWithOIDC, present: string | undefined): string | undefined {
  const asked = askedAcr(ctx)?.values
  if (!asked || !present || asked.includes(present)) return present
  return acrValues.find((value) => asked.includes(value) && value < present) ?? present
}

/** Whether the tokens of this session would say what was asked for. */
export function meetsAcr(ctx: KoaContextWithOIDC, present: string | undefined): boolean {
  const asked = askedAcr(ctx)
  return !asked || asked.values.includes(toldAcr(ctx, present) ?? '')
}

/** Whether signing in with more could lead there. */
export function isWithinReach(ctx: KoaContextWithOIDC): boolean {
  return askedAcr(ctx)?.values.some((value) => acrValues.includes(value as Acr)) ?? true
}

/** OpenID Connect Core Error Code unmet_authentication_requirements 1.0. */
export function refuseUnmet(): never {
  throw new errors.CustomOIDCProviderError(
    'unmet_authentication_requirements',
    'the requested authentication context cannot be reached',
  )
}
