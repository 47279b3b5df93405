// Several test files in one process, one after another: each is a suite under its own path, in which its hooks stand as at the root.
import { join } from 'node:path'
import { after, suite } from 'node:test'
import { pathToFileURL } from 'node:url'
import { beginFile, endFile, runningFile } from './at-end.ts'
import { endSoon } from './end-soon.ts'
import { follow, readFollowed } from './light-runner.ts'

const root = join(import.meta.dirname, '../..')
/** The longest file takes a minute on a machine that does nothing else. */
const limitMs = 900_000

/** `files` are paths from the repository's root. */
export async function runBatch(files: readonly string[]): Promise<void> {
  process.on('uncaughtException', notCaught).on('unhandledRejection', notCaught)
  for (const file of files) {
    const path = join(root, file)
    // It keeps no process alive: one with nothing left to wait for ends, and the runner names the test that is not done.
    const watch = setTimeout(() => giveUp(file), limitMs).unref()
    // The next one is read only when this one is over: what a file makes while it is read would otherwise all be open at once.
    follow()
    await suite(file, async () => {
      beginFile(path)
      after(endFile)
      await readFollowed(() => import(pathToFileURL(path).href))
    })
    clearTimeout(watch)
  }
  endSoon(files)
}

/** The runner does not know which test it came from (`light-runner.ts`), so that one would wait for ever. */
function notCaught(error: unknown): never {
  console.error(`${runningFile()}: an error that nobody caught:`, error)
  process.exit(1)
}

/** A test or hook that hangs is named by the runner; a file that hangs anywhere else, here. */
function giveUp(file: string): never {
  console.error(`${file} has not ended after ${limitMs / 1000} s`)
  process.exit(1)
}
