import type { Rows } from './shape.ts'

export const password = {
  2016: {
    name: 'PasswordUndecipherable',
    status: 400,
    en: 'Client password decryption error',
    zh: '密码解密出错',
    note: 'Encrypt the password with the current public key of this server, which /api/v2/.well-known gives.',
    noteZh: '请使用本服务 /api/v2/.well-known 提供的当前公钥加密密码。',
    onFoundingPage: true,
  },
  2019: {
    name: 'PasswordChangeUnverified',
    status: 400,
    en: 'Verification is required when changing the password',
    zh: '修改密码时需要先进行验证',
    note: 'Verify the code that was sent to the user, then change the password.',
    noteZh: '请先校验发送给用户的验证码，再修改密码。',
    onFoundingPage: true,
  },
  2201: {
    name: 'OldPasswordRequired',
    status: 400,
    en: 'Please enter the original password',
    zh: '请输入原始密码',
    note: 'Send the present password along with the new one.',
    noteZh: '请在提交新密码时一并提交原密码。',
    onFoundingPage: true,
  },
  2203: {
    name: 'OldPasswordWrong',
    status: 400,
    en: 'The original password is wrong',
    zh: '原始密码错误',
    note: 'Ask for the present password again, or let the user reset it by code.',
    noteZh: '请让用户重新输入原密码，或通过验证码重置密码。',
    onFoundingPage: true,
  },
  2218: {
    name: 'PasswordChangeNeedsMailbox',
    status: 403,
    en: 'When trying to modify the password, the mailbox is not bound, and modification is not allowed',
    zh: '修改密码时发现尚未绑定邮箱，不允许修改',
    note: 'Let the user bind an e-mail address first.',
    noteZh: '请先让用户绑定邮箱。',
    onFoundingPage: true,
  },
} as const satisfies Rows
