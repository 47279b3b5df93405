import type { UnitOfWork } from '#platform/database/unit-of-work.ts'
import type { FileStorage } from './file-storage.ts'
import { deleteFile, findUnused } from './stored-file-store.ts'

const batch = 100
/** More than the clocks of two processes may differ: what one of them still kept is no more to be kept by then. */
const marginMs = 60_000

/** Deletes files that nobody uses, and answers how many. Two processes at it at once only do it twice. */
export async function sweepFiles(unit: UnitOfWork, storage: FileStorage, now: Date): Promise<number> {
  let deleted = 0
  for (;;) {
    const unused = await findUnused(unit.look, new Date(now.getTime() - marginMs), batch)
    for (const { userPoolId, name } of unused) {
      await storage.delete(`${userPoolId}/${name}`)
      await unit.write(({ tx }) => deleteFile(tx, userPoolId, name))
    }
    deleted += unused.length
    if (unused.length < batch) return deleted
  }
}
