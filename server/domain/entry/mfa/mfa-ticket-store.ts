import { type Selectable, sql } from 'kysely'
import type { AuthenticationMethod } from '#domain/tenancy/mfa/factor-kind.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { MfaTicketTable } from '#platform/database/tables.gen.ts'
import type { SessionKind } from '../session/session.ts'

export const mfaTicketSweep = expiring('mfa_ticket')

/** The first half of a sign-in, and the session that opens with the second. */
export interface MfaTicket {
  userPoolId: string
  tokenHash: Buffer
  userId: string
  applicationId: string | null
  /** The session of somebody who is signed in already and is asked for more; null on the way in. */
  sessionId: string | null
  sessionKind: SessionKind
  /** Seconds; null: the application's or the pool's setting. */
  lifetime: number | null
  counted: boolean
  methods: AuthenticationMethod[]
  passwordDigest: Buffer | null
  triesLeft: number
  expiresAt: Date
  /** What was asked for where tokens come of the sign-in: see `token-set`. Null where none do. */
  tokenScope: string | null
}

function toTicket(row: Selectable<MfaTicketTable>): MfaTicket {
  return {
    userPoolId: row.user_pool_id,
    tokenHash: row.token_hash,
    userId: row.user_id,
    applicationId: row.application_id,
    sessionId: row.session_id,
    sessionKind: row.session_kind as SessionKind,
    lifetime: row.lifetime,
    counted: row.counted,
    methods: row.methods as AuthenticationMethod[],
    passwordDigest: row.password_digest,
    triesLeft: row.tries_left,
    expiresAt: row.expires_at,
    tokenScope: row.token_scope,
  }
}

export async function insertMfaTicket(tx: Tx, ticket: MfaTicket): Promise<void> {
  await tx
    .insertInto('mfa_ticket')
    .values({
      user_pool_id: ticket.userPoolId,
      token_hash: ticket.tokenHash,
      user_id: ticket.userId,
      application_id: ticket.applicationId,
      session_id: ticket.sessionId,
      session_kind: ticket.sessionKind,
      lifetime: ticket.lifetime,
      counted: ticket.counted,
      methods: ticket.methods,
      password_digest: ticket.passwordDigest,
      tries_left: ticket.triesLeft,
      expires_at: ticket.expiresAt,
      token_scope: ticket.tokenScope,
    })
    .execute()
}

type Key = Pick<MfaTicket, 'userPoolId' | 'tokenHash'>

export async function findMfaTicket(reader: Reader, { userPoolId, tokenHash }: Key): Promise<MfaTicket | null> {
  const row = await reader
    .selectFrom('mfa_ticket')
    .selectAll()
    .where('user_pool_id', '=', userPoolId)
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst()
  return row ? toTicket(row) : null
}

/** Uses one of the ticket's tries; false when none was left, or the ticket is gone. */
export async function takeMfaTry(tx: Tx, { userPoolId, tokenHash }: Key): Promise<boolean> {
  const result = await tx
    .updateTable('mfa_ticket')
    .set({ tries_left: sql<number>`tries_left - 1` })
    .where('user_pool_id', '=', userPoolId)
    .where('token_hash', '=', tokenHash)
    .where('tries_left', '>', 0)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/**
 * Takes the ticket away; false when it was gone, or its tries were. Of two who come at once one gets it, and nobody who comes
 * together with more wrong tries than it bears.
 */
export async function takeMfaTicket(tx: Tx, { userPoolId, tokenHash }: Key): Promise<boolean> {
  const result = await tx
    .deleteFrom('mfa_ticket')
    .where('user_pool_id', '=', userPoolId)
    .where('token_hash', '=', tokenHash)
    .where('tries_left', '>', 0)
    .executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** Voids every first half of somebody whose factors or password change. */
export async function deleteMfaTicketsOf(tx: Tx, userPoolId: string, userId: string, except?: Buffer): Promise<void> {
  await tx
    .deleteFrom('mfa_ticket')
    .where('user_pool_id', '=', userPoolId)
    .where('user_id', '=', userId)
    .$if(except !== undefined, (query) => query.where('token_hash', '<>', except as Buffer))
    .execute()
}
