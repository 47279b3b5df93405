import { type Domain, groundOf } from '#domain/shape/domain.ts'

/** The public keys under which clients encrypt passwords; the same for every tenant. */
export interface TransportKeys {
  /** RSA, as PEM. */
  rsa: string
  /** In hexadecimal. */
  sm2: string
}

export function tellTransportKeys(domain: Domain): TransportKeys {
  const { publicPem, sm2 } = groundOf(domain).ports.keys.transport
  return { rsa: publicPem, sm2: sm2.publicHex }
}
