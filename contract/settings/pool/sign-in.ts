import { frequency } from '../frequency.ts'
import type { SettingRows } from '../row.ts'

/** How people get in, and what holds up who guesses. */
export const signIn = {
  loginRequireEmailVerified: {
    kind: 'flag',
    default: false,
    title: { en: 'Verified address needed', zh: '登录须先验证邮箱' },
    help: {
      en: 'Who has an e-mail address verifies it before signing in (2042).',
      zh: '有邮箱的用户须先验证邮箱才能登录（2042）。',
    },
  },
  loginFailCheck: {
    kind: 'group',
    members: frequency(1_000, 5, 300),
    title: { en: 'Wrong passwords', zh: '密码错误次数' },
    help: {
      en: 'Wrong passwords per account before `loginFailStrategy`; four times as many per address (of IPv6 per /64) and two hundred times as many in the whole pool before a captcha (2000).',
      zh: '每个账号密码错误达到该次数后执行 `loginFailStrategy`；同一 IP 地址（IPv6 为 /64 网段）达到四倍、整个用户池达到二百倍时要求验证码（2000）。',
    },
  },
  loginFailStrategy: {
    kind: 'choice',
    choices: ['captcha', 'block-account'],
    default: 'captcha',
    title: { en: 'After wrong passwords', zh: '密码错误后的策略' },
    help: {
      en: '`captcha`: the next try needs one (2000). `block-account`: the account is locked (2005) until the tries have left the window, or an administrator sets `blocked: false`.',
      zh: '`captcha`：下一次尝试需要验证码（2000）。`block-account`：锁定账号（2005），直到这些尝试移出时间窗口，或由管理员设置 `blocked: false`。',
    },
  },
  loginPasswordFailCheck: {
    kind: 'group',
    members: frequency(1_000, 50, 3_600),
    title: { en: 'Wrong passwords before a lock', zh: '锁定账号的密码错误次数' },
    help: {
      en: 'Wrong passwords per account before it is locked (2005) until they have left the window, whatever the strategy.',
      zh: '无论采用何种策略，每个账号密码错误达到该次数后被锁定（2005），直到这些尝试移出时间窗口。',
    },
  },
  hideAccountExistence: {
    kind: 'flag',
    default: false,
    title: { en: 'Hide who has an account', zh: '隐藏账号是否存在' },
    help: {
      en: 'An unknown account and a wrong password get one answer, 2333, in equal time. A username that reads as an e-mail address or a mobile number is refused (400) to everybody but whose proven address it is: that it is taken would tell. Without it, answers that a name is taken or that nobody has an address are counted, a hundred answers in five minutes from one network (429).',
      zh: '账号不存在与密码错误得到相同的应答 2333，耗时也相同。形如邮箱或手机号的用户名只允许由已证明该地址归属的人使用，其他人被拒绝（400）。关闭时，被告知名称已占用或地址无人使用的应答计入限制：同一网段五分钟内一百次（429）。',
    },
  },
  firstProof: {
    kind: 'choice',
    choices: ['end', 'keep'],
    default: 'end',
    title: { en: 'First proof of an address', zh: '首次证明地址归属' },
    help: {
      en: 'What the first proof of an address from outside its account leaves of what was there before: `end` nothing, `keep` everything, as the official service does. With `keep`, a stranger who registers somebody else’s address first keeps a way into that person’s account.',
      zh: '首次从账号之外证明地址归属时，账号原有内容如何处理：`end` 全部清除；`keep` 全部保留，与官方服务一致。选择 `keep` 时，抢先用他人地址注册的人将保留进入该账号的途径。',
    },
  },
  mfa: {
    kind: 'special',
    special: 'mfa',
    form: {
      en: '`policy`: `off`, `optional`, `required`, `new-device`, `new-place`; `factors`: list of `totp`, `sms`, `email`, `face`, `passkey`',
      zh: '`policy`：`off`、`optional`、`required`、`new-device`、`new-place`；`factors`：`totp`、`sms`、`email`、`face`、`passkey` 的列表',
    },
    default: { policy: 'optional', factors: ['totp', 'passkey', 'sms', 'email'] },
    title: { en: 'Second factors', zh: '多因素认证' },
    help: {
      en: 'When a second factor is asked for, and which are accepted where the policy demands one, the preferred one first. Holds where an application does not say otherwise.',
      zh: '何时要求第二因素，以及策略要求时接受哪些（优先者在前）。应用未单独设置时生效。',
    },
  },
  qrcodeLoginStrategy: {
    kind: 'group',
    members: {
      qrcodeExpiresAfter: {
        kind: 'whole',
        min: 30,
        max: 3_600,
        unit: 'seconds',
        default: 120,
        title: { en: 'A code is good for', zh: '二维码有效期' },
      },
      returnFullUserInfo: {
        kind: 'flag',
        default: false,
        title: { en: 'The browser gets person and token at once', zh: '直接向浏览器返回用户信息与 token' },
      },
      allowExchangeUserInfoFromBrowser: {
        kind: 'flag',
        default: false,
        title: { en: 'The browser may redeem the ticket itself', zh: '允许浏览器自行用 ticket 换取用户信息' },
      },
      ticketExpiresAfter: {
        kind: 'whole',
        min: 30,
        max: 3_600,
        unit: 'seconds',
        default: 300,
        title: { en: 'The ticket of a confirmed code is good for', zh: 'ticket 有效期' },
      },
    },
    title: { en: 'Codes to scan', zh: '扫码登录' },
    help: { en: 'How codes to scan are shown and redeemed.', zh: '二维码的有效期，以及确认后如何换取用户信息。' },
  },
  newDeviceNotice: {
    kind: 'flag',
    default: false,
    title: { en: 'Mail about a new device', zh: '新设备登录通知' },
    help: {
      en: 'People who sign in on a new device get the mail `NEW_DEVICE`.',
      zh: '在新设备上登录后发送 `NEW_DEVICE` 邮件。',
    },
  },
  appSsoEnabled: {
    kind: 'flag',
    default: false,
    title: { en: 'Pages may ask who is signed in', zh: '应用间单点登录' },
    help: {
      en: 'Pages of the pool’s applications may ask who is signed in in this browser (`/cas/session`).',
      zh: '用户池内应用的页面可以查询当前浏览器的登录用户（`/cas/session`）。',
    },
  },
} as const satisfies SettingRows
