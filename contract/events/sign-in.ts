import type { EventRows } from './shape.ts'

/** Getting in and out. */
export const signIn = {
  // Told by the line in the history of sign-ins, which is written with the session.
  'user.signed-in': {
    payload: { userId: 'user', sessionId: 'session', way: 'text' },
    zh: '登录',
    en: 'Sign in',
    webhook: 'login',
    own: true,
    carrier: 'login history',
  },
  // Somebody did not get in, or failed to show what an operation asked for; `userId` null: nobody was found. Told likewise.
  'sign-in.refused': {
    payload: { userId: 'user?', way: 'text', outcome: 'number' },
    zh: '登录失败',
    en: 'Fail to sign in',
    carrier: 'login history',
  },
  // By an administrator, who vouched for the first.
  'user.factor-asked': {
    payload: { userId: 'user', applicationId: 'application' },
    zh: '发起 MFA 验证',
    en: 'Ask for second factor',
  },
  // A second factor was right, and the sign-in went on.
  'user.factor-passed': {
    payload: { userId: 'user', method: 'text' },
    zh: '验证 MFA',
    en: 'Pass second factor',
    webhook: 'mfa:verified',
    own: true,
  },
  'user.signed-out': {
    payload: { userId: 'user', sessionId: 'session' },
    zh: '退出登录',
    en: 'Sign out',
    webhook: 'logout',
    own: true,
  },
  // People ended sessions of their own from a list.
  'user.sessions-ended': {
    payload: { userId: 'user', sessions: 'number' },
    zh: '下线其他会话',
    en: 'End sessions',
    own: true,
  },
  'user.token-refreshed': {
    payload: { userId: 'user', sessionId: 'session' },
    zh: '刷新 Token',
    en: 'Refresh token',
    webhook: 'refresh-token',
    own: true,
  },
  'user.token-issued': { payload: { userId: 'user', sessionId: 'session' }, zh: '刷新 Token', en: 'Issue token' },
  'user.kicked': {
    payload: { userIds: 'user[]', everywhere: 'flag' },
    zh: '强制下线用户',
    en: 'Sign users out',
    webhook: 'kick',
  },
  'session.ended': { payload: { userId: 'user', sessionId: 'session' }, zh: '结束用户会话', en: 'End session of user' },
  // With the other apps of a phone.
  'session.shared': {
    payload: { userId: 'user', sessionId: 'session' },
    zh: '共享移动端会话',
    en: 'Share session with other apps',
  },
  'session.unshared': { payload: { userId: 'user' }, zh: '取消共享移动端会话', en: 'Share session no more' },
  'device.registered': { payload: { userId: 'user', deviceId: 'device' }, zh: '登记设备', en: 'Register device' },
  'device.forgotten': {
    payload: { userId: 'user', deviceId: 'device' },
    zh: '移除设备',
    en: 'Forget device',
    own: true,
  },
  'device.status-changed': {
    payload: { userId: 'user', deviceId: 'device', to: ['enabled', 'disabled', 'suspended'] },
    zh: '修改设备状态',
    en: 'Change status of device',
  },
  'access-key.created': { payload: { accessKeyId: 'access-key' }, zh: '创建访问密钥', en: 'Create access key' },
  'access-key.switched': {
    payload: { accessKeyId: 'access-key', enabled: 'flag' },
    zh: '启用或停用访问密钥',
    en: 'Switch access key on or off',
  },
  'access-key.deleted': { payload: { accessKeyId: 'access-key' }, zh: '删除访问密钥', en: 'Delete access key' },
  'management-token.issued': {
    payload: { managementTokenId: 'management-token' },
    zh: '签发管理凭证',
    en: 'Issue management token',
  },
  'management-token.ended': {
    payload: { managementTokenId: 'management-token' },
    zh: '吊销管理凭证',
    en: 'End management token',
  },
  'management-token.others-ended': {
    payload: { managementTokenIds: 'management-token[]' },
    zh: '吊销其他管理凭证',
    en: 'End other management tokens',
  },
} as const satisfies EventRows
