import type { Seal } from '#platform/crypto/seal.ts'

/** P: a person. E: an enterprise. */
export type PrincipalType = 'P' | 'E'

/** What somebody says about who they are. */
export interface PrincipalClaim {
  type: PrincipalType
  /** Of the person or of the enterprise. */
  name: string
  /** The number of the resident identity card, or of the enterprise. */
  code: string
  /** The number of a bank card, or the name of the legal representative. */
  extra: string | null
}

/** `pending`: nobody has confirmed it. */
export type PrincipalStatus = 'pending' | 'verified'

export interface Principal {
  id: string
  userPoolId: string
  userId: string
  claim: PrincipalClaim
  status: PrincipalStatus
  /** Null while it is pending. */
  verifiedBy: 'provider' | 'administrator' | null
  authenticatedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

/** Who asks an authority whether a claim is true. Throws when it cannot find out; the claim is pending then. */
export interface PrincipalVerifier {
  verify(claim: PrincipalClaim): Promise<boolean>
}

/** Bound to the person: what was sealed for one opens for no other. */
const purposeOf = (userPoolId: string, userId: string) => `principal authentication ${userPoolId} ${userId}`

type Owner = { userPoolId: string; userId: string }

export function sealClaim(seal: Seal, { userPoolId, userId }: Owner, claim: PrincipalClaim): Buffer {
  return seal.close(purposeOf(userPoolId, userId), JSON.stringify(claim))
}

export function openClaim(seal: Seal, { userPoolId, userId }: Owner, sealed: Buffer): PrincipalClaim {
  return JSON.parse(seal.open(purposeOf(userPoolId, userId), sealed))
}

/** A number as it may be shown: its first and its last character. */
export function maskCode(code: string): string {
  return code.length < 5 ? '*'.repeat(code.length) : `${code[0]}${'*'.repeat(code.length - 2)}${code.at(-1)}`
}
