import { refuse } from '@menshen/contract/errors'
import type { FastifyRequest } from 'fastify'
import { type Address, type Addresses, addressAt } from '#domain/tenancy/address/addresses.ts'

/**
 * The address that the caller used, e.g. `http://shop.localhost:3000`, and the application's identifier in its host name.
 * 421 for one that is not ours; `surface/admit-address.ts` has seen to that, and to the application, before any door.
 */
export function originOf(request: FastifyRequest, addresses: Addresses): Address {
  return addressAt(request.host, addresses) ?? refuse(421)
}
