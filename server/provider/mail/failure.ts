/** True for the codes under which Node and OpenSSL report a handshake or a certificate that failed. */
export function isTlsCode(code: string): boolean {
  return /CERT|SELF_SIGNED|^ERR_(TLS|SSL)|^UNABLE_TO_|^EPROTO$|^HOSTNAME_MISMATCH$|^CRL_/.test(code)
}

const unreachable = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'])

/** True for the codes of a connection that was never made. */
export function isUnreachableCode(code: string): boolean {
  return unreachable.has(code)
}

const maxLength = 500

/** A line for the log: what somebody else said, without our secrets (plain or base64, should they be echoed), and not too long. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets.filter((secret) => secret !== '')) {
    clean = clean.replaceAll(secret, '***').replaceAll(Buffer.from(secret).toString('base64'), '***')
  }
  return clean.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, maxLength)
}
