import { refuse } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import { sameSecret } from '#platform/crypto/compare.ts'
import { resolve } from '../../request/resolved.ts'
import type { Pages } from '../pages.ts'

/**
 * Refuses (1001) what another site's page may have sent: the proof of the page that was opened for this must be there, the origin
 * must be ours when the browser names one, and only JSON is read, which no form can send.
 */
export function requireOwnPage({ secrets, addresses }: Pages, request: FastifyRequest, subject: string): void {
  const given = request.headers['x-menshen-csrf']
  if (typeof given !== 'string' || !sameSecret(given, secrets.proofOf(subject))) refuse(1001)
  const { origin: from, 'sec-fetch-site': site } = request.headers
  if (from !== undefined && from !== resolve(request, addresses).origin) refuse(1001)
  if (site !== undefined && site !== 'same-origin') refuse(1001)
}
