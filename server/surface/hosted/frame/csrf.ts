import { createHmac } from 'node:crypto'
import { refuse } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import { sameSecret } from '#platform/crypto/compare.ts'

/** The proof that a request comes from the page that we opened for this interaction. */
export function csrfToken(cookieSecret: string, uid: string): string {
  return createHmac('sha256', cookieSecret).update(`interaction ${uid}`).digest('base64url')
}

/**
 * Refuses (1001) what another site's page may have sent: the token of this interaction must be there, the origin must be
 * ours when the browser names one, and only JSON is read, which no form can send.
 */
export function requireOwnPage(request: FastifyRequest, uid: string, origin: string, cookieSecret: string): void {
  const given = request.headers['x-menshen-csrf']
  if (typeof given !== 'string' || !sameSecret(given, csrfToken(cookieSecret, uid))) refuse(1001)
  const { origin: from, 'sec-fetch-site': site } = request.headers
  if (from !== undefined && from !== origin) refuse(1001)
  if (site !== undefined && site !== 'same-origin') refuse(1001)
}
