import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { StartError } from '../start-error.ts'

const busy = 5

/**
 * Takes the data directory for this process, or throws a StartError that names the holder.
 *
 * Node has no call for file locks, but its SQLite takes one to begin an exclusive transaction. The kernel drops it when
 * we die in whatever way, so it can be neither stale nor fooled by a reused process id. The file stays empty and is
 * never deleted. Beware: POSIX drops a process's lock when *any* of its descriptors of the file is closed, so nothing
 * else in this process may open `server.lock`. The holder's id is therefore written beside it.
 */
export async function lockDataDirectory(dataDir: string): Promise<{ release(): void }> {
  const path = join(dataDir, 'server.lock')
  const database = new DatabaseSync(path)
  try {
    await takeSoon(database, dataDir)
    chmodSync(path, 0o600)
    writeFileSync(join(dataDir, 'server.pid'), `${process.pid}\n`, { mode: 0o600 })
  } catch (error) {
    database.close()
    throw error
  }
  return {
    release() {
      if (database.isOpen) database.close()
    },
  }
}

/** A holder that was just killed may take a moment to be gone. */
async function takeSoon(database: DatabaseSync, dataDir: string): Promise<void> {
  const deadline = Date.now() + 1_000
  for (;;) {
    try {
      return database.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      if ((error as { errcode?: number }).errcode !== busy) throw error
      if (Date.now() > deadline) throw new StartError(describeHolder(dataDir), { cause: error })
      await wait(25)
    }
  }
}

function describeHolder(dataDir: string): string {
  let holder = ''
  try {
    holder = ` (pid ${Number.parseInt(readFileSync(join(dataDir, 'server.pid'), 'utf8'), 10)})`
  } catch {
    // It has the lock and has not written its id yet.
  }
  return `Another Menshen server${holder} is using ${dataDir}: stop it, or set DATA_DIR to another directory.`
}
