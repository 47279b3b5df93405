import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { VerificationTicketTable } from '#platform/database/tables.gen.ts'

/** As with codes: late is not wrong. */
export const ticketSweep = expiring('verification_ticket', 86_400)

export interface StoredTicket {
  userPoolId: string
  tokenHash: Buffer
  purpose: string
  /** What it stands for: an address, or a person's id. */
  subject: string
  redirectTo: string | null
  /** What must still be so when it is used; null when nothing. */
  boundTo: string | null
  /** Through which application it was asked for. */
  applicationId: string | null
  expiresAt: Date
}

type Key = Pick<StoredTicket, 'userPoolId' | 'tokenHash' | 'purpose'>

function toTicket(row: Selectable<VerificationTicketTable>): StoredTicket {
  return {
    userPoolId: row.user_pool_id,
    tokenHash: row.token_hash,
    purpose: row.purpose,
    subject: row.subject,
    redirectTo: row.redirect_to,
    boundTo: row.bound_to,
    applicationId: row.application_id,
    expiresAt: row.expires_at,
  }
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
      bound_to: ticket.boundTo,
      application_id: ticket.applicationId,
      expires_at: ticket.expiresAt,
    })
    .execute()
}

/** Takes a ticket away and answers what it was; null when there is none. Of two who come at once one gets it. */
export async function takeTicket(tx: Tx, { userPoolId, tokenHash, purpose }: Key): Promise<StoredTicket | null> {
  const row = await tx
    .deleteFrom('verification_ticket')
    .where('user_pool_id', '=', userPoolId)
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .returningAll()
    .executeTakeFirst()
  return row ? toTicket(row) : null
}

/** Makes a ticket one of another purpose, in its place; null when there is none. Of two who come at once one gets it. */
export async function spendTicket(
  tx: Tx,
  { userPoolId, tokenHash, purpose }: Key,
  becomes: string,
): Promise<StoredTicket | null> {
  const row = await tx
    .updateTable('verification_ticket')
    .set({ purpose: becomes })
    .where('user_pool_id', '=', userPoolId)
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .returningAll()
    .executeTakeFirst()
  return row ? toTicket(row) : null
}

export async function findTicket(
  reader: Reader,
  { userPoolId, tokenHash, purpose }: Key,
): Promise<StoredTicket | null> {
  const row = await reader
    .selectFrom('verification_ticket')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('token_hash', '=', tokenHash)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row ? toTicket(row) : null
}

/** Voids what stands for a person, or for an address. */
export async function deleteTicketsFor(tx: Tx, userPoolId: string, subject: string): Promise<void> {
  await tx
    .deleteFrom('verification_ticket')
    .where('user_pool_id', '=', userPoolId)
    .where('subject', '=', subject)
    .execute()
}
