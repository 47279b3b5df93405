/** How sure we are of who signed in, by the factors shown: one, or two (OpenID Connect Core 1.0, section 2). */
export const acrValues = ['1', '2'] as const

/** `amr` as in the identity token (RFC 8176). */
export function acrOf(amr: readonly string[] = []): (typeof acrValues)[number] {
  return amr.includes('mfa') ? '2' : '1'
}
