import type { IncomingMessage } from 'node:http'
import { parseJwt } from '#platform/crypto/jwt.ts'
import { mountPath } from './scope.ts'

const modes = new Set<unknown>(['query', 'fragment', 'form_post'])

/**
 * Request objects are refused with `request_not_supported`, in the way that the object itself asks to be answered: a client
 * that waits for a form does not hear an address. Nothing else is read out of it, and nothing of it is believed.
 */
export function adaptMode(raw: IncomingMessage): IncomingMessage {
  const [path, search] = (raw.url ?? '').split('?', 2)
  if (path !== `${mountPath}/auth` || !search?.includes('request=')) return raw
  const query = new URLSearchParams(search)
  const mode = parseJwt(query.get('request') ?? '')?.claims.response_mode
  if (query.has('response_mode') || !modes.has(mode)) return raw
  query.set('response_mode', String(mode))
  return Object.create(raw, { url: { value: `${path}?${query}`, writable: true } }) as IncomingMessage
}
