import { isIP } from 'node:net'
import { StartError } from '#platform/start-error.ts'

/** Host names, addresses, and networks in CIDR notation. */
export function hosts(name: string, value: string): string[] {
  const given = listed(value)
  for (const part of given)
    if (
      !isAddressOrNetwork(part) &&
      !/^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i.test(part)
    )
      throw new StartError(
        `${name} names "${part}". Set it to host names, addresses or networks, comma-separated, e.g. mail.internal, 10.1.0.0/16.`,
      )
  return given
}

const listed = (value: string) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)

/** Addresses, networks in CIDR notation, and the names that the `proxy-addr` package has for some of them. */
export function networks(name: string, value: string): string[] {
  const given = listed(value)
  for (const part of given)
    if (!['loopback', 'linklocal', 'uniquelocal'].includes(part) && !isAddressOrNetwork(part))
      throw new StartError(
        `${name} names "${part}". Set it to addresses or networks, comma-separated, e.g. 10.0.0.0/8, 192.168.1.5.`,
      )
  return given
}

function isAddressOrNetwork(text: string): boolean {
  const [address = '', bits = '0', ...rest] = text.split('/')
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1
  return rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= longest
}
