import { type Language, pickLanguage } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import type { Hints } from '#domain/shape/hints.ts'
import type { Addresses } from '#domain/tenancy/address/addresses.ts'
import { clientOf } from './entry-cookies.ts'
import { originOf } from './origin.ts'

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** Most clients send `Bearer <token>`, some the bare token. */
function bearerToken(request: FastifyRequest): string | undefined {
  const value = header(request, 'authorization')
  if (!value || /^(basic|digest)\s/i.test(value)) return undefined
  return value.replace(/^bearer\s*/i, '') || undefined
}

/** What the headers of the official clients say about tenant and caller. */
export function hintsOf(request: FastifyRequest, addresses: Addresses): Hints {
  const address = originOf(request, addresses)
  return {
    applicationId: header(request, 'x-authing-app-id'),
    userPoolId: header(request, 'x-authing-userpool-id'),
    token: bearerToken(request),
    pageOrigin: header(request, 'origin'),
    client: clientOf(request, address.origin),
    language: languageOf(request),
    ...address,
  }
}

export function languageOf(request: FastifyRequest): Language {
  return pickLanguage(header(request, 'x-authing-lang'), header(request, 'accept-language'))
}
