import type { OutcomeRows } from './shape.ts'

export const verification = {
  2001: {
    name: 'CodeWrong',
    status: 400,
    en: 'Verification code verification failed (verification code error)',
    zh: '验证码不正确！',
    note: 'Ask for the code again; after too many wrong tries it is void and a new one must be sent.',
    noteZh: '请让用户重新输入验证码；多次输错后验证码失效，需重新发送。',
    onFoundingPage: true,
  },
  2023: {
    name: 'EmailLinkExpired',
    status: 400,
    en: 'User mailbox verification failed, reason: verification link has expired and needs to be resent',
    zh: '用户邮箱验证失败，原因：验证链接已过期，需重新发送',
    note: 'Send the verification mail again and use the newest link.',
    noteZh: '请重新发送验证邮件，并使用最新的链接。',
    onFoundingPage: true,
  },
  2080: {
    name: 'MessageJustSent',
    status: 429,
    en: 'A message was sent to this address a moment ago, please wait before asking for another',
    zh: '刚刚已发送过，请稍后再试',
    note: 'Have the user look for the message that was sent, and offer to send another after a minute.',
    noteZh: '请提示用户查收已发送的消息，并在一分钟后再允许重新发送。',
  },
  2300: {
    name: 'CodeExpired',
    status: 400,
    en: 'Verification code expired',
    zh: '验证码已过期',
    note: 'Send a new code and use it before it expires.',
    noteZh: '请重新发送验证码，并在有效期内使用。',
    onFoundingPage: true,
  },
} as const satisfies OutcomeRows
