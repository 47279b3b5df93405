import type { Question } from '#domain/shape/verb.ts'
import { byAge, purposeOf, type SigningAlgorithm, type StoredKey, signingAlgorithms, signingAmong } from './key-ring.ts'
import { readKeys } from './key-store.ts'
import { requireOperator } from './operator.ts'

/** A signing key as its operator sees it. */
export interface KeyState {
  kid: string
  algorithm: SigningAlgorithm
  /** `next` is published and does not sign yet; `retired` signs no longer and is believed until `endsAt`. */
  state: 'next' | 'signing' | 'retired'
  createdAt: Date
  activeAt: Date
  endsAt: Date | null
}

/** The keys of each algorithm that have not ended, the youngest first, for the operator. 1001 for everybody else. */
export const listSigningKeys: Question<object, KeyState[]> = {
  name: 'key.list-signing-keys',
  admits: 'manager',
  async answer(before) {
    await requireOperator(before)
    const { reader, ports, now } = before
    const stored = (await readKeys(reader, ports.seal)).filter(({ endsAt }) => endsAt === null || endsAt > now)
    return signingAlgorithms.flatMap((algorithm) => statesOf(algorithm, stored, now))
  },
}

function statesOf(algorithm: SigningAlgorithm, stored: StoredKey[], now: Date): KeyState[] {
  const keys = byAge(stored.filter(({ purpose }) => purpose === purposeOf(algorithm)))
  const signing = signingAmong(keys, now)
  return keys.map((key) => {
    const { id: kid, createdAt, activeAt, endsAt } = key
    const state = activeAt > now ? 'next' : key === signing ? 'signing' : 'retired'
    return { kid, algorithm, state, createdAt, activeAt, endsAt }
  })
}
