import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { StartError } from '#platform/start-error.ts'

/** Writes a file that only this user may read (mode 0600), whole or not at all. Without `replace` an existing one stays. */
export function writePrivateFile(path: string, text: string, { replace }: { replace: boolean }): void {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    // Written as a new file: one that was left, or laid out by somebody else, keeps its mode and may lead elsewhere.
    rmSync(temporary, { force: true })
    const file = openSync(temporary, 'wx', 0o600)
    writeSync(file, text)
    fsyncSync(file)
    closeSync(file)
    if (replace) renameSync(temporary, path)
    else linkUnlessThere(temporary, path)
  } catch (error) {
    throw new StartError(
      `${path} cannot be written (${(error as NodeJS.ErrnoException).code}). Give this user access to the directory, or set DATA_DIR to another.`,
    )
  } finally {
    rmSync(temporary, { force: true })
  }
}

function linkUnlessThere(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
