import type { Domain } from '#domain/shape/domain.ts'
import type { Addresses } from '#domain/tenancy/address/addresses.ts'
import type { Log } from '#platform/log.ts'

/** What every door is given. */
export interface Door {
  domain: Domain
  addresses: Addresses
  log: Log
}
