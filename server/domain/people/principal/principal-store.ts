import type { Seal } from '#platform/crypto/seal.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { openClaim, type Principal, type PrincipalStatus, sealClaim } from './principal.ts'

export async function findPrincipal(
  reader: Reader,
  seal: Seal,
  userPoolId: string,
  userId: string,
): Promise<Principal | null> {
  const row = await reader
    .selectFrom('principal_authentication')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!row) return null
  return {
    id: row.id,
    userPoolId,
    userId,
    claim: openClaim(seal, { userPoolId, userId }, row.claim_sealed),
    status: row.status as PrincipalStatus,
    verifiedBy: row.verified_by as Principal['verifiedBy'],
    authenticatedAt: row.authenticated_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

/** The claim as it is written, sealed in `prepare`. */
export type SealedPrincipal = Omit<Principal, 'claim' | 'createdAt' | 'updatedAt'> & {
  type: Principal['claim']['type']
  claimSealed: Buffer
}

export function sealPrincipal(seal: Seal, { claim, ...principal }: Omit<Principal, 'createdAt' | 'updatedAt'>) {
  return { ...principal, type: claim.type, claimSealed: sealClaim(seal, principal, claim) } satisfies SealedPrincipal
}

/** Whether somebody's claim has been confirmed; the row is locked. */
export async function isVerified(tx: Tx, userPoolId: string, userId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('principal_authentication')
    .select('status')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  return row?.status === 'verified'
}

/** Writes a claim in the place of the one before; its id stays. */
export async function savePrincipal(tx: Tx, principal: SealedPrincipal, now: Date): Promise<void> {
  const columns = {
    type: principal.type,
    claim_sealed: principal.claimSealed,
    status: principal.status,
    verified_by: principal.verifiedBy,
    authenticated_at: principal.authenticatedAt,
    updated_at: now,
  }
  await tx
    .insertInto('principal_authentication')
    .values({
      user_pool_id: principal.userPoolId,
      user_id: principal.userId,
      id: principal.id,
      created_at: now,
      ...columns,
    })
    .onConflict((conflict) => conflict.columns(['user_pool_id', 'user_id']).doUpdateSet(columns))
    .execute()
}

/** False when there was none. */
export async function deletePrincipal(tx: Tx, userPoolId: string, userId: string): Promise<boolean> {
  const result = await tx
    .deleteFrom('principal_authentication')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}
