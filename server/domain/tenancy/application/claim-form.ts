/**
 * `standard`: as OpenID Connect Core 1.0, section 5.1 has it; what is not known is left out (5.3.2).
 * `compatible`: as clients of the service expect it whose protocol we speak; what is not known is null.
 */
export const claimForms = ['standard', 'compatible'] as const

export type ClaimForm = (typeof claimForms)[number]
