import type { Language } from '@menshen/contract/errors'

export interface VerifyEmailWords {
  verified: string
  already: string
  title: string
  lead: (email: string) => string
  /** Nothing ends. */
  keeps: string
  /** What the account has ends. `signIn`: one can sign in first. */
  ends: (signIn: boolean) => string
  button: string
  anyway: string
  signIn: string
}

export const verifyEmailWords: Record<Language, VerifyEmailWords> = {
  'zh-CN': {
    verified: '邮箱验证成功',
    already: '该邮箱此前已经验证',
    title: '验证邮箱',
    lead: (email) => `请确认 ${email} 是你的邮箱。`,
    keeps: '验证后，账号的密码和登录状态保持不变。',
    ends: (signIn) =>
      `此浏览器没有登录这个账号。在这里验证后，账号只归邮箱的主人所有：所有设备退出登录，密码、二次验证方式和其他未经验证的登录名失效，需要重新设置密码。如果账号是你自己注册的，请${signIn ? '先登录再打开此链接，或' : ''}在注册时所用的浏览器中打开此链接，即可全部保留。`,
    button: '验证邮箱',
    anyway: '仍在此验证',
    signIn: '先登录以保留密码',
  },
  'en-US': {
    verified: 'The e-mail address is verified',
    already: 'The e-mail address was verified before',
    title: 'Verify your e-mail address',
    lead: (email) => `Confirm that ${email} is your address.`,
    keeps: 'Your password and your sign-ins stay as they are.',
    ends: (signIn) =>
      `This browser is not signed in to the account. Verifying here leaves the account to the owner of the address alone: every device is signed out, and the password, second factors and unverified names end, so you choose a new password. If you registered it yourself, ${signIn ? 'sign in first and open this link again, or ' : ''}open this link in the browser in which you registered, and everything stays.`,
    button: 'Verify address',
    anyway: 'Verify here anyway',
    signIn: 'Sign in first to keep them',
  },
}
