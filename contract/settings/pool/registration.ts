import { frequency } from '../frequency.ts'
import type { SettingRows } from '../row.ts'

/** Who becomes a person of the pool, and as what. */
export const registration = {
  registerDisabled: {
    kind: 'flag',
    default: false,
    title: { en: 'Closed to registration', zh: '禁止注册' },
    help: {
      en: 'Nobody registers (2031); an administrator still creates people.',
      zh: '任何人都无法自行注册（2031），管理员仍可创建用户。',
    },
  },
  frequentRegisterCheck: {
    kind: 'group',
    members: frequency(100_000, 100, 300),
    title: { en: 'Registrations from one address', zh: '注册频率限制' },
    help: {
      en: 'Successful registrations from one address, of IPv6 from one /64 (2100).',
      zh: '同一 IP 地址（IPv6 为同一 /64 网段）成功注册的次数（2100）。',
    },
  },
  whitelist: {
    kind: 'group',
    members: {
      phoneEnabled: { kind: 'flag', default: false, title: { en: 'Phone numbers', zh: '手机号' } },
      emailEnabled: { kind: 'flag', default: false, title: { en: 'E-mail addresses', zh: '邮箱' } },
      usernameEnabled: { kind: 'flag', default: false, title: { en: 'Usernames', zh: '用户名' } },
    },
    title: { en: 'Registration whitelist', zh: '注册白名单' },
    help: {
      en: 'An identifier of that kind must be on the list of `addWhitelist` to register (2031).',
      zh: '该类标识必须在 `addWhitelist` 的名单中才能注册（2031）。',
    },
  },
  defaultGroup: {
    kind: 'text',
    max: 128,
    default: null,
    nullable: 'always',
    title: { en: 'Default group', zh: '默认分组' },
    help: {
      en: 'Code of a group that everybody who registers joins; nobody can while it is gone (2012). An empty text takes the setting away, as null does.',
      zh: '注册用户自动加入的分组的 code；该分组不存在时无法注册（2012）。空文本与 null 均表示取消。',
    },
  },
  emailVerifiedDefault: {
    kind: 'flag',
    default: false,
    title: { en: 'Addresses count as verified', zh: '注册邮箱视为已验证' },
    help: {
      en: 'Whether registering with an e-mail address counts as having verified it, for sign-in and for applications. The first person who proves the address gets the account all the same.',
      zh: '以邮箱注册是否即视为已验证（用于登录与应用）。无论如何，先证明该邮箱归属者得到账号。',
    },
  },
  sendWelcomeEmail: {
    kind: 'flag',
    default: false,
    title: { en: 'Welcome mail', zh: '欢迎邮件' },
    help: { en: 'People who register get the mail `WELCOME`.', zh: '注册后发送 `WELCOME` 邮件。' },
  },
} as const satisfies SettingRows
