import type { Clock } from '#platform/clock.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Notices } from '#platform/database/notices.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import type { Log } from '#platform/log.ts'
import { createLoop } from '#platform/work/loop.ts'
import { createKeyRing, type KeyRing } from './key-ring.ts'
import { insertKey, lockKeys, readKeys } from './key-store.ts'
import { keyPurposes, makeKey } from './make-key.ts'

const kind = 'signing-keys'
/** Said under this topic when a signing key was made or has ended. */
export const keysTopic = `${kind}:`
/** The bound for how long a lost announcement can go unnoticed, as for everything that is kept in memory. */
const everyMs = 10_000

export interface Keys {
  ring: KeyRing
  /** Begins to look at what other processes did. */
  start(): void
  /** Waits for a look that is under way. */
  stop(): Promise<void>
}

interface KeyGround {
  unit: UnitOfWork
  notices: Notices
  seal: Seal
  clock: Clock
  log: Log
}

/** Loads the installation's keys, making at the first start those that are missing, and keeps them as they are stored. */
export async function loadKeys({ unit, notices, seal, clock, log }: KeyGround, cookieSecret: string): Promise<Keys> {
  await makeMissing(unit, seal, clock())
  const ring = createKeyRing(await readKeys(unit.reader, seal), cookieSecret, clock)
  const loop = createLoop({
    everyMs,
    // One round after the other: an older answer does not come after a younger one.
    round: async () => ring.replace(await readKeys(unit.reader, seal)),
    log,
    failed: 'the signing keys could not be read again; the present ones stay',
  })
  notices.onChange(kind, loop.nudge)
  notices.onLost(loop.nudge)
  return { ring, start: loop.start, stop: loop.stop }
}

async function makeMissing(unit: UnitOfWork, seal: Seal, now: Date): Promise<void> {
  const stored = await readKeys(unit.reader, seal)
  const missing = keyPurposes.filter((purpose) => !stored.some((key) => key.purpose === purpose))
  if (missing.length === 0) return
  const made = await Promise.all(missing.map((purpose) => makeKey(purpose, now)))
  // Two processes may start at once: whose insert comes second takes the keys that the first one made.
  await unit.write(async ({ tx }) => {
    await lockKeys(tx)
    const present = await readKeys(tx, seal)
    for (const key of made) if (!present.some((other) => other.purpose === key.purpose)) await insertKey(tx, seal, key)
  })
}
