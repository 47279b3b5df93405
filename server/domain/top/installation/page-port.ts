import { type Outbox, openOutbox } from '#domain/proof/admin-message/outbox.ts'
import { type Domain, groundOf } from '#domain/shape/domain.ts'
import type { Clock } from '#platform/clock.ts'
import type { Seal } from '#platform/crypto/seal.ts'

/** What pages are given of the installation as a whole, of no particular pool and whoever looks. */
export interface PagePort {
  outbox: Outbox
  /** Bytes of the largest picture that people may send. */
  photoBytes: number
  /** For what a page leaves with a browser and has to know again. */
  cookieSecret: string
  seal: Seal
  clock: Clock
}

export function pagePortOf(domain: Domain): PagePort {
  const ground = groundOf(domain)
  const { keys, seal, files } = ground.ports
  return {
    outbox: openOutbox(ground),
    photoBytes: files.maxBytes,
    cookieSecret: keys.cookieSecret,
    seal,
    clock: ground.clock,
  }
}
