import type { SettingRows } from '../row.ts'

/** What a password has to be. */
export const password = {
  passwordStrength: {
    kind: 'level',
    levels: [0, 1, 2, 3],
    default: 1,
    title: { en: 'Strength', zh: '密码强度' },
    help: {
      en: '0 any that is not empty, 1 as long as `passwordMinLength`, 2 also two and 3 three kinds of characters (2029).',
      zh: '0 不为空即可；1 达到 `passwordMinLength` 的长度；2、3 还须包含两种、三种字符（2029）。',
    },
  },
  passwordMinLength: {
    kind: 'whole',
    min: 6,
    max: 64,
    default: 6,
    forNew: 8,
    title: { en: 'Shortest password', zh: '密码最短长度' },
    help: {
      en: 'Characters that a new password has at least. 8 where people have second factors, 15 where the password is all (NIST SP 800-63B). Older pools keep 6 until somebody changes it.',
      zh: '新密码的最少字符数。启用多因素认证时建议 8，仅凭密码时建议 15（NIST SP 800-63B）。此前创建的用户池保持 6，直到有人修改。',
    },
  },
  refuseCommonPasswords: {
    kind: 'flag',
    default: null,
    nullable: 'always',
    forNew: true,
    title: { en: 'Refuse common passwords', zh: '拒绝常见密码' },
    help: {
      en: 'Refuses common words, rows of keys, repetitions, the account’s own name and what stands on the operator’s list of leaked passwords (2029). Null: from strength 2 on.',
      zh: '拒绝常见单词、键盘序列、重复字符、账号自身的名称，以及运维方泄露密码名单中的密码（2029）。null 表示从强度 2 起生效。',
    },
  },
  passwordUpdatePolicy: {
    kind: 'group',
    members: {
      enabled: { kind: 'flag', default: false, title: { en: 'On', zh: '启用' } },
      forcedCycle: {
        kind: 'whole',
        min: 1,
        max: 3_650,
        unit: 'days',
        default: null,
        nullable: 'at-first',
        title: { en: 'Changed every', zh: '强制更换周期' },
      },
      differenceCycle: {
        kind: 'whole',
        min: 0,
        max: 10,
        default: null,
        nullable: 'at-first',
        title: { en: 'Must differ from the latest', zh: '不得与最近几次相同' },
      },
    },
    title: { en: 'Renewal', zh: '定期更换密码' },
    help: {
      en: 'After `forcedCycle` days a password has to be changed to sign in (2058). A new one must differ from the latest `differenceCycle`, the present one among them.',
      zh: '超过 `forcedCycle` 天后须更换密码才能登录（2058）。新密码不得与最近 `differenceCycle` 个（含当前）相同。',
    },
  },
} as const satisfies SettingRows
