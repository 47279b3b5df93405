import assert from 'node:assert/strict'
import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { copyBinaries } from './copy-binaries.ts'
import { findBinaries, readPackage } from './find-binaries.ts'
import { handOver } from './hand-over.ts'
import { linkLibraries } from './link-libraries.ts'
import { prepareBinaries } from './prepare-binaries.ts'
import {
  bounded,
  isRoot,
  listen,
  makeDirectory,
  nobody,
  query,
  startElsewhere,
  startHere,
  stopElsewhere,
} from './test-ground.ts'

const linux = {
  ...bounded,
  skip: process.platform !== 'linux' && 'it looks at processes through /proc, which only Linux has',
}
const linuxRoot = { ...bounded, skip: linux.skip || (!isRoot && 'only root can become another user') }

/** The package as npm leaves it when it runs no install scripts. */
function installWithoutLinks(at: string): string {
  const from = dirname(findBinaries().root)
  const filter = (path: string) => !lstatSync(path).isSymbolicLink()
  cpSync(from, at, { recursive: true, filter })
  return at
}

test('the links that npm left out are made where the package is, and only once', linux, async (t) => {
  const base = makeDirectory(t)
  const binaries = readPackage(installWithoutLinks(join(base, 'package')))
  assert.ok(!existsSync(join(binaries.root, 'lib', 'libpq.so.5')))
  linkLibraries(binaries.root)
  linkLibraries(binaries.root)
  assert.ok(existsSync(join(binaries.root, 'lib', 'libpq.so.5')))
  const server = await startHere(t, join(base, 'data'), { binaries })
  assert.deepEqual(await query(server.connection, 'select 1 as n'), [{ n: 1 }])
})

test('a package that cannot be written is copied beside the data', linuxRoot, async (t) => {
  const base = makeDirectory(t)
  const packageDirectory = installWithoutLinks(join(base, 'package'))
  const dataDir = join(base, 'data')
  mkdirSync(dataDir)
  await handOver(dataDir, nobody)
  const server = await startElsewhere(t, { dataDir, packageDirectory }, nobody)
  assert.equal(readdirSync(dataDir).filter((name) => name.startsWith('postgres-binaries-')).length, 1)
  assert.ok(!existsSync(join(packageDirectory, 'native', 'lib', 'libpq.so.5')))
  assert.equal(await stopElsewhere(server), 0)
})

test('a package below a closed directory is copied to an open one, and said so in one line', linuxRoot, async (t) => {
  const base = makeDirectory(t)
  mkdirSync(join(base, 'closed'), { mode: 0o700 })
  const installed = readPackage(installWithoutLinks(join(base, 'closed', 'package')))
  const log = listen()
  const binaries = await prepareBinaries({ installed, user: nobody, shelves: [join(base, 'open')], log })
  assert.match(
    log.said.join('\n'),
    /^PostgreSQL runs from .*\/open\/postgres-binaries-.*, because .* cannot enter .*\.$/,
  )
  const server = await startHere(t, join(base, 'closed', 'data'), { binaries })
  assert.deepEqual(await query(server.connection, 'select 1 as n'), [{ n: 1 }])
})

test(
  'two copies at once make one, a damaged one is made anew, one of somebody else is not used',
  linuxRoot,
  async (t) => {
    const base = makeDirectory(t)
    const installed = findBinaries()
    const [one, two] = await Promise.all([copyBinaries(installed, base), copyBinaries(installed, base)])
    assert.deepEqual(one, two)
    assert.equal(readdirSync(base).length, 1)
    const root = one?.root ?? ''
    rmSync(join(root, 'lib', 'libpq.so.5'))
    assert.equal((await copyBinaries(installed, base))?.root, root)
    assert.ok(existsSync(join(root, 'lib', 'libpq.so.5')))
    assert.equal(readdirSync(base).length, 1)
    await handOver(dirname(root), nobody)
    assert.equal(await copyBinaries(installed, base), undefined)
  },
)
