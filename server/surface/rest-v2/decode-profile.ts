import type { ProfileInput } from '#domain/people/user/profile.ts'
import { profileFields } from '#domain/people/user/user.ts'
import type { Reader } from './parts.ts'

const names = [...profileFields, 'username', 'email', 'phone', 'phoneCountryCode'] as const

/** The profile of somebody who registers. Clients tell the address as well, which the server sees itself. */
export function decodeProfile(profile: Reader): ProfileInput {
  profile.ignore(['ip', 'udf'])
  const given = names.map((name) => [name, profile.optionalText(name)] as const)
  return Object.fromEntries(given.filter(([, text]) => text !== undefined))
}
