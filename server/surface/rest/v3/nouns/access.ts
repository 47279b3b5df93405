import Type from 'typebox'
import { count, moment, noun, shape, word, wordOrNull } from '../../engine/results.ts'

export const NamespaceDetails = noun('NamespaceDetails', 'A room in which codes of roles and resources are unique.', {
  code: word('Unique in the pool.'),
  name: word(),
  description: wordOrNull(),
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
