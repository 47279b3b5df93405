import { refuse } from '@menshen/contract/errors'
import { checkedText } from '#domain/shape/text.ts'
import { parseEmail, parsePhone, parseUsername } from './identifier.ts'
import { profileTypes } from './profile-types.ts'
import { type Profile, type ProfileField, profileFields, type User } from './user.ts'

/** A profile as clients send it: the fields of `profileFields` and further identifiers. */
export type ProfileInput = Partial<
  Record<ProfileField | 'username' | 'email' | 'phone' | 'phoneCountryCode', string | null>
>

const known = new Set<string>(profileFields)
/** Long enough for the photo as a data URL of a small picture. */
const longFields: Partial<Record<ProfileField, number>> = {
  photo: 65_536,
  oauth: 16_384,
  profile: 2_048,
  website: 2_048,
}

/** Checks the profile fields, at every door that writes one; others are left to the caller. See `profileTypes`. */
export function parseProfileFields(input: Record<string, unknown>): Profile {
  const profile: Profile = {}
  for (const [name, value] of Object.entries(input)) {
    if (!known.has(name) || value === undefined) continue
    if (value !== null && typeof value !== 'string') refuse(400, { variant: 'text', values: { field: name } })
    const field = name as ProfileField
    profile[field] = value === null ? null : readField(field, checkedText(value, field, longFields[field]))
  }
  return profile
}

function readField(field: ProfileField, value: string): string {
  const type = profileTypes[field]
  const text = value.trim()
  if (!type || text === '') return value
  return type.read(text) ?? refuse(400, { variant: type.fault, values: { field } })
}

/** The profile of somebody who registers, with the further identifiers in it. */
export function parseProfile(input: ProfileInput): Partial<User> {
  const phone = input.phone ? parsePhone(input.phone, input.phoneCountryCode) : null
  if (input.phone && !phone) refuse(2028)
  return {
    ...(input.username && { username: parseUsername(input.username) }),
    ...(input.email && { email: parseEmail(input.email, 2003) }),
    ...(phone && { phone: phone.phone, phoneCountryCode: phone.countryCode }),
    profile: parseProfileFields(input),
  }
}
