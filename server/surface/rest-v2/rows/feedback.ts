import type { Feedback } from '#domain/oversight/feedback/feedback.ts'
import { giveFeedback } from '#domain/oversight/feedback/give.ts'
import { listFeedback } from '#domain/oversight/feedback/list.ts'
import { restDate } from '../../wire/user.ts'
import type { Reader } from '../parts.ts'
import { done, type Row, row } from '../row.ts'

/** Some clients number the kinds of trouble, some name them. */
function decodeKind(body: Reader): string {
  const { type } = body.pick(['type'])
  return typeof type === 'number' ? String(type) : (body.optionalText('type') ?? '')
}

function encodeFeedback({ id, applicationId, kind, contact, description, images, createdAt }: Feedback) {
  return { id, appId: applicationId, type: kind, phone: contact, description, images, createdAt: restDate(createdAt) }
}

export const feedbackRows: Row[] = [
  row(
    'POST /api/v2/feedback',
    giveFeedback,
    ({ body }) => ({
      kind: decodeKind(body),
      contact: body.optionalText('phone', 'contact') ?? '',
      description: body.text('description'),
      images: body.has('images') ? body.texts('images') : [],
    }),
    done,
    {
      place: ({ body }) => {
        const applicationId = body.optionalText('appId')
        return applicationId ? { applicationId } : {}
      },
    },
  ),
  row(
    'GET /api/v2/feedback',
    listFeedback,
    ({ query }) => ({ page: query.optionalNumber('page'), limit: query.optionalNumber('limit') }),
    ({ totalCount, list }) => ({ totalCount, list: list.map(encodeFeedback) }),
  ),
]
