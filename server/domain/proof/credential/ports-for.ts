import type { Ports } from '#domain/shape/ports.ts'
import type { Asker } from '#platform/core-queue.ts'
import { hasherFor } from '#platform/password-hasher.ts'
import { openerFor } from './password-opener.ts'

/** The ports of one who takes turns with others at what keeps a core busy. */
export function portsFor(asker: Asker, ports: Ports): Ports {
  return { ...ports, hasher: hasherFor(asker, ports), opener: openerFor(asker, ports) }
}
