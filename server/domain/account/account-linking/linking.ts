import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import type { Profile, User } from '#domain/people/user/user.ts'

/** Seconds for which two accounts that were made one can be made two again. */
export const undoableFor = 604_800

/** The seal's purpose of what is kept. */
export const remainsSeal = 'account linking'

/** Two accounts that were made one: the second is gone, and what is left of it is in `remainsSealed`. */
export interface Linking {
  userPoolId: string
  id: string
  primaryId: string
  secondaryId: string
  remainsSealed: Buffer
  createdAt: Date
  /** Until when it can be undone; then the remains are thrown away. */
  expiresAt: Date
}

/** What the first account got of the second, and had not before. */
export interface Gift {
  columns: Partial<
    Pick<
      User,
      | 'email'
      | 'emailVerified'
      | 'emailAssumed'
      | 'phone'
      | 'phoneCountryCode'
      | 'phoneVerified'
      | 'username'
      | 'externalId'
      | 'unionid'
      | 'openid'
    >
  >
  /** Which of the addresses was the second's by proof or by an administrator's word. */
  owned: ContactKind[]
  profile: Profile
  /** What the first said in the place of those before. */
  profileBefore: Profile
  registerSource: string[]
}

/** The password of the first account when the second came to it, for which it may have been changed by a gift. */
export type PasswordThen = { hash: string; changedAt: string; level: number | null } | null

/** All that is kept. `rows`: by table, as PostgreSQL writes them; see `remains-store.ts`. */
export interface Remains {
  rows: Record<string, string>
  gift: Gift
  password: PasswordThen
  /** What is in `rows` of a third account that had become part of this one, and has been had back since. */
  returned: Gift[]
}

/** What could not be given back, because somebody has it now. */
export type Missing = 'username' | 'email' | 'phone' | 'externalId' | 'identity' | 'subAccount'
