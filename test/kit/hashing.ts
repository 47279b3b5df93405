import type { World } from './world.ts'

/** How often this server has hashed a password, or compared one, since; `since` begins anew. */
export interface HashingCount {
  hashed: number
  compared: number
  since(): { hashed: number; compared: number }
}

/** Counts the costly part of a password from now on: work, and not time, is what a test can hold two answers to. */
export function countHashing(world: World): HashingCount {
  const { hasher } = world.app.domain.ports
  const { hash, matches } = hasher
  const count: HashingCount = {
    hashed: 0,
    compared: 0,
    since() {
      const { hashed, compared } = count
      Object.assign(count, { hashed: 0, compared: 0 })
      return { hashed, compared }
    },
  }
  hasher.hash = (...given) => {
    count.hashed++
    return hash(...given)
  }
  hasher.matches = (...given) => {
    count.compared++
    return matches(...given)
  }
  return count
}
