import { type Declined, type Language, refuse } from '@menshen/contract/errors'
import { phoneAddress } from '#domain/messaging/contact/address.ts'
import type { Awaited } from '#domain/messaging/message/delivery.ts'
import { enqueue, type Prepared, prepareMessage } from '#domain/messaging/message/enqueue.ts'
import type { Channel } from '#domain/messaging/message/message.ts'
import { parseEmail } from '#domain/people/user/identifier.ts'
import type { Before, Verb } from '#domain/shape/verb.ts'
import { prepareCodeText } from '../verification-code/code-message.ts'

/** In an hour, over both kinds. */
const perHour = 30

const words: Record<Language, { subject: string; text: (pool: string) => string }> = {
  'en-US': {
    subject: 'Mail works',
    text: (pool) => `This is a test of the mail sender of ${pool}. Nothing has to be done.`,
  },
  'zh-CN': { subject: '邮件发送正常', text: (pool) => `这是 ${pool} 的邮件发送测试，无需任何操作。` },
}

/**
 * Sends a test mail, or a text with a code that is good for nothing, through whatever would send real ones. The caller
 * waits for what becomes of it. 2204 and 2028 malformed, 429 too many.
 */
export const testSend: Verb<
  'message.test-sent',
  { channel: Channel; to: string; countryCode?: string | undefined },
  Awaited,
  Prepared
> = {
  name: 'message.test-send',
  admits: 'manager',
  emits: ['message.test-sent'],
  prepare(before, { channel, to, countryCode }) {
    if (channel === 'mail') return testMail(before, parseEmail(to, 2204))
    const { recipient } = phoneAddress(to, countryCode) ?? refuse(2028)
    return prepareCodeText(before, recipient, { code: '000000', purpose: 'any', lifetimeSeconds: 300 })
  },
  async run(context, message): Promise<Awaited | Declined> {
    const { tx, pool, limits, now } = context
    const limit = { userPoolId: pool.id, key: 'test-send', windowSeconds: 3_600, limit: perHour }
    if (!(await limits.hit(tx, limit, now)).allowed) refuse(429)
    await enqueue(context, message)
    context.emit('message.test-sent', { channel: message.channel })
    return message
  },
}

function testMail(before: Before, to: string): Promise<Prepared> {
  const { pool, language = 'zh-CN' } = before
  const { subject, text } = words[language]
  const sentence = text(pool.name)
  return prepareMessage(before, {
    recipient: to,
    template: 'test',
    subject,
    body: { channel: 'mail', sender: pool.name, html: `<p>${escaped(sentence)}</p>`, text: sentence },
    awaited: true,
  })
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
