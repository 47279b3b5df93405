import { type EventRows, subjects } from './shape.ts'

/** Applications, and what belongs to one. */
export const application = {
  'application.created': { payload: { applicationId: 'application' }, zh: '创建应用', en: 'Create application' },
  'application.updated': { payload: { applicationId: 'application' }, zh: '修改应用', en: 'Change application' },
  'application.deleted': { payload: { applicationId: 'application' }, zh: '删除应用', en: 'Delete application' },
  'application.secret-rotated': {
    payload: { applicationId: 'application' },
    zh: '刷新应用密钥',
    en: 'Rotate application secret',
    webhook: 'application:secret-refreshed',
  },
  'application.access-set': {
    payload: { applicationId: 'application', ...subjects, allows: 'flag' },
    zh: '设置应用访问授权',
    en: 'Set who may enter application',
  },
  'application.access-switched': {
    payload: { applicationId: 'application', ...subjects, enabled: 'flag' },
    zh: '启停应用访问授权',
    en: 'Switch who may enter application',
  },
  'application.access-revoked': {
    payload: { applicationId: 'application', ...subjects },
    zh: '删除应用访问授权',
    en: 'Revoke who may enter application',
  },
  'application.whitelist-added': {
    payload: { applicationId: 'application', type: 'text', entries: 'number' },
    zh: '添加应用注册白名单',
    en: 'Add to registration whitelist of application',
  },
  'application.whitelist-removed': {
    payload: { applicationId: 'application', type: 'text', entries: 'number' },
    zh: '删除应用注册白名单',
    en: 'Remove from registration whitelist of application',
  },
  'agreement.created': {
    payload: { agreementId: 'agreement', applicationId: 'application' },
    zh: '创建协议',
    en: 'Create agreement',
  },
  'agreement.updated': {
    payload: { agreementId: 'agreement', applicationId: 'application' },
    zh: '修改协议',
    en: 'Change agreement',
  },
  'agreement.deleted': {
    payload: { agreementId: 'agreement', applicationId: 'application' },
    zh: '删除协议',
    en: 'Delete agreement',
  },
  'agreement.sorted': {
    payload: { agreementIds: 'agreement[]', applicationId: 'application' },
    zh: '排序协议',
    en: 'Sort agreements',
  },
  'access-account.created': {
    payload: { accessAccountId: 'access-account', applicationId: 'application' },
    zh: '创建编程访问账号',
    en: 'Create programmatic access account',
  },
  'access-account.updated': {
    payload: { accessAccountId: 'access-account' },
    zh: '修改编程访问账号',
    en: 'Change programmatic access account',
  },
  'access-account.deleted': {
    payload: { accessAccountId: 'access-account' },
    zh: '删除编程访问账号',
    en: 'Delete programmatic access account',
  },
  'sub-account.created': {
    payload: { subAccountId: 'sub-account', applicationId: 'application', userId: 'user' },
    zh: '创建子账号',
    en: 'Create sub-account',
  },
  'sub-account.updated': {
    payload: { subAccountId: 'sub-account', applicationId: 'application', userId: 'user' },
    zh: '修改子账号',
    en: 'Change sub-account',
  },
  'sub-account.deleted': {
    payload: { subAccountId: 'sub-account', applicationId: 'application', userId: 'user' },
    zh: '删除子账号',
    en: 'Delete sub-account',
  },
} as const satisfies EventRows
