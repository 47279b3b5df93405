import { isIP } from 'node:net'

/** What the list of our addresses is made of. */
export interface Addresses {
  /** e.g. `https://id.example.com`; where nobody configured one, a loopback address with the port that we listen on. */
  publicUrl: string
  /** True when nobody configured PUBLIC_URL: then every loopback name is as good as the other. */
  anyLoopback: boolean
}

/** One address of the list. */
export interface ServerAddress {
  /** e.g. `https://shop.id.example.com`, written by us and not as it was asked for. */
  origin: string
  /** The application whose own host name it is; undefined where it is everybody's. */
  identifier: string | undefined
  /** The address that it lies below, or itself. */
  base: string
}

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * The address that a host (with its port, as in a `Host` header) stands for; null when it cannot be one of ours. Whether
 * there is an application of that identifier is left to `find-address.ts`.
 */
export function addressAt(host: string, addresses: Addresses): ServerAddress | null {
  const { protocol, bases } = readList(addresses)
  const asked = withoutUsualPort(host.toLowerCase(), protocol)
  for (const { own, base, isName } of bases) {
    if (asked === own) return { origin: base, identifier: undefined, base }
    if (!isName || !asked.endsWith(`.${own}`)) continue
    const label = asked.slice(0, -own.length - 1)
    if (/^[a-z0-9-]{1,63}$/.test(label)) return { origin: `${protocol}//${label}.${own}`, identifier: label, base }
  }
  return null
}

interface AddressList {
  protocol: string
  /** Host with its port, the address of it, and whether names can lie below it. */
  bases: { own: string; base: string; isName: boolean }[]
}

/** Every request asks several times, and the setting stays what it is while the server runs. */
const lists = new WeakMap<Addresses, AddressList & { of: string }>()

function readList(addresses: Addresses): AddressList {
  const { publicUrl, anyLoopback } = addresses
  const known = lists.get(addresses)
  if (known?.of === publicUrl) return known
  const { protocol, hostname, port } = new URL(publicUrl)
  const bases = (anyLoopback ? [hostname, ...loopbackNames] : [hostname]).map((name) => {
    const own = port ? `${name}:${port}` : name
    return { own, base: `${protocol}//${own}`, isName: isName(name) }
  })
  const list = { of: publicUrl, protocol, bases }
  lists.set(addresses, list)
  return list
}

/** Clients may name the port that goes without saying (RFC 9110 section 4.2.3). */
function withoutUsualPort(host: string, protocol: string): string {
  const usual = protocol === 'https:' ? ':443' : ':80'
  return host.endsWith(usual) ? host.slice(0, -usual.length) : host
}

/** Nothing lies below a number. */
function isName(hostname: string): boolean {
  return !hostname.startsWith('[') && isIP(hostname) === 0
}
