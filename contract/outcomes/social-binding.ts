import type { OutcomeRows } from './shape.ts'

export const socialBinding = {
  2213: {
    name: 'ProviderAlreadyBound',
    status: 409,
    en: 'When trying to bind a third-party OAuth login method, it has already been bound',
    zh: '绑定第三方 OAuth 登录方式时，发现已绑定过此种方式',
    note: 'Unbind the present account of that provider before binding another.',
    noteZh: '请先解绑该登录方式下的现有账号，再绑定新的账号。',
    onFoundingPage: true,
  },
  2214: {
    name: 'BindingsUnreadable',
    status: 500,
    en: 'Failed to read the bound OAuth login method',
    zh: '读取已绑定的 OAuth 登录方式失败',
    note: 'Try again; if it lasts, have the operator look at the stored bindings of the user.',
    noteZh: '请重试；若持续出现，请运维人员检查该用户的绑定数据。',
    onFoundingPage: true,
  },
  2215: {
    name: 'SocialAccountTaken',
    status: 409,
    en: 'When trying to bind a third-party OAuth login method, the third-party account has already been bound to another user',
    zh: '绑定第三方 OAuth 登录方式时，要绑定的第三方账号已被其他用户绑定',
    note: 'Sign in with that account instead, or unbind it from the other user first.',
    noteZh: '请直接使用该第三方账号登录，或先将其从原用户解绑。',
    onFoundingPage: true,
  },
  2216: {
    name: 'ProviderNotBound',
    status: 404,
    en: 'When trying to unbind the third-party OAuth login method, no binding of that method exists',
    zh: '解绑第三方 OAuth 登录方式时，发现没有绑定过此种方式',
    note: 'Read the bindings of the user again and unbind only what is there.',
    noteZh: '请重新读取用户的绑定列表，仅解绑已存在的登录方式。',
    onFoundingPage: true,
    variants: {
      phone: {
        en: 'When trying to unbind the phone number, the user did not bind one',
        zh: '解绑手机号时发现该用户没有绑定手机号',
      },
    },
  },
  2217: {
    name: 'LastLoginMethod',
    status: 403,
    en: 'When trying to unbind the third-party OAuth login method or mailbox, there is only one login method, so it cannot be unbind',
    zh: '只有一种登录方式，不能解绑第三方 OAuth 登录方式或邮箱',
    note: 'Let the user set a password or bind another login method first.',
    noteZh: '请先让用户设置密码或绑定其他登录方式。',
    onFoundingPage: true,
  },
} as const satisfies OutcomeRows
