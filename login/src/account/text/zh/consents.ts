import type { consents as english } from '../en/consents.ts'

export const consents: typeof english = {
  none: '你还没有授权任何应用。',
  withdraw: '取消授权',
  withdrawOf: (name: string) => `取消对 ${name} 的授权`,
  withdrawTitle: (name: string) => `取消对 ${name} 的授权？`,
  withdrawLead: '该应用将立即失去访问权限，再次使用时须重新征得你的同意。',
  withdrawn: '已取消授权。',
  since: (when: string) => `授权于 ${when}`,
}
