/** An address as a source of a content security policy: its origin, or the scheme of a program that has none. */
export function policySourceOf(address: string): string | null {
  const url = URL.parse(address)
  return url && (url.origin === 'null' ? url.protocol : url.origin)
}
