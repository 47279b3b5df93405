import type { Feedback } from '#domain/oversight/feedback/feedback.ts'
import { giveFeedback } from '#domain/oversight/feedback/give.ts'
import { listFeedback } from '#domain/oversight/feedback/list.ts'
import { restDate } from '../../../view/user.ts'
import { optionalText, optionalTexts, page, text } from '../../engine/fields.ts'
import { doneResult, pageResult } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { Feedback as FeedbackNoun } from '../nouns/pool.ts'

function encodeFeedback({ id, applicationId, kind, contact, description, images, createdAt }: Feedback) {
  return { id, appId: applicationId, type: kind, phone: contact, description, images, createdAt: restDate(createdAt) }
}

export const feedbackRows: RestRow[] = [
  row('POST /api/v2/feedback', giveFeedback, {
    summary: 'Tell the administrators that you cannot get in',
    body: {
      // Some clients number the kinds of trouble, some name them.
      type: optionalText('What kind of trouble, by number or by name.', { numbers: true }),
      phone: optionalText('How to reach you.', { also: ['contact'] }),
      description: text('What happened.'),
      images: optionalTexts('Addresses of pictures.'),
      appId: optionalText('The application.'),
    },
    place: (peek) => {
      const applicationId = peek('body', 'appId')
      return applicationId === undefined ? {} : { applicationId }
    },
    decode: ({ body }) => ({
      kind: body.type ?? '',
      contact: body.phone ?? '',
      description: body.description,
      images: body.images ?? [],
    }),
    result: doneResult,
    encode: done,
  }),
  row('GET /api/v2/feedback', listFeedback, {
    summary: 'List what people wrote who could not get in',
    query: page,
    decode: ({ query }) => query,
    result: pageResult(FeedbackNoun),
    encode: ({ totalCount, list }) => ({ totalCount, list: list.map(encodeFeedback) }),
  }),
]
