/**
 * Lets at most so many things of one sender go on at once; what comes on top waits for those before it, holding nothing. Without a
 * sender nothing waits.
 */
export function createTurns(mostOfOne: number) {
  const lines = new Map<string, { running: number; waiting: (() => void)[] }>()
  return async <Result>(from: string | undefined, work: () => Promise<Result>): Promise<Result> => {
    if (from === undefined) return work()
    const line = lines.get(from) ?? { running: 0, waiting: [] }
    lines.set(from, line)
    if (line.running < mostOfOne) line.running++
    else await new Promise<void>((begin) => line.waiting.push(begin))
    try {
      return await work()
    } finally {
      const next = line.waiting.shift()
      if (next) next()
      else if (--line.running === 0) lines.delete(from)
    }
  }
}
