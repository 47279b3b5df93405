import { SmsFailure, type SmsFailureKind } from '#domain/message/sms-transport.ts'
import { OutgoingFailure, type OutgoingFetch, type OutgoingRequest } from './outgoing-fetch.ts'

/** An answer as the vendors give it: a status and, usually, a JSON object. */
export interface VendorAnswer {
  status: number
  /** Empty when the body is no JSON object. */
  json: Record<string, unknown>
}

/** Posts, and turns what goes wrong on the way into an `SmsFailure`. What the vendor says is judged by the caller. */
export async function post(vendor: string, fetch: OutgoingFetch, request: OutgoingRequest): Promise<VendorAnswer> {
  try {
    const { status, text } = await fetch(request)
    return { status, json: parseObject(text) }
  } catch (error) {
    if (!(error instanceof OutgoingFailure)) throw error
    const kind = error.kind === 'too-large' ? 'unknown' : error.kind
    throw new SmsFailure(vendor, kind, { permanent: false })
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return {}
  }
}

/** The value when it is an object, else an empty one: vendors leave parts out when something went wrong. */
export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

/** A short text made of harmless characters, such as an id or an error code; null for anything else. */
export function asToken(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : value
  return typeof text === 'string' && /^[\w.:^-]{1,128}$/.test(text) ? text : null
}

const permanent: Record<SmsFailureKind, boolean> = {
  rejected: true,
  limited: false,
  unreachable: false,
  timeout: false,
  unknown: false,
}

/** The failure that a vendor's answer means. `kind` is what its code says; null leaves it to the HTTP status. */
export function failureOf(vendor: string, status: number, code: unknown, kind: SmsFailureKind | null): SmsFailure {
  const meant = kind ?? kindOfStatus(status)
  return new SmsFailure(vendor, meant, { permanent: permanent[meant], code: asToken(code) ?? String(status) })
}

/** RFC 9110 section 15. A redirect counts as a rejection: the address in the settings is wrong. */
function kindOfStatus(status: number): SmsFailureKind {
  if (status === 429) return 'limited'
  if (status === 408 || status >= 500) return 'unknown'
  return status >= 300 ? 'rejected' : 'unknown'
}
