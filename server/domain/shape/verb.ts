import type { Declined } from '@menshen/contract/errors'
import type { EventName } from '@menshen/contract/events'
import type { KeyRing } from '#domain/tenancy/key/key-ring.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { Limits } from '#platform/limits/limits.ts'
import type { Admission } from './caller.ts'
import type { Emit } from './emit.ts'
import type { Later } from './later.ts'
import type { Ports } from './ports.ts'
import type { RequestContext } from './request-context.ts'

/** What slow preparation may use: read-only looks, hashing, other people's network. Nothing is locked meanwhile. */
export interface Before extends RequestContext {
  reader: Reader
  now: Date
  ports: Ports
}

/** What else the preparation of a verb may use. */
export interface Preparing extends Before {
  /**
   * A short transaction of its own, committed before anything else is done: for a secret that is shown where slow work
   * follows. It is looked at and its try is counted there, so that no work depends on a guess that was not counted. What
   * it declines is thrown, and stays counted.
   */
  ahead<Output>(count: (context: Context) => Promise<Output | Declined>): Promise<Output>
}

/**
 * What the one short write transaction may use: statements and pure computation, no hasher and no network. `Told`: the events that
 * it may emit.
 */
export interface Context<Told extends EventName = never> extends RequestContext {
  tx: Tx
  now: Date
  /** Announces with the commit that a cached thing has changed: `user:<pool>:<id>`, `session:<pool>:<id>`. */
  changed(topic: string): void
  /** Says what has happened, with the commit: see `contract/events.ts`. */
  emit: Emit<Told>
  /** Has work done after the commit: see `job.ts`. */
  later: Later
  /** Counts, with the transaction and only with it. */
  limits: Limits
  /** For computing: signatures and tickets. */
  keys: KeyRing
}

/**
 * One thing the platform can do. `prepare` does the slow work; `run` is the transaction and reads again whatever it
 * relies on. `refuse` undoes everything, a returned `decline` keeps what was written and then refuses.
 */
export interface Verb<Told extends EventName, Input, Output, Prepared = Input>
  extends Work<Told, Input, Output, Prepared> {
  /** What it emits, the usual event first: the audit log calls it by that. */
  emits: readonly [Told, ...Told[]]
}

/** A verb after which there is nothing to tell: it changes nothing that anybody would ask about. */
export interface QuietVerb<Input, Output, Prepared = Input> extends Work<never, Input, Output, Prepared> {
  /** Why. */
  quiet: string
}

export type AnyVerb<Input, Output, Prepared = Input> =
  | Verb<EventName, Input, Output, Prepared>
  | QuietVerb<Input, Output, Prepared>

interface Work<Told extends EventName, Input, Output, Prepared> {
  name: string
  admits: Admission
  prepare(before: Preparing, input: Input): Promise<Prepared> | Prepared
  run(context: Context<Told>, prepared: Prepared): Promise<Output | Declined>
}

/** One thing the platform can tell. Writes nothing. */
export interface Question<Input, Output> {
  name: string
  admits: Admission
  answer(before: Before, input: Input): Promise<Output> | Output
}

/** The `prepare` of a verb that has nothing slow to do. */
export function nothingToPrepare<Input>(_before: Before, input: Input): Input {
  return input
}
