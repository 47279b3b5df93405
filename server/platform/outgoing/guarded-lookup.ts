import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { AddressRules } from './address-rules.ts'
import { OutgoingFailure } from './outgoing-failure.ts'

/**
 * A `lookup` for sockets that fails with `forbidden` when a name has an address that may not be reached. The socket connects
 * to what is answered here, so a name that resolves otherwise a moment later (rebinding) gains nothing.
 */
export function guardedLookup(rules: AddressRules): LookupFunction {
  return (host, options, answer) => {
    const { family, hints, all } = options
    lookup(host, { family, hints, all: true, order: 'verbatim' }, (error, addresses: LookupAddress[]) => {
      if (error) return answer(error, '')
      // One wrong address among good ones is a trap, or a mistake that would show as one try in two failing.
      if (addresses.length === 0 || addresses.some(({ address }) => !rules.permits(host, address)))
        return answer(new OutgoingFailure('forbidden'), '')
      const [first] = addresses as [LookupAddress]
      if (all) answer(null, addresses)
      else answer(null, first.address, first.family)
    })
  }
}

/** Throws `forbidden` for an address that may not be reached. Sockets look up names only, and take an address as it is. */
export function requirePermitted(rules: AddressRules, host: string): void {
  if (isIP(host) !== 0 && !rules.permits(host, host)) throw new OutgoingFailure('forbidden')
}
