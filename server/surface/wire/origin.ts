import type { FastifyRequest } from 'fastify'

/**
 * Under which addresses we answer. Tokens and links carry the caller's own address only when it is one of these; a host
 * name that somebody made up is answered under the public address.
 */
export interface Addresses {
  /** e.g. `https://id.example.com` */
  publicUrl: string
  /** True when nobody configured PUBLIC_URL: then every loopback name is as good as the other. */
  anyLoopback: boolean
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)(:\d+)?$/

/** The address that the caller used, e.g. `http://shop.localhost:3000`, and the application's identifier in its host name. */
export function originOf(
  request: FastifyRequest,
  addresses: Addresses,
): { origin: string; identifier: string | undefined } {
  const host = request.host.toLowerCase()
  const base = new URL(addresses.publicUrl)
  const ours = host === base.host
  const below = host.endsWith(`.${base.host}`) ? host.slice(0, -base.host.length - 1) : undefined
  const onLoopback = addresses.anyLoopback && loopback.test(host)
  if (!ours && below === undefined && !onLoopback) return { origin: base.origin, identifier: undefined }
  const label = below ?? (host.includes('.localhost') ? host.split('.')[0] : undefined)
  return { origin: `${base.protocol}//${host}`, identifier: label && /^[a-z0-9-]+$/.test(label) ? label : undefined }
}
