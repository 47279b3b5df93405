import Type from 'typebox'
import { count, moment, noun, nullable, shape, word, wordOrNull, yesOrNo } from '../../engine/results.ts'
import { User } from './person.ts'

export const Resource = noun('Resource', 'What permissions are about.', {
  id: word(),
  userPoolId: word(),
  namespace: word(),
  namespaceId: count(),
  code: word('Unique in the namespace.'),
  type: wordOrNull('DATA, API, MENU, BUTTON or UI.'),
  description: wordOrNull(),
  actions: Type.Array(shape({ name: word(), description: wordOrNull() })),
  apiIdentifier: wordOrNull(),
  createdAt: moment(),
  updatedAt: moment(),
})

export const Namespace = noun('Namespace', 'A room in which codes of roles and resources are unique.', {
  id: count(),
  userPoolId: word(),
  code: word(),
  name: word(),
  description: wordOrNull(),
  status: Type.Literal(1),
  createdAt: moment(),
  updatedAt: moment(),
})

export const PermittedResource = noun('PermittedResource', 'A resource and what somebody may do with it.', {
  code: word(),
  type: wordOrNull(),
  actions: Type.Array(word()),
  apiIdentifier: wordOrNull(),
})

export const PolicyAssignment = noun('PolicyAssignment', 'A policy and who has it.', {
  code: word('Of the policy.'),
  targetType: word(),
  targetIdentifier: word(),
  enabled: yesOrNo(),
  inheritByChildren: yesOrNo(),
})

const Statement = shape({
  resource: word(),
  actions: Type.Array(word()),
  effect: word(),
  condition: Type.Array(Type.Never()),
  resourceType: Type.Null(),
})

export const AccessRule = noun('AccessRule', 'Who may enter an application, or may not.', {
  assignedAt: moment(),
  inheritByChildren: yesOrNo('Said of a department, it holds for those below it.'),
  enabled: yesOrNo(),
  effect: Type.Enum(['ALLOW', 'DENY']),
  policyId: Type.Null(),
  code: word(),
  policy: shape({ code: word(), isAuto: yesOrNo(), hidden: yesOrNo(), statements: Type.Array(Statement) }),
  targetType: Type.Enum(['USER', 'ROLE', 'GROUP', 'ORG']),
  targetIdentifier: word('The code of a role or group, the id of a person or department.'),
  target: nullable(
    Type.Union([
      User,
      shape({ id: word(), name: word(), code: wordOrNull(), description: wordOrNull(), orgId: word() }),
      shape({ id: word(), code: word(), description: wordOrNull(), name: wordOrNull() }),
    ]),
  ),
  namespace: word('The application.'),
})
