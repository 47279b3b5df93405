import type { SettingRows } from '../row.ts'

const most = 2_147_483_647

/** How much of the platform a pool may use: for the operator to say. */
export const quota = {
  monthlyLoginQuota: {
    kind: 'whole',
    min: 0,
    max: most,
    default: null,
    nullable: 'always',
    setBy: 'operator',
    title: { en: 'Sign-ins a month', zh: '每月登录次数' },
    help: {
      en: 'Per calendar month in UTC (2002). Null: any number.',
      zh: '按 UTC 自然月计算（2002）。null 表示不限制。',
    },
  },
  mauQuota: {
    kind: 'whole',
    min: 0,
    max: most,
    default: null,
    nullable: 'always',
    setBy: 'operator',
    title: { en: 'People who sign in a month', zh: '月活跃用户数' },
    help: {
      en: 'Who was there this month gets in again (2040). Null: any number.',
      zh: '本月已登录过的用户仍可登录（2040）。null 表示不限制。',
    },
  },
  userCountQuota: {
    kind: 'whole',
    min: 0,
    max: most,
    default: null,
    nullable: 'always',
    setBy: 'operator',
    title: { en: 'People', zh: '用户总数' },
    help: { en: 'In all (2040). Null: any number.', zh: '用户总数上限（2040）。null 表示不限制。' },
  },
  hourlySendingQuota: {
    kind: 'group',
    members: {
      mailsPerAddress: {
        kind: 'whole',
        min: 0,
        max: most,
        default: 100,
        title: { en: 'Mails from one address', zh: '单一 IP 的邮件数' },
      },
      mails: {
        kind: 'whole',
        min: 0,
        max: most,
        default: 20_000,
        title: { en: 'Mails in the pool', zh: '用户池的邮件数' },
      },
      textsPerAddress: {
        kind: 'whole',
        min: 0,
        max: most,
        default: 30,
        title: { en: 'Texts from one address', zh: '单一 IP 的短信数' },
      },
      texts: {
        kind: 'whole',
        min: 0,
        max: most,
        default: 2_000,
        title: { en: 'Texts in the pool', zh: '用户池的短信数' },
      },
    },
    setBy: 'operator',
    title: { en: 'Messages an hour', zh: '每小时发送量' },
    help: {
      en: 'Messages that people may cause in an hour (429): from one client address, of IPv6 one /64, and in the whole pool. Texts cost money, and some numbers earn their owners money for each text.',
      zh: '用户每小时可触发的消息数（429）：按客户端 IP（IPv6 为 /64 网段）与整个用户池计算，以防短信被恶意消耗。',
    },
  },
} as const satisfies SettingRows
