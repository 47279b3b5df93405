import { type Domain, groundOf } from '#domain/shape/domain.ts'
import type { Application } from './application.ts'

/** The application of an id, from memory; null when there is none. For doors that do not know yet who asks. */
export function lookUpApplication(domain: Domain, id: string): Promise<Application | null> {
  return groundOf(domain).ports.cached.application(id)
}

/** The application of a host name. */
export function lookUpIdentifier(domain: Domain, identifier: string): Promise<Application | null> {
  return groundOf(domain).ports.cached.applicationByIdentifier(identifier)
}
