import type { Addresses } from '#domain/address/addresses.ts'
import type { Domain } from '#domain/operations.ts'
import type { Log } from '#platform/log.ts'

/** What every door is given. */
export interface Door {
  domain: Domain
  addresses: Addresses
  log: Log
}
