import Type from 'typebox'
import { createPost, deletePost, updatePost } from '#domain/structure/post/change.ts'
import { getPost, listPosts } from '#domain/structure/post/find.ts'
import { givePost, postsOfUser, setPostsOfUser } from '#domain/structure/post/holders.ts'
import type { ListedPost as Listed, PlacedPost as Placed, Post as Plain } from '#domain/structure/post/post.ts'
import { flag, optionalList, optionalNumber, optionalText, said, text, texts } from '../../../engine/fields.ts'
import { nullable, pageResult } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'
import { page, succeeded, success } from '../../fields.ts'
import { ListedPost, PlacedPost, Post } from '../../nouns/post.ts'

const encodePost = ({ id, code, name, description }: Plain) => ({ id, code, name, description })
const encodePlaced = ({ departmentIds, ...post }: Placed) => ({ ...encodePost(post), departmentIdList: departmentIds })
const encodeListed = ({ userCount, departmentCount, ...post }: Listed) => ({
  ...encodePost(post),
  ...(userCount !== null && { userCount }),
  ...(departmentCount !== null && { departmentCount }),
})

const told = {
  code: text('Unique in the pool.'),
  name: text('What people read.'),
  description: optionalText('What it is.'),
  departmentIdList: said(
    optionalList('The departments in which there is one: a list, or one text with commas between them.'),
  ),
}

const wanted = {
  keywords: optionalText('Part of the code or the name.'),
  skipCount: flag('Do not tell how many have it.'),
  ...page,
  createdAfter: optionalNumber('Made then or later: milliseconds since 1970.'),
  createdBefore: optionalNumber('Made then or before.'),
  updatedAfter: optionalNumber('Changed then or later.'),
  updatedBefore: optionalNumber('Changed then or before.'),
}

interface SentWanted {
  keywords?: string
  skipCount: boolean
}

const decodeWanted = <Sent extends SentWanted>({ keywords, skipCount, ...sent }: Sent) => ({
  ...sent,
  text: keywords,
  withCounts: !skipCount,
})

const encodeList = ({ totalCount, list }: { totalCount: number; list: Listed[] }) => ({
  totalCount,
  list: list.map(encodeListed),
})

export const postRows: RestRow[] = [
  row('GET /api/v3/list-post', listPosts, {
    summary: 'List posts',
    query: wanted,
    decode: ({ query }) => decodeWanted(query),
    result: pageResult(ListedPost),
    encode: encodeList,
  }),
  row('POST /api/v3/list-post', listPosts, {
    summary: 'List posts, also those of some codes',
    body: { ...wanted, postCodes: said(texts('Their codes.')) },
    decode: ({ body: { postCodes, ...body } }) => ({ ...decodeWanted(body), codes: postCodes }),
    result: pageResult(ListedPost),
    encode: encodeList,
  }),
  row('GET /api/v3/get-post', getPost, {
    summary: 'Read a post',
    query: { code: text('Its code.') },
    decode: ({ query }) => ({ key: 'code' as const, name: query.code }),
    result: PlacedPost,
    encode: encodePlaced,
  }),
  row('POST /api/v3/get-post-by-id', getPost, {
    summary: 'Read a post by its id',
    body: { idList: text('Its id.') },
    decode: ({ body }) => ({ key: 'id' as const, name: body.idList }),
    result: Post,
    encode: encodePost,
  }),
  row('GET /api/v3/get-user-posts', postsOfUser, {
    summary: 'List the posts that a person has',
    query: { userId: text('The person.') },
    decode: ({ query }) => query,
    result: Type.Array(Post),
    encode: (posts) => posts.map(encodePost),
  }),
  row('GET /api/v3/get-user-post', postsOfUser, {
    summary: 'Read the post that a person was given first; null for who has none',
    query: { userId: text('The person.') },
    decode: ({ query }) => query,
    result: nullable(Post),
    encode: ([post]) => (post ? encodePost(post) : null),
  }),
  row('POST /api/v3/create-post', createPost, {
    summary: 'Create a post',
    body: told,
    decode: ({ body: { departmentIdList, ...body } }) => ({ ...body, departmentIds: departmentIdList }),
    result: PlacedPost,
    encode: encodePlaced,
  }),
  row('POST /api/v3/update-post', updatePost, {
    summary: 'Change a post',
    body: { ...told, id: optionalText('Its id; with it the code may be another one.') },
    decode: ({ body: { departmentIdList, ...body } }) => ({ ...body, departmentIds: departmentIdList }),
    result: PlacedPost,
    encode: encodePlaced,
  }),
  row('POST /api/v3/remove-post', deletePost, {
    summary: 'Delete a post, and take it from whoever has it',
    body: { code: text('Its code.') },
    decode: ({ body }) => body,
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/set-user-posts', setPostsOfUser, {
    summary: 'Have a person have these posts and no others',
    body: { userId: text('The person.'), postIds: texts('The ids of the posts.') },
    decode: ({ body }) => body,
    result: success,
    encode: succeeded,
  }),
  row('POST /api/v3/user-connection-post', givePost, {
    summary: 'Give a person a post',
    body: { userId: text('The person.'), postId: text('The post.') },
    decode: ({ body }) => body,
    result: success,
    encode: succeeded,
  }),
]
