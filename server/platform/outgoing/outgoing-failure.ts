/**
 * - `forbidden`: an address that tenants may not reach, or no address of the web
 * - `unreachable`: no connection, so nothing was sent
 * - `tls`: no encrypted connection, or to somebody whose certificate does not say who we asked for
 * - `timeout`: not done within the bound; it may have been sent
 * - `too-large`: the answer is longer than the bound
 * - `broken`: connected, and then anything else
 */
export type OutgoingFailureKind = 'forbidden' | 'unreachable' | 'tls' | 'timeout' | 'too-large' | 'broken'

/** Why nothing came of a request. It names no address and holds nothing of what was sent. */
export class OutgoingFailure extends Error {
  override readonly name = 'OutgoingFailure'
  readonly kind: OutgoingFailureKind
  /** The code of Node or OpenSSL, e.g. `ECONNREFUSED`; empty when there is none. */
  readonly code: string

  constructor(kind: OutgoingFailureKind, code = '') {
    super(code ? `${kind} (${code})` : kind)
    this.kind = kind
    this.code = code
  }
}

/** True for the codes under which Node and OpenSSL report a handshake or a certificate that failed. */
export function isTlsCode(code: string): boolean {
  return /CERT|SELF_SIGNED|^ERR_(TLS|SSL)|^UNABLE_TO_|^EPROTO$|^HOSTNAME_MISMATCH$|^CRL_/.test(code)
}

const unreachable = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'])

/** True for the codes of a connection that was never made. */
export function isUnreachableCode(code: string): boolean {
  return unreachable.has(code)
}

/** What an error of a socket, a request or a look-up means; an `OutgoingFailure` stays what it is. */
export function outgoingFailure(error: unknown): OutgoingFailure {
  if (error instanceof OutgoingFailure) return error
  const { code = '', errors } = error as { code?: string; errors?: { code?: string }[] }
  // Several addresses were tried, and each failed for a reason of its own: the first one stands for all.
  const reason = code || (errors?.[0]?.code ?? '')
  if (isTlsCode(reason)) return new OutgoingFailure('tls', reason)
  if (/ETIMEDOUT|TIMEOUT/.test(reason)) return new OutgoingFailure('timeout', reason)
  return new OutgoingFailure(isUnreachableCode(reason) ? 'unreachable' : 'broken', reason)
}
