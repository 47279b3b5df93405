import { refuse } from '@menshen/contract/errors'
import { type Fields, textOf } from '#domain/shape/kind.ts'
import { parseEmail, parsePhone, parseUsername } from './identifier.ts'
import { type ProfileField, profileTypes } from './profile-types.ts'
import type { Profile, User } from './user.ts'

/** A profile as clients send it: the fields of `profileTypes` and further identifiers. */
export type ProfileInput = Partial<
  Record<ProfileField | 'username' | 'email' | 'phone' | 'phoneCountryCode', string | null>
>

/** Checks the profile fields, at every door that writes one; others are left to the caller. See `profileTypes`. */
export function parseProfileFields(input: Fields): Profile {
  const profile: Profile = {}
  for (const [name, value] of Object.entries(input)) {
    if (!Object.hasOwn(profileTypes, name) || value === undefined) continue
    const field = name as ProfileField
    profile[field] = value === null ? null : readField(field, textOf(value, field, profileTypes[field].max))
  }
  return profile
}

function readField(field: ProfileField, value: string): string {
  const { fault, read } = profileTypes[field]
  const text = value.trim()
  if (!fault || !read || text === '') return value
  return read(text) ?? refuse(400, { variant: fault, values: { field } })
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
