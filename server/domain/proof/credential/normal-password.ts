import { normalForm } from '#platform/normal-form.ts'
import type { PasswordHasher } from '#platform/password-hasher.ts'

/**
 * The one form in which a password is measured and hashed, on any keyboard: NFC, and every kind of space is
 * the common one (OpaqueString, RFC 8265 section 4.2).
 */
export function normalPassword(typed: string): string {
  return normalForm(typed.replace(/\p{Zs}/gu, ' '), 'NFC')
}

/**
 * Whether a password as somebody typed it is the one of this hash. Hashes from elsewhere are of what was typed there, so that is
 * tried as well where it differs: always both, and never more than two.
 */
export async function matchesTyped(
  hasher: Pick<PasswordHasher, 'matches'>,
  typed: string,
  hash: string,
): Promise<boolean> {
  const [asTyped, asNormal] = [typed, normalPassword(typed)]
  const matches = await hasher.matches(asTyped, hash)
  return asTyped === asNormal ? matches : (await hasher.matches(asNormal, hash)) || matches
}
