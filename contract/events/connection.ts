import type { EventRows } from './shape.ts'

/** Where people have accounts already. */
export const connection = {
  'identity-source.created': {
    payload: { identitySourceId: 'identity-source', connectionIds: 'connection[]', tenantId: 'tenant?' },
    zh: '创建身份源',
    en: 'Create identity source',
  },
  'identity-source.renamed': {
    payload: { identitySourceId: 'identity-source' },
    zh: '重命名身份源',
    en: 'Rename identity source',
  },
  'identity-source.deleted': {
    payload: { identitySourceId: 'identity-source' },
    zh: '删除身份源',
    en: 'Delete identity source',
  },
  'connection.created': {
    payload: { connectionId: 'connection', identitySourceId: 'identity-source' },
    zh: '创建身份源连接',
    en: 'Create connection',
  },
  'connection.updated': {
    payload: { connectionId: 'connection', identitySourceId: 'identity-source' },
    zh: '修改身份源连接',
    en: 'Change connection',
  },
  'connection.deleted': { payload: { connectionId: 'connection' }, zh: '删除身份源连接', en: 'Delete connection' },
  // In an application, in a tenant, or itself.
  'connection.switched': {
    payload: {
      identitySourceId: 'identity-source',
      connectionIds: 'connection[]',
      applicationId: 'application?',
      tenantId: 'tenant?',
      enabled: 'flag',
    },
    zh: '启停身份源连接',
    en: 'Switch connections',
  },
} as const satisfies EventRows
