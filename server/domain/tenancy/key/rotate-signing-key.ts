import { refuse } from '@menshen/contract/errors'
import { choiceOf } from '#domain/shape/choice.ts'
import type { Verb } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import { purposeOf, type SigningAlgorithm, type StoredKey, signingAlgorithms } from './key-ring.ts'
import { deleteEndedKeys, endKeys, insertKey, lockKeys, longestLifetime, readKeys } from './key-store.ts'
import type { KeyState } from './list-signing-keys.ts'
import { keysTopic } from './load-keys.ts'
import { makeKey } from './make-key.ts'
import { requireOperator } from './operator.ts'

export interface KeyRotation {
  algorithm: string
  /** Seconds until the new key signs; left out: a quarter of an hour. */
  activeAfter?: number | undefined
}

/** Longer than the ten minutes for which clients may keep the published keys. */
const usualWait = 900
const longestWait = 30 * 86_400

/**
 * Makes a new signing key of one algorithm. It is published at once and signs after `activeAfter` seconds, so that clients that keep the
 * published keys have read it by then; with 0 it signs at once. The former key is believed, and published, until the
 * last token that it signed has run out. 1001 not the operator; 400 no such algorithm, no such time, or a key of that
 * algorithm is waiting already.
 */
export const rotateSigningKey: Verb<
  'signing-key.rotated',
  KeyRotation,
  KeyState,
  { key: StoredKey; seal: Seal; lifetime: number }
> = {
  name: 'key.rotate-signing-key',
  admits: 'fresh manager',
  emits: ['signing-key.rotated'],
  async prepare(before, input) {
    await requireOperator(before)
    const algorithm = parseAlgorithm(input.algorithm)
    const wait = parseWait(input.activeAfter ?? usualWait)
    const { now, reader, ports } = before
    const activeAt = new Date(now.getTime() + wait * 1000)
    const key = await makeKey(`signing:${algorithm}`, now, activeAt)
    return { key, seal: ports.seal, lifetime: await longestLifetime(reader) }
  },
  async run({ tx, now, changed, emit }, { key, seal, lifetime }) {
    await lockKeys(tx)
    const stored = await readKeys(tx, seal)
    if (stored.some(({ purpose, activeAt }) => purpose === key.purpose && activeAt > now))
      refuse(400, { variant: 'keyWaiting' })
    await endKeys(tx, key.purpose, new Date(key.activeAt.getTime() + lifetime * 1000))
    await deleteEndedKeys(tx, now)
    await insertKey(tx, seal, key)
    changed(keysTopic)
    const { id: kid, createdAt, activeAt, endsAt } = key
    emit('signing-key.rotated', { signingKeyId: kid })
    const algorithm = signingAlgorithms.find((each) => purposeOf(each) === key.purpose) as SigningAlgorithm
    return { kid, algorithm, state: activeAt > now ? 'next' : 'signing', createdAt, activeAt, endsAt }
  },
}

function parseAlgorithm(value: string): SigningAlgorithm {
  return choiceOf(value, 'algorithm', signingAlgorithms)
}

function parseWait(seconds: number): number {
  const fits = Number.isSafeInteger(seconds) && seconds >= 0 && seconds <= longestWait
  return fits
    ? seconds
    : refuse(400, { variant: 'seconds', values: { field: 'activeAfter', min: 0, max: longestWait } })
}
