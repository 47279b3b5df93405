import type { FastifyRequest } from 'fastify'
import { poolOfTicket } from '#domain/proof/verification-code/ticket.ts'
import type { Hints } from '#domain/shape/hints.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { findPlace } from '../frame/find-place.ts'
import { requestOf } from '../frame/request-of.ts'
import type { Pages } from '../pages.ts'

/**
 * Where a link belongs, by its token alone: the browser has no headers of a client, and a stale token of one would be in the way. The
 * pool stands in every token, also in one that is used up. Null for what is none.
 */
export async function placeOfLink(
  pages: Pages,
  request: FastifyRequest,
  token: unknown,
): Promise<{ pool: UserPool; hints: Hints } | null> {
  const userPoolId = typeof token === 'string' ? poolOfTicket(token) : null
  const place = userPoolId ? await findPlace(pages, request, { userPoolId }) : null
  return place && { pool: place.pool, hints: { userPoolId: place.pool.id, ...requestOf(pages, request) } }
}
