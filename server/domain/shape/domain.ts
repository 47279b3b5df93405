import type { Clock } from '#platform/clock.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import type { Hints } from './hints.ts'
import type { Ports } from './ports.ts'
import type { RequestContext } from './request-context.ts'
import type { AnyVerb, Question } from './verb.ts'

/**
 * The way from a door to an operation: resolves tenant and caller, prepares, runs in one transaction. Doors have nothing else of
 * the domain, but processes to hand it to.
 */
export interface Domain {
  /** Runs a verb for the caller whom the hints lead to. Throws a `Refusal`. */
  call<Input, Output, Prepared>(verb: AnyVerb<Input, Output, Prepared>, hints: Hints, input: Input): Promise<Output>
  ask<Input, Output>(question: Question<Input, Output>, hints: Hints, input: Input): Promise<Output>
  /** Runs a verb where tenant and caller are known already, as in the OpenID Connect door and at the first start. */
  callAt<Input, Output, Prepared>(
    verb: AnyVerb<Input, Output, Prepared>,
    requestContext: RequestContext,
    input: Input,
  ): Promise<Output>
}

/** What operations stand on. */
export interface Ground {
  unit: UnitOfWork
  ports: Ports
  clock: Clock
}

/** The domain as it was made: for the start, and for jobs. */
export type Grounded = Domain & Ground

/** What a process stands on, to which a door hands the domain that it has. For the domain alone. */
export function groundOf(domain: Domain): Ground {
  // There is one maker of domains, `createDomain`, and it makes grounded ones.
  return domain as Grounded
}
