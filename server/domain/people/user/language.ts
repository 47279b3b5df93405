import { pickLanguage } from '@menshen/contract/errors'
import type { Before } from '#domain/shape/verb.ts'
import type { User } from './user.ts'

/** What prepares a letter to a person: in the language of their profile, or else the one that they ask in. */
export function inTheirLanguage(before: Before, { profile }: Pick<User, 'profile'>): Before {
  return profile.locale ? { ...before, language: pickLanguage(profile.locale) } : before
}
