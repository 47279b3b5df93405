import { createHmac, hkdfSync } from 'node:crypto'
import type { Reader, Tx } from '../database/database.ts'
import { deleteWindow, findWindow, findWindows, insertHit, type Window } from './limit-store.ts'

/** What is counted, and how much of it is allowed. */
export interface Limit {
  userPoolId: string
  /** What is counted and for whom, e.g. `sign-in-failure:address:203.0.113.7`. Stored as an HMAC only. */
  key: string
  windowSeconds: number
  limit: number
}

export interface Count {
  /** Hits in the window that ends now, with this one; `limit + 1` when this one was refused. */
  count: number
  allowed: boolean
  /** When there is room for one more hit, if nobody else hits; not before now. */
  resetsAt: Date
}

/**
 * Sliding windows shared by all processes. In no window of `windowSeconds` are more than `limit` hits allowed, however
 * many come at once (as far as the clocks of the processes agree). Up to a limit of 100 that is exact to the
 * millisecond; beyond, hits are counted in hundredths of the window and one may count up to 1 % of the window longer.
 * So a row never holds more than 101 times.
 */
export interface Limits {
  /** Counts one hit, unless it is over the limit: refused hits do not push the end of the window out. */
  hit(tx: Tx, limit: Limit, now: Date): Promise<Count>
  /** How it stands, with nothing counted: `allowed` says whether a hit would be. */
  peek(reader: Reader, limit: Limit, now: Date): Promise<Count>
  /** The same for several, in their order and in one look. */
  peekAll(reader: Reader, limits: readonly Limit[], now: Date): Promise<Count[]>
  /** Forgets every hit of this key, e.g. when the right password came. */
  clear(tx: Tx, limit: Pick<Limit, 'userPoolId' | 'key'>): Promise<void>
}

const hour = 3_600_000
const none: Window = { hit_at: [], hits: [], refused: false }

export function createLimits(secretKey: string): Limits {
  const hashKey = Buffer.from(hkdfSync('sha256', secretKey, '', 'menshen limits', 32))
  const hashed = (key: string) => createHmac('sha256', hashKey).update(key).digest()

  return {
    async hit(tx, limit, now) {
      const windowMs = limit.windowSeconds * 1000
      // Rounded up: a hit may count too long, never too short, so the limit holds in every window.
      const grain = limit.limit > 100 ? Math.max(1, Math.floor(windowMs / 100)) : 1
      const at = Math.ceil(now.getTime() / grain) * grain
      const window = await insertHit(tx, {
        userPoolId: limit.userPoolId,
        key: hashed(limit.key),
        at: new Date(at),
        since: new Date(now.getTime() - windowMs),
        limit: limit.limit,
        expiresAt: new Date(Math.ceil((at + windowMs) / hour) * hour),
      })
      return { ...standing(window, limit, now, window.refused ? 1 : 0), allowed: !window.refused }
    },
    async peek(reader, limit, now) {
      const window = await findWindow(reader, limit.userPoolId, hashed(limit.key))
      return standing(window ?? none, limit, now, 0)
    },
    async peekAll(reader, limits, now) {
      const keys = limits.map(({ userPoolId, key }) => ({ userPoolId, key: hashed(key) }))
      const windows = await findWindows(reader, keys)
      return limits.map((limit, index) => standing(windows[index] ?? none, limit, now, 0))
    },
    clear: (tx, { userPoolId, key }) => deleteWindow(tx, userPoolId, hashed(key)),
  }
}

function standing(window: Window, { windowSeconds, limit }: Limit, now: Date, refused: number): Count {
  const windowMs = windowSeconds * 1000
  const counted = window.hit_at
    .map((at, index) => ({ end: at.getTime() + windowMs, hits: window.hits[index] ?? 0 }))
    .filter(({ end }) => end > now.getTime())
  const total = counted.reduce((sum, { hits }) => sum + hits, 0)
  let left = total
  let resetsAt = now.getTime()
  for (const { end, hits } of counted) {
    if (left < limit) break
    left -= hits
    resetsAt = end
  }
  // A limit of nothing never has room; the end of a window is as good a time to ask again as any.
  if (limit < 1) resetsAt = now.getTime() + windowMs
  return { count: total + refused, allowed: total < limit, resetsAt: new Date(resetsAt) }
}
