import type { Asker } from '#platform/core-queue.ts'
import { hasherFor } from '#platform/password-hasher.ts'
import { openerFor } from './credential/password-opener.ts'
import type { Tools } from './tools.ts'

/** The tools of one who takes turns with others at what keeps a core busy. */
export function toolsFor(asker: Asker, tools: Tools): Tools {
  return { ...tools, hasher: hasherFor(asker, tools), opener: openerFor(asker, tools) }
}
