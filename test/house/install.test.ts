import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

// npm warns of each of these, and the first thing that somebody sees of a project should not read like a failure.
const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../..', name), 'utf8'))
type Locked = { engines?: { node?: string }; hasInstallScript?: boolean }
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
const { engines, allowScripts } = read('package.json') as {
  engines: { node: string }
  allowScripts: Record<string, boolean>
}

/** The lowest major version of Node that a range allows, as far as its alternatives name one. */
function lowest(range: string): number {
  return Math.min(...range.split('||').map((part) => Number(/\d+/.exec(part)?.[0] ?? 0)))
}

test('every package that npm ci installs takes the oldest Node that the README names', () => {
  const oldest = lowest(engines.node)
  const newer = Object.entries(packages).filter(([, { engines }]) => lowest(engines?.node ?? '*') > oldest)
  assert.deepEqual(
    newer.map(([name, { engines }]) => `${name}: ${engines?.node}`),
    [],
  )
})

test('it is decided of every package with an install script whether it runs', () => {
  const asking = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript)
  const names = asking.map(([path]) => path.replace(/^.*node_modules\//, ''))
  assert.deepEqual(Object.keys(allowScripts).sort(), names.sort())
})
