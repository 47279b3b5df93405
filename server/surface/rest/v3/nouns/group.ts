import Type from 'typebox'
import { anyObject, moment, noun, word, wordOrNull } from '../../engine/results.ts'
import { Person } from './person.ts'

export const Group = noun('Group', 'People who are treated alike.', {
  id: word(),
  code: word('Unique in the pool.'),
  name: word(),
  description: wordOrNull(),
  createdAt: moment(),
  updatedAt: moment(),
  type: Type.Literal('STATIC', { description: 'Whoever is in it was put into it.' }),
  metadataSource: Type.Array(word(), { description: 'Directories that it comes from: none.' }),
  customData: Type.Optional(anyObject('With withCustomData: the values by the names of the fields.')),
  members: Type.Optional(Type.Array(Person, { description: 'With fetchMembers.' })),
})
