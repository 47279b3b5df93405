// What several operations take of a person who registers or signs in.

import type { Extras } from '#domain/people/user/extras.ts'
import type { ProfileInput } from '#domain/people/user/profile.ts'
import { aboutProfile, profileFields } from '#domain/people/user/profile-types.ts'
import { each, object, optionalText, optionalUnchecked } from '../engine/fields.ts'

/**
 * What the login component sends along when somebody signs in or registers, and that says nothing here: nobody keeps which
 * agreements were accepted, and nothing runs between a registration and its account.
 */
export const sentByGuard = ['agreementIds', 'postUserInfoPipeline', 'captchaCode', 'autoRegister'] as const

export const countryCode = {
  phoneCountryCode: optionalText('The country of the phone number, such as +86 or CN.'),
}

/** Where the person is, as a server says that speaks for its people. */
export const clientIp = {
  clientIp: optionalText(
    'The address of the person, when a server asks for one; believed of those with the secret of the pool.',
  ),
}

/** Tokens that prove what else stands in the profile. */
export const proofs = {
  emailToken: optionalText('Proves the e-mail address in the profile: from /api/v2/email/preCheckCode.'),
  phoneToken: optionalText('Proves the phone number in the profile: from /api/v2/sms/preCheckCode.'),
}

const udf = { udf: optionalUnchecked('Values of custom fields: [{"definition": "key", "value": "text"}].') }

const identifiers = ['username', 'email', 'phone', 'phoneCountryCode'] as const

/** Of somebody who registers. */
export const profile = {
  profile: object('What else is known of the person.', {
    ...each(profileFields, (name) => optionalText(aboutProfile(name))),
    ...each(identifiers, (name) => optionalText(`The ${name} of the person.`)),
    ...udf,
    ip: optionalUnchecked('Said by clients, and seen by the server itself.'),
  }),
}

/** Of somebody who signs in, whose profile stays what it is. */
export const profileOfKnown = { profile: object('Values of custom fields alone.', udf) }

/** Some clients send JSON, some JSON in a text. */
export const extras = {
  params: optionalUnchecked('Values of custom fields by key, as an object or as JSON in a text.'),
  customData: optionalUnchecked('The same under another name.'),
  context: optionalUnchecked(
    'What the application wants to find in the events of this, as an object or as JSON in a text.',
  ),
}

interface SentExtras {
  params?: unknown
  customData?: unknown
  context?: unknown
  profile?: { udf?: unknown }
}

export function decodeExtras({ params, customData, context, profile: { udf: values } = {} }: SentExtras): Extras {
  return { params: asText(params ?? customData), context: asText(context), udf: Array.isArray(values) ? values : null }
}

export function decodeProfile({
  ip: _ip,
  udf: _udf,
  ...told
}: { ip?: unknown; udf?: unknown } & ProfileInput): ProfileInput {
  return told
}

export function asText(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
