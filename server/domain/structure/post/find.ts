import { refuse } from '@menshen/contract/errors'
import { requireFew } from '#domain/shape/list.ts'
import { momentOf } from '#domain/shape/moment.ts'
import type { Page } from '#domain/shape/page.ts'
import { requiredText } from '#domain/shape/text.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Reader } from '#platform/database/database.ts'
import type { ListedPost, PlacedPost, Post } from './post.ts'
import { findPlaced, findPosts, listPosts as readPage } from './post-store.ts'

/** 404 when there is none. */
export async function requirePost(reader: Reader, userPoolId: string, key: 'id' | 'code', name: string): Promise<Post> {
  const [post] = await findPosts(reader, userPoolId, key, [name])
  return post ?? refuse(404, { variant: 'post', values: { key: name } })
}

/** A post by its code or its id; 404 when there is none. */
export const getPost: Question<{ key: 'id' | 'code'; name: string }, PlacedPost> = {
  name: 'post.get',
  admits: 'manager',
  answer: async ({ reader, pool }, { key, name }) => findPlaced(reader, await requirePost(reader, pool.id, key, name)),
}

export interface WantedPosts extends Page {
  /** Stands in the code or the name, in any case. */
  text?: string | undefined
  codes?: string[] | undefined
  /** Milliseconds since 1970; that time too. */
  createdAfter?: number | undefined
  createdBefore?: number | undefined
  updatedAfter?: number | undefined
  updatedBefore?: number | undefined
  withCounts: boolean
}

/** Newest first. 400 a text of more than 100 characters, more than 1,000 codes, or a time that is none. */
export const listPosts: Question<WantedPosts, { totalCount: number; list: ListedPost[] }> = {
  name: 'post.list',
  admits: 'manager',
  answer({ reader, pool }, { text, codes, createdAfter, createdBefore, updatedAfter, updatedBefore, ...wanted }) {
    requireFew(codes ?? [], 'postCodes')
    return readPage(reader, pool.id, {
      ...wanted,
      codes,
      ...(text !== undefined && { text: requiredText(text, 'keywords', 100) }),
      createdFrom: timeOf(createdAfter, 'createdAfter'),
      createdTo: timeOf(createdBefore, 'createdBefore'),
      updatedFrom: timeOf(updatedAfter, 'updatedAfter'),
      updatedTo: timeOf(updatedBefore, 'updatedBefore'),
    })
  },
}

function timeOf(ms: number | undefined, field: string): Date | undefined {
  return ms === undefined ? undefined : (momentOf(ms) ?? refuse(400, { variant: 'moment', values: { field } }))
}
