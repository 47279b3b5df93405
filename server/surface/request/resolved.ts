import { type Language, pickLanguage, refuse } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Hints } from '#domain/shape/hints.ts'
import type { Client } from '#domain/shape/request-context.ts'
import { type Addresses, addressAt, type ServerAddress } from '#domain/tenancy/address/addresses.ts'
import { clientOf } from './entry-cookies.ts'
import { signatureOf } from './signature.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Worked out when it is asked for the first time: see `resolve`. */
    resolved: Resolved | null
  }
}

/** What every door asks of a request. Each is worked out once, however often it is asked for. */
class Resolved {
  /** The address of ours that the caller used, e.g. `http://shop.localhost:3000`. */
  readonly origin: string
  /** The application's identifier in its host name. */
  readonly identifier: string | undefined
  readonly #request: FastifyRequest
  #client: Client | null = null
  #hints: Hints | null = null

  constructor(request: FastifyRequest, { origin, identifier }: ServerAddress) {
    this.#request = request
    this.origin = origin
    this.identifier = identifier
  }

  /** Where the request comes from, and what it shows of earlier ones. */
  get client(): Client {
    this.#client ??= clientOf(this.#request, this.origin)
    return this.#client
  }

  /** What the headers of the official clients say about tenant and caller. */
  get hints(): Hints {
    this.#hints ??= hintsOf(this.#request, this)
    return this.#hints
  }
}

export type { Resolved }

/** Requests remember what was worked out of them. Before the doors. */
export function rememberResolved(app: FastifyInstance): void {
  app.decorateRequest('resolved', null)
}

/**
 * A request as every door sees it. 421 for a host name that is not ours; `surface/admit-address.ts` has seen to that, and to the
 * application, before any door.
 */
export function resolve(request: FastifyRequest, addresses: Addresses): Resolved {
  request.resolved ??= new Resolved(request, addressAt(request.host, addresses) ?? refuse(421))
  return request.resolved
}

/** In which language a client of the protocol wants to be answered; pages ask their own way. */
export function languageOf(request: FastifyRequest): Language {
  return pickLanguage(header(request, 'x-authing-lang'), header(request, 'accept-language'))
}

function hintsOf(request: FastifyRequest, { origin, identifier, client }: Resolved): Hints {
  const signature = signatureOf(request)
  return {
    applicationId: header(request, 'x-authing-app-id'),
    userPoolId: header(request, 'x-authing-userpool-id'),
    token: signature ? undefined : bearerToken(request),
    signature,
    pageOrigin: header(request, 'origin'),
    client,
    language: languageOf(request),
    origin,
    identifier,
  }
}

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
