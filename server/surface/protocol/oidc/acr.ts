import type { Session } from '#domain/entry/session/session.ts'
import { amrOf } from '#domain/tenancy/mfa/factor-kind.ts'

/** How sure we are of who signed in, by the factors shown: one, or two (OpenID Connect Core 1.0, section 2). */
export const acrValues = ['1', '2'] as const

/** `amr` as in the identity token (RFC 8176). */
export function acrOf(amr: readonly string[] = []): (typeof acrValues)[number] {
  return amr.includes('mfa') ? '2' : '1'
}

/** What tokens say of the sign-in that opened a session. */
export function signInClaims({ methods, createdAt }: Pick<Session, 'methods' | 'createdAt'>) {
  const amr = amrOf(methods)
  return { authTime: Math.floor(createdAt.getTime() / 1000), amr, acr: acrOf(amr) }
}
