import { deleteIdentities } from '#domain/people/identity/identity-store.ts'
import { deletePrincipal } from '#domain/people/principal/principal-store.ts'
import type { User } from '#domain/people/user/user.ts'
import { deleteFormerPasswords } from '#domain/proof/credential/former-password-store.ts'
import { deletePassword } from '#domain/proof/credential/password-store.ts'
import { deleteTicketsFor } from '#domain/proof/verification-code/ticket-store.ts'
import type { Context } from '#domain/shape/verb.ts'
import { deleteConsentsOf } from '../consent/consent-store.ts'
import { deleteDevicesOf } from '../device/device-store.ts'
import { factors } from '../factor/factor.ts'
import { deleteMfaTicketsOf } from '../mfa/mfa-ticket-store.ts'
import { forgetWrongFactors } from '../mfa/tries.ts'
import { deleteSharedOf } from '../mobile-sso/shared-session-store.ts'
import { deleteArtifactsOf } from '../oidc-artifact/artifact-store.ts'
import { deleteQrCodesOf } from '../qr-sign-in/qr-code-store.ts'
import { endEverySession } from '../session/end-every.ts'
import { deleteSubAccountsOf } from '../sub-account/sub-account-store.ts'

/** Ends what lets somebody in without asking again: sessions with all that hangs on them, and consents with their tokens. */
export async function endEntries(context: Context, { id }: Pick<User, 'id'>): Promise<void> {
  const { tx, pool, changed } = context
  await endEverySession(context, [id])
  for (const grant of await deleteArtifactsOf(tx, pool.id, [id])) changed(`grant:${grant}`)
  await deleteConsentsOf(tx, pool.id, id)
  await deleteSharedOf(tx, pool.id, id)
  await deleteQrCodesOf(tx, pool.id, id)
  await deleteMfaTicketsOf(tx, pool.id, id)
}

/**
 * Ends everything by which somebody might get into an account that was made before its address was proven. The person's row
 * is locked by the caller. Answers the columns of the account that say so.
 */
export async function endWhatCameBefore(context: Context, user: User): Promise<Partial<User>> {
  const { tx, pool } = context
  const { id } = user
  await endEntries(context, user)
  await deletePassword(tx, pool.id, id)
  await deleteFormerPasswords(tx, pool.id, id)
  for (const { remove } of factors) await remove?.(context, id)
  await deleteDevicesOf(tx, pool.id, id)
  await deleteSubAccountsOf(tx, pool.id, id)
  await deleteIdentities(tx, { userPoolId: pool.id, userId: id }, {})
  await deletePrincipal(tx, pool.id, id)
  await deleteTicketsFor(tx, pool.id, id)
  await forgetWrongFactors(context, user)
  return {
    username: null,
    passwordSecurityLevel: null,
    resetPasswordOnFirstLogin: false,
    resetPasswordOnNextLogin: false,
    secondFactors: [],
    factorEpoch: user.factorEpoch + 1,
  }
}
