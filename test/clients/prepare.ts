// Installs the official clients of other languages from their registries, below node_modules/.cache/clients.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
const cache = join(here, '../../node_modules/.cache/clients')
/** A registry that does not answer in this time does not answer at all. */
const timeout = 300_000

/** How a client is started, or why it cannot be. */
export type Prepared = { command: string; args: string[] } | { skip: string }

function run(command: string, args: string[], cwd = here): string | null {
  const { status, error, stderr, stdout } = spawnSync(command, args, { cwd, timeout, encoding: 'utf8' })
  if (status === 0) return null
  const lines = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n')
  return error?.message ?? lines.find((line) => line.includes('ERROR')) ?? lines.at(-1) ?? `exit ${status}`
}

/** Does the steps once; a later start finds the mark that they were done. */
function once(name: string, steps: () => string | null): string | null {
  const directory = join(cache, name)
  const mark = join(directory, 'done')
  if (existsSync(mark)) return null
  mkdirSync(directory, { recursive: true })
  const failure = steps()
  if (failure === null) writeFileSync(mark, '')
  return failure
}

/** What the Python client imports and does not name in its package. */
const undeclared = ['websockets']

export function preparePython(): Prepared {
  const directory = join(cache, 'python')
  const python = join(directory, 'env/bin/python')
  const failure = once(
    'python',
    () =>
      run('python3', ['-m', 'venv', join(directory, 'env')]) ??
      run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', 'authing==5.1.0', ...undeclared]),
  )
  if (failure) return { skip: `the Python client cannot be installed here: ${failure}` }
  return { command: python, args: [join(here, 'python/client.py')] }
}

export function prepareJava(): Prepared {
  const directory = join(cache, 'java')
  const libraries = join(directory, 'libraries')
  const classPath = `${directory}:${libraries}/*`
  const failure = once('java', () => {
    const goal = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies'
    const options = [`-DoutputDirectory=${libraries}`, '-DincludeScope=runtime']
    return run('mvn', ['-B', '-q', '-f', join(here, 'java/pom.xml'), goal, ...options])
  })
  if (failure) return { skip: `the Java client cannot be installed here: ${failure}` }
  const wrong = run('javac', ['-nowarn', '-d', directory, '-cp', classPath, join(here, 'java/Client.java')])
  if (wrong) throw new Error(wrong)
  return { command: 'java', args: ['-cp', classPath, 'Client'] }
}
