import type { ProvenAddresses } from '#domain/account/register/prove-address.ts'
import type { Extras } from '#domain/people/user/extras.ts'
import type { Reader } from './parts.ts'

/**
 * What the login component sends along when somebody signs in or registers, and that says nothing here: nobody keeps which
 * agreements were accepted, and nothing runs between a registration and its account.
 */
export const sentByGuard = ['agreementIds', 'postUserInfoPipeline', 'captchaCode', 'autoRegister'] as const

/** `params` (or `customData`), `context` and the profile's custom fields: some clients send JSON, some JSON in a text. */
export function decodeExtras(body: Reader): Extras {
  const { params, customData, context } = body.pick(['params', 'customData', 'context'])
  const { udf } = body.object('profile').pick(['udf'])
  return { params: asText(params ?? customData), context: asText(context), udf: Array.isArray(udf) ? udf : null }
}

/** Tokens that prove what else stands in the profile. */
export function decodeProven(body: Reader): ProvenAddresses {
  return { emailToken: body.optionalText('emailToken'), phoneToken: body.optionalText('phoneToken') }
}

function asText(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
