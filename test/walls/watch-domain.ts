import { Refusal } from '@menshen/contract/errors'
import type { EventName } from '@menshen/contract/events'
import type { Admission } from '#domain/shape/caller.ts'
import type { Domain } from '#domain/shape/domain.ts'
import type { AnyVerb } from '#domain/shape/verb.ts'

/** A verb, as far as it says of itself what it does. */
export type Called = Pick<AnyVerb<never, unknown>, 'name' | 'admits'> & { emits?: readonly EventName[]; quiet?: string }

/** What an operation was seen to do. */
export class Seen {
  readonly admits = new Set<Admission>()
  readonly verbs = new Set<Called>()
  refusal: string | null = null
}

class Enough extends Error {}

/** A domain that notes who would be admitted, reads the arguments, and goes no further. */
export function watchDomain(seen: Seen): Domain {
  async function meet(operation: Called, _hints: unknown, input: unknown): Promise<never> {
    seen.admits.add(operation.admits)
    if ('run' in operation) seen.verbs.add(operation)
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
