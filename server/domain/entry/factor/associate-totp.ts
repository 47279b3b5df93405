import { toDataURL } from 'qrcode'
import { choiceOf } from '#domain/shape/choice.ts'
import type { QuietVerb } from '#domain/shape/verb.ts'
import { requireEnrollable } from '../mfa/require-mfa-ticket.ts'
import { requireFactorShown } from '../mfa/require-shown.ts'
import type { TotpSource } from './authenticator.ts'
import { type Enrolment, saveEnrolment } from './enrolment-store.ts'
import { factorOwnerOf } from './factor-owner.ts'
import { newRecoveryCode, recoveryHash } from './recovery-code.ts'
import { newTotpSecret, totpUri } from './totp.ts'

/** What a person puts into an authenticator app, shown this once. */
export interface Association {
  secret: string
  uri: string
  /** A picture of `uri`, as a `data:` address. */
  picture: string
  recoveryCode: string
}

/** Seconds in which the first code has to come. */
const lifetime = 600

export const totpSealPurpose = 'totp.secret'

function sourceOf(text: string | null | undefined): TotpSource {
  if (!text || text === 'SELF') return 'SELF'
  return choiceOf(text, 'source', ['SELF', 'APPLICATION'])
}

/**
 * Begins to set up an authenticator app; nothing changes until `confirmTotp`. 400 another source; with an mfaToken 6004 where
 * another factor can be shown, and 6003 where this kind does not count; for who is signed in 6004 as in `requireFactorShown`.
 */
export const associateTotp: QuietVerb<
  { source?: string | null | undefined },
  Association,
  { enrolment: Enrolment; association: Association }
> = {
  name: 'mfa.associate-totp',
  admits: 'fresh user or second factor',
  quiet: 'nothing is set up until the first code comes',
  async prepare(before, input) {
    const { pool, application, ports, now } = before
    const source = sourceOf(input.source)
    const { user, pending } = await factorOwnerOf(before)
    if (pending) requireEnrollable(pending, 'totp')
    else await requireFactorShown(before.reader, before, user)
    const [secret, recoveryCode] = [newTotpSecret(), newRecoveryCode()]
    const label = user.email ?? user.username ?? user.phone ?? user.id
    const uri = totpUri(secret, { issuer: (pending?.application ?? application)?.name ?? pool.name, label })
    const owner = { userPoolId: pool.id, userId: user.id }
    const enrolment: Enrolment = {
      ...owner,
      secretSealed: ports.seal.close(totpSealPurpose, secret),
      recoveryHash: recoveryHash(ports.keys.cookieSecret, owner, recoveryCode),
      source: pending ? 'APPLICATION' : source,
      expiresAt: new Date(now.getTime() + lifetime * 1000),
    }
    return { enrolment, association: { secret, uri, picture: await toDataURL(uri, { margin: 1 }), recoveryCode } }
  },
  async run({ tx }, { enrolment, association }) {
    await saveEnrolment(tx, enrolment)
    return association
  },
}
