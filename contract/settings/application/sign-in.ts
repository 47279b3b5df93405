import type { SettingRows } from '../row.ts'

/** What the application is, and how people get into it. */
export const signIn = {
  appType: {
    kind: 'choice',
    choices: ['INDIVIDUAL', 'Tenant', 'BOTH'],
    fault: 2009,
    default: 'INDIVIDUAL',
    title: { en: 'Type', zh: '应用类型' },
    help: {
      en: 'For people one by one, for customers that are organisations themselves, or for both.',
      zh: '面向个人用户、租户，或二者兼有。',
    },
  },
  programType: {
    kind: 'choice',
    choices: ['web', 'spa', 'native', 'mini-program', 'api'],
    default: null,
    nullable: 'always',
    title: { en: 'Kind of program', zh: '程序类型' },
    help: {
      en: 'What it is: `web` runs on a server, `spa` in a browser, `native` on a device, `api` is a machine. A note, which changes nothing else. Null: as how it proves itself suggests.',
      zh: '`web` 运行在服务器上，`spa` 运行在浏览器中，`native` 运行在设备上，`api` 是机器。仅作标注，不影响其他行为。null 表示按其身份验证方式推断。',
    },
  },
  firstParty: {
    kind: 'flag',
    default: true,
    title: { en: 'Ours', zh: '自有应用' },
    help: {
      en: 'Nobody is asked whether it may know who they are; a stranger’s application (`false`) asks.',
      zh: '自有应用不征求用户同意；第三方应用（`false`）会征求同意。',
    },
  },
  usernamePasswordEnabled: {
    kind: 'flag',
    default: true,
    title: { en: 'Username and password', zh: '用户名密码登录' },
    help: { en: 'Whether people sign in so. One way stays open.', zh: '是否允许此方式登录。至少保留一种登录方式。' },
  },
  emailPasswordEnabled: {
    kind: 'flag',
    default: true,
    title: { en: 'E-mail address and password', zh: '邮箱密码登录' },
    help: { en: 'Whether people sign in so. One way stays open.', zh: '是否允许此方式登录。至少保留一种登录方式。' },
  },
  phonePasswordEnabled: {
    kind: 'flag',
    default: true,
    title: { en: 'Phone number and password', zh: '手机号密码登录' },
    help: { en: 'Whether people sign in so. One way stays open.', zh: '是否允许此方式登录。至少保留一种登录方式。' },
  },
  emailCodeEnabled: {
    kind: 'flag',
    default: true,
    title: { en: 'Code by mail', zh: '邮箱验证码登录' },
    help: { en: 'Whether people sign in so. One way stays open.', zh: '是否允许此方式登录。至少保留一种登录方式。' },
  },
  phoneCodeEnabled: {
    kind: 'flag',
    default: true,
    title: { en: 'Code by text', zh: '短信验证码登录' },
    help: { en: 'Whether people sign in so. One way stays open.', zh: '是否允许此方式登录。至少保留一种登录方式。' },
  },
  magicLink: {
    kind: 'flag',
    default: false,
    title: { en: 'Link by mail', zh: '邮件链接登录' },
    help: { en: 'People may have a link mailed to them that signs them in.', zh: '用户可以通过邮件中的链接登录。' },
  },
  mfa: {
    kind: 'special',
    special: 'mfa',
    form: { en: 'as `mfa` of the pool', zh: '与用户池的 `mfa` 相同' },
    default: null,
    nullable: 'always',
    title: { en: 'Second factors', zh: '多因素认证' },
    help: { en: 'Null: as the pool has it.', zh: 'null 表示沿用用户池的设置。' },
  },
  qrSignInEnabled: {
    kind: 'flag',
    default: false,
    title: { en: 'Codes to scan', zh: '扫码登录' },
    help: {
      en: 'Whether the sign-in page shows a code for people to scan with an app of yours.',
      zh: '登录页是否显示供自有 App 扫描的二维码。',
    },
  },
  passkeyEnabled: {
    kind: 'flag',
    default: true,
    title: { en: 'Passkeys', zh: '通行密钥' },
    help: { en: 'Whether the sign-in page offers passkeys.', zh: '登录页是否提供通行密钥。' },
  },
  enableSubAccount: {
    kind: 'flag',
    default: false,
    title: { en: 'Sub-accounts', zh: '子账号' },
    help: { en: 'Whether people may enter by sub-accounts as well.', zh: '是否允许用户以子账号登录。' },
  },
  accessEnabled: {
    kind: 'flag',
    default: true,
    wire: 'permissionStrategy.enabled',
    title: { en: 'Rules on who may enter', zh: '访问控制' },
    help: {
      en: 'Whether it matters who may enter at all; false: everybody may.',
      zh: '是否启用访问控制；false 表示所有人都可访问。',
    },
  },
  defaultAccess: {
    kind: 'choice',
    choices: ['ALLOW_ALL', 'DENY_ALL'],
    default: 'ALLOW_ALL',
    wire: 'permissionStrategy.defaultStrategy',
    title: { en: 'Who no rule is about', zh: '默认访问策略' },
    help: { en: 'Whether people without a rule may enter.', zh: '没有规则涉及的用户是否可以访问。' },
  },
} as const satisfies SettingRows
