import { type EventRows, subjects } from './shape.ts'

/** Who may do what. */
export const access = {
  'role.created': { payload: { roleId: 'role' }, zh: '创建角色', en: 'Create role' },
  'role.updated': { payload: { roleId: 'role' }, zh: '修改角色', en: 'Change role' },
  'role.deleted': { payload: { roleIds: 'role[]' }, zh: '删除角色', en: 'Delete roles' },
  'role.assigned': {
    payload: { roleIds: 'role[]', userIds: 'user[]', groupIds: 'group[]', departmentIds: 'department[]' },
    zh: '分配角色',
    en: 'Assign roles',
  },
  'role.revoked': {
    payload: { roleIds: 'role[]', userIds: 'user[]', groupIds: 'group[]', departmentIds: 'department[]' },
    zh: '撤销角色',
    en: 'Revoke roles',
    webhook: 'role:unassigned',
  },
  'policy.created': { payload: { policyId: 'policy' }, zh: '创建策略', en: 'Create policy' },
  'policy.updated': { payload: { policyId: 'policy' }, zh: '修改策略', en: 'Change policy' },
  'policy.deleted': { payload: { policyIds: 'policy[]' }, zh: '删除策略', en: 'Delete policies' },
  'policy.assigned': { payload: { policyIds: 'policy[]', ...subjects }, zh: '分配策略', en: 'Assign policies' },
  'policy.unassigned': { payload: { policyIds: 'policy[]', ...subjects }, zh: '撤销策略', en: 'Unassign policies' },
  'policy.switched': {
    payload: { policyIds: 'policy[]', ...subjects, enabled: 'flag' },
    zh: '启停策略分配',
    en: 'Switch assignment of policy',
  },
  'permission.granted': { payload: { ...subjects }, zh: '授权资源', en: 'Grant resources', webhook: 'permission:add' },
  'permission.revoked': {
    payload: { ...subjects },
    zh: '取消资源授权',
    en: 'Revoke resources',
    webhook: 'permission:revoke',
  },
  'resource.created': { payload: { resourceIds: 'resource[]' }, zh: '创建资源', en: 'Create resources' },
  'resource.updated': { payload: { resourceId: 'resource' }, zh: '修改资源', en: 'Change resource' },
  'resource.deleted': {
    payload: { resourceId: 'resource' },
    zh: '删除资源',
    en: 'Delete resource',
    webhook: 'resource:delete',
  },
  'namespace.created': {
    payload: { namespaceId: 'namespace' },
    zh: '创建权限分组',
    en: 'Create namespace',
    webhook: 'privilege-namespace:created',
  },
  'namespace.updated': {
    payload: { namespaceId: 'namespace' },
    zh: '修改权限分组',
    en: 'Change namespace',
    webhook: 'privilege-namespace:updated',
  },
  'namespace.deleted': {
    payload: { namespaceId: 'namespace' },
    zh: '删除权限分组',
    en: 'Delete namespace',
    webhook: 'privilege-namespace:deleted',
  },
} as const satisfies EventRows
