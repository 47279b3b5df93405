import type { Reader } from '#platform/database/database.ts'
import { findPassword } from './password-store.ts'

/**
 * A name for the password that a person has now, without telling anything about it. What is bound to it ends when the
 * password changes, in any way.
 */
export async function passwordVersion(reader: Reader, userPoolId: string, userId: string): Promise<string> {
  const password = await findPassword(reader, userPoolId, userId)
  return `${userId} ${password ? password.changedAt.toISOString() : 'none'}`
}

/** What a ticket is bound to that somebody got for proving an address: it ends when that is the person's no more, as well. */
export function provenThrough(version: string, address: string): string {
  return `${version} ${address}`
}
