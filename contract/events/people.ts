import type { EventRows } from './shape.ts'

/** What administrators do with people. */
export const people = {
  'user.created': { payload: { userId: 'user' }, zh: '创建用户', en: 'Create user' },
  'user.updated': { payload: { userId: 'user' }, zh: '修改用户', en: 'Change user' },
  'user.removed': { payload: { userIds: 'user[]' }, zh: '删除用户', en: 'Delete users', webhook: 'user:deleted' },
  'user.blocked': { payload: { userId: 'user' }, zh: '锁定用户', en: 'Lock user' },
  'user.unblocked': { payload: { userId: 'user' }, zh: '解锁用户', en: 'Unlock user' },
  'user.activated': {
    payload: { userIds: 'user[]' },
    zh: '激活用户',
    en: 'Activate users',
    webhook: 'user:unarchived',
  },
  'user.suspended': { payload: { userIds: 'user[]' }, zh: '停用用户', en: 'Suspend users' },
  'user.resigned': { payload: { userIds: 'user[]' }, zh: '用户离职', en: 'Note that users have left' },
  'user.archived': { payload: { userIds: 'user[]' }, zh: '归档用户', en: 'Archive users' },
  'user.first-login-sent': {
    payload: { userId: 'user' },
    zh: '发送首次登录链接',
    en: 'Send link for the first sign-in',
  },
  'user.identity-linked': { payload: { userId: 'user' }, zh: '绑定第三方账号', en: 'Link identity' },
  // Whatever there was to take: what went is told by `user.factors-changed`.
  'user.factors-reset': { payload: { userId: 'user', kinds: 'texts' }, zh: '重置 MFA', en: 'Reset second factors' },
  // Through the older API, which switches an authenticator app; whether it was off or on before.
  'user.totp-switched': {
    payload: { userId: 'user', enabled: 'flag' },
    zh: '开关 MFA 口令',
    en: 'Switch authenticator app',
  },
  'user.principal-authenticated': {
    payload: { userId: 'user', status: ['pending', 'verified'] },
    zh: '主体认证',
    en: 'Authenticate principal',
  },
  'user.principal-reset': { payload: { userId: 'user' }, zh: '重置主体认证', en: 'Forget principal' },
  // Whoever has it can show the second factor of that person.
  'user.totp-secret-read': {
    payload: { userId: 'user' },
    zh: '查看 MFA 口令密钥',
    en: 'Read secret of an authenticator app',
  },
  'user-import.begun': { payload: { importId: 'user-import' }, zh: '导入用户', en: 'Import users' },
} as const satisfies EventRows
