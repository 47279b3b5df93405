import { refuse } from '@menshen/contract/errors'
import { isReservedLabel, parseDescription, parseLabel, parseLogo, parseName } from '#domain/shape/naming.ts'
import type { PoolFields } from './pool-store.ts'

/** A pool as a door hands it over: unchecked, absent fields undefined. */
export type PoolInput = Record<string, unknown>

/**
 * Checks what a pool is called. Order of refusals: 2007 name, 400 domain, 3829 a domain that the platform keeps, 2013 and
 * 2024 description, 400 logo. Whether a domain is taken is for the database to say.
 */
export function parsePoolFields({ name, domain, description, logo }: PoolInput): PoolFields {
  return {
    ...(given(name) && { name: parseName(name) }),
    ...(given(domain) && { domain: requireUnreserved(parseLabel(domain, 'domain')) }),
    ...(description !== undefined && { description: parseDescription(description ?? '') }),
    ...(logo !== undefined && { logo: parseLogo(logo ?? '') }),
  }
}

/** Names of the wire. */
export const poolFieldNames = ['name', 'domain', 'description', 'logo'] as const

const given = (value: unknown) => value !== undefined && value !== null

function requireUnreserved(domain: string): string {
  return isReservedLabel(domain) ? refuse(3829) : domain
}
