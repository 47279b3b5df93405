import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { Post } from './post.ts'
import { findPosts } from './post-store.ts'

/** The posts that somebody has, those that they were given first come first. */
export async function findPostsOf(reader: Reader, userPoolId: string, userId: string): Promise<Post[]> {
  const rows = await reader
    .selectFrom('post_member')
    .select('post_id')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .orderBy('since')
    .orderBy('post_id')
    .limit(1_000)
    .execute()
  const ids = rows.map((row) => row.post_id)
  const posts = new Map((await findPosts(reader, userPoolId, 'id', ids)).map((post) => [post.id, post]))
  return ids.flatMap((id) => posts.get(id) ?? [])
}

/** Answers those of the posts that the person did not have yet. */
export async function givePosts(
  tx: Tx,
  userPoolId: string,
  userId: string,
  postIds: string[],
  now: Date,
): Promise<string[]> {
  if (postIds.length === 0) return []
  const rows = await tx
    .insertInto('post_member')
    .values(postIds.map((id) => ({ user_pool_id: userPoolId, post_id: id, user_id: userId, since: now })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('post_id')
    .execute()
  return rows.map((row) => row.post_id)
}

/** Takes all posts but these from a person. Answers those that they had. */
export async function takeOtherPosts(tx: Tx, userPoolId: string, userId: string, postIds: string[]): Promise<string[]> {
  const rows = await tx
    .deleteFrom('post_member')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .where('post_id', '<>', sql<string>`all(${postIds}::text[])`)
    .returning('post_id')
    .execute()
  return rows.map((row) => row.post_id)
}
