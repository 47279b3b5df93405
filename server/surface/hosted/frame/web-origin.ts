/** The address of the application itself, as far as its redirect address tells. */
export function webOrigin(redirectUri: string | undefined): string | null {
  const url = redirectUri ? URL.parse(redirectUri) : null
  return url && /^https?:$/.test(url.protocol) ? url.origin : null
}
