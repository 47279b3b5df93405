import Type from 'typebox'
import { count, noun, word, wordOrNull } from '../../engine/results.ts'

const about = {
  id: word(),
  code: word('Unique in the pool.'),
  name: word(),
  description: wordOrNull(),
}

export const Post = noun('Post', 'What people are appointed to, such as head of sales.', about)

export const PlacedPost = noun('PlacedPost', 'A post, with the departments in which there is one.', {
  ...about,
  departmentIdList: Type.Array(word()),
})

export const ListedPost = noun('ListedPost', 'A post, with how many have it.', {
  ...about,
  userCount: Type.Optional(count('Without skipCount: how many people have it.')),
  departmentCount: Type.Optional(count('Without skipCount: in how many departments there is one.')),
})
