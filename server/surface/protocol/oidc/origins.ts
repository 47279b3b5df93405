import type { KoaContextWithOIDC } from 'oidc-provider'
import { isAtOrigin } from '#domain/tenancy/address/at-origin.ts'
import { ownerOf } from './clients.ts'

interface Registered {
  redirectUris?: readonly string[]
}

/** Whether a page of this origin belongs to the client: to an address that people come back to, or by its settings. */
export function isOwnOrigin(origin: string, client: Registered): boolean {
  const { redirectUris = [] } = client
  return redirectUris.some((uri) => isAtOrigin(uri, origin)) || isAllowedOrigin(origin, client)
}

function isAllowedOrigin(origin: string, client: Registered): boolean {
  return ownerOf(client).application.settings.allowedOrigins.includes(origin)
}

/**
 * Whether the engine goes on with what a page of this origin asks. Pages of a client may use their own tokens, those of a
 * public one also their codes. Who shows a secret is no page: programs send an origin too, and are not refused for it.
 */
export function clientBasedCORS(ctx: KoaContextWithOIDC, origin: string, client: Registered): boolean {
  return (ctx.oidc.route !== 'userinfo' && !isPublic(client)) || isOwnOrigin(origin, client)
}

/** Whether pages of the origin that asks are shown the answer. Those of who has a secret must be named, as they should not hold it. */
export function pagesMayRead(ctx: KoaContextWithOIDC): boolean {
  const { client } = ctx.oidc
  return !client || isPublic(client) || isAllowedOrigin(ctx.get('origin'), client)
}

function isPublic(client: Registered & { clientAuthMethod?: unknown }): boolean {
  return client.clientAuthMethod === 'none'
}
