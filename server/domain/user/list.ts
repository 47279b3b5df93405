import { refuse } from '@menshen/contract/errors'
import type { Page } from '../page.ts'
import type { Question } from '../verb.ts'
import type { User } from './user.ts'
import { searchUsers as readMatches, listUsers as readPage } from './user-list-store.ts'

export type UserOrder = 'CREATEDAT_DESC' | 'CREATEDAT_ASC' | 'UPDATEDAT_DESC' | 'UPDATEDAT_ASC'

export interface UserPage {
  totalCount: number
  list: User[]
}

export const listUsers: Question<Page & { order: UserOrder }, UserPage> = {
  name: 'user.list',
  admits: 'manager',
  answer: ({ look, pool }, input) => readPage(look, pool.id, input),
}

/** Fields that can be searched, by the name that clients give them. */
export const searchableFields = [
  'username',
  'nickname',
  'email',
  'phone',
  'id',
  'name',
  'company',
  'givenName',
  'familyName',
  'preferredUsername',
  'externalId',
] as const

export type SearchField = (typeof searchableFields)[number]

const defaultFields: SearchField[] = ['username', 'nickname', 'email', 'phone', 'name']

/** People in whose fields the text stands, in any case. 2014 without a text, 2015 for a field that cannot be searched. */
export const searchUsers: Question<Page & { query: string; fields: string[] | null }, UserPage> = {
  name: 'user.search',
  admits: 'manager',
  answer({ look, pool }, { query, fields, ...page }) {
    const text = query.trim()
    if (text === '' || text.length > 100 || text.includes('\0')) refuse(2014)
    const asked = (fields ?? []).map((field) => (field === '_id' ? 'id' : field))
    if (!asked.every((field) => (searchableFields as readonly string[]).includes(field))) refuse(2015)
    return readMatches(look, pool.id, {
      ...page,
      text,
      fields: asked.length ? (asked as SearchField[]) : defaultFields,
    })
  },
}
