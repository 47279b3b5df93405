import { refuse } from '@menshen/contract/errors'
import type { Before } from '#domain/shape/verb.ts'
import { normalPassword } from './normal-password.ts'
import { requirePasswordStrength } from './password-policy.ts'
import { type SecurityLevel, securityLevelOf } from './security-level.ts'
import { readPassword } from './transport.ts'

/** What is kept of a new password. */
export interface NewPassword {
  hash: string
  level: SecurityLevel
}

type Hashing = Pick<Before, 'ports' | 'pool' | 'client'>

/**
 * A new password as a door hands it over. `own` are names that it must not be made of. 2016 undecryptable, 2029 too weak for
 * the pool; none at all is `missing`, since registering has a code of its own for that.
 */
export async function readNewPassword(
  before: Hashing,
  password: string,
  encrypted: boolean,
  own: readonly string[] = [],
  missing: 2029 | 2032 = 2029,
): Promise<string> {
  const plain = normalPassword(await readPassword(before, password, encrypted))
  if (plain === '') refuse(missing)
  requirePasswordStrength(plain, before.pool.settings, own)
  return plain
}

/** What is kept of a new password that was read as above. */
export async function keptOf(
  { ports }: Pick<Before, 'ports'>,
  plain: string,
  own: readonly string[] = [],
): Promise<NewPassword> {
  return { hash: await ports.hasher.hash(plain), level: securityLevelOf(plain, own) }
}

/** Reads a new password as above; answers what is kept of it. */
export async function prepareNewPassword(
  before: Hashing,
  password: string,
  encrypted: boolean,
  own: readonly string[] = [],
): Promise<NewPassword> {
  return keptOf(before, await readNewPassword(before, password, encrypted, own), own)
}
