import { refuse } from '@menshen/contract/errors'
import type { Domain } from '#domain/shape/domain.ts'
import { mergePoolSettings } from '../pool/pool-store.ts'
import type { PoolSettings } from '../pool/user-pool.ts'
import { monthOf } from './monthly.ts'
import { deleteMonth } from './quota-store.ts'

export type Quotas = Partial<Pick<PoolSettings, 'monthlyLoginQuota' | 'mauQuota' | 'userCountQuota'>>

/** The platform's operator says how much a pool may use; its own administrators cannot. Null takes a quota away. */
export async function setQuotas({ unit, clock }: Domain, userPoolId: string, quotas: Quotas): Promise<void> {
  for (const [name, quota] of Object.entries(quotas))
    if (quota !== null && !(Number.isInteger(quota) && quota >= 0 && quota <= 2_147_483_647))
      refuse(400, { variant: 'range', values: { field: name, min: 0, max: 2_147_483_647 } })
  await unit.write(async ({ tx, changed }) => {
    if (!(await mergePoolSettings(tx, userPoolId, quotas, clock()))) refuse(2224)
    // A quota that was off for a while has not been counting: the next sign-in opens the month anew.
    if (quotas.mauQuota !== undefined || quotas.monthlyLoginQuota !== undefined)
      await deleteMonth(tx, userPoolId, monthOf(clock()).name)
    changed(`pool:${userPoolId}`)
  })
}
