import type { SettingRows } from '../row.ts'

/** What the pool is, and who may call for it. */
export const general = {
  userpoolTypes: {
    kind: 'special',
    special: 'poolTypes',
    form: { en: 'list of codes of `userpoolTypes`', zh: '`userpoolTypes` 中类型代码的列表' },
    default: [],
    title: { en: 'Types', zh: '用户池类型' },
    help: { en: 'What the pool is for. Changes nothing.', zh: '说明用户池的用途，不影响任何行为。' },
  },
  allowedOrigins: {
    kind: 'special',
    special: 'originLines',
    form: { en: 'origins, one a line', zh: '来源（origin），每行一个' },
    default: '',
    title: { en: 'Allowed origins', zh: '允许的来源' },
    help: {
      en: 'Origins of pages that may call for the pool, `https://*.example.com` for one label; pages of others get 1001. Empty: every page.',
      zh: '可以为该用户池调用接口的页面来源，`https://*.example.com` 匹配一级子域名；其他页面得到 1001。为空则不限制。',
    },
  },
} as const satisfies SettingRows
