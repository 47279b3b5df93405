import { refuse } from '@menshen/contract/errors'
import type { PoolFields } from './pool-store.ts'

/** A pool as a door hands it over: unchecked, absent fields undefined. */
export type PoolInput = Record<string, unknown>

/** First labels of host names that are the platform's own, or would pass for it. */
const reserved = new Set(
  'users oauth oidc client dashboard console admin www api core login account accounts auth sso'.split(' '),
)

/**
 * Checks what a pool is called. Order of refusals: 2007 name, 400 domain, 3829 a domain that the platform keeps, 2013 and
 * 2024 description, 400 logo. Whether a domain is taken is for the database to say.
 */
export function parsePoolFields({ name, domain, description, logo }: PoolInput): PoolFields {
  return {
    ...(given(name) && { name: parseName(name) }),
    ...(given(domain) && { domain: requireUnreserved(parseDomain(domain)) }),
    ...(given(description) && { description: parseDescription(description) }),
    ...(given(logo) && { logo: parseLogo(logo) }),
  }
}

const given = (value: unknown) => value !== undefined && value !== null

function parseName(value: unknown): string {
  const name = typeof value === 'string' ? value.trim() : ''
  if (!name.isWellFormed() || /\p{C}/u.test(name) || name === '' || [...name].length > 64) refuse(2007)
  return name
}

/** A label of a host name (RFC 1035 section 2.3.1), which knows no case. */
export function parseDomain(value: unknown): string {
  const domain = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(domain))
    wrong('domain', 'must be 1 to 63 letters, digits and hyphens, with no hyphen at either end')
  return domain
}

export const isReservedDomain = (domain: string): boolean => reserved.has(domain)

function requireUnreserved(domain: string): string {
  return isReservedDomain(domain) ? refuse(3829) : domain
}

function parseDescription(value: unknown): string {
  // Line breaks and tabs are the only control characters that belong into a text; a lone surrogate is no character.
  if (typeof value !== 'string' || !value.isWellFormed() || /[^\P{Cc}\n\r\t]/u.test(value)) refuse(2013)
  if ([...value].length > 140) refuse(2024)
  return value
}

function parseLogo(value: unknown): string {
  const fits = typeof value === 'string' && value.length <= 65_536 && !/[\s\p{C}]/u.test(value)
  if (value === '') return ''
  if (!fits || !/^(https?:\/\/[^/]|data:image\/)/i.test(value))
    return wrong('logo', 'must be an http or https address, or an image as a data: address')
  return value
}

function wrong(field: string, what: string): never {
  return refuse(400, { values: { detail: `${field} ${what}` } })
}
