import type { Connection } from './client/connection.ts'
import type { Stage } from './client/stage-shape.ts'

/** One of the clients that ask at the same time. */
export interface Worker {
  /** From 0. */
  index: number
  connection: Connection
}

/** Does the measured thing once; throws when the answer was not a success. */
export type Operation = () => Promise<void>

export type LimitName = 'echo' | 'argon2id' | 'rsa' | 'ecdsa' | 'hmac' | 'insert'

export interface Row {
  /** For `--only`. */
  id: string
  name: string
  /** Which bare limit it is compared with. */
  limit: LimitName
  /** Makes what the row needs, outside the measurement, and answers what each worker does. */
  prepare(stage: Stage): Promise<(worker: Worker) => Operation>
  /** How many ask at the same time, where it is not the usual number. */
  connections?: number
  /** Begins what goes on during a run and is not measured, and answers how to end it. */
  meanwhile?(stage: Stage): Promise<() => Promise<void>>
}

/** What one run of one row gave. */
export interface Run {
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** How many answers these are of. */
  samples: number
  errors: number
  /** What the first wrong answer was. */
  firstError: string | null
}
