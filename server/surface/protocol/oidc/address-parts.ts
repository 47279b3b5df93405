import type { IncomingMessage } from 'node:http'

/** A request's path and its query, which is all after the first question mark, others included (RFC 3986 section 3.4); null where there is none. */
export function addressParts({ url = '' }: Pick<IncomingMessage, 'url'>): { path: string; search: string | null } {
  const at = url.indexOf('?')
  return at < 0 ? { path: url, search: null } : { path: url.slice(0, at), search: url.slice(at + 1) }
}

/** The same request at another address, and with other headers where they are given. */
export function atAddress(
  raw: IncomingMessage,
  path: string,
  search: string | URLSearchParams | null,
  headers = raw.headers,
): IncomingMessage {
  const query = String(search ?? '')
  const url = query === '' ? path : `${path}?${query}`
  return Object.create(raw, { url: { value: url, writable: true }, headers: { value: headers } }) as IncomingMessage
}
