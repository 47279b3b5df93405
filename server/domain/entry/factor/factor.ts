import type { User } from '#domain/people/user/user.ts'
import { deletePasskeysOf } from '#domain/proof/passkey/passkey-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import { type AuthenticationMethod, type FactorKind, factorKinds } from '#domain/tenancy/mfa/factor-kind.ts'
import { deleteFace } from './face-store.ts'
import { deleteTotp } from './totp-store.ts'

/** One kind of second factor. Its verb proves it on a ticket with `requireMfaTicket`, `passFactor` and `failFactor`. */
export interface Factor {
  kind: FactorKind
  /** As `applicationMfa[].mfaPolicy` of the clients spells it. */
  wire: 'OTP' | 'SMS' | 'EMAIL' | 'FACE' | 'PASSKEY'
  method: AuthenticationMethod
  /** Whether this person can be asked for it. */
  isUsable(user: User): boolean
  /** Whether somebody who cannot be asked for it gets it on the way in. */
  canEnrol(user: User): boolean
  /** Deletes what the person has set up; null for what is no more than an address of theirs. */
  remove: ((context: Pick<Context, 'tx' | 'pool'>, userId: string) => Promise<void>) | null
}

const isEnrolled = (kind: FactorKind) => (user: Pick<User, 'secondFactors'>) => user.secondFactors.includes(kind)

/** Every kind that is built, in the order of their names above. Another kind is another line. */
export const factors: readonly Factor[] = [
  {
    kind: 'totp',
    wire: 'OTP',
    method: 'totp',
    isUsable: isEnrolled('totp'),
    canEnrol: () => true,
    remove: ({ tx, pool }, userId) => deleteTotp(tx, pool.id, userId),
  },
  {
    kind: 'sms',
    wire: 'SMS',
    method: 'sms-code',
    isUsable: ({ phone }) => phone !== null,
    canEnrol: ({ phone }) => phone === null,
    remove: null,
  },
  {
    kind: 'email',
    wire: 'EMAIL',
    method: 'email-code',
    isUsable: ({ email }) => email !== null,
    canEnrol: ({ email }) => email === null,
    remove: null,
  },
  {
    kind: 'face',
    wire: 'FACE',
    method: 'face',
    isUsable: isEnrolled('face'),
    // A picture that anybody can take proves nothing on its first day: it is bound by somebody who is signed in.
    canEnrol: () => false,
    remove: ({ tx, pool }, userId) => deleteFace(tx, pool.id, userId),
  },
  {
    kind: 'passkey',
    wire: 'PASSKEY',
    method: 'passkey',
    isUsable: isEnrolled('passkey'),
    // It signs in alone as well, so it is registered by somebody who is signed in.
    canEnrol: () => false,
    remove: ({ tx, pool }, userId) => deletePasskeysOf(tx, pool.id, userId),
  },
]

export function factorOf(kind: FactorKind): Factor | undefined {
  return factors.find((factor) => factor.kind === kind)
}

/** What the person has set up as second factors. Addresses are not among it: everybody has one. */
export function enrolledFactors({ secondFactors }: Pick<User, 'secondFactors'>): FactorKind[] {
  return factorKinds.filter((kind) => secondFactors.includes(kind))
}
