import { hash } from '@node-rs/argon2'
import { type Asker, type CoreQueue, createCoreQueue } from './core-queue.ts'
import { readStoredHash } from './stored-hash/read.ts'

/** Hashes and checks passwords off the event loop, in a queue in which those who send them (`from`) take turns. */
export interface PasswordHasher {
  hash(password: string, from?: Asker): Promise<string>
  /** `hash` may come from elsewhere: see `stored-hash/read.ts`. One that cannot be read, or is too dear, matches nothing. */
  matches(password: string, hash: string, from?: Asker): Promise<boolean>
  /** Whether a hash is ours, with no less work than one that is made today. Anything else is replaced when its owner next signs in. */
  isCurrent(hash: string): boolean
  /** A hash of no password, as dear to check as a real one: whoever is not there takes as long as whoever is. */
  readonly dummy: string
}

/** What Argon2id costs: KiB of memory, and how often it passes through them. */
export interface HashingCost {
  memoryCost: number
  timeCost: number
}

// 2 is Argon2id: the package declares its names as a const enum, which source that is only stripped cannot read.
const argon2id = 2

/** OWASP Password Storage Cheat Sheet: Argon2id, 19 MiB, 2 passes, 1 lane. */
const dear: HashingCost = { memoryCost: 19_456, timeCost: 2 }

/** No setting says how dear a hash is: tests alone ask for a cheap one. */
export function createPasswordHasher(queue: CoreQueue = createCoreQueue(), cost = dear): PasswordHasher {
  const { memoryCost, timeCost } = cost
  const parameters = { algorithm: argon2id, memoryCost, timeCost, parallelism: 1 }
  return {
    hash: (password, from) => queue.run(() => hash(password, parameters), from),
    matches: (password, stored, from) =>
      queue.run(async () => (await readStoredHash(stored)?.matches(password)) ?? false, from),
    isCurrent(stored) {
      const read = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(stored)
      return read !== null && Number(read[1]) >= memoryCost && Number(read[2]) >= timeCost
    },
    dummy: `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`,
  }
}

/** The hasher for one of those who take turns, unless another is named; asks `by` for it each time. */
export function hasherFor(from: Asker, by: { readonly hasher: PasswordHasher }): PasswordHasher {
  return {
    ...by.hasher,
    hash: (password, asker = from) => by.hasher.hash(password, asker),
    matches: (password, hash, asker = from) => by.hasher.matches(password, hash, asker),
  }
}
