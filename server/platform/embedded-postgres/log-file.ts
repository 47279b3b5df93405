import { copyFileSync, createReadStream, openSync, renameSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const largest = 8 * 1024 * 1024

export function logPath(dataDir: string): string {
  return join(dataDir, 'postgres.log')
}

/**
 * Opens PostgreSQL's log for appending; the caller closes the descriptor. A file and no pipe: PostgreSQL may outlive us,
 * and a pipe without a reader would stop it.
 */
export function openLog(dataDir: string): { descriptor: number; size: number } {
  const path = logPath(dataDir)
  const size = sizeOf(path)
  if (size > largest) renameSync(path, `${path}.1`)
  return { descriptor: openSync(path, 'a', 0o600), size: sizeOf(path) }
}

/** Keeps the log below 8 MiB, and one older part, while PostgreSQL writes it. Answers how to stop doing so. */
export function boundLog(dataDir: string): () => void {
  const path = logPath(dataDir)
  const timer = setInterval(() => {
    try {
      if (sizeOf(path) <= largest) return
      copyFileSync(path, `${path}.1`)
      // The writers append, so they go on at the new end.
      truncateSync(path)
    } catch {
      // A full disk or a removed directory: the next round tries again, and the database says more about either.
    }
  }, 60_000)
  timer.unref()
  return () => clearInterval(timer)
}

/** What was logged since the file had `from` bytes, at most 16 kB of it. */
export async function readLog(dataDir: string, from: number): Promise<string> {
  const start = Math.max(from, sizeOf(logPath(dataDir)) - 16_384)
  return text(createReadStream(logPath(dataDir), { start, encoding: 'utf8' })).catch(() => '')
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
