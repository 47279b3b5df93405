import { Refusal } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import { JsonTooDeep } from '#platform/bounded-json.ts'
import { CoresBusy } from '#platform/core-queue.ts'
import { isUnavailable } from '#platform/database/failure.ts'

/** How an error is answered. `unexpected` ones are for the log; of `busy` ones the caller may try again soon. */
export interface RequestFailure {
  refusal: Refusal
  unexpected: boolean
  busy: boolean
}

/** Any error as the outcome that callers see. What nobody foresaw is 1000, and its text stays with us. */
export function failureOf(error: unknown, request?: FastifyRequest): RequestFailure {
  if (error instanceof Refusal) return { refusal: error, unexpected: false, busy: false }
  // Nobody is left to tell, and nothing of ours went wrong.
  if (request?.raw.aborted && (error as { code?: string }).code === 'ECONNRESET')
    return { refusal: new Refusal(1000), unexpected: false, busy: false }
  const ofRequest = requestFault(error, request)
  if (ofRequest) return { refusal: ofRequest, unexpected: false, busy: false }
  const busy = error instanceof CoresBusy || isUnavailable(error)
  return { refusal: new Refusal(1000), unexpected: !(error instanceof CoresBusy), busy }
}

/** The HTTP framework's complaints about a request, as ours. */
function requestFault(error: unknown, request?: FastifyRequest): Refusal | null {
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number }
  if (error instanceof JsonTooDeep) return new Refusal(400, { variant: 'nested' })
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refusal(413)
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new Refusal(415, { values: { type: (request?.headers['content-type'] ?? '').slice(0, 100) } })
  if (
    code === 'FST_ERR_CTP_INVALID_JSON_BODY' ||
    code === 'FST_ERR_CTP_EMPTY_JSON_BODY' ||
    error instanceof SyntaxError
  )
    return new Refusal(400, { variant: 'json' })
  if (typeof code === 'string' && code.startsWith('FST_') && statusCode && statusCode < 500) return new Refusal(400)
  return null
}
