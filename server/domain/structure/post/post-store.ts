import { type Insertable, type Selectable, sql } from 'kysely'
import { containing } from '#domain/people/user/text-match-store.ts'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import type { PostTable } from '#platform/database/tables.gen.ts'
import type { ListedPost, PlacedPost, Post } from './post.ts'

function toPost(row: Selectable<PostTable>): Post {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    code: row.code,
    name: row.name,
    description: row.description,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

const ofPool = (reader: Reader, userPoolId: string) =>
  reader.selectFrom('post').selectAll().where('user_pool_id', '=', userPoolId)

export async function findPosts(
  reader: Reader,
  userPoolId: string,
  key: 'id' | 'code',
  names: string[],
): Promise<Post[]> {
  const rows = await ofPool(reader, userPoolId).where(key, '=', sql<string>`any(${names}::text[])`).execute()
  return rows.map(toPost)
}

export async function findPlaced(reader: Reader, post: Post): Promise<PlacedPost> {
  const rows = await reader
    .selectFrom('post_department')
    .select('department_id')
    .where('user_pool_id', '=', post.userPoolId)
    .where('post_id', '=', post.id)
    .orderBy('department_id')
    .execute()
  return { ...post, departmentIds: rows.map((row) => row.department_id) }
}

export interface PostList extends Page {
  /** Stands in the code or the name, in any case. */
  text?: string
  codes?: string[] | undefined
  createdFrom?: Date | undefined
  createdTo?: Date | undefined
  updatedFrom?: Date | undefined
  updatedTo?: Date | undefined
  withCounts: boolean
}

const ranges = {
  createdFrom: ['created_at', '>='],
  createdTo: ['created_at', '<='],
  updatedFrom: ['updated_at', '>='],
  updatedTo: ['updated_at', '<='],
} as const

/** One page, newest first, and how many there are. */
export async function listPosts(
  reader: Reader,
  userPoolId: string,
  { page, limit, text, codes, withCounts, ...times }: PostList,
): Promise<{ totalCount: number; list: ListedPost[] }> {
  let posts = reader
    .selectFrom('post')
    .where('user_pool_id', '=', userPoolId)
    .$if(text !== undefined, (query) => query.where(containing(text ?? '', ['code', 'name'])))
    .$if(codes !== undefined, (query) => query.where('code', '=', sql<string>`any(${codes}::text[])`))
  for (const [name, [column, operator]] of Object.entries(ranges)) {
    const time = times[name as keyof typeof ranges]
    if (time) posts = posts.where(column, operator, time)
  }
  const rows = await posts
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await posts.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  const list = rows.map(toPost)
  return { totalCount: Number(total), list: withCounts ? await count(reader, userPoolId, list) : list.map(uncounted) }
}

const uncounted = (post: Post): ListedPost => ({ ...post, userCount: null, departmentCount: null })

async function count(reader: Reader, userPoolId: string, posts: Post[]): Promise<ListedPost[]> {
  const counting = (table: 'post_member' | 'post_department') =>
    reader
      .selectFrom(table)
      .select(['post_id', ({ fn }) => fn.countAll<string>().as('total')])
      .where('user_pool_id', '=', userPoolId)
      .where('post_id', '=', sql<string>`any(${posts.map(({ id }) => id)}::text[])`)
      .groupBy('post_id')
      .execute()
  const [people, departments] = [await counting('post_member'), await counting('post_department')]
  const of = (rows: { post_id: string; total: string }[], id: string) =>
    Number(rows.find(({ post_id }) => post_id === id)?.total ?? 0)
  return posts.map((post) => ({
    ...post,
    userCount: of(people, post.id),
    departmentCount: of(departments, post.id),
  }))
}

/** Fails on `post_code_key` when the pool has a post of that code. */
export async function insertPost(tx: Tx, post: Insertable<PostTable>): Promise<Post> {
  return toPost(await tx.insertInto('post').values(post).returningAll().executeTakeFirstOrThrow())
}

export type PostChanges = Partial<Pick<Post, 'code' | 'name' | 'description'>>

/** Fails like `insertPost`. */
export async function savePost(
  tx: Tx,
  { userPoolId, id }: Post,
  changes: PostChanges,
  now: Date,
): Promise<Post | null> {
  const row = await tx
    .updateTable('post')
    .set({ ...changes, updated_at: now })
    .where('user_pool_id', '=', userPoolId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  return row ? toPost(row) : null
}

export async function deletePost(tx: Tx, { userPoolId, id }: Post): Promise<void> {
  await tx.deleteFrom('post').where('user_pool_id', '=', userPoolId).where('id', '=', id).execute()
}

/** Has there be a post in these departments, and in no others. */
export async function replaceDepartments(tx: Tx, { userPoolId, id }: Post, departmentIds: string[]): Promise<void> {
  await tx.deleteFrom('post_department').where('user_pool_id', '=', userPoolId).where('post_id', '=', id).execute()
  if (departmentIds.length === 0) return
  const rows = departmentIds.map((departmentId) => ({
    user_pool_id: userPoolId,
    post_id: id,
    department_id: departmentId,
  }))
  await tx.insertInto('post_department').values(rows).execute()
}
