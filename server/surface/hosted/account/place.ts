import { type Section, sections } from '@menshen/contract/pages/centre'
import type { FastifyRequest } from 'fastify'
import type { Application } from '#domain/tenancy/application/application.ts'
import { findApplication, type PlaceOfApplication } from '../frame/find-place.ts'
import type { Pages } from '../pages.ts'

/** A request for a page of a place, or for something done there. */
export type Visiting = FastifyRequest<{
  Params: { application: string; section?: string }
  Querystring: Record<string, unknown>
}>

/** Through which application somebody comes to their account, which is the same for all applications of the pool. */
export interface Place extends PlaceOfApplication {
  /** Where the pages of this place begin, e.g. `/u/shop`. */
  base: string
}

export function readSection(name: string | undefined): Section | null {
  return sections.find((section) => section === name) ?? (name === undefined || name === '' ? 'profile' : null)
}

export function addressOf({ base }: Pick<Place, 'base'>, section: Section): string {
  return section === 'profile' ? base : `${base}/${section}`
}

export const baseOf = ({ identifier }: Pick<Application, 'identifier'>): string => `/u/${identifier}`

/** By identifier or id; null when there is none of that name. */
export async function findPlace(pages: Pages, request: FastifyRequest, name: string): Promise<Place | null> {
  const place = await findApplication(pages, request, name)
  return place && { ...place, base: baseOf(place.application) }
}
