import type { Variant } from './shape.ts'

const missingNote = 'Check the code or id, its namespace, and that it belongs to the user pool of the request.'
const missingNoteZh = '请检查编码或 ID、所属权限分组，以及它是否属于当前用户池。'

/** What there can fail to be: texts of 404. `{key}` is what it was asked for by. */
export const missing = {
  principal: {
    en: 'Nothing is known of who {key} is in real life',
    zh: '用户 {key} 没有认证记录',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  device: { en: 'There is no device {key}', zh: '设备 {key} 不存在', note: missingNote, noteZh: missingNoteZh },
  session: { en: 'There is no session {key}', zh: '会话 {key} 不存在', note: missingNote, noteZh: missingNoteZh },
  linking: {
    en: 'There is no linking {key} that you can undo',
    zh: '没有可撤销的账号合并 {key}',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  role: { en: 'There is no role {key}', zh: '角色 {key} 不存在', note: missingNote, noteZh: missingNoteZh },
  group: { en: 'There is no group {key}', zh: '分组 {key} 不存在', note: missingNote, noteZh: missingNoteZh },
  organisation: {
    en: 'There is no organisation {key}',
    zh: '组织机构 {key} 不存在',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  department: {
    en: 'There is no department {key}',
    zh: '部门 {key} 不存在',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  signingKey: {
    en: 'There is no signing key {key}',
    zh: '签名密钥 {key} 不存在',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  post: { en: 'There is no post {key}', zh: '岗位 {key} 不存在', note: missingNote, noteZh: missingNoteZh },
  tenant: { en: 'There is no tenant {key}', zh: '租户 {key} 不存在', note: missingNote, noteZh: missingNoteZh },
  policy: { en: 'There is no policy {key}', zh: '策略 {key} 不存在', note: missingNote, noteZh: missingNoteZh },
  namespace: {
    en: 'There is no namespace {key}',
    zh: '权限分组 {key} 不存在',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  resource: { en: 'There is no resource {key}', zh: '资源 {key} 不存在', note: missingNote, noteZh: missingNoteZh },
  accessRule: {
    en: 'No access rule of the application is about {key}',
    zh: '应用没有针对 {key} 的访问控制策略',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  agreement: {
    en: 'There is no agreement {key}',
    zh: '协议 {key} 不存在',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  accessKey: {
    en: 'There is no access key {key}',
    zh: '访问密钥 {key} 不存在',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  accessAccount: {
    en: 'There is no programmatic access account {key}',
    zh: '编程访问账号 {key} 不存在',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  identitySource: {
    en: 'There is no identity source {key}',
    zh: '身份源 {key} 不存在',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  connection: {
    en: 'There is no identity connection {key}',
    zh: '身份源连接 {key} 不存在',
    note: missingNote,
    noteZh: missingNoteZh,
  },
  variable: {
    en: 'There is no environment variable {key}',
    zh: '环境变量 {key} 不存在',
    note: missingNote,
    noteZh: missingNoteZh,
  },
} as const satisfies Readonly<Record<string, Variant>>
