import { publishEvent, publishOwnEvent } from '#domain/oversight/audit/publish.ts'
import { optionalText, optionalUnchecked, text } from '../../../engine/fields.ts'
import { shape, yesOrNo } from '../../../engine/results.ts'
import { type RestRow, row } from '../../../engine/row.ts'

const publication = {
  eventType: text('What kind of event, such as order.paid.'),
  source: optionalText('Which program says so.'),
  eventData: optionalUnchecked('A text, or an object that is kept as JSON.', { type: ['string', 'object'] }),
}

interface SentPublication {
  eventType: string
  source?: string
  eventData?: unknown
}

const decodePublication = ({ body }: { body: SentPublication }) => ({
  type: body.eventType,
  source: body.source,
  data: body.eventData,
})

const published = shape({ success: yesOrNo() })

export const eventRows: RestRow[] = [
  row('POST /api/v3/pub-event', publishEvent, {
    summary: 'Publish an event of yours',
    body: publication,
    decode: decodePublication,
    result: published,
    encode: () => ({ success: true }),
  }),
  row('POST /api/v3/pub-userEvent', publishOwnEvent, {
    summary: 'Publish an event about yourself',
    body: publication,
    decode: decodePublication,
    result: published,
    encode: () => ({ success: true }),
  }),
]
