import type { IncomingMessage } from 'node:http'
import type { FastifyReply } from 'fastify'
import { answerHeaders } from '../finish-answers.ts'
import { mountPath } from '../scope.ts'
import type { FastParts, FastPath } from './fast-path.ts'
import { introspect } from './introspect.ts'
import { issueMachineToken } from './issue-machine-token.ts'
import { toPlain } from './plain-request.ts'
import { answerUserinfo } from './userinfo.ts'

/** By the exact address: one with a query, or in another spelling, is the engine's. */
const paths = new Map<string, FastPath>([
  [`${mountPath}/me`, answerUserinfo],
  [`${mountPath}/token`, issueMachineToken],
  [`${mountPath}/token/introspection`, introspect],
])

/** Answers a request and says so, or leaves both untouched. `issuer` is asked only when there is a path. */
export function createFastPaths(parts: FastParts) {
  return async (raw: IncomingMessage, body: string, issuer: () => string, reply: FastifyReply): Promise<boolean> => {
    const path = paths.get(raw.url ?? '')
    const plain = path && toPlain(raw, body, issuer())
    // What fails here fails again in the engine, which reports it.
    const fast = plain ? await path(parts, plain).catch(() => null) : null
    if (!plain || !fast) return false
    reply.headers(plain.issuer.startsWith('https:') ? overTls : inTheClear)
    reply.header('access-control-allow-origin', fast.origin).send(JSON.stringify(fast.body))
    return true
  }
}

/** What the engine says beside every success of these. */
const shared = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  vary: 'Origin',
  'access-control-expose-headers': 'WWW-Authenticate',
}
const overTls = { ...answerHeaders(true), ...shared }
const inTheClear = { ...answerHeaders(false), ...shared }
