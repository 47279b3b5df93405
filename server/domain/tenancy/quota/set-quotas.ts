import { refuse } from '@menshen/contract/errors'
import { poolSettings } from '@menshen/contract/settings'
import type { Ground } from '#domain/shape/domain.ts'
import { readSetting } from '#domain/shape/read-setting.ts'
import { mergePoolSettings } from '../pool/pool-store.ts'
import type { PoolSettings } from '../pool/user-pool.ts'
import { monthOf } from './monthly.ts'
import { deleteMonth } from './quota-store.ts'

export type Quotas = Partial<Pick<PoolSettings, 'monthlyLoginQuota' | 'mauQuota' | 'userCountQuota'>>

/** The platform's operator says how much a pool may use; its own administrators cannot. Null takes a quota away. */
export async function setQuotas({ unit, clock }: Ground, userPoolId: string, quotas: Quotas): Promise<void> {
  for (const [name, quota] of Object.entries(quotas))
    readSetting(poolSettings[name as keyof Quotas], { value: quota, name, current: null }, {})
  await unit.write(async ({ tx, changed }) => {
    if (!(await mergePoolSettings(tx, userPoolId, quotas, clock()))) refuse(2224)
    // A quota that was off for a while has not been counting: the next sign-in opens the month again.
    if (quotas.mauQuota !== undefined || quotas.monthlyLoginQuota !== undefined)
      await deleteMonth(tx, userPoolId, monthOf(clock()).name)
    changed(`pool:${userPoolId}`)
  })
}
