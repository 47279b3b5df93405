import type { User } from './user.ts'

export type UserOrder = 'CREATEDAT_DESC' | 'CREATEDAT_ASC' | 'UPDATEDAT_DESC' | 'UPDATEDAT_ASC'

export interface UserPage {
  totalCount: number
  list: User[]
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
