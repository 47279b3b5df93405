import type { SettingRows } from '../row.ts'

/** Codes, what they prove, and how texts leave. */
export const contact = {
  verifyCodeLength: {
    kind: 'whole',
    min: 4,
    max: 12,
    default: 6,
    title: { en: 'Digits of a code', zh: '验证码位数' },
    help: {
      en: 'A code has six digits or more, whatever is set: fewer would be guessed.',
      zh: '无论如何设置，验证码至少 6 位，以免被猜中。',
    },
  },
  verifyCodeMaxAttempts: {
    kind: 'whole',
    min: 1,
    max: 10,
    default: 3,
    title: { en: 'Tries of a code', zh: '验证码尝试次数' },
    help: { en: 'Wrong tries until a code is void.', zh: '输错达到该次数后验证码作废。' },
  },
  verifyCodeLifetime: {
    kind: 'whole',
    min: 30,
    max: 3_600,
    unit: 'seconds',
    default: 300,
    title: { en: 'A code is good for', zh: '验证码有效期' },
    help: { en: 'Counts from its sending.', zh: '自发送时起计算。' },
  },
  verifyCodeResendInterval: {
    kind: 'whole',
    min: 1,
    max: 3_600,
    unit: 'seconds',
    default: 60,
    title: { en: 'Wait for the next code', zh: '重发间隔' },
    help: {
      en: 'After a code was sent to an address, the next one waits that long (2080).',
      zh: '向同一地址发送验证码后，须等待这么久才能再次发送（2080）。',
    },
  },
  verifyCodeSceneRequired: {
    kind: 'flag',
    default: false,
    title: { en: 'A code is for one thing', zh: '验证码须指定用途' },
    help: {
      en: 'A request for a code without a `scene`, or for `VERIFY_CODE`, is refused (400). Without the setting such a code signs in, registers, resets a password and binds an address. The official SDK sends texts without a scene unless it is told one: `sendSmsCode(phone, "+86", "login")`.',
      zh: '开启后，未带 `scene` 或用途为 `VERIFY_CODE` 的发送请求被拒绝（400）；关闭时，此类验证码可用于登录、注册、重置密码与绑定地址。官方 SDK 发送短信时默认不带 scene，须显式指定：`sendSmsCode(phone, "+86", "login")`。',
    },
  },
  changePhoneStrategy: {
    kind: 'group',
    members: {
      verifyOldPhone: { kind: 'flag', default: true, title: { en: 'The old number is proven', zh: '验证原手机号' } },
    },
    title: { en: 'Change of the phone number', zh: '更换手机号' },
    help: {
      en: 'Whether a code to the old number is needed to change it.',
      zh: '更换手机号时是否需要原手机号的验证码。',
    },
  },
  changeEmailStrategy: {
    kind: 'group',
    members: {
      verifyOldEmail: { kind: 'flag', default: true, title: { en: 'The old address is proven', zh: '验证原邮箱' } },
    },
    title: { en: 'Change of the e-mail address', zh: '更换邮箱' },
    help: { en: 'Whether a code to the old address is needed to change it.', zh: '更换邮箱时是否需要原邮箱的验证码。' },
  },
  customSMSProvider: {
    kind: 'special',
    special: 'smsSender',
    form: {
      en: '`enabled`, `provider` and, as JSON text, `config`',
      zh: '`enabled`、`provider`，以及 JSON 文本 `config`',
    },
    default: { enabled: false, provider: null },
    title: { en: 'Sender of texts', zh: '短信服务' },
    help: {
      en: 'The pool’s own sender of texts: see the page of providers. `config` is stored sealed and never read back.',
      zh: '用户池自有的短信服务，见“服务商”一页。`config` 加密存储，不会再次显示。',
    },
  },
} as const satisfies SettingRows
