// Which test files run in one process. To load the server takes as long as many a file's tests, so several files share a process.
import { mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sharesProcess } from './suites.ts'

const root = join(import.meta.dirname, '..')
/** More save no more: what a process loads for the ninth is little. */
const mostFiles = 8
/** Several for each core, that the cores end together. */
const fewestBatches = 6

/** Writes into `directory` what the processes of a run are to run, and answers the paths, longest first: a long one at the end would leave a core idle. */
export function inBatches(files: readonly string[], directory: string): string[] {
  const sizes = new Map(files.map((file) => [file, statSync(join(root, file)).size]))
  const sizeOf = (batch: readonly string[]) => batch.reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0)
  const { alone = [], shared = [] } = Object.groupBy(files, (file) => (sharesProcess(file) ? 'shared' : 'alone'))
  const sorted = shared.toSorted((one, other) => sizeOf([other]) - sizeOf([one]))
  const most = sizeOf(shared) / fewestBatches
  const batches: string[][] = []
  for (const file of sorted) {
    const last = batches.at(-1)
    if (last && last.length < mostFiles && sizeOf([...last, file]) <= most) last.push(file)
    else batches.push([file])
  }
  mkdirSync(directory)
  return [...batches, ...alone.map((file) => [file])]
    .toSorted((one, other) => sizeOf(other) - sizeOf(one))
    .map((batch, index) => writeEntry(batch, join(directory, `${String(index).padStart(3, '0')}.mjs`)))
}

/** What a process runs. The runner hands all of its processes the same arguments, and begins them in the order of their names. */
function writeEntry(batch: readonly string[], path: string): string {
  const kit = (file: string) => pathToFileURL(join(root, 'test/kit', file)).href
  const lines = [
    `import '${kit('light-runner.ts')}'`,
    `const { runBatch } = await import('${kit('run-batch.ts')}')`,
    `await runBatch(${JSON.stringify(batch, null, 2)})`,
  ]
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}
