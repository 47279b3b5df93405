import Type from 'typebox'
import { count, moment, noun, word, wordOrNull } from '../../engine/results.ts'

export const Role = noun('Role', 'What people, groups and departments can be given, and permissions with it.', {
  id: word(),
  code: word('Unique in the namespace.'),
  name: wordOrNull(),
  description: wordOrNull(),
  namespace: word('The code of the namespace of permissions that it belongs to.'),
  namespaceName: word(),
  status: Type.Enum(['ENABLE', 'DISABLE'], { description: 'Whoever has a role that is DISABLE has nothing of it.' }),
  disableTime: Type.Optional(count('From when on it is DISABLE by itself, in milliseconds since 1970.')),
  createdAt: moment(),
  updatedAt: moment(),
})

export const RoleDepartment = noun('RoleDepartment', 'A department that has a role.', {
  id: word(),
  code: wordOrNull(),
  name: word(),
  description: wordOrNull(),
})

export const RoleAssignment = noun('RoleAssignment', 'That something was given a role itself.', {
  roleId: word(),
  roleCode: word(),
  roleName: wordOrNull(),
  description: wordOrNull('Of the role.'),
  userPoolId: word(),
  targetType: Type.Enum(['USER', 'GROUP', 'ORG'], { description: 'What has it; ORG is a department.' }),
  targetIdentifier: word('Its id.'),
  status: Type.Enum(['ENABLE', 'DISABLE'], { description: 'Whether it has what the role permits now.' }),
  enableTime: Type.Optional(count('From when on, in milliseconds since 1970.')),
  endTime: Type.Optional(count('Until when, in milliseconds since 1970.')),
  createdAt: moment(),
  updatedAt: moment(),
})
