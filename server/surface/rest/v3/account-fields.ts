// What administrators say of people.
import Type, { type Static } from 'typebox'
import type { ValueInput } from '#domain/people/custom-field/custom-field.ts'
import { aboutProfile, profileFields } from '#domain/people/user/profile-types.ts'
import { each, optionalChoice, optionalFlag, optionalRecord, optionalText } from '../engine/fields.ts'

/** Of all that is kept of people; what another provider said of somebody comes with the account there. */
const told = profileFields.filter((name) => name !== 'oauth' && name !== 'gender')

const identifiers = ['username', 'email', 'phone', 'phoneCountryCode', 'externalId'] as const

export const accountFields = {
  status: optionalChoice(['Suspended', 'Resigned', 'Activated', 'Archived'], 'What the account is good for.'),
  ...each(identifiers, (name) => optionalText(`The ${name} of the person.`)),
  ...each(told, (name) => optionalText(aboutProfile(name))),
  gender: optionalChoice(['M', 'F', 'U'], 'Male, female or unknown.'),
  emailVerified: optionalFlag('Whether the e-mail address is known to be theirs.'),
  phoneVerified: optionalFlag('Whether the phone number is known to be theirs.'),
  password: optionalText('The password.'),
  customData: optionalRecord('Values of custom fields, by their keys.'),
}

const schema = Type.Object(accountFields)
export type SentAccount = Static<typeof schema>

/** What stands with the account, and what stands elsewhere. */
export function decodeAccount({ status, password, customData = {}, ...account }: SentAccount) {
  const values: ValueInput[] = Object.entries(customData).map(([key, value]) => ({ key, value }))
  return { status, password, customData: values, account }
}
