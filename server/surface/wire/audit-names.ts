import type { Language } from '@menshen/contract/errors'
import { customPrefix } from '#domain/ground/audit/audit-record.ts'

interface Name {
  /** What the clients of the protocol call it. */
  wire: string
  'zh-CN': string
  'en-US': string
}

const name = (wire: string, zh: string, en: string): Name => ({ wire, 'zh-CN': zh, 'en-US': en })

/** Operations that the protocol has a name of its own for; every other goes by ours. */
const names: Readonly<Record<string, Name>> = {
  login: name('login', '登录', 'Sign in'),
  'user.registered': name('register', '注册', 'Register'),
  'user.signed-out': name('logout', '退出登录', 'Sign out'),
  'user.deleted': name('deleteAccount', '注销账号', 'Delete account'),
  'user.profile-changed': name('updateUserinfo', '修改账号信息', 'Change profile'),
  'user.token-refreshed': name('refreshToken', '刷新 Token', 'Refresh token'),
  'user.email-bound': name('bindEmail', '绑定邮箱', 'Bind e-mail address'),
  'user.email-changed': name('updateEmail', '修改邮箱', 'Change e-mail address'),
  'user.email-unbound': name('unbindEmail', '解绑邮箱', 'Unbind e-mail address'),
  'user.phone-bound': name('bindPhone', '绑定手机号', 'Bind phone number'),
  'user.phone-changed': name('updatePhone', '修改手机号', 'Change phone number'),
  'user.phone-unbound': name('unbindPhone', '解绑手机号', 'Unbind phone number'),
  'user.address-proven': name('verifyAddress', '验证邮箱或手机号', 'Verify address'),
  'user.address-given-up': name('giveUpAddress', '未验证的邮箱或手机号被他人验证', 'Give up unverified address'),
  'user.password-changed': name('updatePassword', '修改密码', 'Change password'),
  'user.factor-passed': name('verifyMfa', '验证 MFA', 'Pass second factor'),
  'user.factor-added': name('bindMfa', '绑定 MFA', 'Set up second factor'),
  'user.factor-removed': name('unbindMFA', '解绑 MFA', 'Remove second factor'),
  'user.identity-unlinked': name('unlinkIdentity', '解绑第三方账号', 'Unlink account'),
  'user.accounts-linked': name('linkAccount', '合并账号', 'Link accounts'),
  'user.linked-away': name('linkedAway', '被合并到其他账号', 'Linked into another account'),
  'user.linking-undone': name('undoLinking', '撤销账号合并', 'Undo linking'),
  'user.restored': name('restoreAccount', '撤销合并后恢复账号', 'Account restored'),
  'user.consent-given': name('giveConsent', '授权应用', 'Allow application'),
  'user.consent-withdrawn': name('withdrawConsent', '撤回应用授权', 'Withdraw consent'),
  'user.sessions-ended': name('endSessions', '下线其他会话', 'End sessions'),
  'user.create': name('createUser', '创建用户', 'Create user'),
  'user.update': name('updateUser', '修改用户', 'Change user'),
  'user.delete': name('deleteUser', '删除用户', 'Delete users'),
  'user.import': name('importUser', '导入用户', 'Import users'),
  'session.refresh': name('refreshToken', '刷新 Token', 'Issue token'),
  'application.rotate-secret': name('refreshSecret', '刷新应用密钥', 'Rotate application secret'),
  'pool.create': name('createUserpool', '创建用户池', 'Create user pool'),
  'pool.update': name('userpool:UpdateConfig', '修改用户池配置', 'Change user pool'),
  'pool.delete': name('deleteUserpool', '删除用户池', 'Delete user pool'),
  'session.end-management-token': name('endManagementToken', '吊销管理凭证', 'End management token'),
  'session.end-other-management-tokens': name(
    'endOtherManagementTokens',
    '吊销其他管理凭证',
    'End other management tokens',
  ),
  'pool.rotate-lost-secret': name(
    'refreshLostSecret',
    '更换所属用户池的密钥',
    'Replace the lost secret of a user pool',
  ),
  'user.pool-secret-rotated': name(
    'refreshLostSecret',
    '更换所属用户池的密钥',
    'Replace the lost secret of a user pool',
  ),
  'pool.rotate-secret': name('refreshUserpoolSecret', '刷新用户池密钥', 'Rotate user pool secret'),
}

/** Names of the protocol that mean the same here. */
const synonyms: Readonly<Record<string, string>> = { deleteUsers: 'deleteUser', updateUserProfile: 'updateUserinfo' }

export function encodeOperation(operation: string, language: Language): { name: string; description: string } {
  const known = Object.hasOwn(names, operation) ? names[operation] : undefined
  if (known) return { name: known.wire, description: known[language] }
  const own = operation.startsWith(customPrefix) ? operation.slice(customPrefix.length) : operation
  return { name: own, description: own }
}

/** All that a caller may mean by a name: the protocol's, ours, or the type of an event of the pool's own. */
export function decodeOperation(asked: string): string[] {
  const wire = Object.hasOwn(synonyms, asked) ? synonyms[asked] : asked
  const known = Object.entries(names).flatMap(([operation, { wire: called }]) => (called === wire ? operation : []))
  return [...(known.length > 0 ? known : [asked]), customPrefix + asked]
}
