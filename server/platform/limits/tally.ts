import { LRUCache } from 'lru-cache'
import { growTo } from '../grow-to.ts'

/** Counts in the memory of this process: for what costs little by itself, and would cost more to count in the database. */
export interface Tally {
  /** Counts one; false when there have been too many in this window. Who does not come again is forgotten. */
  admits(key: string, now: Date): boolean
}

export function createTally({ limit, windowSeconds }: { limit: number; windowSeconds: number }): Tally {
  const windows = new LRUCache<string, { end: number; count: number }>(growTo(50_000))
  return {
    admits(key, now) {
      const known = windows.get(key)
      const window =
        known && known.end > now.getTime() ? known : { end: now.getTime() + windowSeconds * 1000, count: 0 }
      window.count++
      windows.set(key, window)
      return window.count <= limit
    },
  }
}
