import type { Grounded } from './domain.ts'

/** Something of a room that is thrown away once nobody needs it any more. Of a table whose rows expire it is made by `expiring`. */
export interface Sweep {
  /** What is thrown away, for people who read why that failed. */
  name: string
  /**
   * Throws a batch away; answers how many, and whether there may be more. One that may take long asks `goOn` between its steps, which
   * says that somebody is still at it, and leaves the rest when it is told to.
   */
  batch(domain: Grounded, now: Date, goOn: GoOn): Promise<{ gone: number; more: boolean }>
}

/** Whether to go on. */
export type GoOn = () => Promise<boolean>
