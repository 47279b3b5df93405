import type { User, Vouched } from './user.ts'

type Named = Partial<Pick<User, 'email' | 'phone'>>

/**
 * Of an account from before administrators were asked: whoever did not register by themselves was brought by one, with the
 * addresses that they have.
 */
export function vouchedByOrigin(registerSource: readonly string[]): Vouched[] {
  return registerSource.some((source) => source.startsWith('basic:')) ? [] : ['account', 'email', 'phone']
}

/** For which addresses an administrator vouches who writes them. */
export function vouchedIn({ email, phone }: Named): Vouched[] {
  return [...(email ? (['email'] as const) : []), ...(phone ? (['phone'] as const) : [])]
}

/**
 * What changes with the addresses that an administrator writes: a new one is unproven unless the same request says otherwise,
 * and is theirs by the administrator's word. One that is what it was stays as it was.
 */
export function withNewAddresses(changes: Partial<User>, present: User): Partial<User> {
  const vouched = new Set(present.vouched)
  // Who says whether it is verified has looked.
  const marks: Partial<User> = changes.emailVerified === undefined ? {} : { emailAssumed: null }
  for (const kind of ['email', 'phone'] as const) {
    if (changes[kind] === undefined || changes[kind] === present[kind]) continue
    vouched.delete(kind)
    if (changes[kind]) vouched.add(kind)
    marks[kind === 'email' ? 'emailVerified' : 'phoneVerified'] = false
  }
  return { ...marks, ...changes, vouched: [...vouched] }
}
