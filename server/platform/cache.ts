import { LRUCache } from 'lru-cache'
import { growTo } from './grow-to.ts'

/**
 * A bounded read-through cache of values that other processes may change.
 * Staleness is bounded twice: a change announced over the database drops the entry at once, and no entry lives longer
 * than `maxAgeMs`, for the case that an announcement is lost.
 */
export interface Cache<Value> {
  /** The cached value, or what `load` finds; concurrent askers of one key share one load. `null` is cached too. */
  get(key: string, load: () => Promise<Value | null>): Promise<Value | null>
  drop(key: string): void
  clear(): void
}

export function createCache<Value extends object>(options: { max: number; maxAgeMs: number }): Cache<Value> {
  const entries = new LRUCache<string, { value: Value | null }>({ ...growTo(options.max), ttl: options.maxAgeMs })
  const loading = new Map<string, Promise<Value | null>>()

  async function read(key: string, load: () => Promise<Value | null>): Promise<Value | null> {
    const running: Promise<Value | null> = load().then((value) => {
      // A drop during the load removed it from `loading`: what was read may be older than the change, so keep it out.
      if (loading.get(key) === running) entries.set(key, { value })
      return value
    })
    loading.set(key, running)
    try {
      return await running
    } finally {
      if (loading.get(key) === running) loading.delete(key)
    }
  }

  return {
    async get(key, load) {
      const entry = entries.get(key)
      return entry ? entry.value : (loading.get(key) ?? read(key, load))
    },
    drop(key) {
      entries.delete(key)
      loading.delete(key)
    },
    clear() {
      entries.clear()
      loading.clear()
    },
  }
}
