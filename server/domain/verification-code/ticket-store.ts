import type { Look, Tx } from '#platform/database/database.ts'

export interface StoredTicket {
  userPoolId: string
  tokenHash: Buffer
  purpose: string
  /** What it stands for: an address, or a person's id. */
  subject: string
  redirectTo: string | null
  expiresAt: Date
}

export async function insertTicket(tx: Tx, ticket: StoredTicket): Promise<void> {
  await tx
    .insertInto('verification_ticket')
    .values({
      user_pool_id: ticket.userPoolId,
      token_hash: ticket.tokenHash,
      purpose: ticket.purpose,
      subject: ticket.subject,
      redirect_to: ticket.redirectTo,
      expires_at: ticket.expiresAt,
    })
    .execute()
}

/** Takes a ticket away and answers what it was; null when there is none. Of two who come at once one gets it. */
export async function takeTicket(
  tx: Tx,
  { userPoolId, tokenHash, purpose }: Pick<StoredTicket, 'userPoolId' | 'tokenHash' | 'purpose'>,
): Promise<StoredTicket | null> {
  const row = await tx
    .deleteFrom('verification_ticket')
    .where('user_pool_id', '=', userPoolId)
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .returningAll()
    .executeTakeFirst()
  return row
    ? { userPoolId, tokenHash, purpose, subject: row.subject, redirectTo: row.redirect_to, expiresAt: row.expires_at }
    : null
}

export async function findTicket(
  look: Look,
  { userPoolId, tokenHash, purpose }: Pick<StoredTicket, 'userPoolId' | 'tokenHash' | 'purpose'>,
): Promise<StoredTicket | null> {
  const row = await look
    .selectFrom('verification_ticket')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row
    ? { userPoolId, tokenHash, purpose, subject: row.subject, redirectTo: row.redirect_to, expiresAt: row.expires_at }
    : null
}
