import type { Language } from '@menshen/contract/errors'
import type { Awaited } from '#domain/messaging/message/delivery.ts'
import { enqueue, type Prepared } from '#domain/messaging/message/enqueue.ts'
import { prepareMail } from '#domain/messaging/message/prepare-mail.ts'
import { spellOut } from '#domain/messaging/message-template/macros.ts'
import { templateTypeOf } from '#domain/messaging/message-template/mail-template.ts'
import { parseMetaData } from '#domain/messaging/message-template/meta-data.ts'
import { parseEmail } from '#domain/people/user/identifier.ts'
import type { Verb } from '#domain/shape/verb.ts'
import { countHourly } from '../verification-code/sending-limits.ts'

export interface TypeOrder {
  type: string
  to: string
  /** JSON text of macro values. What the platform knows by itself, such as the application's name, need not be in it. */
  metaData?: string | null
  language?: Language | null
}

/**
 * An administrator sends somebody the mail of a type, such as an invitation, with the code or link that the caller made.
 * The caller waits for what becomes of it. Order of refusals: 2204 malformed address, 2017 values, 2021 unknown type,
 * 2021 and 2022 no template, 3012 a macro without a value, 429 too many.
 */
export const sendByType: Verb<'message.sent', TypeOrder, Awaited, Prepared> = {
  name: 'message.send-by-type',
  admits: 'manager',
  emits: ['message.sent'],
  async prepare(before, { type, to, metaData, language }) {
    const email = parseEmail(to, 2204)
    const given = spellOut(parseMetaData(metaData))
    return prepareMail(
      { ...before, language: language ?? before.language },
      {
        to: email,
        template: templateTypeOf(type),
        awaited: true,
        lifetimeSeconds: null,
        values: { inviter_name: before.pool.name, ...given },
      },
    )
  },
  async run(context, message) {
    const over = await countHourly(context, 'mail', message.recipient)
    if (over) return over
    await enqueue(context, message)
    context.emit('message.sent', { template: message.template })
    return message
  },
}
