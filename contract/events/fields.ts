import type { EventRows } from './shape.ts'

/** Values of custom fields, by what has them. `keys`: the fields. */
export const fields = {
  'user.fields-changed': {
    payload: { userIds: 'user[]', keys: 'texts' },
    zh: '修改用户自定义字段',
    en: 'Change custom fields of a user',
    webhook: 'user:udv-changed',
  },
  'role.fields-changed': {
    payload: { roleIds: 'role[]', keys: 'texts' },
    zh: '修改角色自定义字段',
    en: 'Change custom fields of a role',
    webhook: 'role:udv-changed',
  },
  'group.fields-changed': {
    payload: { groupIds: 'group[]', keys: 'texts' },
    zh: '修改分组自定义字段',
    en: 'Change custom fields of a group',
  },
  'department.fields-changed': {
    payload: { departmentIds: 'department[]', keys: 'texts' },
    zh: '修改部门自定义字段',
    en: 'Change custom fields of a department',
  },
  'organisation.fields-changed': {
    payload: { organisationIds: 'organisation[]', keys: 'texts' },
    zh: '修改组织机构自定义字段',
    en: 'Change custom fields of an organisation',
    webhook: 'organization:udv-changed',
  },
  'application.fields-changed': {
    payload: { applicationIds: 'application[]', keys: 'texts' },
    zh: '修改应用自定义字段',
    en: 'Change custom fields of an application',
  },
  'pool.fields-changed': {
    payload: { poolIds: 'pool[]', keys: 'texts' },
    zh: '修改用户池自定义字段',
    en: 'Change custom fields of a pool',
  },
} as const satisfies EventRows
