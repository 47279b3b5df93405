import ipaddr from 'ipaddr.js'

/**
 * The network that one household or server has to itself, under which it is counted: a whole address of IPv4, a /64 of IPv6 (RFC
 * 6177). What is no address stays as it is.
 */
export function networkOf(ip: string): string {
  // The zone says which interface of ours it came in by.
  const bare = ip.split('%', 1)[0] as string
  if (!bare.includes(':') || !ipaddr.IPv6.isValid(bare)) return ip
  const address = ipaddr.IPv6.parse(bare)
  if (address.isIPv4MappedAddress()) return address.toIPv4Address().toString()
  return address.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')
}
