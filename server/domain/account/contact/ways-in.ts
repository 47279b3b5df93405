import { refuse } from '@menshen/contract/errors'
import type { ContactKind } from '#domain/messaging/contact/contact.ts'
import { hasIdentity } from '#domain/people/identity/identity-store.ts'
import type { User } from '#domain/people/user/user.ts'
import { findPasswordHash } from '#domain/proof/credential/password-store.ts'
import { hasPasskey } from '#domain/proof/passkey/passkey-store.ts'
import type { Reader } from '#platform/database/database.ts'

/**
 * Whether there is something to sign in with. An e-mail address and a phone number are enough by themselves, since codes go
 * there; a username needs a password; an account at another provider or a passkey is enough.
 */
async function hasWayIn(reader: Reader, user: User): Promise<boolean> {
  if (user.email || user.phone) return true
  if (user.username && (await findPasswordHash(reader, user.userPoolId, user.id))) return true
  return (await hasPasskey(reader, user.userPoolId, user.id)) || (await hasIdentity(reader, user.userPoolId, user.id))
}

/** Refuses (2217) when nothing would be left to sign in with. */
export async function requireWayIn(reader: Reader, user: User): Promise<void> {
  if (!(await hasWayIn(reader, user))) refuse(2217)
}

/** Which of their addresses a person can give up and still sign in. */
export async function spareContacts(reader: Reader, user: User): Promise<Record<ContactKind, boolean>> {
  return {
    email: user.email !== null && (await hasWayIn(reader, { ...user, email: null })),
    phone: user.phone !== null && (await hasWayIn(reader, { ...user, phone: null })),
  }
}
