import { moment, noun, word, wordOrNull } from '../../engine/results.ts'

export const Group = noun('Group', 'People who are treated alike.', {
  id: word(),
  code: word('Unique in the pool.'),
  name: word(),
  description: wordOrNull(),
  createdAt: moment(),
  updatedAt: moment(),
  type: word(),
})
