/** What a code is sent for. `any` is what clients that name nothing get. */
export type Purpose = 'any' | 'login' | 'register' | 'reset-password' | 'bind' | 'unbind' | 'mfa' | 'complete'

/** For what a code without a purpose is good: what people do who have not proven a second factor. */
const ofAny: ReadonlySet<Purpose> = new Set(['login', 'register', 'reset-password', 'bind'])

/** Under which purposes a code may have been sent that is presented for this one. */
export function purposesFor(purpose: Purpose): Purpose[] {
  return ofAny.has(purpose) ? [purpose, 'any'] : [purpose]
}
