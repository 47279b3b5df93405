import { Refusal, say } from '@menshen/contract/errors'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageOf } from './request/resolved.ts'

/** The plain envelope of a refusal, for whatever no door answers itself. */
export function envelope(refusal: Refusal, request: FastifyRequest) {
  const message = say(refusal.code, languageOf(request), refusal)
  return {
    code: refusal.code,
    statusCode: refusal.status,
    apiCode: refusal.code,
    message,
    data: refusal.data,
    requestId: request.id,
  }
}

/** Answers a request that was turned away because too many are being worked on, in the dialect of the door it knocked at. */
export function turnAway(request: FastifyRequest, reply: FastifyReply) {
  const refusal = new Refusal(1000)
  void reply.header('retry-after', '1')
  if (request.url.startsWith('/graphql')) {
    const message = { code: 1000, message: say(1000, languageOf(request)), data: null }
    return reply.code(200).send({ errors: [{ message, extensions: { code: 'INTERNAL_SERVER_ERROR' } }], data: null })
  }
  if (request.url.startsWith('/oidc')) return reply.code(503).send({ error: 'temporarily_unavailable' })
  return reply.code(request.url.startsWith('/api/') ? 200 : 503).send(envelope(refusal, request))
}

/** Answers a request whose address is no address: a broken escape, a segment longer than any id, two hosts. */
export function refuseMalformed(request: FastifyRequest, reply: FastifyReply, what: 'address' | 'host') {
  const refusal = new Refusal(400, what === 'host' ? { variant: 'hosts' } : {})
  // Two hosts are 400 for every door (RFC 9112 section 3.2).
  return reply.code(what === 'address' && request.url.startsWith('/api/') ? 200 : 400).send(envelope(refusal, request))
}
