import { availableParallelism } from 'node:os'
import { hash } from '@node-rs/argon2'
import { readStoredHash } from './stored-hash.ts'

/** Hashes and checks passwords off the event loop, never more at once than there are cores. */
export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** `hash` may come from elsewhere: see `stored-hash.ts`. One that cannot be read, or is too dear, matches nothing. */
  matches(password: string, hash: string): Promise<boolean>
}

/** Thrown when so many passwords wait for a core that the caller had better come back later. */
export class HasherBusy extends Error {
  override name = 'HasherBusy'
}

export interface HasherOptions {
  /** Concurrent hashes. More than the cores only adds latency to everything else on the thread pool. */
  concurrency?: number
  /** How many may wait. At about 10 ms of CPU each, 200 on two cores is one second. */
  maxWaiting?: number
}

// 2 is Argon2id: the package declares its names as a const enum, which source that is only stripped cannot read.
const argon2id = 2

// OWASP Password Storage Cheat Sheet: Argon2id, 19 MiB, 2 passes, 1 lane.
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function createPasswordHasher(options: HasherOptions = {}): PasswordHasher {
  const concurrency = options.concurrency ?? availableParallelism()
  const maxWaiting = options.maxWaiting ?? concurrency * 100
  const waiting: (() => void)[] = []
  let running = 0

  async function queued<T>(work: () => Promise<T>): Promise<T> {
    if (running >= concurrency) {
      if (waiting.length >= maxWaiting) throw new HasherBusy()
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      // The slot goes straight to the next in line, so `running` only falls when nobody waits.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }

  return {
    hash: (password) => queued(() => hash(password, parameters)),
    matches: (password, stored) => queued(async () => (await readStoredHash(stored)?.matches(password)) ?? false),
  }
}
