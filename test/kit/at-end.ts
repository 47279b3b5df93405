// One test file after another, in one process or in a process of its own: which one runs, and what is done when it is over.
import { after } from 'node:test'
import { endSoon } from './end-soon.ts'

const steps: (() => unknown)[] = []
/** The file of a batch that runs now; null in a process of one file. */
let current: string | null = null

// Registered here, at the root, for a process of one file; a batch ends its files itself (`run-batch.ts`).
after(async () => {
  if (current !== null) return
  endSoon([runningFile()])
  await endFile()
})

/** The path of the test file that runs now. */
export const runningFile = (): string => current ?? process.argv[1] ?? ''

export function beginFile(path: string): void {
  current = path
}

/** Has this done at the end of each test file of this process, before what the file itself has in `after`. */
export function atEndOfFile(step: () => unknown): void {
  steps.push(step)
}

/** Does all of it, the latest first, and fails with the first thing that failed. */
export async function endFile(): Promise<void> {
  const failures: unknown[] = []
  for (const step of steps.toReversed()) {
    try {
      await step()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
