/** What is on its way, and how much room there is beside it. */
export interface UnderWay {
  /** How many more may be taken up at once. */
  room(): number
  /** Pools that have their share: one tenant's silent mail server is not the others' matter. */
  busyPools(): string[]
  /** `done` is told whether others of the pool were held up by this one. */
  add(work: Promise<void>, userPoolId: string | null, done: (held: boolean) => void): void
  settled(): Promise<unknown>
}

export function createUnderWay({ most, mostOfPool }: { most: number; mostOfPool: number }): UnderWay {
  const poolOf = new Map<Promise<void>, string | null>()
  function busyPools(): string[] {
    const pools = [...poolOf.values()].filter((pool) => pool !== null)
    return [...new Set(pools)].filter((pool) => pools.filter((other) => other === pool).length >= mostOfPool)
  }
  return {
    busyPools,
    room: () => Math.min(most - poolOf.size, mostOfPool),
    add(work, userPoolId, done) {
      const way = work.finally(() => {
        const held = userPoolId !== null && busyPools().includes(userPoolId)
        poolOf.delete(way)
        done(held)
      })
      poolOf.set(way, userPoolId)
    },
    settled: () => Promise.all(poolOf.keys()),
  }
}
