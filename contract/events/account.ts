import type { EventRows } from './shape.ts'

const contact = ['email', 'phone'] as const

/** What people do with their own account. */
export const account = {
  'user.registered': {
    payload: { userId: 'user', by: ['password', 'code'] },
    zh: '注册',
    en: 'Register',
    webhook: 'register',
    own: true,
  },
  'user.deleted': { payload: { userId: 'user' }, zh: '注销账号', en: 'Delete account', own: true },
  'user.profile-changed': {
    payload: { userId: 'user' },
    zh: '修改账号信息',
    en: 'Change profile',
    webhook: 'user:updated',
    own: true,
  },
  'user.password-changed': {
    payload: { userId: 'user', by: ['password', 'code', 'ticket', 'link', 'administrator'] },
    zh: '修改密码',
    en: 'Change password',
    own: true,
  },
  'user.contact-changed': {
    payload: { userId: 'user', kind: contact, change: ['bound', 'changed', 'unbound'] },
    zh: '修改邮箱或手机号',
    en: 'Change e-mail address or phone number',
    own: true,
    variants: {
      'user.email-bound': { zh: '绑定邮箱', en: 'Bind e-mail address' },
      'user.email-changed': { zh: '修改邮箱', en: 'Change e-mail address' },
      'user.email-unbound': { zh: '解绑邮箱', en: 'Unbind e-mail address' },
      'user.phone-bound': { zh: '绑定手机号', en: 'Bind phone number' },
      'user.phone-changed': { zh: '修改手机号', en: 'Change phone number' },
      'user.phone-unbound': { zh: '解绑手机号', en: 'Unbind phone number' },
    },
  },
  // Somebody proved an address that the account named; `ended`: from outside, and everything of before has ended.
  'user.address-proven': {
    payload: { userId: 'user', kind: contact, ended: 'flag' },
    zh: '验证邮箱或手机号',
    en: 'Verify address',
    webhook: 'user:email-verified',
    own: true,
  },
  // The account named an address that somebody else has proven to be theirs, and has it no more.
  'user.address-given-up': {
    payload: { userId: 'user', kind: contact },
    zh: '未验证的邮箱或手机号被他人验证',
    en: 'Give up unverified address',
    own: true,
  },
  'user.factors-changed': {
    payload: { userId: 'user', added: 'texts', removed: 'texts' },
    zh: '修改 MFA',
    en: 'Change second factors',
    own: true,
    variants: {
      'user.factor-added': { zh: '绑定 MFA', en: 'Set up second factor' },
      'user.factor-removed': { zh: '解绑 MFA', en: 'Remove second factor' },
    },
  },
  'passkey.renamed': { payload: { userId: 'user', passkeyId: 'passkey' }, zh: '重命名通行密钥', en: 'Rename passkey' },
  'user.identity-unlinked': { payload: { userId: 'user' }, zh: '解绑第三方账号', en: 'Unlink account', own: true },
  'user.accounts-linked': {
    payload: { userId: 'user', removedUserId: 'user' },
    zh: '合并账号',
    en: 'Link accounts',
    webhook: 'user:link-account',
    own: true,
  },
  // The same, as the account that went has it in its history.
  'user.linked-away': {
    payload: { userId: 'user', intoUserId: 'user' },
    zh: '被合并到其他账号',
    en: 'Linked into another account',
    own: true,
  },
  // The two are two again: of the account that stayed, and of the one that is back (the other may be gone for good).
  'user.linking-undone': {
    payload: { userId: 'user', restoredUserId: 'user' },
    zh: '撤销账号合并',
    en: 'Undo linking',
    own: true,
  },
  'user.restored': {
    payload: { userId: 'user', fromUserId: 'user?' },
    zh: '撤销合并后恢复账号',
    en: 'Account restored',
    own: true,
  },
  // A person of the root pool gave a pool of theirs a new secret without showing the old one.
  'user.pool-secret-rotated': {
    payload: { userId: 'user', poolId: 'pool' },
    zh: '更换所属用户池的密钥',
    en: 'Replace the lost secret of a user pool',
    own: true,
  },
  // A person agreed that an application of others knows or does more; the application is the event's own.
  'user.consent-given': {
    payload: { userId: 'user', scopes: 'texts' },
    zh: '授权应用',
    en: 'Allow application',
    own: true,
  },
  'user.consent-withdrawn': { payload: { userId: 'user' }, zh: '撤回应用授权', en: 'Withdraw consent', own: true },
} as const satisfies EventRows
