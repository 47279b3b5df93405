import { type Page, pageOf } from '#domain/shape/page.ts'
import type { Question } from '#domain/shape/verb.ts'
import type { Feedback } from './feedback.ts'
import { listFeedback as readPage } from './feedback-store.ts'

/** What people wrote, a page at a time, newest first. */
export const listFeedback: Question<
  Partial<Record<keyof Page, number | undefined>>,
  { totalCount: number; list: Feedback[] }
> = {
  name: 'feedback.list',
  admits: 'manager',
  answer: ({ reader, pool }, { page, limit }) => readPage(reader, pool.id, pageOf(page, limit)),
}
