import { refuse } from '@menshen/contract/errors'
import { findUserBy } from '#domain/people/user/user-store.ts'
import { requireFew } from '#domain/shape/list.ts'
import { type Context, nothingToPrepare, type Question, type Verb } from '#domain/shape/verb.ts'
import { findPostsOf, givePosts, takeOtherPosts } from './holder-store.ts'
import type { Post } from './post.ts'
import { findPosts } from './post-store.ts'

/** The posts that a person has, at most 1,000; 2004 no such person. */
export const postsOfUser: Question<{ userId: string }, Post[]> = {
  name: 'post.of-user',
  admits: 'manager',
  async answer({ reader, pool }, { userId }) {
    const user = (await findUserBy(reader, pool.id, 'id', userId)) ?? refuse(2004)
    return findPostsOf(reader, pool.id, user.id)
  },
}

/** Has a person have these posts, and no others. 400 more than 1,000, 2004 no such person, 404 the first post that there is not. */
export const setPostsOfUser: Verb<'post.given' | 'post.taken', { userId: string; postIds: string[] }, void> = {
  name: 'post.set-of-user',
  admits: 'manager',
  emits: ['post.given', 'post.taken'],
  prepare(_before, { userId, postIds }) {
    requireFew(postIds, 'postIds')
    return { userId, postIds: [...new Set(postIds)] }
  },
  async run(context, { userId, postIds }) {
    await requireAll(context, userId, postIds)
    const taken = await takeOtherPosts(context.tx, context.pool.id, userId, postIds)
    if (taken.length > 0) context.emit('post.taken', { userId, postIds: taken })
    await give(context, userId, postIds)
  },
}

/** Refuses like `setPostsOfUser`; who has the post already keeps it. */
export const givePost: Verb<'post.given', { userId: string; postId: string }, void> = {
  name: 'post.give',
  admits: 'manager',
  emits: ['post.given'],
  prepare: nothingToPrepare,
  async run(context, { userId, postId }) {
    await requireAll(context, userId, [postId])
    await give(context, userId, [postId])
  },
}

async function requireAll({ tx, pool }: Pick<Context, 'tx' | 'pool'>, userId: string, postIds: string[]) {
  if (!(await findUserBy(tx, pool.id, 'id', userId))) refuse(2004)
  const found = await findPosts(tx, pool.id, 'id', postIds)
  const missing = postIds.find((id) => !found.some((post) => post.id === id))
  if (missing !== undefined) refuse(404, { variant: 'post', values: { key: missing } })
}

async function give({ tx, pool, now, emit }: Context<'post.given'>, userId: string, postIds: string[]): Promise<void> {
  const given = await givePosts(tx, pool.id, userId, postIds, now)
  if (given.length > 0) emit('post.given', { userId, postIds: given })
}
