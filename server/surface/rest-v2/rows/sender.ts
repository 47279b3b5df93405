import { refuse } from '@menshen/contract/errors'
import {
  getMailSender,
  type MailSender,
  removeMailSender,
  setMailSender,
} from '#domain/messaging/message/mail-sender.ts'
import type { Channel, MessageStatus } from '#domain/messaging/message/message.ts'
import { readSendLog, type SentLine } from '#domain/messaging/message/send-log.ts'
import { testSend } from '#domain/proof/admin-message/test-send.ts'
import { choiceOf } from '#domain/shape/choice.ts'
import { pageOf } from '#domain/shape/page.ts'
import { sentMessage } from '../../wire/send-message.ts'
import { restDate } from '../../wire/user.ts'
import type { Parts, Reader } from '../parts.ts'
import { done, type Row, row } from '../row.ts'
import { whenDelivered } from '../when-delivered.ts'

function encodeSender({ kind, enabled, updatedAt }: MailSender) {
  return { kind, enabled, updatedAt: restDate(updatedAt) }
}

function encodeLine({ createdAt, sentAt, ...line }: SentLine) {
  return { ...line, createdAt: restDate(createdAt), sentAt: sentAt && restDate(sentAt) }
}

function configOf(body: Reader): Record<string, unknown> | null {
  const { config = null } = body.pick(['config'])
  if (typeof config !== 'object' || Array.isArray(config))
    refuse(400, { variant: 'object', values: { field: 'config' } })
  return config as Record<string, unknown> | null
}

const statuses = ['queued', 'sent', 'failed', 'outbox'] satisfies MessageStatus[]

function oneOf<Name extends string>({ query }: Parts, name: string, values: readonly Name[]): Name | null {
  const value = query.optionalText(name)
  return value === undefined ? null : choiceOf(value, name, values)
}

function testRow(path: string, decode: (parts: Parts) => Parameters<typeof testSend.prepare>[1]): Row {
  return row(`POST /api/v2/${path}`, testSend, decode, whenDelivered, { saying: sentMessage })
}

export const senderRows: Row[] = [
  row(
    'GET /api/v2/mail-sender',
    getMailSender,
    () => ({}),
    (sender) => sender && encodeSender(sender),
  ),
  row(
    'PUT /api/v2/mail-sender',
    setMailSender,
    ({ body }) => ({
      kind: body.text('kind'),
      config: configOf(body),
      enabled: body.has('enabled') ? body.flag('enabled') : true,
    }),
    encodeSender,
  ),
  row('DELETE /api/v2/mail-sender', removeMailSender, () => ({}), done),
  testRow('mail-sender/test', ({ body }) => ({ channel: 'mail', to: body.text('email') })),
  testRow('sms-sender/test', ({ body }) => ({
    channel: 'sms',
    to: body.text('phone'),
    countryCode: body.optionalText('phoneCountryCode'),
  })),
  row(
    'GET /api/v2/messages',
    readSendLog,
    (parts) => ({
      ...pageOf(parts.query.optionalNumber('page'), parts.query.optionalNumber('limit')),
      channel: oneOf<Channel>(parts, 'channel', ['mail', 'sms']),
      status: oneOf<MessageStatus>(parts, 'status', statuses),
    }),
    (lines) => ({ list: lines.map(encodeLine) }),
  ),
]
