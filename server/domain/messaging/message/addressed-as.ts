import type { User } from '#domain/people/user/user.ts'
import { findUsers } from '#domain/people/user/user-store.ts'
import type { Reader } from '#platform/database/database.ts'

type Named = Partial<Pick<User, 'profile' | 'username'>>

/** The name of a person who is known to be the reader of this address. */
export function nameFor({ profile, username }: Named, email: string): string {
  return profile?.nickname ?? username ?? email
}

/**
 * What a mail to a person's address calls its reader: by name only people who have proven that the address is theirs, since a
 * stranger may have registered it under a name that they want somebody to read. Otherwise the address itself.
 */
export function addressedAs(person: Named & Partial<Pick<User, 'emailVerified'>>, email: string): string {
  return person.emailVerified ? nameFor(person, email) : email
}

/** The same where only the address is known. */
export async function addressedAt(reader: Reader, userPoolId: string, email: string): Promise<string> {
  const [user] = await findUsers(reader, userPoolId, 'email', [email])
  return user ? addressedAs(user, email) : email
}
