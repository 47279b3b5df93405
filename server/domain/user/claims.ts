import type { Claims } from '#platform/crypto/jwt.ts'
import type { User } from './user.ts'

/** The standard claims of OpenID Connect Core 5.1 by scope, each with what a `User` says for it; null where it says nothing. */
const claimsOfScope: Record<string, Record<string, (user: User) => unknown>> = {
  profile: {
    name: ({ profile }) => profile.name,
    family_name: ({ profile }) => profile.familyName,
    given_name: ({ profile }) => profile.givenName,
    middle_name: ({ profile }) => profile.middleName,
    nickname: ({ profile }) => profile.nickname,
    preferred_username: ({ profile }) => profile.preferredUsername,
    profile: ({ profile }) => profile.profile,
    picture: ({ profile }) => profile.photo,
    website: ({ profile }) => profile.website,
    gender: ({ profile }) => profile.gender,
    birthdate: ({ profile }) => profile.birthdate,
    zoneinfo: ({ profile }) => profile.zoneinfo,
    locale: ({ profile }) => profile.locale,
    updated_at: ({ updatedAt }) => updatedAt.toISOString(),
  },
  email: { email: (user) => user.email, email_verified: (user) => user.emailVerified },
  phone: { phone_number: (user) => user.phone, phone_number_verified: (user) => user.phoneVerified },
  address: { address: ({ profile }) => addressClaim(profile) },
  username: { username: (user) => user.username },
  external_id: { external_id: (user) => user.externalId },
  unionid: { unionid: (user) => user.unionid },
}

/** The claim names of each scope, as the OpenID Connect engine is told them. */
export const scopeClaims: Record<string, string[]> = Object.fromEntries(
  Object.entries(claimsOfScope).map(([scope, claims]) => [scope, Object.keys(claims)]),
)

function addressClaim(profile: User['profile']) {
  return {
    country: profile.country ?? null,
    postal_code: profile.postalCode ?? null,
    region: profile.region ?? null,
    locality: profile.locality ?? null,
    street_address: profile.streetAddress ?? null,
    formatted: profile.formatted ?? profile.address ?? null,
  }
}

/** Every claim about a person, whichever scope it belongs to. Clients of this protocol expect null, not absence. */
export function profileClaims(user: User): Claims {
  const claims: Claims = {}
  for (const scope of Object.values(claimsOfScope))
    for (const [name, read] of Object.entries(scope)) claims[name] = read(user) ?? null
  return claims
}
