import { openid } from './application/openid.ts'
import { signIn } from './application/sign-in.ts'
import type { Section, SettingRows } from './row.ts'

/** The settings of an application, as a page or a form shows them. */
export const applicationSections: readonly Section[] = [
  { title: { en: 'Signing in', zh: '登录' }, rows: signIn },
  { title: { en: 'OpenID Connect and sessions', zh: 'OpenID Connect 与会话' }, rows: openid },
]

/** Every setting of an application. What is wrong in a request is told in this order. */
export const applicationSettings = { ...signIn, ...openid } as const satisfies SettingRows
