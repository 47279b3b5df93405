import { refuse } from '@menshen/contract/errors'

/** What clients may send along with a registration or a sign-in, as JSON text. */
export interface Extras {
  /** Values of custom fields. */
  params?: string | null | undefined
  /** For whoever watches sign-ins: read by nothing yet, and kept nowhere. */
  context?: string | null | undefined
  /** Custom fields of the profile. */
  udf?: readonly unknown[] | null | undefined
}

/**
 * Refuses (400) what is no JSON, and values of custom fields by name (1000), which nobody could keep: better no account
 * than one that has lost what its owner was asked for.
 */
export function checkExtras({ params, context, udf }: Extras, operation: string): void {
  parse(context, 'context')
  if (udf && udf.length > 0) notBuilt(`${operation}(profile.udf)`)
  const values = parse(params, 'params')
  if (typeof values === 'object' && values !== null && Object.keys(values).length > 0) notBuilt(`${operation}(params)`)
}

function parse(text: string | null | undefined, name: string): unknown {
  if (!text) return null
  try {
    return JSON.parse(text)
  } catch {
    return refuse(400, { values: { detail: `${name} must be JSON` } })
  }
}

function notBuilt(operation: string): never {
  return refuse(1000, { variant: 'notBuilt', values: { operation } })
}
