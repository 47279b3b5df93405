import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { QrCodeTable } from '#platform/database/tables.gen.ts'
import type { QrCode, QrCodeStatus } from './qr-code.ts'

/** The browser hears that its code is over, and not that there never was one. */
export const qrCodeSweep = expiring('qr_code', 3_600)

function toQrCode(row: Selectable<QrCodeTable>): QrCode {
  return {
    userPoolId: row.user_pool_id,
    randomHash: row.random_hash,
    applicationId: row.application_id,
    status: row.status as QrCodeStatus,
    holderHash: row.holder_hash,
    bound: row.bound,
    ip: row.ip,
    userAgent: row.user_agent,
    userId: row.user_id,
    confirmingSessionId: row.confirming_session_id,
    sessionId: row.session_id,
    ticketHash: row.ticket_hash,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

export async function insertQrCode(
  tx: Tx,
  code: Omit<QrCode, 'status' | 'userId' | 'confirmingSessionId' | 'sessionId' | 'ticketHash'>,
): Promise<void> {
  await tx
    .insertInto('qr_code')
    .values({
      user_pool_id: code.userPoolId,
      random_hash: code.randomHash,
      application_id: code.applicationId,
      status: 'waiting',
      holder_hash: code.holderHash,
      bound: code.bound,
      ip: code.ip,
      user_agent: code.userAgent?.slice(0, 512) ?? null,
      created_at: code.createdAt,
      expires_at: code.expiresAt,
    })
    .execute()
}

function byRandom(reader: Reader, userPoolId: string, randomHash: Buffer) {
  return reader
    .selectFrom('qr_code')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('random_hash', '=', randomHash)
}

export async function findQrCode(reader: Reader, userPoolId: string, randomHash: Buffer): Promise<QrCode | null> {
  const row = await byRandom(reader, userPoolId, randomHash).executeTakeFirst()
  return row ? toQrCode(row) : null
}

/** Of two who answer one code at once the second waits, and sees what the first did. */
export async function lockQrCode(tx: Tx, userPoolId: string, randomHash: Buffer): Promise<QrCode | null> {
  const row = await byRandom(tx, userPoolId, randomHash).forUpdate().executeTakeFirst()
  return row ? toQrCode(row) : null
}

type Change = Partial<
  Pick<QrCode, 'status' | 'bound' | 'userId' | 'confirmingSessionId' | 'sessionId' | 'ticketHash' | 'expiresAt'>
>

export async function updateQrCode(
  tx: Tx,
  { userPoolId, randomHash }: Pick<QrCode, 'userPoolId' | 'randomHash'>,
  { status, bound, userId, confirmingSessionId, sessionId, ticketHash, expiresAt }: Change,
): Promise<void> {
  await tx
    .updateTable('qr_code')
    .set({
      ...(status && { status }),
      ...(bound !== undefined && { bound }),
      ...(userId && { user_id: userId }),
      ...(confirmingSessionId && { confirming_session_id: confirmingSessionId }),
      ...(sessionId && { session_id: sessionId }),
      ...(ticketHash && { ticket_hash: ticketHash }),
      ...(expiresAt && { expires_at: expiresAt }),
    })
    .where('user_pool_id', '=', userPoolId)
    .where('random_hash', '=', randomHash)
    .execute()
}

/** Takes the ticket away and answers what it was for; null when there is none. Of two who come at once one gets it. */
export async function takeQrTicket(tx: Tx, userPoolId: string, ticketHash: Buffer): Promise<QrCode | null> {
  const row = await tx
    .updateTable('qr_code')
    .set({ ticket_hash: null })
    .where('user_pool_id', '=', userPoolId)
    .where('ticket_hash', '=', ticketHash)
    .returningAll()
    .executeTakeFirst()
  return row ? toQrCode(row) : null
}

/** Takes back every code that a person has scanned or confirmed. */
export async function deleteQrCodesOf(tx: Tx, userPoolId: string, userId: string): Promise<void> {
  await tx.deleteFrom('qr_code').where('user_pool_id', '=', userPoolId).where('user_id', '=', userId).execute()
}
