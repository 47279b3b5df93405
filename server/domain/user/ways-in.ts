import { refuse } from '@menshen/contract/errors'
import type { Look } from '#platform/database/database.ts'
import { findPasswordHash } from '../credential/password-store.ts'
import { hasIdentity } from '../identity/identity-store.ts'
import { hasPasskey } from '../passkey/passkey-store.ts'
import type { User } from './user.ts'

/**
 * Refuses (2217) when nothing would be left to sign in with. An e-mail address and a phone number are enough by
 * themselves, since codes go there; a username needs a password; an account at another provider or a passkey is enough.
 */
export async function requireWayIn(look: Look, user: User): Promise<void> {
  if (user.email || user.phone) return
  if (user.username && (await findPasswordHash(look, user.userPoolId, user.id))) return
  if (await hasPasskey(look, user.userPoolId, user.id)) return
  if (!(await hasIdentity(look, user.userPoolId, user.id))) refuse(2217)
}
