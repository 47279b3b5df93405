import { isEmail, parsePhone } from '#domain/people/user/identifier.ts'
import type { User } from '#domain/people/user/user.ts'
import { findUserWithPassword } from '#domain/people/user/user-store.ts'
import type { StoredPassword } from '#domain/proof/credential/password-store.ts'
import type { Before } from '#domain/shape/verb.ts'
import { isActiveAccount } from '../session/account-status.ts'
import { openMethods } from './sign-in-methods.ts'

export interface Named {
  user: User
  stored: StoredPassword | null
  /** As what the text named them. */
  via: 'username' | 'email' | 'phone'
}

export interface Name {
  /** Null: whatever the text can be, as on the sign-in page. */
  by: 'username' | 'email' | 'phone' | null
  identifier: string
  /** Where else than in China a phone number may be from that does not name its country. */
  countryCode?: string | null | undefined
}

/**
 * Whom a text means among the ways in that are open. It can mean two people where somebody goes by what is another's address or
 * number: whoever has proven it comes first, then whose username it is, then who only said that it is theirs.
 */
export async function findNamed(before: Before, { by, identifier, countryCode }: Name): Promise<Named[]> {
  const { reader, pool } = before
  const open = await openMethods(before)
  const find = async (via: Named['via'], value: string | undefined): Promise<Named | null> => {
    if (value === undefined || !open.includes(`${via}-password`)) return null
    const found = await findUserWithPassword(reader, pool.id, via, value)
    return found && { ...found, via }
  }
  const byNumber = async () => {
    const chinese = await find('phone', parsePhone(identifier)?.phone)
    return chinese || !countryCode ? chinese : find('phone', parsePhone(identifier, countryCode)?.phone)
  }
  if (by) return [by === 'phone' ? await byNumber() : await find(by, identifier)].flatMap((found) => found ?? [])
  const byName = await find('username', identifier)
  const asMail = isEmail(identifier)
  const byAddress = asMail ? await find('email', identifier) : await byNumber()
  if (!byName || !byAddress || byName.user.id === byAddress.user.id)
    return [byName ?? byAddress].flatMap((found) => found ?? [])
  // Of the second only the password is ever looked at.
  const named = (asMail ? byAddress.user.emailVerified : byAddress.user.phoneVerified)
    ? [byAddress, byName]
    : [byName, byAddress]
  return named.filter(({ user, stored }, at) => at === 0 || (stored !== null && isActiveAccount(user)))
}
