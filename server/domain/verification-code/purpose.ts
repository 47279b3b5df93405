/** What a code is sent for. `any` is what clients that name nothing get. */
export type Purpose =
  | 'any'
  | 'login'
  | 'register'
  | 'reset-password'
  | 'bind'
  | 'unbind'
  | 'mfa'
  | 'complete'
  | 'delete-account'
  /** Never sent: the old address of somebody who changes it, proven by a code for either side of the change. */
  | 'give-up'

/** For what a code without a purpose is good: what people do who have not proven a second factor. */
const ofAny: ReadonlySet<Purpose> = new Set(['login', 'register', 'reset-password', 'bind'])

/** Under which purposes a code may have been sent that is presented for this one. */
export function purposesFor(purpose: Purpose): Purpose[] {
  if (purpose === 'give-up') return ['bind', 'unbind', 'any']
  return ofAny.has(purpose) ? [purpose, 'any'] : [purpose]
}
