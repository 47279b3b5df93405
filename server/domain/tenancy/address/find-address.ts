import { type Domain, groundOf } from '#domain/shape/domain.ts'
import { type Addresses, addressAt, type ServerAddress } from './addresses.ts'

/** The address that a host stands for, when the application of its name exists as well; null otherwise. Asks memory. */
export async function findAddress(host: string, addresses: Addresses, domain: Domain): Promise<ServerAddress | null> {
  const address = addressAt(host, addresses)
  if (address?.identifier === undefined) return address
  return (await groundOf(domain).ports.cached.applicationByIdentifier(address.identifier)) ? address : null
}
