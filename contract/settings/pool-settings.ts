import { contact } from './pool/contact.ts'
import { general } from './pool/general.ts'
import { password } from './pool/password.ts'
import { quota } from './pool/quota.ts'
import { registration } from './pool/registration.ts'
import { session } from './pool/session.ts'
import { signIn } from './pool/sign-in.ts'
import type { Section, SettingRows } from './row.ts'

/** The settings of a user pool, as a page or a form shows them. */
export const poolSections: readonly Section[] = [
  { title: { en: 'General', zh: '基本' }, rows: general },
  { title: { en: 'Registration', zh: '注册' }, rows: registration },
  { title: { en: 'Signing in', zh: '登录' }, rows: signIn },
  { title: { en: 'Passwords', zh: '密码' }, rows: password },
  { title: { en: 'Sessions and history', zh: '会话与历史' }, rows: session },
  { title: { en: 'Codes, addresses and texts', zh: '验证码、联系方式与短信' }, rows: contact },
  { title: { en: 'Quotas', zh: '配额' }, rows: quota },
]

/** Every setting of a user pool. What is wrong in a request is told in this order. */
export const poolSettings = {
  ...general,
  ...registration,
  ...signIn,
  ...password,
  ...session,
  ...contact,
  ...quota,
} as const satisfies SettingRows

/** Settings of the protocol that nothing reads, each with what it is anyway, which can be said; anything else is 1000. */
export const unbuiltPoolSettings: Readonly<Record<string, unknown>> = { app2WxappLoginStrategy: null }
