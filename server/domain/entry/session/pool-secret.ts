import type { UserPool } from '#domain/tenancy/pool/user-pool.ts'
import { sameSecret } from '#platform/crypto/compare.ts'
import type { AccessKey } from '../access-key/access-key.ts'

/**
 * Whether this is the pool's secret, or the one before while that is taken; `until`: then it is good no more. Null for a wrong one,
 * which the caller counts: see `wrong-secret.ts`.
 */
export function matchPoolSecret(
  { secret, formerSecret }: Pick<UserPool, 'secret' | 'formerSecret'>,
  given: string,
  now: Date,
): { until: Date | null } | null {
  const isFormer = formerSecret !== null && formerSecret.until > now && sameSecret(given, formerSecret.secret)
  if (sameSecret(given, secret)) return { until: null }
  return isFormer ? { until: formerSecret.until } : null
}

/** Whether this is the secret of an access key that is switched on; the caller counts a wrong one as that of a pool. */
export function matchAccessKey({ enabled, secret }: AccessKey, given: string): boolean {
  return sameSecret(given, secret) && enabled
}
