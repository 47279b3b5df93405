import { Refusal } from '@menshen/contract/errors'
import type { Admission } from '#domain/shape/caller.ts'
import type { Domain } from '#domain/shape/domain.ts'

/** What an operation was seen to do. */
export class Seen {
  readonly admits = new Set<Admission>()
  refusal: string | null = null
}

class Enough extends Error {}

/** A domain that notes who would be admitted, reads the arguments, and goes no further. */
export function watchDomain(seen: Seen): Domain {
  async function meet(operation: { admits: Admission }, _hints: unknown, input: unknown): Promise<never> {
    seen.admits.add(operation.admits)
    // Doors may hand the reading of arguments over, so that a stranger is refused first.
    if (typeof input === 'function') readAll(input as () => unknown, seen)
    throw new Enough()
  }
  const nothing: unknown = new Proxy(() => {}, {
    get: (_target, name) => (name === 'then' ? undefined : nothing),
    apply: () => nothing,
  })
  const known = { ask: meet, call: meet, callAt: meet, clock: () => new Date() }
  return new Proxy(known, {
    get: (target, name) => (name in target ? target[name as keyof typeof target] : nothing),
  }) as unknown as Domain
}

function readAll(input: () => unknown, seen: Seen): void {
  try {
    input()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    seen.refusal = `${error.code} ${JSON.stringify(error.values ?? {})}`
  }
}
