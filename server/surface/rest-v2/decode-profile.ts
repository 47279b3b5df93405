import type { ProfileInput } from '#domain/user/profile.ts'
import { profileFields } from '#domain/user/user.ts'
import type { Reader } from './parts.ts'

const names = [...profileFields, 'username', 'email', 'phone', 'phoneCountryCode'] as const

/** The profile of somebody who registers; what nobody knows in it is passed over. */
export function decodeProfile(profile: Reader): ProfileInput {
  const given = names.map((name) => [name, profile.optionalText(name)] as const)
  return Object.fromEntries(given.filter(([, text]) => text !== undefined))
}
