import ipaddr from 'ipaddr.js'

/** Where an address is, as far as anybody knows. */
export interface GeoLocation {
  /** ISO 3166-1 alpha-2; null on a local network. */
  country: string | null
  region: string | null
  city: string | null
  /** A private, loopback or link-local address (RFC 1918, RFC 4193, RFC 6598): somebody inside. */
  localNetwork: boolean
}

/** Tells where an address is. What an installation puts in its place may look it up in a file or over the network. */
export interface GeoLocator {
  /** Null when it is not known. */
  find(ip: string): Promise<GeoLocation | null>
}

const local = new Set(['private', 'loopback', 'linkLocal', 'uniqueLocal', 'carrierGradeNat'])

/** Knows local networks, and asks `other` about the rest. */
export function createGeoLocator(other: GeoLocator | null = null): GeoLocator {
  return {
    async find(ip) {
      if (!ipaddr.isValid(ip)) return null
      if (local.has(ipaddr.process(ip).range())) return { country: null, region: null, city: null, localNetwork: true }
      return other?.find(ip) ?? null
    },
  }
}
