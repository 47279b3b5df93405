import type { Language } from '../../situation.ts'

/** The section on applications of others. */
const english = {
  none: 'You have not given any application access.',
  withdraw: 'Remove access',
  withdrawOf: (name: string) => `Remove the access of ${name}`,
  withdrawTitle: (name: string) => `Remove the access of ${name}?`,
  withdrawLead: 'It is signed out of your account at once, and has to ask you before it learns anything again.',
  withdrawn: 'The application no longer has access.',
  since: (when: string) => `Access given ${when}`,
}

const chinese: typeof english = {
  none: '你还没有授权任何应用。',
  withdraw: '取消授权',
  withdrawOf: (name: string) => `取消对 ${name} 的授权`,
  withdrawTitle: (name: string) => `取消对 ${name} 的授权？`,
  withdrawLead: '该应用将立即失去访问权限，再次使用时须重新征得你的同意。',
  withdrawn: '已取消授权。',
  since: (when: string) => `授权于 ${when}`,
}

export const consents: Record<Language, typeof english> = { 'en-US': english, 'zh-CN': chinese }
