import type { Sweep } from '#domain/shape/sweep.ts'
import { deleteFile, findUnused } from './stored-file-store.ts'

const batch = 100
/** More than the clocks of two processes may differ: what one of them still kept is no more to be kept by then. */
const marginMs = 60_000

/**
 * Throws away uploads that nobody uses. While the storage is away they stay, and are found again. Two processes at it at once only do
 * it twice.
 */
export const fileSweep = {
  name: 'files',
  async batch({ unit, ports }: Parameters<Sweep['batch']>[0], now: Date) {
    const unused = await findUnused(unit.reader, new Date(now.getTime() - marginMs), batch)
    for (const { userPoolId, name } of unused) {
      await ports.files.storage.delete(`${userPoolId}/${name}`)
      await unit.write(({ tx }) => deleteFile(tx, userPoolId, name))
    }
    return { gone: unused.length, more: unused.length === batch }
  },
} satisfies Sweep
