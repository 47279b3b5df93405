import type { Tools } from '#domain/shape/tools.ts'
import type { Asker } from '#platform/core-queue.ts'
import { hasherFor } from '#platform/password-hasher.ts'
import { openerFor } from './password-opener.ts'

/** The tools of one who takes turns with others at what keeps a core busy. */
export function toolsFor(asker: Asker, tools: Tools): Tools {
  return { ...tools, hasher: hasherFor(asker, tools), opener: openerFor(asker, tools) }
}
