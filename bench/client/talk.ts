import type { LimitName, Run } from '../shapes.ts'
import type { Target } from '../target.ts'

/** What the bench asks of the process that makes the load, one at a time. */
export type Request =
  | { do: 'stage'; target: Target }
  | { do: 'prepare'; row: string }
  | { do: 'limit'; limit: LimitName; seconds: number }
  /** `samples`: goes on, up to ten times as long, until there are as many. */
  | { do: 'run'; row: string; seconds: number; samples?: number }
  | { do: 'weigh' }

export type Reply = { value: unknown } | { error: string }

/** What is answered to each. */
export interface Answers {
  stage: null
  prepare: null
  limit: { name: string; perSecond: number }
  run: Run
  weigh: Record<string, number>
}
