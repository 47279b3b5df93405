/**
 * Whether an address is of this origin (RFC 6454 section 6.1). Every page in a frame that hides its own asks as `null`, and that is
 * what the address of an app has for one too: so nothing is at `null`.
 */
export function isAtOrigin(address: string, origin: string): boolean {
  return origin !== 'null' && URL.parse(address)?.origin === origin
}
