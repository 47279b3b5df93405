import type { EventRows } from './shape.ts'

/** User pools and what is set in one. */
export const pool = {
  'pool.created': { payload: { poolId: 'pool' }, zh: '创建用户池', en: 'Create user pool' },
  'pool.updated': {
    payload: { poolId: 'pool' },
    zh: '修改用户池配置',
    en: 'Change user pool',
    webhook: 'user-pool:updated',
  },
  'pool.deleted': { payload: { poolId: 'pool' }, zh: '删除用户池', en: 'Delete user pool' },
  'pool.secret-rotated': {
    payload: { poolId: 'pool' },
    zh: '刷新用户池密钥',
    en: 'Rotate user pool secret',
    webhook: 'user-pool:secret-refreshed',
  },
  // The operator gave a pool a new secret without showing the old one: told in the root pool.
  'pool.lost-secret-rotated': {
    payload: { poolId: 'pool' },
    zh: '更换所属用户池的密钥',
    en: 'Replace the lost secret of a user pool',
  },
  'pool-variable.set': {
    payload: { key: 'text' },
    zh: '设置环境变量',
    en: 'Set variable',
    webhook: 'user-pool:env-updated',
  },
  'pool-variable.removed': {
    payload: { key: 'text' },
    zh: '删除环境变量',
    en: 'Remove variable',
    webhook: 'user-pool:env-deleted',
  },
  'custom-field.defined': {
    payload: { targetType: 'text', key: 'text' },
    zh: '定义自定义字段',
    en: 'Define custom field',
    webhook: 'user-pool:udf-added',
  },
  'base-field.set': {
    payload: { keys: 'texts' },
    zh: '修改用户内置字段配置',
    en: 'Change settings of built-in fields',
  },
  'custom-field.removed': {
    payload: { targetType: 'text', key: 'text' },
    zh: '删除自定义字段',
    en: 'Remove custom field',
    webhook: 'user-pool:udf-deleted',
  },
  'whitelist.added': {
    payload: { type: 'text', entries: 'number' },
    zh: '添加注册白名单',
    en: 'Add to registration whitelist',
    webhook: 'user:register-whitelist-added',
  },
  'whitelist.removed': {
    payload: { type: 'text', entries: 'number' },
    zh: '删除注册白名单',
    en: 'Remove from registration whitelist',
    webhook: 'user:register-whitelist-deleted',
  },
  'signing-key.rotated': { payload: { signingKeyId: 'signing-key' }, zh: '轮换签名密钥', en: 'Rotate signing key' },
  'signing-key.revoked': { payload: { signingKeyId: 'signing-key' }, zh: '吊销签名密钥', en: 'Revoke signing key' },
  'message-template.configured': { payload: { template: 'text' }, zh: '配置邮件模版', en: 'Configure mail template' },
  'message-template.enabled': { payload: { template: 'text' }, zh: '启用邮件模版', en: 'Enable mail template' },
  'message-template.disabled': { payload: { template: 'text' }, zh: '停用邮件模版', en: 'Disable mail template' },
  'message-sender.configured': {
    payload: { channel: ['mail', 'sms'] },
    zh: '配置消息发送服务',
    en: 'Configure sender of messages',
  },
  'message-sender.removed': {
    payload: { channel: ['mail', 'sms'] },
    zh: '删除消息发送服务',
    en: 'Remove sender of messages',
  },
  'message.sent': { payload: { template: 'text' }, zh: '发送邮件', en: 'Send mail' },
  'message.test-sent': { payload: { channel: ['mail', 'sms'] }, zh: '发送测试消息', en: 'Send test message' },
  'feedback.given': { payload: { feedbackId: 'feedback' }, zh: '提交反馈', en: 'Give feedback' },
  'file.uploaded': { payload: { fileId: 'file' }, zh: '上传文件', en: 'Upload file' },
} as const satisfies EventRows
