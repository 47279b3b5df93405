import type { Look } from '#platform/database/database.ts'
import type { User } from '../user/user.ts'
import { findUsers } from '../user/user-store.ts'

/** What a mail calls a person. */
export function addressedAs({ profile, username }: Partial<Pick<User, 'profile' | 'username'>>, email: string): string {
  return profile?.nickname ?? username ?? email
}

/**
 * What a mail to an address calls its reader: by name only whoever has proven that the address is theirs, since a stranger may
 * have registered it under a name that they want somebody to read. Otherwise the address itself.
 */
export async function addressedAt(look: Look, userPoolId: string, email: string): Promise<string> {
  const [user] = await findUsers(look, userPoolId, 'email', [email])
  return user?.emailVerified ? addressedAs(user, email) : email
}
