import type { Language } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import type { Client } from '#domain/shape/request-context.ts'
import { resolve } from '../../request/resolved.ts'
import type { Pages } from '../pages.ts'
import { languageOf } from './language-of.ts'

/** What operations are told of a request that a page of ours has sent. */
export interface PageRequested {
  client: Client
  origin: string
  language: Language
}

/** `languages`: those that an application asks for. */
export function requestOf(
  { addresses }: Pick<Pages, 'addresses'>,
  request: FastifyRequest,
  languages: string | null = null,
): PageRequested {
  const { client, origin } = resolve(request, addresses)
  return { client, origin, language: languageOf(request.headers, languages) }
}
