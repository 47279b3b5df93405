import { refuse } from '@menshen/contract/errors'
import type { Before } from '../verb.ts'
import { requireStrength } from './password-policy.ts'
import { decryptPassword } from './transport.ts'

type Ground = Pick<Before, 'tools' | 'pool'>

/**
 * A new password as a door hands it over. `own` are names that it must not be made of. 2016 undecryptable, 2029 too weak for
 * the pool; none at all is `missing`, since registering has a code of its own for that.
 */
export function readNewPassword(
  { tools, pool }: Ground,
  password: string,
  encrypted: boolean,
  own: readonly string[] = [],
  missing: 2029 | 2032 = 2029,
): string {
  const plain = encrypted ? decryptPassword(tools.keys.transport.privateKey, password) : password
  if (plain === '') refuse(missing)
  requireStrength(plain, pool.settings, own)
  return plain
}

/** The hash of a new password, read as above. */
export async function prepareNewPassword(
  ground: Ground,
  password: string,
  encrypted: boolean,
  own: readonly string[] = [],
): Promise<string> {
  return ground.tools.hasher.hash(readNewPassword(ground, password, encrypted, own))
}
