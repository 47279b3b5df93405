import { hash } from '@node-rs/argon2'
import { type Asker, type CoreQueue, createCoreQueue } from './core-queue.ts'
import { readStoredHash } from './stored-hash/read.ts'

/** Hashes and checks passwords off the event loop, in a queue in which those who send them (`from`) take turns. */
export interface PasswordHasher {
  hash(password: string, from?: Asker): Promise<string>
  /** `hash` may come from elsewhere: see `stored-hash/read.ts`. One that cannot be read, or is too dear, matches nothing. */
  matches(password: string, hash: string, from?: Asker): Promise<boolean>
}

// 2 is Argon2id: the package declares its names as a const enum, which source that is only stripped cannot read.
const argon2id = 2

// OWASP Password Storage Cheat Sheet: Argon2id, 19 MiB, 2 passes, 1 lane.
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export function createPasswordHasher(queue: CoreQueue = createCoreQueue()): PasswordHasher {
  return {
    hash: (password, from) => queue.run(() => hash(password, parameters), from),
    matches: (password, stored, from) =>
      queue.run(async () => (await readStoredHash(stored)?.matches(password)) ?? false, from),
  }
}

/** The hasher for one of those who take turns, unless another is named; asks `by` for it each time. */
export function hasherFor(from: Asker, by: { readonly hasher: PasswordHasher }): PasswordHasher {
  return {
    hash: (password, asker = from) => by.hasher.hash(password, asker),
    matches: (password, hash, asker = from) => by.hasher.matches(password, hash, asker),
  }
}
