import type { Operation, Run, Worker } from '../shapes.ts'
import { openConnection } from './connection.ts'

export interface Load {
  origin: string
  connections: number
  seconds: number
  /** Goes on, up to ten times as long, until there are as many. */
  samples: number
}

/**
 * Lets `connections` workers, each on a connection of its own, do their operation over and over: a new one when the last
 * was answered. What did not succeed counts as an error and not as an operation.
 */
export async function load(
  begin: (worker: Worker) => Operation,
  { origin, connections, seconds, samples }: Load,
): Promise<Run> {
  const workers = await Promise.all(
    Array.from({ length: connections }, async (_, index) => ({ index, connection: await openConnection(origin) })),
  )
  const times: number[] = []
  const failures: string[] = []
  const operations = workers.map(begin)
  const start = performance.now()
  const isOver = (now: number) =>
    now >= start + seconds * (times.length < samples ? 10_000 : 1_000) || failures.length > 10_000
  await Promise.all(operations.map((operation) => repeat(operation, isOver, times, failures)))
  const elapsed = (performance.now() - start) / 1000
  for (const { connection } of workers) connection.close()
  return {
    perSecond: times.length / elapsed,
    ...percentiles(times),
    samples: times.length,
    errors: failures.length,
    firstError: failures[0] ?? null,
  }
}

/** A broken connection fails at once, and must not fill the memory until the end. */
async function repeat(operation: Operation, isOver: (now: number) => boolean, times: number[], failures: string[]) {
  for (let from = performance.now(); !isOver(from); ) {
    const failure = await operation().then(
      () => null,
      (error: Error) => error.message,
    )
    const now = performance.now()
    if (failure === null) times.push(now - from)
    else failures.push(failure)
    from = now
  }
}

function percentiles(times: number[]): { p50: number; p99: number } {
  const sorted = Float64Array.from(times).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { p50: at(0.5), p99: at(0.99) }
}
