import { sameSecret } from '#platform/crypto/compare.ts'
import { type Application, secretsOf } from './application.ts'

/** Whether an application proves itself with this; each that would do is compared, in constant time. Whoever asks counts a wrong one. */
export function isSecretOf(application: Application, given: string, now: Date): boolean {
  return secretsOf(application, now).filter((own) => sameSecret(given, own)).length > 0
}
