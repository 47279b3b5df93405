import { SmsFailure, type SmsFailureKind } from '#domain/messaging/message/sms-transport.ts'
import { OutgoingFailure, type OutgoingFailureKind } from '#platform/outgoing/outgoing-failure.ts'
import type { OutgoingFetch, OutgoingRequest } from '#platform/outgoing/outgoing-fetch.ts'
import { parseObject } from '../vendor/vendor-answer.ts'

/** An answer as the vendors give it: a status and, usually, a JSON object. */
export interface VendorAnswer {
  status: number
  /** Empty when the body is no JSON object. */
  json: Record<string, unknown>
}

/** Posts, and turns what goes wrong on the way into an `SmsFailure`. What the vendor says is judged by the caller. */
export async function post(vendor: string, fetch: OutgoingFetch, request: OutgoingRequest): Promise<VendorAnswer> {
  try {
    const { status, body } = await fetch(request)
    return { status, json: parseObject(body) }
  } catch (error) {
    if (!(error instanceof OutgoingFailure)) throw error
    const { kind, code } = error
    throw new SmsFailure(vendor, kinds[kind], { permanent: kind === 'forbidden', code: code || kind })
  }
}

const kinds: Record<OutgoingFailureKind, SmsFailureKind> = {
  forbidden: 'unreachable',
  unreachable: 'unreachable',
  tls: 'unreachable',
  timeout: 'timeout',
  'too-large': 'unknown',
  broken: 'unknown',
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
