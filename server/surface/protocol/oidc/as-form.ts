import type { IncomingMessage } from 'node:http'
import { parse, stringify } from 'node:querystring'
import { structuredPrefix } from './adapter.ts'

/** PostgreSQL cannot hold a NUL, and no parameter of these protocols has one. */
export function hasNul(url: string, body: string): boolean {
  return /%00/.test(url) || /%00|\0/.test(body)
}

/** The engine takes only opaque tokens here; ours carry a mark past that check. */
function markToken(path: string, body: string): string {
  if (path !== '/token/introspection' && path !== '/token/revocation') return body
  const form = parse(body)
  if (typeof form.token === 'string' && form.token.split('.').length === 3) form.token = structuredPrefix + form.token
  return stringify(form)
}

/**
 * The request as the engine shall see it: under its own path, and with a body that is a form whatever it was called.
 * Some clients send forms without saying so. The body was read and bounded already, so it is played back.
 */
export function asForm(raw: IncomingMessage, url: string, body: string): IncomingMessage {
  if (raw.method !== 'POST') return Object.create(raw, { url: { value: url, writable: true } }) as IncomingMessage
  const bytes = Buffer.from(markToken(url.split('?', 1)[0] ?? '', body))
  const headers: IncomingMessage['headers'] = { ...raw.headers, 'content-length': String(bytes.length) }
  delete headers['transfer-encoding']
  headers['content-type'] = 'application/x-www-form-urlencoded'
  return Object.create(raw, {
    url: { value: url, writable: true },
    headers: { value: headers },
    readable: { value: true },
    iterator: {
      value: async function* () {
        yield bytes
      },
    },
  }) as IncomingMessage
}
