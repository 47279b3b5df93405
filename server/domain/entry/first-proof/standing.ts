import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import type { User } from '#domain/people/user/user.ts'

type Named = Pick<User, 'email' | 'emailVerified' | 'emailAssumed' | 'phone' | 'phoneVerified' | 'vouched'>

/** What a pool takes as verified without asking (`emailVerifiedDefault`) nobody has proven. */
export function isProven(user: Named, kind: ContactKind): boolean {
  return kind === 'email' ? user.emailVerified && user.emailAssumed !== user.email : user.phoneVerified
}

/** The columns of an account whose address has been proven. */
export function provenColumns(kind: ContactKind): Partial<User> {
  return kind === 'email' ? { emailVerified: true, emailAssumed: null } : { phoneVerified: true }
}

/** The columns of a new account of which an address may be taken as verified; `proven`: it was shown. */
export function assumedColumns({ email = null, emailVerified }: Partial<User>, proven: boolean): Partial<User> {
  return { emailAssumed: emailVerified && !proven ? email : null }
}

/** Whether it is known whose an account is without this address: an administrator made it, or the other one is proven. */
export function hasOwner(user: Named, kind: ContactKind): boolean {
  const other = kind === 'email' ? 'phone' : 'email'
  return user.vouched.includes('account') || (user[other] !== null && isProven(user, other))
}

/** Whether an administrator has said that the address is that of the account's person. */
export function isVouched({ vouched }: Named, kind: ContactKind): boolean {
  return vouched.includes(kind)
}

/** Whether nobody knows whose an account is: what it holds tells nobody anything who proves the address. */
export function isUnclaimed(user: Named, kind: ContactKind): boolean {
  return !isProven(user, kind) && !isVouched(user, kind) && !hasOwner(user, kind)
}
