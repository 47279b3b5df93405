import type { Selectable } from 'kysely'
import type { Page } from '#domain/shape/page.ts'
import type { Reader, Tx } from '#platform/database/database.ts'
import { expiring } from '#platform/database/expired-rows.ts'
import type { FeedbackTable } from '#platform/database/tables.gen.ts'
import type { Feedback } from './feedback.ts'

export const feedbackSweep = expiring('feedback')

function toFeedback(row: Selectable<FeedbackTable>): Feedback {
  return {
    id: row.id,
    userPoolId: row.user_pool_id,
    applicationId: row.application_id,
    kind: row.kind,
    contact: row.contact,
    description: row.description,
    images: row.images,
    createdAt: row.created_at,
  }
}

export async function insertFeedback(tx: Tx, feedback: Feedback, expiresAt: Date): Promise<void> {
  await tx
    .insertInto('feedback')
    .values({
      user_pool_id: feedback.userPoolId,
      id: feedback.id,
      application_id: feedback.applicationId,
      kind: feedback.kind,
      contact: feedback.contact,
      description: feedback.description,
      images: feedback.images,
      created_at: feedback.createdAt,
      expires_at: expiresAt,
    })
    .execute()
}

/** One page, newest first, and how much there is. */
export async function listFeedback(reader: Reader, userPoolId: string, { page, limit }: Page) {
  const all = reader.selectFrom('feedback').where('user_pool_id', '=', userPoolId)
  const rows = await all
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset((page - 1) * limit)
    .execute()
  const { total } = await all.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow()
  return { totalCount: Number(total), list: rows.map(toFeedback) }
}
