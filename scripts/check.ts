// npm run check: format and lint, types, what nothing uses, and whether the generated pages and tables are up to date. The same as CI.
import { execFile } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)

const steps: [string, string, string[]][] = [
  ['format and lint', bin('biome'), ['check', '.']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['types of the pages', bin('tsc'), ['-p', 'login/tsconfig.json']],
  ['nothing unused', bin('knip'), []],
  ['generated pages', process.execPath, ['scripts/docs.ts', '--check']],
]

interface Result {
  passed: boolean
  said: string
}

function run(command: string, args: string[]): Promise<Result> {
  const options = { cwd: root, shell: process.platform === 'win32', maxBuffer: 64 * 1024 * 1024 }
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ passed: error === null, said: stdout + stderr }),
    )
  })
}

// Side by side, since most of them leave one core alone; told in order.
const running = steps.map(([name, command, args]) => ({ name, result: run(command, args) }))
let failed = false
for (const { name, result } of running) {
  const { passed, said } = await result
  if (!passed) process.stdout.write(said)
  console.log(`${passed ? 'ok    ' : 'FAILED'} ${name}`)
  failed ||= !passed
}
process.exitCode = failed ? 1 : 0
