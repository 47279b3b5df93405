import { createHash, randomBytes } from 'node:crypto'
import { lstatSync, type Stats } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { linkLibraries } from './link-libraries.ts'
import type { Binaries } from './shapes.ts'

/** Headers and static libraries: a third of the package that no server reads. */
const unneeded = (name: string) => name.endsWith('.a') || name === 'pkgconfig' || name === 'pgxs'

/**
 * Copies the binaries below `base`, once per version, and answers the copy, or undefined where a directory of that name
 * cannot be trusted. The copy appears by renaming, so a killed start or two at once leave no half of one.
 */
export async function copyBinaries(binaries: Binaries, base: string): Promise<Binaries | undefined> {
  await mkdir(base, { recursive: true, mode: 0o755 })
  const home = join(base, await nameOf(binaries))
  const copy = { ...binaries, root: join(home, 'native') }
  const found = lstatSync(home, { throwIfNoEntry: false })
  if (!isOurs(lstatSync(base)) || (found && !isOurs(found))) return undefined
  if (found && (await isWhole(home))) return copy

  const fresh = `${home}.partial-${randomBytes(6).toString('hex')}`
  try {
    await copyTree(binaries.root, join(fresh, 'native'))
    linkLibraries(join(fresh, 'native'))
    await chmod(fresh, 0o755)
    await writeFile(join(fresh, 'count'), String(await countFiles(fresh)))
    if (found) await rename(home, `${fresh}.damaged`)
    await rename(fresh, home).catch(() => undefined)
  } finally {
    await removePartials(base, basename(fresh))
  }
  return (await isWhole(home)) ? copy : undefined
}

/** Names the content without reading all of it: npm has checked the package against its integrity hash. */
async function nameOf({ root, version }: Binaries): Promise<string> {
  const { size } = lstatSync(join(root, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres'))
  const identity = `${version} ${process.platform} ${process.arch} ${size}`
  return `postgres-binaries-${version}-${createHash('sha256').update(identity).digest('hex').slice(0, 12)}`
}

/** A user who can write here decides what the database runs; in a shared /tmp somebody else may have been first. */
function isOurs(stats: Stats): boolean {
  return stats.isDirectory() && stats.uid === process.getuid?.() && (stats.mode & 0o022) === 0
}

/** Cleaners of temporary directories delete old files one by one, so a copy is counted before it is trusted. */
async function isWhole(home: string): Promise<boolean> {
  const expected = await readFile(join(home, 'count'), 'utf8').catch(() => undefined)
  return expected !== undefined && Number(expected) === (await countFiles(home))
}

async function countFiles(home: string): Promise<number> {
  return (await readdir(join(home, 'native'), { recursive: true })).length
}

/** Modes are set, not copied: an install under umask 077 is closed to the very user the copy is for. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  await chmod(to, 0o755)
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (unneeded(entry.name)) continue
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await copyTree(source, target)
    if (!entry.isFile()) continue
    await copyFile(source, target)
    await chmod(target, lstatSync(source).mode & 0o100 ? 0o755 : 0o644)
  }
}

/** Removes our own leavings and those of starts that were killed an hour ago or earlier. */
async function removePartials(base: string, own: string): Promise<void> {
  const hourAgo = Date.now() - 3_600_000
  for (const name of await readdir(base)) {
    const partial = /^postgres-binaries-.+\.partial-/.test(name)
    const stats = partial && lstatSync(join(base, name), { throwIfNoEntry: false })
    if (!stats || stats.uid !== (process.getuid?.() ?? stats.uid)) continue
    if (name.startsWith(own) || stats.mtimeMs < hourAgo) await rm(join(base, name), { recursive: true, force: true })
  }
}
