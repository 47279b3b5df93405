import type { Shortfall } from '../password.ts'
import type { Identifier } from '../situation.ts'
import type { Text } from './en.ts'

const identifiers: Record<Identifier, string> = { username: '用户名', email: '邮箱', phone: '手机号' }

const shortfalls: Record<Shortfall, (minLength: number) => string> = {
  empty: () => '请输入密码。',
  short: (minLength) => `密码长度不能少于 ${minLength} 位。`,
  'two-classes': () => '请至少混用小写字母、大写字母、数字、符号中的两类。',
  'three-classes': () => '请至少混用小写字母、大写字母、数字、符号中的三类。',
}

const scopes: Record<string, { name: string; description: string }> = {
  openid: { name: '确认你的身份', description: '在该应用中代表你的标识。' },
  profile: { name: '个人资料', description: '姓名、头像、语言等公开信息。' },
  email: { name: '邮箱地址', description: '邮箱地址及其是否已验证。' },
  phone: { name: '手机号码', description: '手机号码及其是否已验证。' },
  address: { name: '通讯地址', description: '个人资料中保存的地址。' },
  offline_access: { name: '保持登录', description: '在你离开后继续保有上述访问权限。' },
}

const rules = [
  () => '',
  (minLength: number) => `至少 ${minLength} 位。`,
  (minLength: number) => `至少 ${minLength} 位，且包含小写字母、大写字母、数字、符号中的两类。`,
  (minLength: number) => `至少 ${minLength} 位，且包含小写字母、大写字母、数字、符号中的三类。`,
] as const

export const zh: Text = {
  signInTitle: '登录',
  signInLead: (application) => `登录后继续使用 ${application}`,
  signInButton: '登录',
  signUpTitle: '创建账号',
  signUpLead: (application) => `注册后即可使用 ${application}`,
  signUpButton: '注册',
  noAccountYet: '还没有账号？',
  toSignUp: '立即注册',
  haveAccount: '已有账号？',
  toSignIn: '直接登录',
  account: (kinds) => kinds.map((kind) => identifiers[kind]).join(' / ') || '账号',
  accountMissing: (label) => `请输入${label}。`,
  emailWrong: '请输入完整的邮箱地址，例如 name@example.com。',
  signUpWith: '注册方式',
  method: (kind) => identifiers[kind],
  usernameHint: '以后用它登录。',
  password: '密码',
  showPassword: '显示密码',
  hidePassword: '隐藏密码',
  capsLock: '大写锁定已开启。',
  rule: ({ strength, minLength }) => rules[strength](minLength),
  shortfall: (lack, minLength) => shortfalls[lack](minLength),
  grade: (grade) => ['', '弱', '一般', '良好', '强'][grade] ?? '',
  gradeLabel: '密码强度',
  busy: '请稍候…',
  back: (application) => `取消并返回 ${application}`,
  leaving: (application) => `正在前往 ${application}。`,
  leavingLink: '没有反应？点此继续。',
  consentTitle: (application) => `${application} 请求授权`,
  consentLead: '访问你的账号',
  consentScopes: '授权后，该应用可以获取：',
  scope: (name) => scopes[name] ?? null,
  consentGoes: (host) => `随后将跳转到 ${host}。`,
  allow: '同意授权',
  deny: '拒绝',
  expiredTitle: '登录页面已过期',
  expiredLead: (application) => `登录页面的有效时间有限。请返回 ${application} 重新开始。`,
  expiredLink: (application) => `返回 ${application}`,
  unreachable: '无法连接服务器，请检查网络后重试。',
  garbled: '服务器返回了无法识别的内容，请稍后重试。',
  correct: (count) => `有 ${count} 处需要修改。`,
  switchLanguage: '切换语言',
}
