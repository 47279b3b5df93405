import type { FastifyRequest } from 'fastify'
import type { Hints } from '#domain/shape/hints.ts'
import type { Application } from '#domain/tenancy/application/application.ts'
import { namedPlace } from '#domain/tenancy/application/named.ts'
import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import type { Pages } from '../pages.ts'
import { orNull } from './or-null.ts'
import { requestOf } from './request-of.ts'

type Named = Pick<Hints, 'applicationId' | 'userPoolId' | 'identifier'>

/** The pool, and the application where one is named; null when there is nothing of that name. */
export function findPlace(pages: Pages, request: FastifyRequest, named: Named) {
  return orNull([2011, 2101, 2224], pages.domain.ask(namedPlace, { ...named, ...requestOf(pages, request) }, {}))
}

export type PlaceOfApplication = { application: Application; pool: UserPool }

/** By identifier or id; null when there is none of that name. */
export async function findApplication(
  pages: Pages,
  request: FastifyRequest,
  name: string,
): Promise<PlaceOfApplication | null> {
  const named = /^[0-9a-f]{24}$/.test(name) ? { applicationId: name } : { identifier: name }
  const place = /^[a-z0-9-]{1,64}$/.test(name) ? await findPlace(pages, request, named) : null
  return place?.application ? { pool: place.pool, application: place.application } : null
}
