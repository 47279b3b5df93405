import { type Static, Type } from 'typebox'
import type { MailTransport } from '#domain/messaging/message/mail-transport.ts'
import { defineProvider } from '../definition.ts'
import { address, secret, text } from '../setting.ts'
import { parseObject } from '../vendor/vendor-answer.ts'
import { asTransport, formatMailbox } from './checked-mail.ts'
import type { MailGround } from './ground.ts'
import { callVendor } from './vendor-call.ts'

const settings = Type.Object({
  apiKey: secret({ en: 'The API key.', zh: 'API 密钥。', example: 'key-example' }),
  domain: text({ en: 'The sending domain.', zh: '发信域名。', example: 'mg.example.com' }),
  from: text({ en: 'The sender address.', zh: '发信地址。', example: 'no-reply@mg.example.com' }),
  endpoint: Type.Optional(
    address({
      en: 'Needed for domains in the European Union; without a slash at the end.',
      zh: '欧盟区域的域名需要填写，末尾不带斜杠。',
      example: 'https://api.eu.mailgun.net',
    }),
  ),
})

/** Mail through Mailgun's Messages API, version 3. */
function mailgunTransport(config: Static<typeof settings>, { fetch }: MailGround): MailTransport {
  const { apiKey, domain, endpoint = 'https://api.mailgun.net' } = config
  return asTransport(async ({ from, to, subject, html, text, replyTo }) => {
    const answer = await callVendor(fetch, [apiKey], {
      url: `${endpoint}/v3/${encodeURIComponent(domain)}/messages`,
      headers: {
        authorization: `Basic ${Buffer.from(`api:${apiKey}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({
        from: formatMailbox(from),
        to,
        subject,
        text,
        html,
        ...(replyTo && { 'h:Reply-To': formatMailbox(replyTo) }),
        'o:tracking': 'no',
      }).toString(),
    })
    return { messageId: String(parseObject(answer.body).id ?? '') }
  }, config.from)
}

export const definition = defineProvider({
  kind: 'mailgun',
  names: { en: 'Mailgun', zh: 'Mailgun' },
  settings,
  make: mailgunTransport,
})
