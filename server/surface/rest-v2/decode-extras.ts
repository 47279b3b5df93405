import type { Extras } from '#domain/user/extras.ts'
import type { Reader } from './parts.ts'

/** `params`, `context` and the profile's custom fields: some clients send JSON, some JSON in a text. */
export function decodeExtras(body: Reader): Extras {
  const { params, context } = body.pick(['params', 'context'])
  const { udf } = body.object('profile').pick(['udf'])
  return { params: asText(params), context: asText(context), udf: Array.isArray(udf) ? udf : null }
}

function asText(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}
