import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { parse } from 'node:querystring'

/** A request as far as the fast paths look at one. */
export interface PlainRequest {
  method: string
  headers: IncomingHttpHeaders
  /** Empty when there was none. */
  body: string
  /** Of this request, see `currentIssuer`. */
  issuer: string
}

/** Headers that bring another way to prove who asks; each is the engine's business. */
const rare = ['dpop', 'oauth-client-attestation', 'oauth-client-attestation-pop'] as const
/** Longer than any request with a token of ours. */
const maxBody = 20_000

export function toPlain({ method = '', headers }: IncomingMessage, body: string, issuer: string): PlainRequest | null {
  if (rare.some((name) => headers[name] !== undefined)) return null
  return body.length > maxBody ? null : { method, headers, body, issuer }
}

/** The parameters of a form that has no others than these, each once and with a value; null for any other form. */
export function readForm(body: string, names: ReadonlySet<string>): Record<string, string | undefined> | null {
  const form = parse(body)
  for (const [name, value] of Object.entries(form))
    if (!names.has(name) || typeof value !== 'string' || value === '') return null
  return form as Record<string, string>
}
