import type { EventRows } from './shape.ts'

/** Groups, organisations, posts and tenants. */
export const structure = {
  'group.created': { payload: { groupId: 'group' }, zh: '创建分组', en: 'Create group' },
  'group.updated': { payload: { groupId: 'group' }, zh: '修改分组', en: 'Change group' },
  'group.deleted': { payload: { groupIds: 'group[]' }, zh: '删除分组', en: 'Delete groups' },
  'group.members-added': {
    payload: { groupId: 'group', userIds: 'user[]' },
    zh: '添加分组成员',
    en: 'Add members to group',
    webhook: 'group:member-added',
  },
  'group.members-removed': {
    payload: { groupId: 'group', userIds: 'user[]' },
    zh: '移除分组成员',
    en: 'Remove members from group',
    webhook: 'group:member-removed',
  },
  'organisation.created': {
    payload: { organisationId: 'organisation', tenantId: 'tenant?' },
    zh: '创建组织机构',
    en: 'Create organisation',
    webhook: 'organization:created',
  },
  'organisation.imported': {
    payload: { organisationId: 'organisation', tenantId: 'tenant?' },
    zh: '导入组织机构',
    en: 'Import organisation',
    webhook: 'organization:imported',
  },
  'organisation.deleted': {
    payload: { organisationId: 'organisation' },
    zh: '删除组织机构',
    en: 'Delete organisation',
    webhook: 'organization:deleted',
  },
  'department.created': {
    payload: { departmentId: 'department', parentId: 'department', organisationId: 'organisation' },
    zh: '创建部门',
    en: 'Create department',
    webhook: 'organization:node-added',
  },
  'department.updated': {
    payload: { departmentId: 'department', organisationId: 'organisation' },
    zh: '修改部门',
    en: 'Change department',
    webhook: 'organization:node-updated',
  },
  'department.deleted': {
    payload: { departmentId: 'department', organisationId: 'organisation' },
    zh: '删除部门',
    en: 'Delete department',
    webhook: 'organization:node-deleted',
  },
  'department.moved': {
    payload: { departmentId: 'department', targetId: 'department', organisationId: 'organisation' },
    zh: '移动部门',
    en: 'Move department',
    webhook: 'organization:node-moved',
  },
  'department.members-added': {
    payload: { departmentId: 'department', organisationId: 'organisation', userIds: 'user[]' },
    zh: '添加部门成员',
    en: 'Add members to department',
    webhook: 'organization:member-added',
  },
  'department.members-removed': {
    payload: { departmentId: 'department', organisationId: 'organisation', userIds: 'user[]' },
    zh: '移除部门成员',
    en: 'Remove members from department',
    webhook: 'organization:member-removed',
  },
  'department.members-moved': {
    payload: { sourceId: 'department', targetId: 'department', userIds: 'user[]' },
    zh: '移动部门成员',
    en: 'Move members to another department',
  },
  'department.main-set': {
    payload: { userId: 'user', departmentId: 'department?' },
    zh: '设置主部门',
    en: 'Set main department',
  },
  'post.created': { payload: { postId: 'post', departmentIds: 'department[]' }, zh: '创建岗位', en: 'Create post' },
  'post.updated': { payload: { postId: 'post', departmentIds: 'department[]' }, zh: '修改岗位', en: 'Change post' },
  'post.deleted': { payload: { postId: 'post' }, zh: '删除岗位', en: 'Delete post' },
  'post.given': { payload: { userId: 'user', postIds: 'post[]' }, zh: '添加用户岗位', en: 'Give posts to user' },
  'post.taken': { payload: { userId: 'user', postIds: 'post[]' }, zh: '移除用户岗位', en: 'Take posts from user' },
  'tenant.created': {
    payload: { tenantId: 'tenant', applicationIds: 'application[]' },
    zh: '创建租户',
    en: 'Create tenant',
  },
  'tenant.updated': {
    payload: { tenantId: 'tenant', applicationIds: 'application[]' },
    zh: '修改租户',
    en: 'Change tenant',
  },
  'tenant.deleted': { payload: { tenantId: 'tenant' }, zh: '删除租户', en: 'Delete tenant' },
  'tenant.members-added': {
    payload: { tenantId: 'tenant', userIds: 'user[]' },
    zh: '添加租户成员',
    en: 'Add members to tenant',
  },
  'tenant.member-removed': {
    payload: { tenantId: 'tenant', userId: 'user' },
    zh: '移除租户成员',
    en: 'Remove member from tenant',
  },
  'tenant.members-changed': {
    payload: { tenantId: 'tenant', userIds: 'user[]' },
    zh: '修改租户成员',
    en: 'Change members of tenant',
  },
} as const satisfies EventRows
