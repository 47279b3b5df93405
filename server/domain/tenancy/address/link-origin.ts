import type { Before } from '#domain/shape/verb.ts'
import { addressAt } from './addresses.ts'

/**
 * The address that links in mails begin with: the application's own when it was asked there, else the one that belongs to
 * everybody. The host name of another application never stands in a mail, because the owner of that application may have
 * that host as well.
 */
export function linkOrigin({ origin, application, ports }: Pick<Before, 'origin' | 'application' | 'ports'>): string {
  const address = addressAt(new URL(origin).host, ports.addresses)
  if (!address) return ports.addresses.publicUrl
  const ownOrNobodys = address.identifier === undefined || address.identifier === application?.identifier
  return ownOrNobodys ? address.origin : address.base
}
