import { refuse } from '@menshen/contract/errors'
import type { Context } from '#domain/shape/verb.ts'
import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader } from '#platform/database/database.ts'
import { brokenUniqueness } from '#platform/database/failure.ts'
import { isPoolDomainTaken } from '../pool/pool-store.ts'
import type { UserPool } from '../pool/user-pool.ts'
import type { Application } from './application.ts'
import { findApplicationByIdentifier } from './application-store.ts'

/** Drops an application from every process's memory, under both names that it is found by, and what its pool's have open. */
export function announce(
  changed: Context['changed'],
  { id, identifier, userPoolId }: Pick<Application, 'id' | 'identifier' | 'userPoolId'>,
): void {
  changed(`sign-in-methods:${userPoolId}`)
  changed(`application:${id}`)
  changed(`application-identifier:${identifier}`)
}

/** Turns a constraint's refusal into 2039 (identifier) or 2008 (name): it decides between two who ask at once. */
export function refuseTaken(error: unknown): never {
  const broken = brokenUniqueness(error)
  if (broken === 'application_identifier_key') refuse(2039)
  if (broken === 'application_name_key') refuse(2008)
  throw error
}

/** 2039 when another application than that of this id has the identifier, 3829 when it is another pool's domain. */
export async function requireFree(
  { reader, seal, pool }: { reader: Reader; seal: Seal; pool: UserPool },
  identifier: string,
  id?: string,
): Promise<void> {
  const holder = await findApplicationByIdentifier(reader, seal, identifier)
  if (holder && holder.id !== id) refuse(2039)
  if (await isPoolDomainTaken(reader, identifier, pool.id)) refuse(3829)
}
