import { refuse } from '@menshen/contract/errors'
import { requireFew } from '#domain/shape/list.ts'
import { checkedText, requiredText } from '#domain/shape/text.ts'
import type { Context, Verb } from '#domain/shape/verb.ts'
import { newId } from '#platform/crypto/random.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'
import { findDepartments } from '../organisation/department-store.ts'
import { requirePost } from './find.ts'
import type { PlacedPost, Post } from './post.ts'
import {
  findPlaced,
  insertPost,
  type PostChanges,
  deletePost as removePost,
  replaceDepartments,
  savePost,
} from './post-store.ts'

interface Said {
  name: string
  description?: string | undefined
  /** Left out: in those in which there is one. */
  departmentIds?: string[] | undefined
}

/** 400 for what a post cannot be. */
function parse({ name, description, departmentIds }: Said) {
  if (departmentIds) requireFew(departmentIds, 'departmentIdList')
  return {
    name: requiredText(name, 'name', 256),
    ...(description !== undefined && { description: checkedText(description, 'description') }),
  }
}

export type NewPost = Said & { code: string }

/** 400 malformed, 404 names the first department that there is not, 409 the pool has a post of that code. */
export const createPost: Verb<'post.created', NewPost, PlacedPost> = {
  name: 'post.create',
  admits: 'manager',
  emits: ['post.created'],
  prepare: (_before, said) => ({ ...said, ...parse(said), code: requiredText(said.code, 'code', 128) }),
  async run(context, { code, name, description = null, departmentIds = [] }) {
    const { tx, pool, now, emit } = context
    const made = { user_pool_id: pool.id, id: newId(now), code, name, description, created_at: now, updated_at: now }
    const post = await insertPost(tx, made).catch((error) => refuseTaken(error, code))
    await settle(context, post, departmentIds)
    emit('post.created', { postId: post.id, departmentIds })
    return findPlaced(tx, post)
  },
}

/** By its id, or else by its code. */
export type PostChange = NewPost & { id?: string | undefined }

/** With an id the code may be another one. Refuses like `createPost`; 404 no such post. */
export const updatePost: Verb<
  'post.updated',
  PostChange,
  PlacedPost,
  Pick<PostChange, 'id' | 'code' | 'departmentIds'> & { changes: PostChanges }
> = {
  name: 'post.update',
  admits: 'manager',
  emits: ['post.updated'],
  prepare(_before, { id, ...said }) {
    const code = requiredText(said.code, 'code', 128)
    return { id, code, departmentIds: said.departmentIds, changes: { ...parse(said), code } }
  },
  async run(context, { id, code, departmentIds, changes }) {
    const { tx, pool, now, emit } = context
    const post = await requirePost(tx, pool.id, id ? 'id' : 'code', id ?? code)
    const saved = await savePost(tx, post, changes, now).catch((error) => refuseTaken(error, code))
    if (!saved) refuse(404, { variant: 'post', values: { key: post.id } })
    if (departmentIds) await settle(context, saved, departmentIds)
    emit('post.updated', { postId: saved.id, departmentIds: departmentIds ?? [] })
    return findPlaced(tx, saved)
  },
}

/** It is taken from whoever has it. 404 no such post. */
export const deletePost: Verb<'post.deleted', { code: string }, void> = {
  name: 'post.delete',
  admits: 'manager',
  emits: ['post.deleted'],
  prepare: (_before, name) => name,
  async run({ tx, pool, emit }, { code }) {
    const post = await requirePost(tx, pool.id, 'code', code)
    await removePost(tx, post)
    emit('post.deleted', { postId: post.id })
  },
}

async function settle({ tx, pool }: Pick<Context, 'tx' | 'pool'>, post: Post, departmentIds: string[]): Promise<void> {
  const ids = [...new Set(departmentIds)]
  const found = await findDepartments(tx, pool.id, ids)
  const missing = ids.find((id) => !found.some((department) => department.id === id))
  if (missing !== undefined) refuse(404, { variant: 'department', values: { key: missing } })
  await replaceDepartments(tx, post, ids)
}

/** Turns the index's refusal of a write into 409; rethrows anything else. */
function refuseTaken(error: unknown, code: string): never {
  if (brokenUniqueness(error) === 'post_code_key') refuse(409, { variant: 'post', values: { key: code } })
  throw error
}
