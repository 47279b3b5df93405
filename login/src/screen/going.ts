import type { AskedFactor } from '../asked-factor.ts'

/** What every way of showing a second factor goes by. */
export type Going = {
  factor: AskedFactor
  /** Whether this device is to be trusted from now on. */
  trust: boolean
  /** Called where there is a new recovery code to be kept before the sign-in goes on. */
  saved: (recoveryCode: string, next: string) => void
}
