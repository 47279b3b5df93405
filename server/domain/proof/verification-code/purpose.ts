import type { PoolSettings } from '#domain/tenancy/pool/user-pool.ts'

type Settings = Pick<PoolSettings, 'verifyCodeSceneRequired'>

/** What a code is sent for. `any` is what clients that name nothing get. */
export type SentPurpose =
  | 'any'
  | 'login'
  | 'register'
  | 'reset-password'
  | 'bind'
  | 'unbind'
  | 'mfa'
  | 'complete'
  | 'delete-account'

/** What a code is presented for. Nothing is sent for `give-up`: that is the old address of somebody who changes it. */
export type Purpose = SentPurpose | 'give-up'

/** For what a code without a purpose is good, unless the pool takes none: what people do who have not proven a second factor. */
const ofAny: ReadonlySet<Purpose> = new Set(['login', 'register', 'reset-password', 'bind'])

/** Under which purposes a code may have been sent that is presented for this one. `give-up`: clients send either side of a change. */
export function purposesFor(purpose: Purpose, { verifyCodeSceneRequired }: Settings): SentPurpose[] {
  const any: SentPurpose[] = verifyCodeSceneRequired ? [] : ['any']
  if (purpose === 'give-up') return ['bind', 'unbind', ...any]
  return ofAny.has(purpose) ? [purpose, ...any] : [purpose]
}
