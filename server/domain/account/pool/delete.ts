import { refuse } from '@menshen/contract/errors'
import { releaseEveryFile } from '#domain/people/file/stored-file-store.ts'
import type { GoOn, Sweep } from '#domain/shape/sweep.ts'
import { nothingToPrepare, type Verb } from '#domain/shape/verb.ts'
import { deleteApplicationsOf } from '#domain/tenancy/application/application-store.ts'
import { announce } from '#domain/tenancy/application/changed.ts'
import { findDeletedPools, markDeleted, removeDeletedPool } from '#domain/tenancy/pool/pool-store.ts'
import { deleteTenantRows } from '#platform/database/tenant-rows.ts'
import type { UnitOfWork } from '#platform/database/unit-of-work.ts'

/**
 * Deletes the pool with everything in it. With the commit nobody finds it, no token of it is believed, and its domain and
 * its applications' identifiers are free; its rows go a little later, however many there are. 1001 for the root pool.
 */
export const deletePool: Verb<'pool.deleted', object, void> = {
  name: 'pool.delete',
  admits: 'fresh manager',
  emits: ['pool.deleted'],
  prepare: nothingToPrepare,
  async run({ tx, pool, now, changed, emit }) {
    if (pool.isRoot) refuse(1001)
    if (!(await markDeleted(tx, pool.id, now))) refuse(2224)
    for (const application of await deleteApplicationsOf(tx, pool.id))
      announce(changed, { ...application, userPoolId: pool.id })
    changed(`pool:${pool.id}`)
    emit('pool.deleted', { poolId: pool.id })
  },
}

/**
 * Throws away the rows of deleted pools in small transactions, as long as it is to go on; answers how many pools are gone for good. One
 * that has files waits until they are deleted, which their rows remember.
 */
export async function throwAwayDeletedPools(
  unit: UnitOfWork,
  now: Date,
  goOn: GoOn = async () => true,
): Promise<number> {
  let gone = 0
  for (const id of await findDeletedPools(unit.reader)) {
    if (!(await deleteTenantRows(unit, id, 'stored_file', goOn))) return gone
    const isEmpty = await unit.write(async ({ tx }) => {
      if (await releaseEveryFile(tx, id, now)) return false
      await removeDeletedPool(tx, id)
      return true
    })
    if (isEmpty) gone++
  }
  return gone
}

/** Ten at a time, those that were deleted first. */
export const poolSweep: Sweep = {
  name: 'deleted user pools',
  async batch({ unit }, now, goOn) {
    let more = false
    const asked = async () => {
      more = !(await goOn())
      return !more
    }
    return { gone: await throwAwayDeletedPools(unit, now, asked), more }
  },
}
