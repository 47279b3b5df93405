import Type from 'typebox'
import { count, moment, noun, shape, word, wordOrNull } from '../../engine/results.ts'

export const NamespaceDetails = noun('NamespaceDetails', 'A room in which codes of roles and resources are unique.', {
  code: word('Unique in the pool.'),
  name: word(),
  description: wordOrNull(),
})

export const RoleOfNamespace = noun('RoleOfNamespace', 'A role, as a list of those of a namespace tells it.', {
  id: word(),
  code: word('Unique in the namespace.'),
  name: word('Its code where it has no name.'),
  description: wordOrNull(),
  namespace: word(),
  updatedAt: moment(),
})

export const resourceTypes = ['DATA', 'API', 'MENU', 'BUTTON', 'UI'] as const

const resource = {
  code: word('Unique in the namespace.'),
  name: wordOrNull(),
  description: wordOrNull(),
  type: Type.Enum([...resourceTypes]),
  actions: Type.Array(shape({ name: word(), description: wordOrNull() }), { description: 'What can be done with it.' }),
  apiIdentifier: wordOrNull('The address of an API.'),
  namespace: word('The code of its namespace.'),
}

export const ResourceDetails = noun('ResourceDetails', 'What permissions are about.', resource)

export const PlacedResource = noun('PlacedResource', 'What permissions are about, and where it belongs.', {
  ...resource,
  id: word(),
  namespaceId: count('A number of the namespace; 0 of one that is gone.'),
  namespaceName: word(),
  userPoolId: word(),
  createdAt: moment(),
  updatedAt: moment(),
})

const permission = {
  resourceCode: word('A code, or a pattern of codes in which a star stands for anything.'),
  resourceType: wordOrNull('Null where no resource of that code says it.'),
  apiIdentifier: wordOrNull('The address of an API.'),
  actions: Type.Array(word(), { description: 'The actions, or patterns of them.' }),
}

export const AuthorizedResource = noun(
  'AuthorizedResource',
  'A resource, and what somebody may do with it or may not.',
  {
    ...permission,
    description: wordOrNull('Of the resource.'),
    effect: Type.Enum(['ALLOW', 'DENY']),
  },
)

export const ResourceOfRole = noun(
  'ResourceOfRole',
  'A resource, and what holders of a role may do with it.',
  permission,
)

export const targetTypes = ['USER', 'ROLE', 'GROUP', 'DEPARTMENT'] as const

export const AuthorizedTarget = noun('AuthorizedTarget', 'Who was granted something on a resource.', {
  targetType: Type.Enum([...targetTypes]),
  targetIdentifier: word('The code of a role or group, the id of a person or department.'),
  actions: Type.Array(word()),
})
