import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Which addresses may be connected to. */
export interface AddressRules {
  /** Whether this address may be reached, for somebody who asked for this host (which may be the address itself). */
  permits(host: string, address: string): boolean
}

/** For what the operator configured: they may point at their own network. */
export const trustEverybody: AddressRules = { permits: () => true }

/** Cloud services that answer on an address of the public range, to the machine itself only. */
const metadata = new Set(['168.63.129.16'])

/** Of IPv6, only what IANA has given out for the public internet; the exceptions inside it have ranges of their own. */
const global = ipaddr.IPv6.parseCIDR('2000::/3')

/** True for an address of the public internet: not private, loopback, link-local, multicast, reserved or a way around those. */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0 || text.includes('%')) return false
  // An IPv4 address in the clothes of IPv6 (RFC 4291 section 2.5.5.2) is judged as what it is.
  const address = ipaddr.process(text)
  if (address.range() !== 'unicast') return false
  return address.kind() === 'ipv4' ? !metadata.has(address.toString()) : address.match(global)
}

type Network = ReturnType<typeof ipaddr.parseCIDR>

/** Public addresses, and the exceptions: host names, addresses, and networks in CIDR notation. */
export function createAddressRules(exceptions: readonly string[] = []): AddressRules {
  const networks = exceptions.filter(isNetwork).map(toNetwork)
  const hosts = new Set(exceptions.filter((text) => !isNetwork(text)).map((name) => name.toLowerCase()))
  return {
    permits: (host, address) =>
      isPublicAddress(address) ||
      hosts.has(host.toLowerCase()) ||
      networks.some((network) => contains(network, address)),
  }
}

/** Whether a text is an address or a network, as opposed to a host name. */
function isNetwork(text: string): boolean {
  return isIP(text) !== 0 || (text.includes('/') && ipaddr.isValidCIDR(text))
}

function toNetwork(text: string): Network {
  if (text.includes('/')) return ipaddr.parseCIDR(text)
  return ipaddr.parseCIDR(`${text}/${isIP(text) === 4 ? 32 : 128}`)
}

function contains([network, bits]: Network, text: string): boolean {
  if (isIP(text) === 0 || text.includes('%')) return false
  const address = ipaddr.process(text)
  return address.kind() === network.kind() && address.match(network, bits)
}
