import { randomBytes } from 'node:crypto'

/** Chance for the drawing. */
export interface Dice {
  /** From `low` up to but not including `high`. */
  between(low: number, high: number): number
  shuffled<T>(items: T[]): T[]
}

/** From the system's generator: a predictable one would let a program subtract the noise. */
export function createDice(): Dice {
  let bytes = Buffer.alloc(0)
  let used = 0
  const next = () => {
    if (used + 4 > bytes.length) {
      bytes = randomBytes(4096)
      used = 0
    }
    used += 4
    return bytes.readUInt32LE(used - 4) / 2 ** 32
  }
  return {
    between: (low, high) => low + next() * (high - low),
    shuffled(items) {
      const result = [...items]
      for (let last = result.length - 1; last > 0; last--) {
        const other = Math.floor(next() * (last + 1))
        const kept = result[last] as (typeof result)[number]
        result[last] = result[other] as (typeof result)[number]
        result[other] = kept
      }
      return result
    },
  }
}
