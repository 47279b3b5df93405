import { Refusal } from '@menshen/contract/errors'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findAddress } from '#domain/tenancy/address/find-address.ts'
import type { Door } from './door.ts'
import type { Page } from './sign-in-page.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered under whatever host name: writes no address. */
    anyHost?: true
  }
}

/**
 * Turns away what was sent to a host name that is not on the list of our addresses (RFC 9110 section 7.4: 421), in the
 * dialect of the door, or with a page for people. Install it before the doors.
 */
export function admitAddresses(
  app: FastifyInstance,
  { domain, addresses }: Pick<Door, 'domain' | 'addresses'>,
  misdirected: (request: FastifyRequest) => Page,
): void {
  // Not `onRequest`: those hooks of the doors come first, and say which pages may read the refusal.
  app.addHook('preParsing', async (request, reply, payload) => {
    if (request.routeOptions.config.anyHost) return payload
    if (await findAddress(request.host, addresses, domain)) return payload
    if (!isForPeople(request)) throw new Refusal(421)
    const { html, headers } = misdirected(request)
    await reply.code(421).headers(headers).type('text/html').send(html)
    return payload
  })
}

/** Whether a browser asks for a page, and not a program for an answer. */
export function isForPeople({ method, headers }: FastifyRequest): boolean {
  return method === 'GET' && /\btext\/html\b/.test(headers.accept ?? '')
}
