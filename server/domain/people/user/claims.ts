import type { ApplicationSettings } from '#domain/tenancy/application/application.ts'
import type { Claims } from '#platform/crypto/jwt.ts'
import { type ClaimReaders, compatibleClaims, standardClaims } from './claim-forms.ts'
import type { User } from './user.ts'

/**
 * `standard`: as OpenID Connect Core 1.0, section 5.1 has it; what is not known is left out (5.3.2).
 * `compatible`: as clients of the service expect it whose protocol we speak; what is not known is null.
 */
type ClaimForm = ApplicationSettings['claimForm']

const readersOf: Record<ClaimForm, Record<string, ClaimReaders>> = {
  standard: standardClaims,
  compatible: compatibleClaims,
}

/** The claim names of each scope, as the OpenID Connect engine is told them; both forms have the same. */
export const scopeClaims: Record<string, string[]> = Object.fromEntries(
  Object.entries(standardClaims).map(([scope, claims]) => [scope, Object.keys(claims)]),
)

/** Every claim about a person, whichever scope it belongs to. */
export function profileClaims(user: User, form: ClaimForm): Claims {
  const claims: Claims = {}
  for (const scope of Object.values(readersOf[form]))
    for (const [name, read] of Object.entries(scope)) {
      const value = read(user) ?? null
      if (form === 'compatible') claims[name] = value
      else if (value !== null && value !== '') claims[name] = value
    }
  return claims
}
