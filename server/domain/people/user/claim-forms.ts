import type { ProfileField } from './profile-types.ts'
import { profileTypes } from './profile-types.ts'
import type { Profile, User } from './user.ts'

/** The claims of one scope by name, each with what a `User` says for it; null or undefined where it says nothing. */
export type ClaimReaders = Record<string, (user: User) => unknown>

/** What was written before fields had a type is said only where it is of it: relying parties make links of addresses. */
function typed(field: ProfileField): (user: User) => string | null | undefined {
  return ({ profile }) => {
    const text = profile[field]
    return text ? (profileTypes[field].read?.(text.trim()) ?? null) : text
  }
}

/** The claims that are texts in both forms. */
const texts: ClaimReaders = {
  name: ({ profile }) => profile.name,
  family_name: ({ profile }) => profile.familyName,
  given_name: ({ profile }) => profile.givenName,
  middle_name: ({ profile }) => profile.middleName,
  nickname: ({ profile }) => profile.nickname,
  preferred_username: ({ profile }) => profile.preferredUsername,
  profile: typed('profile'),
  picture: typed('photo'),
  website: typed('website'),
}

const places: ClaimReaders = {
  zoneinfo: typed('zoneinfo'),
  locale: typed('locale'),
}

/** Claims that no standard knows. */
const further: Record<string, ClaimReaders> = {
  username: { username: (user) => user.username },
  external_id: { external_id: (user) => user.externalId },
  unionid: { unionid: (user) => user.unionid },
}

/** By scope; both forms have the same claims in the same order. */
export const compatibleClaims: Record<string, ClaimReaders> = {
  profile: {
    ...texts,
    gender: ({ profile }) => profile.gender,
    birthdate: ({ profile }) => profile.birthdate,
    ...places,
    updated_at: ({ updatedAt }) => updatedAt.toISOString(),
  },
  email: { email: (user) => user.email, email_verified: (user) => user.emailVerified },
  phone: { phone_number: (user) => user.phone, phone_number_verified: (user) => user.phoneVerified },
  address: { address: ({ profile }) => everyLine(profile) },
  ...further,
}

export const standardClaims: Record<string, ClaimReaders> = {
  profile: {
    ...texts,
    gender: ({ profile }) => genderWord(profile.gender),
    birthdate: ({ profile }) => dayOrYear(profile.birthdate),
    ...places,
    updated_at: ({ updatedAt }) => Math.floor(updatedAt.getTime() / 1000),
  },
  email: { email: (user) => user.email, email_verified: (user) => (user.email ? user.emailVerified : null) },
  phone: {
    phone_number: (user) => internationalNumber(user),
    phone_number_verified: (user) => (user.phone ? user.phoneVerified : null),
  },
  address: { address: ({ profile }) => knownLines(profile) },
  ...further,
}

/** What the official clients write for a gender; `U` says that it is not known. */
const genders: Record<string, string | null> = { F: 'female', M: 'male', U: null }

function genderWord(gender: Profile['gender']): string | null {
  if (!gender) return null
  return gender in genders ? (genders[gender] ?? null) : gender
}

/** `YYYY-MM-DD` or `YYYY`; of a point in time the day, and of what is neither nothing. */
function dayOrYear(birthdate: Profile['birthdate']): string | null {
  return /^\d{4}(-\d{2}-\d{2}|$)/.exec(birthdate ?? '')?.[0] ?? null
}

/** E.164. Chinese numbers are stored without the code of their country. */
function internationalNumber({ phone, phoneCountryCode }: User): string | null {
  if (!phone || phone.startsWith('+')) return phone
  return `+${(phoneCountryCode ?? '86').replace(/^\+/, '')}${phone}`
}

function everyLine(profile: Profile) {
  return {
    country: profile.country ?? null,
    postal_code: profile.postalCode ?? null,
    region: profile.region ?? null,
    locality: profile.locality ?? null,
    street_address: profile.streetAddress ?? null,
    formatted: profile.formatted ?? profile.address ?? null,
  }
}

function knownLines(profile: Profile): object | null {
  const known = Object.entries(everyLine(profile)).filter(([, line]) => line !== null && line !== '')
  return known.length > 0 ? Object.fromEntries(known) : null
}
