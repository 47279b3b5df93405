import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { findRootPool } from '../pool/pool-store.ts'
import type { Application } from './application.ts'
import { findFirstApplication } from './application-store.ts'

/** The application of an id, from memory; null when there is none. For doors that do not know yet who asks. */
export function lookUpApplication(domain: Domain, id: string): Promise<Application | null> {
  return groundOf(domain).ports.cached.application(id)
}

/** The application of a host name. */
export function lookUpIdentifier(domain: Domain, identifier: string): Promise<Application | null> {
  return groundOf(domain).ports.cached.applicationByIdentifier(identifier)
}

/** The application that the platform's owner signs in to; null when it was deleted. */
export async function ownersApplication(domain: Domain): Promise<Application | null> {
  const { unit, ports } = groundOf(domain)
  const root = await findRootPool(unit.reader, ports.seal)
  return root && findFirstApplication(unit.reader, ports.seal, root.id)
}

/** The application that the home page invites to try; null when there is none. Of any pool but the root pool. */
export function firstApplication(domain: Domain): Promise<Application | null> {
  const { unit, ports } = groundOf(domain)
  return findFirstApplication(unit.reader, ports.seal)
}
