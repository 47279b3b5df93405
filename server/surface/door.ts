import type { Domain } from '#domain/domain.ts'
import type { Log } from '#platform/log.ts'
import type { Addresses } from './wire/origin.ts'

/** What every door is given. */
export interface Door {
  domain: Domain
  addresses: Addresses
  log: Log
}
