import Type from 'typebox'
import {
  getMailSender,
  type MailSender,
  removeMailSender,
  setMailSender,
} from '#domain/messaging/message/mail-sender.ts'
import { readSendLog, type SentLine } from '#domain/messaging/message/send-log.ts'
import { testSend } from '#domain/proof/admin-message/test-send.ts'
import { pageOf } from '#domain/shape/page.ts'
import { sentMessage } from '../../../view/send-message.ts'
import { restDate } from '../../../view/user.ts'
import { flag, optionalChoice, optionalRecord, page, text } from '../../engine/fields.ts'
import { doneResult, nullable, shape } from '../../engine/results.ts'
import { done, type RestRow, row } from '../../engine/row.ts'
import { countryCode } from '../account-fields.ts'
import { MailSender as MailSenderNoun, SentMessage } from '../nouns/pool.ts'
import { whenDelivered } from '../when-delivered.ts'

function encodeSender({ kind, enabled, updatedAt }: MailSender) {
  return { kind, enabled, updatedAt: restDate(updatedAt) }
}

function encodeLine({ createdAt, sentAt, ...line }: SentLine) {
  return { ...line, createdAt: restDate(createdAt), sentAt: sentAt && restDate(sentAt) }
}

export const senderRows: RestRow[] = [
  row('GET /api/v2/mail-sender', getMailSender, {
    summary: 'Read the mail server of the pool',
    decode: () => ({}),
    result: nullable(MailSenderNoun),
    encode: (sender) => sender && encodeSender(sender),
  }),
  row('PUT /api/v2/mail-sender', setMailSender, {
    summary: 'Set the mail server of the pool',
    body: {
      kind: text('Which provider, such as smtp.'),
      config: optionalRecord('What it needs; what is there stays when left out.'),
      enabled: flag('It is used.', { otherwise: true }),
    },
    decode: ({ body: { kind, config = null, enabled } }) => ({ kind, config, enabled }),
    result: MailSenderNoun,
    encode: encodeSender,
  }),
  row('DELETE /api/v2/mail-sender', removeMailSender, {
    summary: 'Remove the mail server of the pool; that of the platform is used then',
    decode: () => ({}),
    result: doneResult,
    encode: done,
  }),
  row('POST /api/v2/mail-sender/test', testSend, {
    summary: 'Send a mail to see whether it arrives',
    body: { email: text('The e-mail address.') },
    decode: ({ body }) => ({ channel: 'mail' as const, to: body.email }),
    result: doneResult,
    encode: whenDelivered,
    saying: sentMessage,
  }),
  row('POST /api/v2/sms-sender/test', testSend, {
    summary: 'Send a text message to see whether it arrives',
    body: { phone: text('The phone number.'), ...countryCode },
    decode: ({ body }) => ({ channel: 'sms' as const, to: body.phone, countryCode: body.phoneCountryCode }),
    result: doneResult,
    encode: whenDelivered,
    saying: sentMessage,
  }),
  row('GET /api/v2/messages', readSendLog, {
    summary: 'List what was sent in the last 30 days',
    query: {
      ...page,
      channel: optionalChoice(['mail', 'sms'], 'Only these.'),
      status: optionalChoice(['queued', 'sent', 'failed', 'outbox'], 'Only those of which this has become.'),
    },
    decode: ({ query }) => ({
      ...pageOf(query.page, query.limit),
      channel: query.channel ?? null,
      status: query.status ?? null,
    }),
    result: shape({ list: Type.Array(SentMessage) }),
    encode: (lines) => ({ list: lines.map(encodeLine) }),
  }),
]
