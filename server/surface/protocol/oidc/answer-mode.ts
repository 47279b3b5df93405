import type { IncomingMessage } from 'node:http'
import { errors } from 'oidc-provider'
import { parseJwt } from '#platform/crypto/jwt.ts'
import { addressParts, atAddress } from './address-parts.ts'
import { mountPath } from './scope.ts'

const modes = new Set<unknown>(['query', 'fragment', 'form_post'])

/** Under which a mode that there is none of goes on: the answer to it is sent in the mode of the response type. */
export const unknownMode = 'unknown_response_mode'

/** The engine's own word for it is no registered code (OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1). */
export function refuseMode(_ctx: unknown, mode: unknown): void {
  if (mode !== undefined) throw new errors.InvalidRequest('response_mode is not supported')
}

/**
 * Request objects are refused with `request_not_supported`, in the way that the object itself asks to be answered: a client
 * that waits for a form does not hear an address. Nothing else is read out of it, and nothing of it is believed.
 */
export function adaptMode(raw: IncomingMessage): IncomingMessage {
  const { path, search } = addressParts(raw)
  if (path !== `${mountPath}/auth` || !/request=|response_mode=/.test(search ?? '')) return raw
  const query = new URLSearchParams(search ?? '')
  const [given, ...more] = query.getAll('response_mode')
  const mode = parseJwt(query.get('request') ?? '')?.claims.response_mode
  if (given === undefined && modes.has(mode)) query.set('response_mode', String(mode))
  else if (given && more.length === 0 && !modes.has(given)) {
    query.delete('response_mode')
    query.set(unknownMode, given)
  } else return raw
  return atAddress(raw, path, query)
}
